//! The demo's mailbox: every mail that left the building, for everybody to see. A real school has no such page.
use leptos::prelude::*;

use super::{Page, Tab};
use crate::access::Visitor;
use crate::base::failure::Result;
use crate::say;
use crate::ui::markup::IntoMarkup;
use crate::ui::notice::Empty;

pub async fn show(visitor: Visitor) -> Result<Page> {
    let language = visitor.language;
    let mails = visitor.app().mail.outbox()?;
    let title = say!(language, mailbox.title);
    Ok(Page::new(&visitor, Tab::None, title.clone(), move || {
        if mails.is_empty() {
            return view! { <Empty title=say!(language, mailbox.empty)/> }.into_markup();
        }
        view! {
            <div class="page">
                <header class="page__head"><h1>{title}</h1><p class="soft">{say!(language, mailbox.hint)}</p></header>
                {mails.into_iter().map(|mail| view! {
                    <article class="card">
                        <h2 class="big">{mail.subject}</h2>
                        <p class="soft">{mail.to}</p>
                        {mail.text.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view()}
                    </article>
                }).collect_view()}
            </div>
        }
        .into_markup()
    }))
}
