//! What `css` promises, tried.
use super::*;

fn sheet(files: &[(&str, &str)]) -> Result<String> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    bundle(&folder.path().join("style/main.css")).map(|bytes| String::from_utf8(bytes).unwrap())
}

#[test]
fn imports_of_a_feature_end_up_in_their_layer_and_in_order() {
    let main =
        "@layer base, components;\n@import \"../app/feed.css\" layer(components);\n@import \"base.css\" layer(base);\n";
    let css = sheet(&[
        ("style/main.css", main),
        ("style/base.css", "body { margin: 0px; }"),
        ("app/feed.css", ".feed { color: #ff0000; }"),
    ])
    .unwrap();
    assert_eq!(css, "@layer base{body{margin:0}}@layer components{.feed{color:red}}");
}

#[test]
fn what_every_phone_of_two_years_knows_is_left_as_it_was_written() {
    let text = "a { color: light-dark(#ff0000, #00ff00); }\n@view-transition { navigation: auto; }";
    let css = sheet(&[("style/main.css", text)]).unwrap();
    for kept in ["light-dark(red,#0f0)", "@view-transition{navigation:auto}"] {
        assert!(css.contains(kept), "{css}");
    }
}

#[test]
fn a_folder_is_every_sheet_in_the_folders_below_building_blocks_first() {
    let css = sheet(&[
        ("style/main.css", "@import \"../app/src\" layer(components);"),
        ("app/src/feed/feed.css", ".feed { margin: 2px }"),
        ("app/src/feed/composer.css", ".composer { margin: 1px }"),
        ("app/src/feed/rules.rs", "not a sheet"),
        ("app/src/ui/button.css", ".button { margin: 0 }"),
    ]);
    let blocks = ".button{margin:0}.composer{margin:1px}.feed{margin:2px}";
    assert_eq!(css.unwrap(), format!("@layer components{{{blocks}}}"));
}

#[test]
fn a_missing_import_shows_the_line_that_asks_for_it() {
    let failure = sheet(&[("style/main.css", "@import \"gone.css\";")]).unwrap_err();
    assert!(failure.to_string().contains("main.css:1:"), "{failure}");
}
