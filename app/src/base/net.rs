//! Networks of addresses, as settings name them: `127.0.0.1`, `10.0.0.0/8`, `fd00::/8`. Pure: looks nothing up.
use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

/// An address, or all addresses that begin alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Net {
    first: IpAddr,
    bits: u8,
}

/// Neither an address nor a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an address (192.0.2.1) and not a network (192.0.2.0/24)")]
pub struct NotANet;

impl Net {
    /// This one address.
    pub fn of(address: IpAddr) -> Self {
        let first = address.to_canonical();
        Net { first, bits: if first.is_ipv4() { 32 } else { 128 } }
    }

    /// Whether the address lies in it. An IPv4 address in the clothes of IPv6 (`::ffff:127.0.0.1`) is the IPv4 address.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.first, address.to_canonical()) {
            (IpAddr::V4(first), IpAddr::V4(address)) => {
                let apart = first.to_bits() ^ address.to_bits();
                apart.leading_zeros() >= u32::from(self.bits)
            }
            (IpAddr::V6(first), IpAddr::V6(address)) => {
                let apart = first.to_bits() ^ address.to_bits();
                apart.leading_zeros() >= u32::from(self.bits)
            }
            _ => false,
        }
    }
}

impl FromStr for Net {
    type Err = NotANet;

    fn from_str(text: &str) -> Result<Self, NotANet> {
        let (address, bits) = match text.trim().split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text.trim(), None),
        };
        let written: IpAddr = address.parse().map_err(|_| NotANet)?;
        let first = written.to_canonical();
        // «/104» of `::ffff:10.0.0.0` counts the 96 bits before the IPv4 part too.
        let before = if first.is_ipv4() && written.is_ipv6() { 96 } else { 0 };
        let whole = Net::of(first);
        let Some(bits) = bits else { return Ok(whole) };
        let plain = bits.len() <= 3 && bits.bytes().all(|byte| byte.is_ascii_digit());
        let bits = plain.then(|| bits.parse::<u8>().ok()?.checked_sub(before)).flatten();
        let bits = bits.filter(|bits| *bits <= whole.bits).ok_or(NotANet)?;
        Ok(Net { first, bits })
    }
}

/// The network of somebody who gets a whole prefix from their provider: IPv6 by /64, IPv4 by address.
pub fn neighbourhood(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
        address => address,
    }
}

#[cfg(test)]
mod tests {
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
        for text in
            ["", "localhost", "10.0.0", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::/129", "10.0.0.0/+8", "a/8"]
        {
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
}
