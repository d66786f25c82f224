//! Which parts of a JPEG its scans have brought so far. A progressive photo comes as a sketch first, and is whole only when every
//! coefficient of every component has reached its last bit.

/// Per component: how many low bits of each of its 64 coefficients are still to come.
#[derive(Debug, Default)]
pub(super) struct Scans(Vec<(u8, [u8; 64])>);

const NOTHING_YET: u8 = 255;

impl Scans {
    /// Notes what the header of a scan announces.
    pub(super) fn add(&mut self, header: &[u8]) {
        let Some((count, rest)) = header.split_first() else { return };
        let names = rest.chunks_exact(2).take(usize::from(*count)).map(|pair| pair[0]);
        let [.., first, last, bits] = *header else { return };
        for name in names {
            let missing = self.of(name);
            for coefficient in missing.iter_mut().take(usize::from(last) + 1).skip(usize::from(first)) {
                *coefficient = bits & 15;
            }
        }
    }

    fn of(&mut self, name: u8) -> &mut [u8; 64] {
        let place = self.0.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
            self.0.push((name, [NOTHING_YET; 64]));
            self.0.len() - 1
        });
        &mut self.0[place].1
    }

    /// Whether everything of these components was announced, to the last bit.
    pub(super) fn cover(&self, components: &[u8]) -> bool {
        let whole =
            |name: &u8| self.0.iter().any(|(known, missing)| known == name && missing.iter().all(|bits| *bits == 0));
        !components.is_empty() && components.iter().all(whole)
    }
}
