//! A photo of a telephone is made smaller before it travels: upright, and as large as anybody will ever see it. What the browser
//! cannot open travels as it is, and so does what would not become smaller.
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Promise, Reflect};
use web_sys::{Blob, CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlImageElement};

/// The longer side, in pixels.
const LONGEST: f64 = 2048.0;
const QUALITY: f64 = 0.85;
/// Not worth the trouble.
const SMALL: f64 = 300.0 * 1024.0;

/// `src`: an address of the file on this page.
pub async fn shrunk(file: &File, src: &str) -> Blob {
    if file.size() > SMALL
        && let Ok(Some(smaller)) = draw(src).await
        && smaller.size() < file.size()
    {
        return smaller;
    }
    file.clone().into()
}

/// An image element turns the photo as its camera meant it, in every browser.
async fn draw(src: &str) -> Result<Option<Blob>, JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(src);
    JsFuture::from(image.decode()).await?;
    let (width, height) = (f64::from(image.natural_width()), f64::from(image.natural_height()));
    let scale = (LONGEST / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
    let canvas: HtmlCanvasElement = leptos::prelude::document().create_element("canvas")?.unchecked_into();
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into::<CanvasRenderingContext2d>();
    Reflect::set(&context, &"imageSmoothingQuality".into(), &"high".into())?;
    // A JPEG has no holes: what was see-through is white, as on the school's side.
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, width, height);
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
    let made = Promise::new(&mut |resolve, refuse| {
        if canvas.to_blob_with_type_and_encoder_options(&resolve, "image/jpeg", &QUALITY.into()).is_err() {
            let _ = refuse.call0(&JsValue::NULL);
        }
    });
    Ok(JsFuture::from(made).await?.dyn_into().ok())
}
