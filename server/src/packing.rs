//! How pages are compressed on their way out. Files of the site are packed when it is built; what is packed already is left alone.
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

/// The level that pays, for brotli and for gzip: `cargo xtask bench packing` shows what each costs (docs/performance.md).
const LEVEL: i32 = 4;

pub fn layer() -> CompressionLayer {
    at(LEVEL)
}

pub fn at(level: i32) -> CompressionLayer {
    CompressionLayer::new().quality(CompressionLevel::Precise(level))
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::http::{Request, header};
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;

    /// How many bytes a list of children takes on its way.
    async fn sent(layer: CompressionLayer, accepted: &str) -> (String, usize) {
        let page: String = (0..2_000)
            .map(|child| format!("<li class=\"card\">Kind {} van groep {}</li>", child * 37 % 501, child % 9))
            .collect();
        let answer = async move || ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page.clone());
        let house = Router::new().route("/", get(answer)).layer(layer);
        let request = Request::get("/").header(header::ACCEPT_ENCODING, accepted).body(Body::empty()).unwrap();
        let answer = house.oneshot(request).await.unwrap();
        let encoding = answer.headers().get(header::CONTENT_ENCODING).map(|value| value.to_str().unwrap().to_owned());
        (encoding.unwrap_or_default(), axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap().len())
    }

    #[tokio::test]
    async fn pages_are_packed_at_the_level_of_the_docs() {
        let asked = "gzip, deflate, br, zstd";
        let (encoding, bytes) = sent(layer(), asked).await;
        assert_eq!((encoding.as_str(), bytes), ("br", sent(at(4), "br").await.1));
        let (fastest, bare) = (sent(at(0), "br").await.1, sent(layer(), "identity").await.1);
        assert!(bytes < fastest && fastest < bare / 2, "{bytes} {fastest} {bare}");
        assert!(include_str!("../../docs/performance.md").contains("Level 4 (`server/src/packing.rs`)"));
    }
}
