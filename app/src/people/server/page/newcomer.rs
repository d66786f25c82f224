//! `/school/people/new`: writing down somebody who is in no file.
use leptos::prelude::*;

use crate::access::{Manage, Viewer};
use crate::base::failure::Result;
use crate::base::ids;
use crate::people::server::given;
use crate::say;
use crate::shell::{Kept, Page, Sheet, Tab};
use crate::ui::sent::SentFrom;

pub async fn show(viewer: Viewer, kept: Kept) -> Result<Page> {
    viewer.may(Manage, viewer.school.clone()).await?;
    let language = viewer.language;
    let sheet = Sheet::new(language, kept).with(given::mistakes);
    let key = sheet.key(ids::fresh(viewer.now));
    let title = say!(language, people.newcomer);
    Ok(Page::new(&viewer, Tab::School, title.clone(), move || {
        view! {
            <div class="page" id="newcomer" data-form>
                {super::back(language)}
                <header class="page__head"><h1>{title}</h1><p class="soft">{say!(language, people.newcomer_hint)}</p></header>
                {sheet.refused("people/add")}
                <form class="card form" method="post" action="/api/people/add">
                    <SentFrom/>
                    <input type="hidden" name="key" value=key autocomplete="off"/>
                    {sheet.input(("call_name", "call_name"), say!(language, people.call_name), "text", "")}
                    {sheet.input(("infix", "infix"), say!(language, people.infix), "text", "")}
                    {sheet.input(("last_name", "last_name"), say!(language, people.last_name), "text", "")}
                    {sheet.input(("email", "email"), say!(language, people.email), "text", "")}
                    {sheet.input(("phone", "phone"), say!(language, people.phone), "tel", "")}
                    <button class="button button--main" type="submit">{say!(language, people.add)}</button>
                </form>
            </div>
        }
    }))
}
