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
mod tests;
