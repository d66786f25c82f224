//! `sql!` registers every statement with file and line, so that one test can prepare them all on both engines.

/// One SQL text with `$1` placeholders, valid on SQLite and on PostgreSQL.
#[derive(Debug)]
pub struct Statement {
    pub text: &'static str,
    pub file: &'static str,
    pub line: u32,
    /// Changes what is shown of a subject, and is only run with the proof that the subject was touched; see `change!`.
    pub changes: bool,
}

inventory::collect!(&'static Statement);

/// Every statement of the program.
pub fn statements() -> impl Iterator<Item = &'static Statement> {
    inventory::iter::<&'static Statement>.into_iter().copied()
}

/// A statement. Give it one literal: what is put together at run time cannot be checked.
#[macro_export]
macro_rules! sql {
    ($text:expr) => {{
        static STATEMENT: $crate::base::db::Statement =
            $crate::base::db::Statement { text: $text, file: file!(), line: line!(), changes: false };
        inventory::submit! { &STATEMENT }
        &STATEMENT
    }};
}

tokio::task_local! {
    /// Counts the statements of one task, so that a test can say «this page asks N questions, however long the list».
    static ASKED: std::cell::Cell<usize>;
}

pub(super) fn count(_statement: &Statement) {
    // Outside a counting test there is nothing to count.
    ASKED.try_with(|asked| asked.set(asked.get() + 1)).ok();
}

/// Runs a future and says how many statements it sent.
pub async fn counting<F: Future>(work: F) -> (F::Output, usize) {
    ASKED
        .scope(std::cell::Cell::new(0), async {
            let output = work.await;
            (output, ASKED.with(std::cell::Cell::get))
        })
        .await
}
