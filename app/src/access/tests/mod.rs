//! Stories of access: the rules as tables, and the one SQL definition against a second opinion.
mod lists;
mod matrix;
mod oracle;
mod relations;
mod rows;
mod touching;
