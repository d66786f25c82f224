// Every page of the demo, with somebody who sees it.
import { join, letter, newcomer } from "./inviting.ts";
import { ask, look, refused, unfold } from "./joining.ts";
import { type Page, awake, leave, password, people, signIn } from "./kring.ts";

/** A name for the picture, who looks, and how to get there. */
export const pages: [string, string | null, (page: Page) => Promise<unknown>][] = [
  ["sign-in", null, (page) => page.goto("/sign-in")],
  ["not-found", null, (page) => page.goto("/nergens")],
  ["offline", null, (page) => page.goto("/offline")],
  ["ui", null, (page) => page.goto("/ui")],
  ["undone", people.hanneke, (page) => page.goto("/undone")],
  ["mailbox", null, (page) => page.goto("/mailbox")],
  ["feed-parent", people.fatima, (page) => page.goto("/")],
  ["feed-english", people.wei, (page) => page.goto("/")],
  ["feed-blocked", people.ronald, (page) => page.goto("/")],
  ["post", people.fatima, (page) => first(page, "/", "article:has(img) a:has(time)")],
  ["comments", people.fatima, (page) => talk(page)],
  ["photo", people.fatima, (page) => first(page, "/", "a.photo")],
  ["talks-parent", people.fatima, (page) => page.goto("/talks")],
  ["picker", people.fatima, (page) => first(page, "/talks", "a[href*='child=']")],
  ["talks-booked", people.mark, (page) => page.goto("/talks")],
  ["me", people.fatima, (page) => page.goto("/me")],
  ["feed-teacher", people.sanne, (page) => page.goto("/")],
  ["composer", people.sanne, (page) => page.goto("/new")],
  ["audience", people.sanne, audience],
  ["versions", people.sanne, versions],
  ["post-edit", people.sanne, (page) => below(page, "/edit")],
  ["post-versions", people.sanne, (page) => edited(page).then(() => below(page, "/versions"))],
  ["polls-none", people.sanne, (page) => page.goto("/polls")],
  ["poll-form", people.sanne, (page) => page.goto("/polls/new").then(() => unfold(page))],
  ["poll-refused", people.sanne, (page) => refused(page, "/polls/new")],
  ["poll-owner", people.sanne, (page) => ask(page, "Waar gaan we met z'n allen heen?", ["Bos", "Verkeersveiligheidsmuseumbezoek"]).then(() => unfold(page))],
  ["lists-none", people.sanne, (page) => page.goto("/lists")],
  ["list-form", people.sanne, (page) => page.goto("/lists/new").then(() => unfold(page))],
  ["list-refused", people.sanne, (page) => refused(page, "/lists/new")],
  ["list-owner", people.sanne, (page) => look(page, "Kerstviering", [["Kerststukjesmakenbegeleiding", 1], ["Soep", 3]]).then(() => unfold(page))],
  ["talks-teacher", people.sanne, (page) => page.goto("/talks")],
  ["day", people.sanne, (page) => first(page, "/talks", "a[href*='/days/']")],
  ["polls", people.fatima, (page) => page.goto("/polls")],
  ["poll", people.fatima, (page) => first(page, "/polls", "main .list a")],
  ["lists", people.fatima, (page) => page.goto("/lists")],
  ["list", people.fatima, (page) => first(page, "/lists", "main .list a").then(() => unfold(page))],
  ["feed-asked", people.fatima, (page) => page.goto("/")],
  ["feed-head", people.marijke, (page) => page.goto("/")],
  ["feed-older", people.marijke, (page) => first(page, "/", "a[rel=next]")],
  ["talks-office", people.hanneke, (page) => page.goto("/talks")],
  ["round-manage", people.hanneke, (page) => first(page, "/talks", "a[href*='/manage']")],
  ["picker-office", people.hanneke, (page) => firstOf(page, "a[href*='/manage']", "a[href*='household=']")],
  ["round-new", people.hanneke, (page) => page.goto("/talks/new")],
  ["round-form", people.hanneke, form],
  ["school", people.hanneke, (page) => page.goto("/school")],
  ["school-found", people.hanneke, (page) => find(page, "de")],
  ["school-nobody", people.hanneke, (page) => find(page, "zzzz")],
  ["child", people.hanneke, (page) => find(page, "daan").then(() => page.locator("a[href*='/children/']").first().click())],
  ["child-blocked", people.marijke, (page) => find(page, "lisa").then(() => page.locator("a[href*='/children/']").first().click())],
  ["adult", people.hanneke, (page) => find(page, "elam").then(() => page.locator("a[href*='/people/']").first().click()).then(() => unfold(page))],
  ["adult-refused", people.hanneke, mistaken],
  ["colleague", people.hanneke, (page) => find(page, "sanne").then(() => page.locator("a[href*='/people/']").first().click())],
  ["group", people.hanneke, (page) => find(page, "otters").then(() => page.locator("a[href*='/groups/']").first().click())],
  ["newcomer", people.hanneke, (page) => page.goto("/school/people/new")],
  ["newcomer-refused", people.hanneke, (page) => page.goto("/school/people/new").then(() => page.locator("#newcomer button[type=submit]").click()).then(() => page.locator(".field__problem").first().waitFor())],
  ["work-groups", people.hanneke, (page) => page.goto("/school/work-groups")],
  ["work-group", people.hanneke, worked],
  ["invitations", people.hanneke, (page) => page.goto("/school/invitations")],
  ["invitations-refused", people.hanneke, uninvited],
  ["invited-group", people.hanneke, (page) => page.goto("/school/invitations").then(() => page.locator("a[href*='/invitations/groups/']").first().click()).then(() => page.locator("#invited-group").waitFor())],
  ["invited-person", people.hanneke, (page) => newcomer(page, "Verkeersveiligheidscommissie-Amezian").then((where) => page.goto(where))],
  ["letters", people.hanneke, lettered],
  ["join", null, (page) => page.goto("/join")],
  ["join-refused", null, (page) => join(page, "7KMP-3RXV-QT40", "geen adres").then(() => page.locator(".field__problem").first().waitFor())],
  ["join-proof", null, (page) => join(page, code, "bart@thuis.example").then(() => page.locator("#proof").waitFor())],
  ["join-linked", people.fatima, (page) => page.goto("/join")],
  ["visits", people.marijke, (page) => page.goto("/school/visits")],
  ["roles", people.marijke, (page) => page.goto("/school/roles")],
  ["bring", people.hanneke, (page) => page.goto("/school/lists").then(() => unfold(page))],
  ["list-looked-at", people.hanneke, (page) => brought(page, "L-NOOR,H-977,Xanthippe,van der,Proefkonijn-Verkeersveiligheid,x.proef@ouders.example,nl,yes,proposed,")],
  ["list-mistakes", people.hanneke, (page) => brought(page, "L-NOOR,H-977,Xanthippe,,Proef,geen adres,nl,misschien,proposed,")],
  ["exports", people.hanneke, (page) => page.goto("/school/exports")],
  ["export-refused", people.hanneke, (page) => fetched(page, "", "dit is het niet")],
  ["export", people.hanneke, (page) => fetched(page, "Belrondje voor de schoolreis.", password)],
  ["school-about", people.hanneke, (page) => page.goto("/school/about")],
  ["modules", people.hanneke, (page) => page.goto("/school/modules")],
  ["log", people.marijke, (page) => page.goto("/school/log")],
  ["board-given", people.marijke, appointed],
  ["board", people.karim, (page) => page.goto("/board").then(() => unfold(page))],
  ["round-refused", people.hanneke, (page) => form(page).then(() => page.locator(".actionbar button[type=submit]").click())],
];

