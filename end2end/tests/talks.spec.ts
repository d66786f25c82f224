// A parent books a talk, moves it and cancels it; two want the same time and one of them is first.
import { type Page, accessible, another, awake, expect, people, signIn, test } from "./kring.ts";

async function openPicker(page: Page, child: string) {
  await page.goto("/talks");
  await page.locator("a", { hasText: /Kies een tijd|Verzetten/ }).and(page.locator(`[href*="/talks/"]`)).first().click();
  await expect(page.locator("input[name=slot]").first()).toBeAttached();
  await awake(page);
  await expect(page.getByText(child).first()).toBeVisible();
}

const free = (page: Page) => page.locator("input[name=slot]:not([disabled])");

async function choose(page: Page, slot: string) {
  await page.locator(`input[name=slot][value="${slot}"]`).check({ force: true });
  await page.getByRole("button", { name: "Deze tijd kiezen" }).click();
}

test("book, move, cancel", async ({ page }) => {
  await signIn(page, people.fatima);
  await openPicker(page, "Noor");
  await accessible(page);
  const slots = await free(page).evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
  expect(slots.length).toBeGreaterThan(3);
  await choose(page, slots[0]);
  await expect(page.getByText(/Gelukt/)).toBeVisible();
  await page.goto("/talks");
  await expect(page.getByText("Noor").first()).toBeVisible();
  await accessible(page);
  await page.getByRole("link", { name: "Verzetten" }).first().click();
  await awake(page);
  await choose(page, slots[2]);
  await expect(page.getByText(/Gelukt/)).toBeVisible();
  await page.goto("/");
  await expect(page.locator(".calm")).toContainText(/Noor|Ilias/);
  await page.goto("/talks");
  await page.getByRole("button", { name: "Afzeggen" }).first().click();
  await expect(page.getByText(/afgezegd/).first()).toBeVisible();
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
  await expect(page.getByText(/Net bezet/)).toBeVisible();
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
});

test("the office opens a round", async ({ page }) => {
  await signIn(page, people.hanneke);
  await page.goto("/talks/new");
  await accessible(page);
});
