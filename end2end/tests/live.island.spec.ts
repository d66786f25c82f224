// What others write appears by itself on a page that is open, and what somebody is typing stays.
import { awake, expect, people, signIn, test } from "./kring.ts";

test("a comment, a heart and a post come in by themselves", async ({ page, browser }) => {
  await signIn(page, people.fatima);
  await awake(page);
  const elsewhere = await browser.newContext();
  const teacher = await elsewhere.newPage();
  await signIn(teacher, people.sanne);
  await awake(teacher);
  const link = teacher.locator("article a:has(time)").first();
  const post = (await link.getAttribute("href"))!.split("/").pop()!.split("?")[0];
  const card = page.locator(`[id="subject-${post}"]`);
  await page.evaluate(() => ((window as any).__same = true));

  await link.click();
  await awake(teacher);
  const said = `Vanzelf gekomen ${Date.now()}`;
  await teacher.getByLabel("Jouw reactie").last().fill(said);
  await teacher.getByRole("button", { name: "Plaatsen" }).last().click();
  await expect(card.getByText(said)).toBeVisible();

  const number = card.locator("button.heart > span").last();
  const before = Number(await number.textContent());
  const heart = teacher.locator("button.heart").first();
  const given = (await heart.getAttribute("aria-pressed")) === "true";
  await heart.click();
  await expect(number).toHaveText(String(before + (given ? -1 : 1)).replace(/^0$/, ""));

  await teacher.goto("/new");
  await awake(teacher);
  const news = `Net gebeurd ${Date.now()}`;
  await teacher.locator("textarea[name=body]").fill(news);
  await teacher.locator(".feed-bar__send").click();
  await teacher.waitForURL("**/posts/*");
  await expect(page.locator("#feed > article").first()).toContainText(news);
  expect(await page.evaluate(() => (window as any).__same)).toBe(true);
  await elsewhere.close();
});

test("what somebody is typing stays while comments come in", async ({ page, browser }) => {
  await signIn(page, people.fatima);
  await page.locator("article a:has(time)").first().click();
  await awake(page);
  const field = page.getByLabel("Jouw reactie").last();
  await field.fill("Ik ben nog aan het typen");
  const elsewhere = await browser.newContext();
  const teacher = await elsewhere.newPage();
  await signIn(teacher, people.sanne);
  await teacher.goto(page.url());
  await awake(teacher);
  const before = Number(await page.locator("#comments-title .counter").textContent());
  const said = `Tussendoor ${Date.now()}`;
  await teacher.getByLabel("Jouw reactie").last().fill(said);
  await teacher.getByRole("button", { name: "Plaatsen" }).last().click();
  await expect(page.locator("#thread > li", { hasText: said })).toBeVisible();
  await expect(field).toHaveValue("Ik ben nog aan het typen");
  await expect(field).toBeFocused();
  await expect(page.locator("#comments-title .counter")).toHaveText(String(before + 1));
  await elsewhere.close();
});

test("a page out of sight hangs up, and listens again when it comes back", async ({ page }) => {
  const live = (request: { url(): string }) => new URL(request.url()).pathname === "/live";
  const heard = page.waitForRequest(live);
  await signIn(page, people.wei);
  await heard;
  const sight = (hidden: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  const hungUp = page.waitForEvent("requestfailed", live);
  await sight(true);
  await hungUp;
  const again = page.waitForRequest(live);
  await sight(false);
  await again;
});
