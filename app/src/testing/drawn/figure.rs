//! Whole people. A child is 100 high, its feet (or seat) at the origin; hands are given as places.

use super::brush::{Paper, Spot};
use super::looks::{Hair, Looks, Pattern};
use super::palette::{Ink, darker, ink, lighter, thin};
use super::{hair, head};

#[derive(Clone, Copy)]
pub(super) enum Pose {
    Standing,
    /// Cross-legged on the floor.
    Floor,
    /// Cross-legged, seen from behind.
    FloorAway,
    /// Only what shows above a table; the table is drawn later.
    AtTable,
    Wheelchair,
}

/// Somebody in a picture: where, how large, and what the hands do.
pub(super) struct Figure {
    pub looks: Looks,
    pub pose: Pose,
    pub turn: f32,
    /// Left and right hand, as drawn.
    pub hands: [Spot; 2],
    pub coat: bool,
    pub hat: Option<Ink>,
}

impl Figure {
    pub fn new(looks: Looks, pose: Pose) -> Self {
        let hands = match pose {
            Pose::Standing => [(-25.0, -34.0), (25.0, -34.0)],
            Pose::Floor | Pose::FloorAway => [(-20.0, -12.0), (20.0, -12.0)],
            Pose::AtTable => [(-16.0, -26.0), (16.0, -26.0)],
            Pose::Wheelchair => [(-14.0, -32.0), (14.0, -32.0)],
        };
        Figure { looks, pose, turn: 0.0, hands, coat: false, hat: None }
    }

    pub fn turned(mut self, turn: f32) -> Self {
        self.turn = turn;
        self
    }

    pub fn hands(mut self, left: Spot, right: Spot) -> Self {
        self.hands = [left, right];
        self
    }

    /// With a warm coat over everything.
    pub fn coat(mut self) -> Self {
        self.coat = true;
        self
    }

    /// A knitted hat with a bobble.
    pub fn hat(mut self, colour: Ink) -> Self {
        self.hat = Some(colour);
        self
    }

    /// Draws the hands once more, on top of the table they lie on.
    pub fn hands_on_table(&self, paper: &mut Paper, at: Spot, height: f32) {
        paper.within(at, height / 100.0, 0.0, |paper| {
            for (side, hand) in [(-1.0, self.hands[0]), (1.0, self.hands[1])] {
                let (elbow, wrist) = bend((side * 14.5, -57.0), hand, side);
                paper.oval(hand.0, hand.1 + 3.5, 8.0, 3.0, thin(ink(0x4A2E2A), 0.2));
                self.hand(paper, hand);
                paper.line(&[elbow, wrist], 10.5, self.sleeve());
            }
        });
    }

    /// `height` is that of a standing child here; grown-ups come out taller by themselves.
    pub fn draw(&self, paper: &mut Paper, at: Spot, height: f32) {
        paper.within(at, height / 100.0, 0.0, |paper| match self.pose {
            Pose::Standing => self.standing(paper),
            Pose::Floor | Pose::FloorAway => self.on_the_floor(paper),
            Pose::AtTable => self.upper(paper, 0.0),
            Pose::Wheelchair => self.wheelchair(paper),
        });
    }

    fn standing(&self, paper: &mut Paper) {
        let looks = &self.looks;
        let lift = if looks.grown { -32.0 } else { 0.0 };
        paper.shadow(0.0, 0.0, 30.0, 7.0, 0.32);
        for side in [-1.0, 1.0] {
            paper.line(
                &[(side * 9.0, -32.0 + lift), (side * 9.5, -16.0 + lift / 2.0), (side * 9.5, -5.0)],
                13.5,
                looks.trousers,
            );
            paper.slab(side * 10.0 - 9.0 + side * 1.5, -7.5, 18.0, 8.0, 4.0, looks.shoes);
        }
        self.upper(paper, lift);
    }

