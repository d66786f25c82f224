//! A line per page or file: its route, an address of it, and who gets what. `o` ok, `s` sign in first, `-` not there,
//! `/` not theirs, `r` sent elsewhere. Add yours here.

/// Route, address, and a letter for each of everybody: v p q b n u d t k h o r j.
pub const PAGES: &[(&str, &str, &str)] = &[
    ("/livez", "/livez", "ooooooooooooo"),
    ("/readyz", "/readyz", "ooooooooooooo"),
    ("/accent/{colour}", "/accent/c2410c.css", "ooooooooooooo"),
    ("/pkg/{file}", "/pkg/none.js", "-------------"),
    ("/offline", "/offline", "ooooooooooooo"),
    ("/ui", "/ui", "ooooooooooooo"),
    ("/mailbox", "/mailbox", "ooooooooooooo"),
    ("/sign-in", "/sign-in", "orrrrrrrrrrrr"),
    ("/me", "/me", "soooooooooooo"),
    ("/", "/", "soooooooooooo"),
    ("/posts/{id}", "/posts/{post}", "so----oo-oo--"),
    ("/posts/{post}/comments", "/posts/{post}/comments", "so----oo-oo--"),
    ("/comments/{comment}/versions", "/comments/{comment}/versions", "s/----/o-oo--"),
    ("/posts/{post}/photos/{number}", "/posts/{post}/photos/1", "so----oo-oo--"),
    ("/photos/{id}/{width}", "/photos/{photo}/{width}", "so----oo-oo--"),
    ("/new", "/new", "s//////ooooo/"),
    ("/new/audience/{key}", "/new/audience/{post}", "s/----/o-oo--"),
    ("/talks", "/talks", "soooooooooooo"),
    ("/talks/new", "/talks/new", "s------ooooo-"),
    ("/talks/{round}", "/talks/{round}?child={noor}&household={household}", "so-------oo--"),
    ("/talks/{round}/manage", "/talks/{round}/manage", "s/----//-oo--"),
    ("/talks/{round}/days/{date}", "/talks/{round}/days/{date}", "s------o-oo--"),
];
