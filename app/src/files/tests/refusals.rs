//! What is not taken in, and the sentence for it: what it is, and what one can do.
use http::StatusCode;
use image::{GrayImage, ImageFormat};
use pixels::testing::phone_jpeg;

use super::upload;
use crate::base::failure::Problem;
use crate::base::language::Language;
use crate::shell::failures::problem_sentence;
use crate::stories;

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    GrayImage::new(width, height).write_to(&mut bytes, ImageFormat::Png).expect("a file");
    bytes.into_inner()
}

/// What somebody sends, and what is wrong with it.
fn cases() -> Vec<(&'static str, Vec<u8>, Problem)> {
    let whole = phone_jpeg(1, 64, 48, 1);
    let mut heavy = whole.clone();
    heavy.resize(25 * 1024 * 1024 + 1, 0);
    vec![
        ("nothing", vec![], Problem::PhotoEmpty),
        ("one byte", b"x".to_vec(), Problem::PhotoEmpty),
        ("words", b"Dit is een briefje.".to_vec(), Problem::NotAPhoto),
        ("a web page", b"<!doctype html><script>alert(1)</script>".to_vec(), Problem::PhotoPage),
        (
            "a drawing",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec(),
            Problem::PhotoVector,
        ),
        ("an iPhone's", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(), Problem::PhotoHeic),
        ("an AVIF", b"\0\0\0\x18ftypavif\0\0\0\0avifmif1".to_vec(), Problem::PhotoAvif),
        ("a film", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".to_vec(), Problem::PhotoFilm),
        (
            "something that moves",
            [&b"GIF89a\x01\0\x01\0\0\0\0"[..], &b"\x21\xf9\x04\0\x0a\0\0\0".repeat(2)].concat(),
            Problem::PhotoMoves,
        ),
        ("a GIF that does not", b"GIF89a\x01\0\x01\0\0\0\0\x21\xf9\x04\0\0\0\0\0".to_vec(), Problem::PhotoOtherKind),
        ("a letter", b"%PDF-1.7".to_vec(), Problem::PhotoPdf),
        ("a scan", b"II*\0\x08\0\0\0".to_vec(), Problem::PhotoOtherKind),
        ("half of it", whole[..whole.len() / 2].to_vec(), Problem::PhotoBroken),
        ("a strip", png(30_000, 40), Problem::PhotoTooLong),
        ("too many pixels", png(9000, 7000), Problem::PhotoTooFine),
        ("too many bytes", heavy, Problem::PhotoTooLarge),
    ]
}

#[test]
fn each_problem_of_a_photo_has_its_own_sentence_in_both_languages() {
    for language in [Language::nl, Language::en] {
        let mut sentences = Problem::OF_PHOTOS.map(|problem| problem_sentence(language, problem)).to_vec();
        sentences.sort();
        sentences.dedup();
        assert_eq!(sentences.len(), Problem::OF_PHOTOS.len());
    }
    assert!(problem_sentence(Language::nl, Problem::PhotoHeic).contains("Meest compatibel"));
    assert!(problem_sentence(Language::nl, Problem::PhotoTooLarge).contains("25 MB"));
    assert!(problem_sentence(Language::nl, Problem::PhotoTooFine).contains("beeldpunten"));
}

stories! {
    async fn what_is_no_photo_is_refused_with_its_own_reason(school) {
        let mut sanne = school.sanne().await;
        for (what, bytes, problem) in cases() {
            let answer = upload(&mut sanne, &bytes).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
            assert!(answer.html().contains(&format!("\"{problem:?}\"")), "{what}: {}", answer.html());
            sanne.get("/new").await;
            let answer = sanne.post_files("feed/publish", &[("body", "Hoi")], &[("photo", "a.jpg", "image/jpeg", &bytes)]).await;
            let form = sanne.follow(&answer).await.text();
            let sentence = problem_sentence(Language::nl, problem);
            assert!(form.contains(&format!("Foto 1: {sentence}")), "{what}: {form}");
        }
        let nothing = sanne.call_files("photos/upload", &[], &[]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn without_javascript_and_without_words_the_form_says_so_too(school) {
        let mut sanne = school.sanne().await;
        sanne.get("/new").await;
        let answer = sanne.post_files("feed/publish", &[("body", "Hoi")], &[("photo", "leeg.jpg", "image/jpeg", b"")]).await;
        let form = sanne.follow(&answer).await.text();
        assert!(form.contains("Staat de foto nog in de cloud?"), "{form}");
    }
}
