//! The files that schools copy, and the guide that speaks of them, say the same.
use crate::GUIDE;
use crate::blocks::{Piece, pieces, words};
use crate::machine::install;
use crate::proxy::Sample;
use app::base::mail::verdict::explained;

const UNITS: [&str; 3] = ["kring.service", "kring-backup.service", "kring-backup.timer"];

fn file(name: &str) -> String {
    std::fs::read_to_string(install().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn the_samples_in_the_guide_are_the_files() {
    let samples: Vec<(String, String)> = pieces(GUIDE)
        .into_iter()
        .filter_map(|piece| if let Piece::File(name, text) = piece { Some((name, text)) } else { None })
        .collect();
    for (name, path) in [("Caddyfile", "/etc/caddy/Caddyfile"), ("nginx.conf", "/etc/nginx/sites-available/kring")] {
        let shown = samples.iter().find(|(shown, _)| shown == path).unwrap_or_else(|| panic!("no {path} in the guide"));
        assert_eq!(shown.1, file(name), "{name}");
        assert_eq!(file(name).lines().next(), Some(format!("# {path}").as_str()));
    }
    for name in UNITS {
        assert!(
            GUIDE.contains(&format!("docs/install/{name} /etc/systemd/system/{name}")),
            "the guide installs {name}"
        );
        assert_eq!(file(name).lines().next(), Some(format!("# /etc/systemd/system/{name}").as_str()));
    }
}

#[test]
fn one_port_one_host_and_one_set_of_folders() {
    for name in ["Caddyfile", "nginx.conf"] {
        let text = file(name);
        assert!(text.contains("127.0.0.1:3000") && text.contains("kring.deschool.example"), "{name}");
        assert!(text.contains("Strict-Transport-Security") && text.contains("220"), "{name}");
    }
    assert!(
        GUIDE.contains("listen = \"127.0.0.1:3000\"")
            && GUIDE.contains("public_url = \"https://kring.deschool.example\"")
    );
    // What Caddy passes on by itself.
    for header in ["Host $host", "X-Forwarded-For $proxy_add_x_forwarded_for", "X-Forwarded-Proto $scheme"] {
        assert!(file("nginx.conf").contains(&format!("proxy_set_header {header};")), "nginx.conf lacks {header}");
    }
    assert!(file("nginx.conf").contains("proxy_request_buffering off;"), "photos stay on no disk but the school's");
    assert!(Sample::read(&file("nginx.conf")).most >= 220 * 1024 * 1024, "twenty photos in one form");
    let image = file("Dockerfile");
    for said in
        ["/readyz", "USER kring", "VOLUME /var/lib/kring", "\"/etc/kring/kring.toml\"", "cargo xtask build --release"]
    {
        assert!(image.contains(said), "the image lacks {said}");
    }
}

#[test]
fn units_are_what_systemd_reads_and_leave_what_they_need_writable() {
    for name in UNITS {
        for line in file(name).lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let section = line.starts_with('[') && line.ends_with(']');
            assert!(
                section || line.split_once('=').is_some_and(|(key, _)| key.chars().all(char::is_alphanumeric)),
                "{name}: {line}"
            );
        }
    }
    let of = |unit: &str, key: &str| {
        file(unit).lines().find_map(|line| line.strip_prefix(key).map(str::to_owned)).expect(key)
    };
    assert_eq!(of("kring.service", "StateDirectory="), "kring", "the one folder that strict protection leaves");
    let backup = words(&of("kring-backup.service", "ExecStart="));
    let writable = of("kring-backup.service", "ReadWritePaths=");
    assert!(words(&writable).contains(&backup[2]) && words(&writable).contains(&"/var/lib/kring".to_owned()));
    assert!(GUIDE.contains(&format!("-m 700 {}", backup[2])), "the guide makes the folder of the archives");
}

/// What the guide says that Kring says about mail, Kring says.
#[test]
fn the_words_about_mail_are_those_of_the_program() {
    let rows = GUIDE.lines().filter(|line| line.starts_with("| ") && line.contains("(`mail_"));
    let mut told = 0;
    for row in rows {
        let (words, rest) = row.trim_start_matches("| ").split_once(" (`").expect("words and a code");
        let code = rest.split('`').next().expect("a code");
        for part in words.split('…').map(str::trim).filter(|part| !part.is_empty()) {
            assert!(
                explained(code).contains(part),
                "{code}: the guide says «{part}», Kring says «{}»",
                explained(code)
            );
        }
        told += 1;
    }
    assert!(told >= 6, "{told} rows");
}
