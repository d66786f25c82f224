// What only an awake page does: the field has the focus, the red goes, a heart says why it failed, one «back» leaves the photos.
import { type Page, awake, emptyForm, expect, expected, people, signIn, test } from "./kring.ts";

test("an answer opens with its field, and closes when it was sent", async ({ page }) => {
  expected(/^failed: net::ERR_INTERNET_DISCONNECTED \/api\/comments\/write$/);
  await signIn(page, people.fatima);
  await page.locator("article a:has(time)").first().click();
  await awake(page);
  await page.getByLabel("Jouw reactie").last().fill("Wie neemt er appels mee?");
  await page.getByRole("button", { name: "Plaatsen" }).last().click();
  const fresh = page.locator("li[id^=comment-]", { hasText: "Wie neemt er appels mee?" }).last();
  await expect(page.getByLabel("Jouw reactie").last()).toBeInViewport();
  // In sight is also what lies under the bar: here one touches the field itself, in the middle and at its foot.
  const touched = await page.getByLabel("Jouw reactie").last().evaluate((field) => {
    const { left, width, top, bottom } = field.getBoundingClientRect();
    return [(top + bottom) / 2, bottom - 4].map((height) => document.elementFromPoint(left + width / 2, height) === field);
  });
  expect(touched).toEqual([true, true]);
  for (const name of ["Antwoorden", "Bewerken", "Weghalen"]) await expect(fresh.locator("summary", { hasText: name })).toBeVisible();
  await page.reload();
  await awake(page);
  await fresh.locator("summary", { hasText: "Antwoorden" }).click();
  const field = fresh.getByLabel("Jouw reactie");
  await expect(field).toBeFocused();
  await page.context().setOffline(true);
  await field.fill("Ik wel.");
  await fresh.getByRole("button", { name: "Plaatsen" }).click();
  await expect(fresh.getByText(/geen verbinding/)).toBeVisible();
  await field.press("End");
  await field.pressSequentially(" Zes.");
  await expect(fresh.getByText(/geen verbinding/)).toBeHidden();
  await page.context().setOffline(false);
  await fresh.getByRole("button", { name: "Plaatsen" }).click();
  await expect(fresh.getByText("Ik wel. Zes.").first()).toBeVisible();
  await expect(fresh.locator("details.fold")).not.toHaveAttribute("open", /.*/);
});

test("a heart that fails says why", async ({ page }) => {
  expected(/^failed: net::ERR_INTERNET_DISCONNECTED \/api\/comments\/heart$/, /^401 POST \/api\/comments\/heart$/);
  // A photo further down may begin to load at any moment, and is not this story: it is there without a line, too.
  await page.route("**/photos/*/*", (route) => route.fulfill({ path: "tests/dot.png" }));
  await signIn(page, people.fatima);
  await awake(page);
  await page.waitForLoadState("networkidle");
  const card = page.locator("article").first();
  const before = await card.locator("button.heart").getAttribute("aria-pressed");
  await page.context().setOffline(true);
  await card.locator("button.heart").click();
  await expect(card.getByText("Je hebt geen verbinding.")).toBeVisible();
  await expect(card.locator("button.heart")).toHaveAttribute("aria-pressed", before!);
  await page.context().setOffline(false);
  await page.context().clearCookies();
  await card.locator("button.heart").click();
  await expect(card.getByRole("link", { name: /Je bent uitgelogd/ })).toBeVisible();
});

test("however many photos were looked at, back is one step", async ({ page }) => {
  await signIn(page, people.sanne);
  await page.goto("/");
  await page.locator("article", { has: page.locator(".photo__more, .photo:nth-child(3)") }).first().locator("a.photo").first().click();
  await expect(page).toHaveURL(/photos\/under\/[^/]*\/1$/);
  await page.getByRole("link", { name: "Volgende" }).click();
  await expect(page).toHaveURL(/photos\/under\/[^/]*\/2$/);
  await page.getByRole("link", { name: "Volgende" }).click();
  await expect(page).toHaveURL(/photos\/under\/[^/]*\/3$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/$/);
});

/** What a browser does that translates a page: every text stands in elements of its own. */
const translate = `for (const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), all = []; ;) {
  const node = walker.nextNode();
  if (node) { if (node.data.trim()) all.push(node); continue; }
  for (const text of all) { const font = document.createElement("font"); font.append(document.createElement("font")); text.replaceWith(font); font.firstChild.append(text.data); }
  break;
}`;

async function translated(page: Page, when: "before" | "after", address: string) {
  if (when === "before") await page.addInitScript(`document.addEventListener("DOMContentLoaded", () => { ${translate} })`);
  await page.goto(address);
  if (when === "after") {
    await awake(page);
    await page.evaluate(translate);
  }
}

/** A library that finds other nodes than it drew complains; what counts is that everything works, and that the server was well. */
function wellServed(failures: string[]) {
  expect(failures.filter((failure) => /^(\d{3} |failed: )/.test(failure))).toEqual([]);
  failures.splice(0);
}

for (const when of ["before", "after"] as const) {
  test(`a page that the browser translated ${when} it woke still works`, async ({ page, failures }) => {
    await signIn(page, people.fatima);
    const post = (await page.locator("article a:has(time)").first().getAttribute("href"))!;
    await translated(page, when, post);
    const said = `Vertaald, ${when}.`;
    await page.getByRole("textbox", { name: "Jouw reactie" }).last().fill(said);
    await page.locator(".comments__write").last().locator("button[type=submit]").click();
    await expect(page.locator(".comment__text", { hasText: said }).first()).toBeVisible();
    const heart = page.locator("button.heart").first();
    const before = await heart.getAttribute("aria-pressed");
    await heart.click();
    await expect(page.locator("button.heart").first()).not.toHaveAttribute("aria-pressed", before!);
    wellServed(failures);
  });

  test(`a time is chosen on a page that was translated ${when} it woke`, async ({ page, failures }) => {
    await signIn(page, people.fatima);
    await page.goto("/talks");
    const picker = (await page.locator("a[href*='child=']").first().getAttribute("href"))!;
    await translated(page, when, picker);
    await page.locator("label.slot:has(input:not([disabled]))").nth(when === "before" ? 4 : 6).click();
    await page.locator("form[action='/api/conferences/book'] button[type=submit]:not(.slot--near)").last().click();
    await expect(page.getByText(/Gelukt/)).toBeVisible();
    wellServed(failures);
  });

  test(`a post is written on a page that was translated ${when} it woke`, async ({ page, failures }) => {
    await signIn(page, people.sanne);
    await emptyForm(page);
    await translated(page, when, "/new");
    const text = `Vertaald geschreven, ${when}. ${test.info().project.name}`;
    await page.locator("input[name=audience]").first().check();
    await page.locator("textarea[name=body]").fill(text);
    await page.locator("input[type=file]").setInputFiles("tests/dot.png");
    await page.locator(".feed-bar__send").click();
    await expect(page).toHaveURL(/\/posts\//);
    await expect(page.getByText(text)).toBeVisible();
    await expect(page.locator("article img.photo__img")).toHaveCount(1);
    wellServed(failures);
  });
}
