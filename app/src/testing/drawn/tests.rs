//! The drawings are the same on every run, differ from each other, and fit any shape.

use super::*;

#[test]
fn the_same_seed_draws_the_same_picture() {
    for kind in Scene::ALL {
        assert_eq!(scene(kind, 5, 120, 90), scene(kind, 5, 120, 90), "{kind:?}");
        assert_ne!(scene(kind, 5, 120, 90), scene(kind, 6, 120, 90), "{kind:?}");
    }
    assert_eq!(portrait(3, 64), portrait(3, 64));
    assert_ne!(portrait(3, 64), portrait(4, 64));
}

#[test]
fn many_seeds_and_odd_shapes_are_drawn_without_a_hitch() {
    for seed in 0..40 {
        let kind = Scene::ALL[seed as usize % Scene::ALL.len()];
        assert_eq!(scene(kind, seed, 90, 120).dimensions(), (90, 120));
        assert_eq!(portrait(u64::MAX - seed, 32).dimensions(), (32, 32));
    }
    assert_eq!(scene(Scene::Circle, u64::MAX, 300, 20).dimensions(), (300, 20));
    assert_eq!(scene(Scene::Circle, 1, 0, 0).dimensions(), (0, 0));
}
