// What somebody types is never more than words: no element, no request and no other page comes of it, whoever opens it.
import { type Page, another, awake, emptyForm, expect, people, scripts, signIn, test } from "./kring.ts";

const end = "<form action=//evil.example method=post><button>Kijk</button></form><img src=//evil.example/x><script>window.__evil = 1</script>";
const hostile = `</textarea></title><meta http-equiv=refresh content="0;url=//evil.example">${end}`;
const harmless = "Graag over lezen.";

/** Counts the requests of this page that go elsewhere. */
function strangers(page: Page): string[] {
  const found: string[] = [];
  const own = new URL(page.url()).host;
  page.on("request", (request) => {
    if (/^https?:/.test(request.url()) && new URL(request.url()).host !== own) found.push(request.url());
  });
  return found;
}

/** A moment in which a refresh would have happened; then the page is still the same, and nothing ran. */
async function stays(page: Page, elsewhere: string[], address: string) {
  await page.waitForLoadState("networkidle");
  expect(new URL(page.url()).pathname).toBe(address.split(/[?#]/)[0]);
  expect(elsewhere).toEqual([]);
  expect(await page.evaluate(() => (window as any).__evil)).toBeUndefined();
  await expect(page.locator("[action*='evil'], [src*='evil'], [href*='evil'], meta[http-equiv=refresh]")).toHaveCount(0);
}

const elements = (page: Page) => page.locator("body *:not(leptos-island):not(option)").count();

test("a note to the teacher stays words", async ({ page, browser }) => {
  await signIn(page, people.fatima);
  await page.goto("/talks");
  const picker = (await page.locator("a[href*='child=']").first().getAttribute("href"))!;
  const book = async (note: string, nth: number) => {
    await page.goto(picker);
    await awake(page);
    const free = await page.locator("input[name=slot]:not([disabled]):not(:checked)").evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    await page.locator("label.slot", { has: page.locator(`input[value="${free[nth]}"]`) }).click();
    await page.locator("textarea[name=note]").fill(note);
    await page.locator("form:has(input[name=slot]) button[type=submit]").last().click();
    await expect(page.getByText(/Gelukt/).first()).toBeVisible();
  };
  const office = await another(browser, page, people.hanneke);
  const elsewhere = [...[strangers(page)], strangers(office)];
  /** How many elements each page has, and how often the note stands on it. */
  const seen = async (note: string) => {
    const counts: number[] = [];
    await office.goto("/talks");
    const days = await office.locator("a[href*='/days/']").evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute("href")!))]);
    let times = 0;
    for (const address of [...days, picker]) {
      const who = address === picker ? page : office;
      await who.goto(address);
      await stays(who, elsewhere.flat(), address);
      times += await who.locator(".talk-day__note", { hasText: note }).count();
      counts.push(await elements(who));
    }
    return { times, all: counts.reduce((sum, count) => sum + count, 0) };
  };
  await book(harmless, 0);
  const before = await seen(harmless);
  expect(before.times, "the teacher's list shows the note").toBe(1);
  await book(hostile, 0);
  const after = await seen(hostile);
  expect(after).toEqual(before);
  await office.context().close();
});

test("a post and a comment stay words, also while they are written", async ({ page, browser }) => {
  await signIn(page, people.sanne);
  const elsewhere = strangers(page);
  /** How many elements a refusal brought. */
  const came: number[] = [];
  const publish = async (text: string) => {
    await emptyForm(page);
    await page.locator("textarea[name=body]").fill(text);
    if (!(await scripts(page))) {
      // Without a group it comes back, with the words in the field.
      await page.getByRole("checkbox", { name: "De Otters" }).uncheck();
      const before = await elements(page);
      await page.locator(".feed-bar__send").click();
      await expect(page.locator("textarea[name=body]")).toHaveValue(text);
      came.push((await elements(page)) - before);
    }
    await page.getByRole("checkbox", { name: "De Otters" }).check();
    await page.locator(".feed-bar__send").click();
    await expect(page).toHaveURL(/\/posts\//);
    return new URL(page.url()).pathname;
  };
  const addresses = [await publish(harmless), await publish(hostile)];
  expect(new Set(came).size, `what a refusal brings: ${came}`).toBe((await scripts(page)) ? 0 : 1);
  const parent = await another(browser, page, people.fatima);
  const others = strangers(parent);
  const counts: number[][] = [];
  for (const [at, address] of addresses.entries()) {
    const words = [harmless, hostile][at];
    await parent.goto(address);
    await awake(parent);
    const field = parent.locator("form[action$='/comments/write'] textarea").last();
    await field.fill(words);
    await parent.locator("form[action$='/comments/write']").last().locator("button[type=submit]").click();
    await expect(parent.locator(".comment__text", { hasText: words })).toBeVisible();
    await parent.goto(address);
    await stays(parent, others, address);
    await expect(parent.locator("article").first()).toContainText(words);
    const post = await elements(parent);
    await page.goto(address);
    await stays(page, elsewhere, address);
    const author = await elements(page);
    await parent.goto("/");
    await stays(parent, others, "/");
    const card = await parent.locator("article", { has: parent.locator(`a[href^="${address}"]`) }).locator("*:not(leptos-island)").count();
    counts.push([post, author, card]);
  }
  expect(counts[1]).toEqual(counts[0]);
  await parent.context().close();
});
