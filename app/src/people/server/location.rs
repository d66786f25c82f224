//! Which school a file is of: the BRIN, and behind it the number of the location where that is not the main one. Two locations of one
//! BRIN are two schools here, each with its own files; the first does not end because the second comes in.

/// `99ZK`, or `99ZK01` for the location 01. The main location (00) goes without number.
pub fn code(brin: &str, location: Option<&str>) -> String {
    let brin = brin.trim().to_uppercase();
    let number = location.map(str::trim).filter(|number| !number.trim_matches('0').is_empty());
    match number {
        Some(number) if base(&brin) == brin => format!("{brin}{number:0>2}"),
        _ => brin.strip_suffix("00").filter(|base| base.len() == 4).map_or(brin.clone(), str::to_owned),
    }
}

/// The BRIN in a code.
pub fn base(code: &str) -> &str {
    code.get(..4).unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_main_location_goes_without_number() {
        for (brin, location, expected) in [
            ("99zk", None, "99ZK"),
            ("99ZK", Some("00"), "99ZK"),
            ("99ZK", Some(""), "99ZK"),
            ("99ZK00", None, "99ZK"),
            ("99ZK", Some("01"), "99ZK01"),
            ("99ZK", Some("2"), "99ZK02"),
            ("99zk01", None, "99ZK01"),
            ("99ZK01", Some("01"), "99ZK01"),
        ] {
            assert_eq!(code(brin, location), expected, "{brin} {location:?}");
        }
        assert_eq!((base("99ZK01"), base("99ZK"), base("9")), ("99ZK", "99ZK", "9"));
    }
}
