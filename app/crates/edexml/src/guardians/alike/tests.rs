//! What `alike` promises, tried.
use super::*;

fn named(call: &str, infix: &str, last: &str) -> Names {
    let cell = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Names { call_name: cell(call), infix: cell(infix), last_name: cell(last), ..Names::default() }
}

#[test]
fn no_spelling_hides_somebody() {
    let ronald = named("Ronald", "van", "Visser");
    let spelled = [
        ("RONALD", "VAN", "VISSER"),
        ("Rónald", "van", "Visser"),
        ("R.", "van", "Visser"),
        ("R.J.", "", "Visser"),
        ("RJ", "", "van Visser"),
        ("Ron", "van", "Visser"),
        ("Ronald", "", "Visser-Bakker"),
        ("Visser", "van", "Ronald"),
        ("Ro\u{200B}nald", "van", "Visser"),
        ("Ronald van Visser", "", ""),
        ("", "van", "Visser"),
        ("Ronald-Jan", "van", "Visser"),
        ("r", "van", "visser"),
    ];
    for (call, infix, last) in spelled {
        assert!(alike(&ronald, &named(call, infix, last)), "{call} {infix} {last}");
    }
}

#[test]
fn somebody_else_is_somebody_else() {
    let ronald = named("Ronald", "van", "Visser");
    for (call, infix, last) in
        [("Judith", "van", "Visser"), ("Ronald", "", "Bakker"), ("J.", "van", "Visser"), ("Anna", "", "Smit")]
    {
        assert!(!alike(&ronald, &named(call, infix, last)), "{call} {infix} {last}");
    }
}
