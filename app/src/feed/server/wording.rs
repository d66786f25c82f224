//! Every sentence of the composer, in the language of whoever writes. The phone gets them finished: it counts, it does not decline.
use super::islands::draft::{BarWords, Problems, TileWords, Words};
use crate::access::{Kind, Role};
use crate::base::failure::Problem;
use crate::base::language::Language;
use crate::files::rules::MOST_PHOTOS;
use crate::say;
use crate::shell::failures::problem_sentence;
use crate::ui::person::role;

/// More groups than that are called by the last sentence there is.
const MOST_GROUPS: usize = 20;

/// A circle as people call it; `name`: its own, or its code.
pub fn part(language: Language, kind: Kind, name: &str) -> String {
    match kind {
        Kind::School => say!(language, feed.whole_school),
        Kind::Year => say!(language, feed.year, code = name.to_owned()),
        Kind::Role => Role::of(name).map(|held| role(language, held)).unwrap_or_default(),
        Kind::Family => say!(language, feed.family_of, name = name.to_owned()),
        Kind::Household => say!(language, feed.household),
        Kind::Group | Kind::WorkGroup => name.to_owned(),
    }
}

/// `change`: for a post that is out already.
pub fn words(language: Language, change: bool) -> Words {
    Words {
        audience: say!(language, feed.for_whom),
        body: say!(language, feed.body),
        body_hint: say!(language, feed.body_hint),
        photos: say!(language, feed.photos),
        photos_hint: say!(language, feed.photos_hint, count = MOST_PHOTOS),
        choose: say!(language, feed.choose_photos),
        description: say!(language, feed.description),
        description_all: say!(language, feed.description_all),
        description_short: say!(language, feed.description_short),
        who_sees: say!(language, feed.who_sees),
        close: say!(language, feed.close),
        tile: TileWords {
            remove: say!(language, feed.remove_photo),
            earlier: say!(language, feed.photo_earlier),
            again: say!(language, feed.again),
        },
        bar: bar(language, change),
        problems: problems(language),
    }
}

fn bar(language: Language, change: bool) -> BarWords {
    let photos = 1..=MOST_PHOTOS;
    let under_way = |count: usize| say!(language, feed.under_way, count = count);
    let then = |count: usize| match change {
        true => say!(language, feed.then_change, count = count),
        false => say!(language, feed.then_publish, count = count),
    };
    let failed = |count: usize| say!(language, feed.photos_failed, count = count);
    BarWords {
        publish: if change { say!(language, feed.change_save) } else { say!(language, feed.publish) },
        publish_staff: say!(language, feed.publish_staff),
        publish_groups: (2..=MOST_GROUPS).map(|count| say!(language, feed.publish_groups, count = count)).collect(),
        under_way: photos.clone().map(under_way).collect(),
        then_publish: photos.clone().map(then).collect(),
        failed: photos.map(failed).collect(),
        again: say!(language, feed.again),
        without: say!(language, feed.without),
        without_publish: if change {
            say!(language, feed.without_change)
        } else {
            say!(language, feed.without_publish)
        },
        sending: if change { say!(language, feed.changing) } else { say!(language, feed.publishing) },
        left_out: say!(language, feed.left_out, count = MOST_PHOTOS),
        save: say!(language, feed.draft_save),
        saved: say!(language, feed.draft_saved),
        discard: say!(language, feed.draft_discard),
        discard_yes: say!(language, feed.draft_discard_yes),
        sign_in: say!(language, feed.sign_in_beside),
    }
}

/// What the phone finds out by itself.
fn problems(language: Language) -> Problems {
    let say = |problem| problem_sentence(language, problem);
    Problems {
        required: say(Problem::Required),
        too_long: say(Problem::TooLong),
        too_many: say(Problem::TooMany),
        held_up: say(Problem::PhotoHeldUp),
    }
}
