//! What somebody is called when the file leaves out the call name (`roepnaam`), as files often do. Nobody is ever nameless.

use crate::Names;

/// A child: the first of its first names, else the surname.
pub fn of_pupil(names: Names) -> Names {
    let first = first_of(&names);
    called(names, first)
}

/// Staff are known by their first names, else by their initials.
pub fn of_staff(names: Names) -> Names {
    let first = first_of(&names).or_else(|| names.initials.clone());
    called(names, first)
}

fn first_of(names: &Names) -> Option<String> {
    names.first_names.as_deref().and_then(|all| all.split(' ').next()).map(str::to_owned)
}

fn called(mut names: Names, first: Option<String>) -> Names {
    if names.call_name.is_some() {
        return names;
    }
    names.call_name = first.or_else(|| {
        // The surname is the name then, and is not said twice.
        let whole = names.infix.take().into_iter().chain(names.last_name.take());
        Some(whole.collect::<Vec<_>>().join(" ")).filter(|name| !name.is_empty())
    });
    names
}