    fn on_the_floor(&self, paper: &mut Paper) {
        let looks = &self.looks;
        paper.shadow(0.0, 2.0, 44.0, 11.0, 0.3);
        let away = matches!(self.pose, Pose::FloorAway);
        if away {
            paper.blob(
                &[(-36.0, -6.0), (-20.0, -14.0), (20.0, -14.0), (36.0, -6.0), (22.0, 3.0), (-22.0, 3.0)],
                looks.trousers,
            );
            self.upper(paper, 26.0);
            return;
        }
        self.upper(paper, 26.0);
        for side in [-1.0, 1.0] {
            paper.line(&[(side * 11.0, -7.0), (side * 31.0, -7.0), (side * 4.0, 0.0)], 14.0, looks.trousers);
            paper.oval(side * -7.0, 2.0, 9.5, 5.0, looks.shoes);
        }
        paper.line(&[(-26.0, -3.0), (-6.0, -1.5)], 1.6, darker(looks.trousers, 0.25));
        self.hand(paper, self.hands[0]);
        self.hand(paper, self.hands[1]);
    }

    fn wheelchair(&self, paper: &mut Paper) {
        let looks = &self.looks;
        let frame = ink(0x4A4654);
        paper.shadow(0.0, 1.0, 46.0, 9.0, 0.34);
        paper.slab(-24.0, -56.0, 48.0, 40.0, 8.0, ink(0x5C5968));
        self.upper(paper, 8.0);
        for side in [-1.0, 1.0] {
            paper.line(&[(side * 8.0, -20.0), (side * 11.0, -17.0), (side * 10.0, -6.0)], 13.0, looks.trousers);
            paper.slab(side * 10.0 - 8.5, -6.0, 17.0, 7.5, 3.5, looks.shoes);
        }
        for side in [-1.0, 1.0] {
            paper.oval(side * 30.0, -21.0, 9.0, 23.0, thin(looks.extra, 0.45));
            paper.oval_ring(side * 30.0, -21.0, 9.0, 23.0, 4.0, frame);
            paper.line(&[(side * 30.0, -43.0), (side * 30.0, 1.0)], 1.2, frame);
            paper.line(&[(side * 22.0, -21.0), (side * 38.0, -21.0)], 1.2, frame);
            paper.dot(side * 30.0, -21.0, 3.0, frame);
            paper.slab(side * 22.0 - 5.0, -40.0, 10.0, 4.5, 2.0, frame);
        }
        self.hand(paper, self.hands[0]);
        self.hand(paper, self.hands[1]);
    }

    /// Everything above the hips, moved down by `drop`.
    fn upper(&self, paper: &mut Paper, drop: f32) {
        let looks = &self.looks;
        let away = matches!(self.pose, Pose::FloorAway);
        let head_at = (self.turn * 1.5, -82.0 + drop);
        let size = if looks.grown { 16.5 } else { 19.5 };
        if !away {
            paper.within(head_at, size, self.turn * 3.0, |paper| hair::behind(paper, looks));
        }
        self.torso(paper, drop);
        for (side, hand) in [(-1.0, self.hands[0]), (1.0, self.hands[1])] {
            self.arm(paper, (side * 14.5, -57.0 + drop), hand, side);
        }
        paper.within(head_at, size, self.turn * 3.0, |paper| {
            if away {
                head::from_behind(paper, looks)
            } else {
                head::front(paper, looks, self.turn)
            }
            if let Some(colour) = self.hat {
                hair::hat(paper, colour);
            }
        });
    }

    fn torso(&self, paper: &mut Paper, drop: f32) {
        let looks = &self.looks;
        let y = |height: f32| height + drop;
        let hem = if looks.pattern == Pattern::Dress && !self.coat { 25.0 } else { 17.5 };
        paper.slab(-5.5, y(-70.0), 11.0, 12.0, 4.0, darker(looks.skin, 0.14));
        paper.blob(
            &[
                (-10.0, y(-64.0)),
                (-18.0, y(-57.0)),
                (-18.0, y(-45.0)),
                (-hem, y(-27.0)),
                (0.0, y(-25.0)),
                (hem, y(-27.0)),
                (18.0, y(-45.0)),
                (18.0, y(-57.0)),
                (10.0, y(-64.0)),
                (0.0, y(-62.0)),
            ],
            looks.top,
        );
        if self.coat {
            paper.line(&[(0.0, y(-61.0)), (0.0, y(-27.0))], 1.6, darker(looks.top, 0.25));
            paper.line(&[(-12.0, y(-62.0)), (0.0, y(-57.0)), (12.0, y(-62.0))], 8.0, looks.extra);
            paper.slab(6.0, y(-58.0), 7.0, 18.0, 3.0, darker(looks.extra, 0.08));
            return;
        }
        self.pattern(paper, y(0.0));
        if !matches!(self.pose, Pose::FloorAway) && looks.style != Hair::Hijab {
            paper.blob(&[(-7.5, y(-65.0)), (0.0, y(-58.0)), (7.5, y(-65.0))], darker(looks.skin, 0.14));
        }
    }

