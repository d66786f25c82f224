// A parent books a talk, moves it and cancels it; two want the same time and one of them is first.
import { type Page, accessible, another, awake, expect, expected, password, people, scripts, signIn, signInAnew, test } from "./kring.ts";

async function openPicker(page: Page, child: string) {
  await page.goto("/talks");
  const links = await page.locator("a[href*='child=']").evaluateAll((all) => all.map((link) => link.getAttribute("href")!));
  for (const link of new Set(links)) {
    await page.goto(link);
    if (await page.getByRole("heading", { name: child }).count()) break;
  }
  await expect(page.getByRole("heading", { name: child })).toBeVisible();
  await awake(page);
}

const free = (page: Page) => page.locator("input[name=slot]:not([disabled])");

async function choose(page: Page, slot: string) {
  await page.locator("label.slot", { has: page.locator(`input[value="${slot}"]`) }).click();
  await page.getByRole("button", { name: "Deze tijd kiezen" }).click();
}

test("book, move, cancel", async ({ page }) => {
  await signIn(page, people.fatima);
  await openPicker(page, "Noor");
  await accessible(page);
  const slots = await free(page).evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
  expect(slots.length).toBeGreaterThan(3);
  // From far down one is taken to the answer.
  await page.getByLabel("Wil je iets meegeven?").scrollIntoViewIfNeeded();
  await choose(page, slots[0]);
  await expect(page.getByText(/Gelukt/)).toBeInViewport();
  await page.goto("/talks");
  const ticket = page.locator("article.ticket", { hasText: "Noor" });
  await expect(ticket).toBeVisible();
  await accessible(page);
  await ticket.getByRole("link", { name: "Verzetten" }).click();
  await awake(page);
  await choose(page, slots[2]);
  await expect(page.getByText(/Gelukt/)).toBeVisible();
  await page.goto("/");
  await expect(page.locator(".calm")).toContainText(/Noor|Ilias/);
  await page.goto("/talks");
  await ticket.locator("summary", { hasText: "Afzeggen" }).click();
  await ticket.getByRole("button", { name: "Ja, afzeggen" }).click();
  await expect(page.getByText(/afgezegd/).first()).toBeVisible();
  await expect(ticket).toHaveCount(0);
});

test("the same time is given once, and the loser keeps what was typed", async ({ page, browser }) => {
  await signIn(page, people.fatima);
  await openPicker(page, "Noor");
  const other = await another(browser, page, people.petra);
  await openPicker(other, "Lisa");
  const values = (one: Page) => free(one).evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
  const [mine, theirs] = [await values(page), await values(other)];
  const both = mine.find((slot) => theirs.includes(slot));
  expect(both, "a time that both can choose").toBeTruthy();
  await choose(other, both!);
  await expect(other.getByText(/Gelukt/)).toBeVisible();
  await page.getByLabel("Wil je iets meegeven?").fill("Graag over lezen.");
  await choose(page, both!);
  if (await scripts(page)) expected(/^4\d\d POST \/api\/conferences\/book$/);
  await expect(page.getByText(/Net bezet/)).toBeInViewport();
  const lost = page.locator(`input[value="${both}"]`).first();
  await expect(lost).toBeDisabled();
  await expect(lost).not.toBeChecked();
  await expect(page.locator("button.slot--near")).toHaveCount(3);
  await expect(page.getByLabel("Wil je iets meegeven?")).toHaveValue("Graag over lezen.");
  await accessible(page);
  await page.locator("button.slot--near").first().click();
  await expect(page.getByText(/Gelukt/)).toBeVisible();
  await other.context().close();
});

test("the teacher has the list of the day, on paper too", async ({ page }) => {
  await signIn(page, people.sanne);
  await page.goto("/talks");
  await accessible(page);
  const day = page.locator("a[href*='/days/']").first();
  await day.click();
  await expect(page.locator(".talk-day__item").first()).toBeVisible();
  await accessible(page);
  await expect(page.locator(".nav")).toBeVisible();
  await page.emulateMedia({ media: "print" });
  for (const away of [".nav", ".shell__top", ".no-print"]) await expect(page.locator(away).first()).toBeHidden();
  await expect(page.locator(".talk-day__item").first()).toBeVisible();
  const sheet = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  expect(sheet).toBe("rgb(255, 255, 255)");
});

test("a session that ended loses no wish for a talk", async ({ page, browser }) => {
  expected(/^401 POST \/api\/conferences\/(book|free)$/);
  await signInAnew(page, people.eva);
  await openPicker(page, "Daan");
  const slot = (await free(page).first().getAttribute("value"))!;
  await page.getByLabel("Wil je iets meegeven?").fill("Graag over de rekentoets.");
  const home = await another(browser, page, people.eva, "new");
  await home.goto("/me");
  await home.getByRole("button", { name: /Uitloggen:/ }).first().click();
  await home.context().close();
  await choose(page, slot);
  if (await scripts(page)) {
    const way = page.getByRole("link", { name: /Je bent uitgelogd/ });
    await expect(way).toBeInViewport();
    const [tab] = await Promise.all([page.context().waitForEvent("page"), way.click()]);
    await signIn(tab, people.eva);
    await tab.close();
  } else {
    await page.getByLabel("E-mailadres").fill(people.eva);
    await page.getByLabel("Wachtwoord").fill(password);
    await page.getByRole("button", { name: "Inloggen", exact: true }).click();
  }
  await expect(page.getByLabel("Wil je iets meegeven?")).toHaveValue("Graag over de rekentoets.");
  await choose(page, slot);
  await expect(page.getByText(/Gelukt/)).toBeVisible();
});

test("the office opens a round", async ({ page }) => {
  await signIn(page, people.hanneke);
  await page.goto("/talks/new");
  await accessible(page);
  await page.getByRole("checkbox", { name: /De Otters/ }).check();
  await page.locator("form.round-form button[type=submit]").click();
  const title = `Voorjaarsgesprekken ${test.info().project.name}`;
  // A year away, so that no teacher is busy; each browser has a day of its own.
  const day = (after: number) => new Date(Date.now() + after * 86_400_000).toISOString().slice(0, 10);
  const at = 366 + ["phone", "desktop", "phone-still", "desktop-still"].indexOf(test.info().project.name);
  await page.locator("[name='form[title]']").fill(title);
  await page.locator("[name='form[opens]']").fill(`${day(1)}T08:00`);
  await page.locator("[name='form[closes]']").fill(`${day(at - 2)}T20:00`);
  await page.locator("[name^='form[date]']").first().fill(day(at));
  await page.locator("[name^='form[from]']").first().fill("15:00");
  await page.locator("[name^='form[to]']").first().fill("20:00");
  await accessible(page);
  await page.locator(".actionbar button[type=submit]").click();
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  await page.goto("/talks");
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
});
