//! Where a request comes from, as the key of a counter: never logged, stored only as a hash.
use std::net::IpAddr;
use std::sync::Once;

use http::HeaderMap;

use crate::base::net::neighbourhood;
use crate::base::settings::Settings;

const FORWARDED: &str = "x-forwarded-for";

/// The address of the client. A proxy's word counts only when the proxy is one of ours: the list is read from the right, and the
/// first address that is not ours is the client. What a client writes there itself stands further left and is not believed.
pub fn client(peer: IpAddr, headers: &HeaderMap, ours: impl Fn(IpAddr) -> bool) -> IpAddr {
    let peer = peer.to_canonical();
    if !ours(peer) {
        return peer;
    }
    let said = headers.get_all(FORWARDED).iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = said.flat_map(|value| value.split(',')).map(str::trim).collect();
    let mut nearest = peer;
    for hop in hops.iter().rev() {
        let Some(address) = address(hop) else { return nearest };
        nearest = address;
        if !ours(address) {
            return address;
        }
    }
    nearest
}

/// Says once when the web server before Kring passes on people without saying where they come from: then all of them share one counter.
pub fn told(peer: IpAddr, headers: &HeaderMap, settings: &Settings) {
    static SAID: Once = Once::new();
    if !SAID.is_completed() && silent(peer, headers, settings) {
        SAID.call_once(|| {
            tracing::warn!(
                "the web server before Kring does not say where people come from: let it set X-Forwarded-For (see the guide for schools)"
            );
        });
    }
}

/// A page of the school's public address, asked for by our own web server, with no word of who asks.
fn silent(peer: IpAddr, headers: &HeaderMap, settings: &Settings) -> bool {
    // First what costs nothing: a web server that is set up right stops here.
    if headers.contains_key(FORWARDED) || !settings.secure() || !settings.trusts(peer.to_canonical()) {
        return false;
    }
    let host = headers.get(http::header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    !host.is_empty() && host.eq_ignore_ascii_case(&settings.host())
}

/// «203.0.113.9», «203.0.113.9:4711», «2001:db8::1», «[2001:db8::1]:4711».
fn address(hop: &str) -> Option<IpAddr> {
    let with_port = || hop.parse::<std::net::SocketAddr>().ok().map(|address| address.ip());
    let bare = hop.trim_start_matches('[').trim_end_matches(']');
    bare.parse::<IpAddr>().ok().or_else(with_port).map(|address| address.to_canonical())
}

/// The network of an address: somebody with IPv6 has 2⁶⁴ addresses, and they are one network.
pub fn network(address: IpAddr) -> String {
    neighbourhood(address).to_string()
}

#[cfg(test)]
mod tests;
