//! What happens to files on their way, for the tests of whatever reads them: arbitrary bytes, and true files with bytes changed,
//! pieces missing, pieces of each other inside. Never part of the program: a dev-dependency of the crates that read bytes.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// So many things happen to one file at most; to most files one, or hardly a reader would get past its first look.
const BLOWS: usize = 6;
/// The longest piece that is lost, or stands somewhere else too, in bytes.
const PIECE: usize = 400;
/// Bytes that mean something to some reader; others are as good as each other.
const TELLING: [u8; 14] = [0x00, 0x01, 0x7F, 0x80, 0xD8, 0xFE, 0xFF, b'<', b'>', b'&', b'"', b';', b'\n', b'#'];

/// So many files in every run of a test; `PROPTEST_CASES` asks for more of them, as many as somebody has time for.
pub fn cases(at_least: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    ProptestConfig { cases: asked.cases.max(at_least), ..asked }
}

#[derive(Debug, Clone)]
enum Blow {
    /// A byte becomes another.
    Byte(Index, u8),
    /// The end does not arrive.
    Cut(Index),
    /// A piece is missing.
    Hole(Index, usize),
    /// A piece of a sample stands somewhere else, or in another file.
    Graft { of: Index, from: Index, length: usize, to: Index },
}

/// Bytes as they may arrive: nine times out of ten one of `samples` with one to six things wrong, else anything, up to two thousand
/// bytes. Every answer is at most the longest sample and 2,400 bytes long.
pub fn damaged(samples: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let anything = vec(any::<u8>(), 0..2_000);
    let blows = prop_oneof![3 => vec(blow(), 1), 1 => vec(blow(), 2..=BLOWS)];
    let struck = (any::<Index>(), blows).prop_map(move |(which, blows)| {
        let whole = which.get(&samples).clone();
        blows.iter().fold(whole, |bytes, blow| blow.strike(bytes, &samples))
    });
    prop_oneof![1 => anything, 9 => struck]
}

fn blow() -> impl Strategy<Value = Blow> {
    let byte = prop_oneof![1 => any::<u8>(), 1 => select(&TELLING[..]), 2 => b'0'..=b'z'];
    let length = || prop_oneof![1..8usize, 1..PIECE];
    let graft = (any::<Index>(), any::<Index>(), length(), any::<Index>());
    prop_oneof![
        4 => (any::<Index>(), byte).prop_map(|(at, byte)| Blow::Byte(at, byte)),
        1 => any::<Index>().prop_map(Blow::Cut),
        2 => (any::<Index>(), length()).prop_map(|(at, length)| Blow::Hole(at, length)),
        3 => graft.prop_map(|(of, from, length, to)| Blow::Graft { of, from, length, to }),
    ]
}

impl Blow {
    fn strike(&self, mut bytes: Vec<u8>, samples: &[Vec<u8>]) -> Vec<u8> {
        // One past the end is a place too, and the only one in an empty file.
        let place = |at: &Index, bytes: &[u8]| at.index(bytes.len() + 1);
        match self {
            Blow::Byte(at, byte) => {
                let at = place(at, &bytes);
                if let Some(struck) = bytes.get_mut(at) {
                    *struck = *byte;
                }
            }
            Blow::Cut(at) => bytes.truncate(place(at, &bytes)),
            Blow::Hole(at, length) => {
                let at = place(at, &bytes);
                bytes.drain(at..(at + length).min(bytes.len()));
            }
            Blow::Graft { of, from, length, to } => {
                let donor = of.get(samples);
                let from = place(from, donor);
                let piece = donor[from..(from + length).min(donor.len())].to_vec();
                let to = place(to, &bytes);
                bytes.splice(to..to, piece);
            }
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_of_damage_is_done_and_none_grows_without_end() {
        let (one, other) = (vec![b'a'; 1_000], vec![b'b'; 500]);
        let strategy = damaged(vec![one.clone(), other.clone()]);
        let mut runner = TestRunner::deterministic();
        let files: Vec<Vec<u8>> = (0..2_000).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect();
        let some = |is: &dyn Fn(&[u8]) -> bool| files.iter().filter(|file| is(file)).count() > 20;
        let holds = |file: &[u8], byte: u8| file.contains(&byte);
        assert!(some(&|file| file.len() < 400 && file.iter().all(|byte| *byte == b'a')), "cut off");
        assert!(some(&|file| (900..1_000).contains(&file.len()) && !holds(file, b'b')), "a hole");
        assert!(some(&|file| holds(file, b'a') && holds(file, b'b')), "pieces of each other");
        assert!(
            some(&|file| file.len() == 1_000 && file.iter().any(|byte| !b"ab".contains(byte))),
            "a byte of another kind"
        );
        assert!(some(&|file| file.iter().collect::<BTreeSet<_>>().len() > 100), "anything at all");
        assert!(files.iter().all(|file| file.len() <= one.len() + BLOWS * PIECE));
    }
}
