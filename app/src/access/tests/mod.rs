//! Stories of access: the rules as tables, and the one SQL definition against a second opinion.
mod oracle;
mod policy;
mod relations;
mod rows;