/** The code of the letter that was looked at last. */
let code = "";

async function lettered(page: Page) {
  code = await letter(page, await newcomer(page, "Verkeersveiligheidscommissie-Amezian"));
}

/** Everything about inviting but whom, and a password that is wrong. */
async function uninvited(page: Page) {
  await page.goto("/school/invitations");
  await page.locator("#password").fill("dit is het niet");
  await page.locator("#invitations button[type=submit]").click();
  await page.locator(".notice[data-tone=bad]").waitFor();
}

/** How a parent is reached, typed with two mistakes. */
async function mistaken(page: Page) {
  await find(page, "elam");
  await page.locator("a[href*='/people/']").first().click();
  await unfold(page);
  await page.locator("#f-email").fill("fatima bij haar werk, de nieuwe baan sinds de zomervakantie");
  await page.locator("#f-phone").fill("bel maar");
  await page.locator("#reach button[type=submit]").click();
  await page.locator(".field__problem").first().waitFor();
}

/** Brings in a list of guardians with this row, and looks at it. */
async function brought(page: Page, row: string) {
  await page.goto("/school/lists");
  const buffer = Buffer.from(`pupil_key,household,call_name,infix,last_name,email,language,authority,status,phone\n${row}\n`);
  await page.locator("#file").setInputFiles({ name: "ouders.csv", mimeType: "text/csv", buffer });
  await page.locator("input[name=covers][value=some]").check();
  await page.locator("form[action$='people/bring'] button").click();
  await page.waitForURL(/lists\/[^/]+$/);
  await unfold(page);
}

/** Asks for the list of parents. */
async function fetched(page: Page, reason: string, typed: string) {
  await page.goto("/school/exports");
  await page.locator("input[value=families]").check();
  await page.locator("[name='form[reason]']").fill(reason);
  await page.locator("#password").fill(typed);
  await Promise.all([page.waitForURL(reason ? /exports\/[^/]+$/ : /kept=/), page.locator("#exports form button").click()]);
}

