//! `/school/exports/{id}`: a list to look at and to print, and as files.
use axum::extract::Path;
use leptos::prelude::*;

use crate::access::Viewer;
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::exports::server::files::{Found, found};
use crate::exports::server::table::Table;
use crate::say;
use crate::shell::{Page, Tab};
use crate::ui::icon::Icon;
use crate::ui::markup::{IntoMarkup, Markup};
use crate::ui::notice::Empty;
use crate::ui::when;

pub async fn show(viewer: Viewer, Path(id): Path<String>) -> Result<Page> {
    let Found { export, list, table } = found(&viewer, id.clone()).await?;
    let language = viewer.language;
    let title = list.title(language);
    let whom = Some(export.group_name).filter(|name| !name.is_empty());
    let whom = whom.unwrap_or_else(|| viewer.school_name.clone());
    let until = when::moment(language, export.ends_at, viewer.now, &viewer.zone);
    let today = when::with_year(language, viewer.today.date(), viewer.today.date());
    let lines = say!(language, exports.lines, count = table.lines.len());
    Ok(Page::new(&viewer, Tab::School, title.clone(), move || {
        let (label, rows) = (title.clone(), !table.lines.is_empty());
        view! {
            <div class="page page--wide" id="export">
                <a class="back no-print" href="/school/exports"><Icon name="back" class="icon--turn"/>{say!(language, exports.title)}</a>
                <header class="page__head"><h1>{title}</h1><p class="soft">{format!("{whom} · {lines} · {today}")}</p></header>
                {rows.then(|| files(language, &id, until))}
                {table_of(language, label, table)}
            </div>
        }
    }))
}

fn files(language: Language, id: &str, until: String) -> impl IntoView + use<> {
    let way = |file: &str| format!("/school/exports/{id}/{file}");
    view! {
        <div class="card no-print exports__files">
            <p class="exports__ways">
                <a class="button button--main" href=way("list.xlsx") download>{say!(language, exports.as_workbook)}</a>
                <a class="button" href=way("list.csv") download>{say!(language, exports.as_csv)}</a>
            </p>
            <p class="soft">{say!(language, exports.until, when = until)}</p>
            <p class="soft">{say!(language, exports.print_hint)}</p>
        </div>
    }
}

fn table_of(language: Language, label: String, table: Table) -> Markup {
    if table.lines.is_empty() {
        let (title, text) = (say!(language, exports.empty), say!(language, exports.empty_text));
        return view! { <Empty title=title text=text lost=true/> }.into_markup();
    }
    let heading = |words: String| view! { <th scope="col">{words}</th> };
    let cell = |words: String| view! { <td dir="auto">{words}</td> };
    let line = |cells: Vec<String>| view! { <tr>{cells.into_iter().map(cell).collect_view()}</tr> };
    view! {
        <div class="exports__scroll" role="region" aria-label=label tabindex="0">
            <table class="exports__table">
                <thead><tr>{table.columns.into_iter().map(heading).collect_view()}</tr></thead>
                <tbody>{table.lines.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_markup()
}
