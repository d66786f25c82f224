//! The keys of the records in one file: each its own, and a lasting one where the file has only a passing one.
//! Never matches two people by a key that begins with `#`.

use super::{Remark, RemarkCode, is_stable};
use crate::xml::Node;
use crate::{Names, Reason, Refusal};
use std::collections::BTreeSet;

#[derive(Default)]
pub struct Keys {
    seen: BTreeSet<String>,
    made: BTreeSet<String>,
}

impl Keys {
    /// The key as the file has it, and the key to keep. Groups and composite groups share one list.
    pub fn own(
        &mut self,
        node: &Node,
        natural: &[&str],
        remarks: &mut Vec<Remark>,
    ) -> Result<(String, String), Refusal> {
        let raw = node.key.clone().ok_or(node.refuse(Reason::MissingKey))?;
        if !self.seen.insert(raw.clone()) {
            return Err(node.refuse(Reason::DuplicateKey));
        }
        if is_stable(&raw) {
            return Ok((raw.clone(), raw));
        }
        let key = self.lasting(natural);
        remarks.push(Remark { line: node.line, code: RemarkCode::UnstableKey, what: node.name, key: key.clone() });
        Ok((raw, key))
    }

    /// Two people with one name and one birthday become `#…` and `#…-2`, in the order of the file.
    fn lasting(&mut self, natural: &[&str]) -> String {
        let base = format!("#{:016x}", fingerprint(natural));
        let mut key = base.clone();
        let mut count = 1;
        while !self.made.insert(key.clone()) {
            count += 1;
            key = format!("{base}-{count}");
        }
        key
    }
}

pub fn spelled(names: &Names) -> String {
    [&names.call_name, &names.infix, &names.last_name].map(|part| part.as_deref().unwrap_or_default()).join(" ")
}

/// FNV-1a: the same on every machine and in every version, which the standard hasher does not promise.
fn fingerprint(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
