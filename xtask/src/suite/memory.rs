//! Where the schools of tests lie. Every story has one of its own, on PostgreSQL in six hundred files: on a disk more time goes into making
//! and removing these than into the stories.

use std::path::Path;
use std::process::Command;

/// Linux keeps this folder in memory.
const MEMORY: &str = "/dev/shm";
/// In KiB. Schools of tests that run beside each other take a sixth of it; containers often have 64 MiB here.
const ENOUGH: u64 = 1024 * 1024;

/// Temporary files of this command lie in memory, where there is room for them and nobody named another place.
pub fn in_memory(command: &mut Command) {
    if std::env::var_os("TMPDIR").is_none() && free(Path::new(MEMORY)).is_some_and(|free| free >= ENOUGH) {
        command.env("TMPDIR", MEMORY);
    }
}

/// How many KiB are free there.
fn free(folder: &Path) -> Option<u64> {
    let said = Command::new("df").arg("-Pk").arg(folder).output().ok()?;
    available(&String::from_utf8(said.stdout).ok()?)
}

/// POSIX: a heading, then a line of device, blocks, used, available, share and place.
fn available(said: &str) -> Option<u64> {
    said.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_free_stands_in_the_fourth_column() {
        let said =
            "Filesystem 1024-blocks Used Available Capacity Mounted on\ntmpfs 24683656 1032 24682624 1% /dev/shm\n";
        assert_eq!(available(said), Some(24_682_624));
        assert_eq!(available("df: /dev/shm: No such file or directory\n"), None);
        assert_eq!(free(Path::new("/no/such/place")), None);
    }
}