/** A work group with somebody in it, and somebody who could come in. Every form is filled in on a page that has come in whole. */
async function worked(page: Page) {
  const name = "Verkeersveiligheidscommissie en avondvierdaagse";
  await page.goto("/school/work-groups");
  const known = page.getByRole("link", { name });
  if ((await known.count()) === 0) {
    await page.locator("#name").fill(name);
    await page.locator("#work-groups button[type=submit]").click();
    await page.waitForURL(/work-groups\/[^/]+$/);
    await searched(page, "elam");
    await page.locator("#found form button").first().click();
    await page.locator("#work-group .list a[href*='/people/']").first().waitFor();
    await page.goto("/school/work-groups");
  }
  await page.goto((await known.first().getAttribute("href"))!);
  await searched(page, "an");
}

async function searched(page: Page, typed: string) {
  await page.goto(page.url().split(/[?#]/)[0]!);
  await awake(page);
  await page.locator("#find").fill(typed);
  await Promise.all([page.waitForResponse((answer) => answer.url().includes("kept=")), page.locator(".find button").click()]);
  await page.locator("#found").waitFor();
}

/** Karim is of the board from now on. */
async function appointed(page: Page) {
  await find(page, "karim");
  await page.locator("a[href*='/people/']").first().click();
  await page.locator("#at-school").waitFor();
  await unfold(page);
  const board = page.locator("#give-role input[value=board]");
  if ((await board.count()) === 0) return;
  await board.check();
  await page.locator("#give-role button[type=submit]").click();
  await page.locator("#give-role input[value=board]").waitFor({ state: "detached" });
}

/** Looks for somebody. */
async function find(page: Page, typed: string) {
  await page.goto("/school");
  await page.locator("#find").fill(typed);
  await Promise.all([page.waitForResponse((answer) => answer.url().includes("kept=")), page.locator(".find button").click()]);
}

/** What belongs to the first post with photos. */
async function below(page: Page, what: string) {
  await page.goto("/");
  const post = await page.locator("article:has(img) a:has(time)").first().getAttribute("href");
  await page.goto(post!.split(/[?#]/)[0] + what);
}

/** What people said under the first post with photos, on a page of its own. */
async function talk(page: Page) {
  await below(page, "");
  await page.goto("/comments/under/" + new URL(page.url()).pathname.split("/").pop());
}

/** Puts the first post with photos right. */
async function edited(page: Page) {
  await below(page, "/edit");
  await awake(page);
  await page.locator("textarea[name=body]").fill("Vandaag mochten de schoenen bij de kachel. Morgen kijken we of er iets in zit!");
  await page.locator(".feed-bar__send").click();
  await page.waitForURL(/posts\/[^/]*$/);
}

/** What a comment said before it was put right. */
async function versions(page: Page) {
  await first(page, "/", "article:has(img) a:has(time)");
  await awake(page);
  const write = page.locator(".comments__write").last();
  await write.locator("textarea").fill("Morgen nemen we lazen mee.");
  await write.locator("button[type=submit]").click();
  const comment = page.locator("li[id^=comment-]", { hasText: "Morgen nemen we lazen mee." }).last();
  await comment.locator(".comments__deed > summary").first().click();
  await comment.locator(".comments__edit textarea").fill("Morgen nemen we laarzen mee.");
  await Promise.all([page.waitForResponse((answer) => answer.url().includes("/api/comments/edit")), comment.locator(".comments__edit button").click()]);
  await page.waitForLoadState("load");
  await page.goto((await page.locator("a[href$='/versions']").last().getAttribute("href"))!);
}

/** Everybody who would see a post that is not sent yet. */
async function audience(page: Page) {
  await page.goto("/new");
  await awake(page);
  await page.locator("input[name=audience]").first().check();
  await page.locator("textarea[name=body]").fill("Morgen naar het bos.");
  const key = await page.locator("input[name=key]").first().inputValue();
  await Promise.all([page.waitForResponse((answer) => answer.url().includes("/api/feed/preview")), page.locator(".feed-composer__seen").click()]);
  await page.goto(`/new/audience/${key}`);
}

/** The second step of a new round, for every group. */
async function form(page: Page) {
  await page.goto("/talks/new");
  for (const group of await page.locator("input[name=group]").all()) await group.check();
  await page.locator("form.round-form button[type=submit]").click();
  await page.locator("[name='form[title]']").waitFor();
}

async function firstOf(page: Page, link: string, then: string) {
  await first(page, "/talks", link);
  await page.goto((await page.locator(then).first().getAttribute("href"))!);
}

async function first(page: Page, from: string, link: string) {
  await page.goto(from);
  await page.goto((await page.locator(link).first().getAttribute("href"))!);
}

/** Visits all pages, or those that are named, each as its person. */
export async function visit(page: Page, look: (name: string) => Promise<void>, only?: string[], language?: string) {
  let who: string | null = null;
  for (const [name, email, go] of only ? pages.filter(([name]) => only.includes(name)) : pages) {
    if (email !== who) {
      await leave(page);
      if (email) await signIn(page, email, language);
      who = email;
    }
    await go(page);
    await look(name);
  }
}
