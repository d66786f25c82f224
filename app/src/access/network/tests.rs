//! What `network` promises, tried.
use super::*;

fn seen(peer: &str, forwarded: &[&str]) -> String {
    let mut headers = HeaderMap::new();
    for line in forwarded {
        headers.append(FORWARDED, line.parse().unwrap());
    }
    client(peer.parse().unwrap(), &headers, |address| address.is_loopback() || address.to_string() == "10.0.0.2")
        .to_string()
}

#[test]
fn only_our_own_proxies_are_believed() {
    assert_eq!(seen("203.0.113.9", &["198.51.100.7"]), "203.0.113.9");
    assert_eq!(seen("127.0.0.1", &["198.51.100.7"]), "198.51.100.7");
    assert_eq!(seen("::ffff:127.0.0.1", &["198.51.100.7"]), "198.51.100.7");
    assert_eq!(seen("127.0.0.1", &["1.2.3.4, 198.51.100.7, 10.0.0.2"]), "198.51.100.7");
    assert_eq!(seen("127.0.0.1", &["1.2.3.4", "198.51.100.7"]), "198.51.100.7", "two headers are one list");
    assert_eq!(seen("127.0.0.1", &["nonsense"]), "127.0.0.1");
    assert_eq!(seen("127.0.0.1", &["1.2.3.4, nonsense, 10.0.0.2"]), "10.0.0.2");
    assert_eq!(seen("127.0.0.1", &[]), "127.0.0.1");
}

#[test]
fn an_address_is_read_with_and_without_its_port() {
    assert_eq!(seen("127.0.0.1", &["198.51.100.7:4711"]), "198.51.100.7");
    assert_eq!(seen("127.0.0.1", &["[2001:db8::1]:4711"]), "2001:db8::1");
    assert_eq!(seen("127.0.0.1", &["2001:db8::1"]), "2001:db8::1");
}

#[test]
fn a_household_with_ipv6_is_one_network() {
    let of = |text: &str| network(text.parse().unwrap());
    assert_eq!(of("2001:db8:1:2:aaaa::1"), of("2001:db8:1:2:ffff:1:2:3"));
    assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
    assert_eq!(of("::ffff:198.51.100.7"), "198.51.100.7");
}

#[test]
fn a_web_server_that_does_not_say_who_asks_is_noticed() {
    let at = |public: &str| Settings { public_url: public.to_owned(), ..Settings::default() };
    let asked = |peer: &str, host: &str, forwarded: bool, settings: &Settings| {
        let mut headers = HeaderMap::new();
        headers.insert(http::header::HOST, host.parse().unwrap());
        if forwarded {
            headers.insert(FORWARDED, "198.51.100.7".parse().unwrap());
        }
        silent(peer.parse().unwrap(), &headers, settings)
    };
    let school = at("https://kring.example");
    assert!(asked("127.0.0.1", "kring.example", false, &school));
    assert!(asked("::ffff:127.0.0.1", "Kring.example", false, &school));
    assert!(!asked("127.0.0.1", "kring.example", true, &school), "it says so");
    assert!(!asked("127.0.0.1", "127.0.0.1:3000", false, &school), "somebody on this computer asks whether it lives");
    assert!(!asked("203.0.113.9", "kring.example", false, &school), "no web server of ours");
    assert!(!asked("127.0.0.1", "localhost", false, &at("http://localhost:3000")), "a trial at home has none");
}
