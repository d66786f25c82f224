//! Whether every quote that opens a cell is closed. Without this check one forgotten quote swallows the rows behind it in silence,
//! and whoever stands there loses access.

/// The line of the first quote that is not closed, or is closed in the middle of a cell.
pub fn open(source: &str, delimiter: u8) -> Option<usize> {
    let bytes = source.as_bytes();
    let (mut at, mut line, mut cell_begins) = (0, 1, true);
    while let Some(byte) = bytes.get(at) {
        if *byte == b'"' && cell_begins {
            let Some(end) = closing(bytes, at + 1) else { return Some(line) };
            let next = bytes.get(end + 1);
            if next.is_some_and(|next| *next != delimiter && *next != b'\n') {
                return Some(line);
            }
            line += crate::text::newlines(&bytes[at..end]);
            at = end + 1;
            cell_begins = false;
            continue;
        }
        cell_begins = *byte == delimiter || *byte == b'\n';
        line += usize::from(*byte == b'\n');
        at += 1;
    }
    None
}

/// Where the quote that closes a cell stands; two quotes together are a quote in the text.
fn closing(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == b'"')?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}
