//! What `net` promises, tried.
use super::*;

fn lies_in(net: &str, address: &str) -> bool {
    net.parse::<Net>().unwrap().contains(address.parse().unwrap())
}

#[test]
fn an_address_lies_in_its_network_and_in_no_other() {
    for (net, inside, outside) in [
        ("127.0.0.1", "127.0.0.1", "127.0.0.2"),
        ("10.0.0.0/8", "10.255.3.1", "11.0.0.1"),
        ("10.1.2.3/8", "10.255.3.1", "11.0.0.1"),
        ("192.0.2.128/25", "192.0.2.255", "192.0.2.127"),
        ("0.0.0.0/0", "203.0.113.9", "::1"),
        ("::1", "::1", "::2"),
        ("fd00::/8", "fdff::1", "fe00::1"),
        ("::/0", "2001:db8::1", "203.0.113.9"),
        ("127.0.0.1", "::ffff:127.0.0.1", "::ffff:127.0.0.2"),
        ("::ffff:10.0.0.0/104", "10.9.9.9", "11.0.0.1"),
    ] {
        assert!(lies_in(net, inside), "{inside} lies in {net}");
        assert!(!lies_in(net, outside), "{outside} does not lie in {net}");
    }
}

#[test]
fn what_is_no_network_is_refused() {
    for text in ["", "localhost", "10.0.0", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::/129", "10.0.0.0/+8", "a/8"] {
        assert_eq!(text.parse::<Net>(), Err(NotANet), "{text}");
    }
}

#[test]
fn neighbours_of_one_prefix_count_as_one() {
    let of = |text: &str| neighbourhood(text.parse().unwrap()).to_string();
    assert_eq!(of("2001:db8:1:2:aaaa::1"), "2001:db8:1:2::");
    assert_eq!(of("203.0.113.9"), "203.0.113.9");
    assert_eq!(of("::ffff:203.0.113.9"), "203.0.113.9");
}