    fn pattern(&self, paper: &mut Paper, y: f32) {
        let looks = &self.looks;
        let trim: Ink = if looks.extra == looks.top { lighter(looks.top, 0.5) } else { looks.extra };
        match looks.pattern {
            Pattern::Stripes => {
                for height in [-53.0, -46.0, -39.0, -32.0] {
                    let stripe = [(-16.0, height + y), (0.0, height + y + 1.0), (16.0, height + y)];
                    paper.line(&stripe, 2.6, thin(trim, 0.9));
                }
            }
            Pattern::Dots => {
                for (x, height) in [(11.0, -52.0), (6.0, -42.0), (12.0, -34.0)] {
                    paper.dot(-x, height + y, 1.9, trim);
                    paper.dot(x, height + y, 1.9, trim);
                }
                paper.dot(0.0, -49.0 + y, 1.9, trim);
                paper.dot(0.0, -34.0 + y, 1.9, trim);
            }
            Pattern::Dungarees => {
                for side in [-1.0, 1.0] {
                    paper.line(&[(side * 11.0, -62.0 + y), (side * 9.0, -50.0 + y)], 4.0, looks.trousers);
                }
                paper.slab(-12.5, -51.0 + y, 25.0, 27.0, 4.0, looks.trousers);
                paper.slab(-6.0, -45.0 + y, 12.0, 9.0, 2.5, darker(looks.trousers, 0.14));
            }
            Pattern::Heart => {
                paper.dot(-3.2, -46.0 + y, 4.0, trim);
                paper.dot(3.2, -46.0 + y, 4.0, trim);
                paper.shape(&[(-6.9, -44.5 + y), (6.9, -44.5 + y), (0.0, -37.0 + y)], trim);
            }
            Pattern::Dress => paper.line(&[(-22.0, -29.5 + y), (0.0, -28.0 + y), (22.0, -29.5 + y)], 2.4, trim),
            Pattern::Plain => {}
        }
    }

    fn arm(&self, paper: &mut Paper, shoulder: Spot, hand: Spot, side: f32) {
        let (elbow, wrist) = bend(shoulder, hand, side);
        self.hand(paper, hand);
        paper.line(&[shoulder, elbow, wrist], 10.5, self.sleeve());
    }

    fn sleeve(&self) -> Ink {
        darker(self.looks.top, if self.coat { 0.1 } else { 0.07 })
    }

    fn hand(&self, paper: &mut Paper, at: Spot) {
        paper.dot(at.0, at.1, 5.2, darker(self.looks.skin, 0.04));
    }
}

/// Elbow and wrist of an arm: bent outward when the hand is near, straight when it reaches.
fn bend(shoulder: Spot, hand: Spot, side: f32) -> (Spot, Spot) {
    let reach = ((hand.0 - shoulder.0).powi(2) + (hand.1 - shoulder.1).powi(2)).sqrt();
    let out = (9.0 - reach * 0.16).clamp(0.0, 9.0) * side;
    let elbow = ((shoulder.0 + hand.0) / 2.0 + out, (shoulder.1 + hand.1) / 2.0 + out.abs() * 0.4);
    let wrist = (hand.0 + (elbow.0 - hand.0) * 0.22, hand.1 + (elbow.1 - hand.1) * 0.22);
    (elbow, wrist)
}
