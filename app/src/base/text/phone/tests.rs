//! What `phone` promises, tried.
use super::super::links::led;

fn addresses(text: &str) -> Vec<String> {
    led(text).into_iter().map(|(_, href)| href).collect()
}

#[test]
fn a_telephone_number_can_be_called() {
    let cases = [
        ("Bel 06-12345678.", "06-12345678", "tel:0612345678"),
        ("Bel 020 123 45 67!", "020 123 45 67", "tel:0201234567"),
        ("(0318) 123456", "(0318) 123456", "tel:0318123456"),
        ("+31 (0)6 1234 5678", "+31 (0)6 1234 5678", "tel:+31612345678"),
        ("0031612345678", "0031612345678", "tel:0031612345678"),
        ("(06 12345678)", "06 12345678", "tel:0612345678"),
        ("+32 470 12 34 56", "+32 470 12 34 56", "tel:+32470123456"),
        ("0800-1234", "0800-1234", "tel:08001234"),
    ];
    for (text, shown, href) in cases {
        assert_eq!(led(text), [(shown.to_owned(), href.to_owned())], "{text}");
    }
    assert_eq!(addresses("0612345678 0687654321"), ["tel:0612345678", "tel:0687654321"]);
}

#[test]
fn not_every_number_is_one() {
    for text in [
        "01-02-2026 10:00",
        "01-02-2026",
        "08:30-10:00",
        "groep 0",
        "NL00 BANK 0123 4567 89",
        "0,25",
        "06123456789012",
        "a0612345678",
        "2026-0612345678",
    ] {
        assert_eq!(addresses(text), Vec::<String>::new(), "{text}");
    }
}
