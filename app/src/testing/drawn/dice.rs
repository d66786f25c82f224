//! Chance that is the same every time: a small generator of our own, so that a drawing only changes when its code changes.
//! Never for secrets.

/// SplitMix64 from a seed.
pub(super) struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Dice(seed ^ 0x6B72_696E_6721)
    }

    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Somewhere from `low` up to `high`.
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        let part = (self.roll() >> 40) as f32 / (1u64 << 24) as f32;
        low + (high - low) * part
    }

    pub fn chance(&mut self, part: f32) -> bool {
        self.between(0.0, 1.0) < part
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[(self.roll() % from.len() as u64) as usize]
    }

    /// All of them, in another order: people in one picture should not look alike.
    pub fn shuffled<T: Copy>(&mut self, from: &[T]) -> Vec<T> {
        let mut all = from.to_vec();
        for last in (1..all.len()).rev() {
            let other = (self.roll() % (last as u64 + 1)) as usize;
            all.swap(last, other);
        }
        all
    }
}
