// Islands really hydrate (that all do: pages.island.spec.ts); without their WASM, or without «use app», these turn red.
import { awake, emptyForm, expect, expected, people, signIn, test } from "./kring.ts";

test("hearts and comments answer without loading a page", async ({ page }) => {
  await signIn(page, people.fatima);
  await page.goto("/");
  await awake(page);
  await page.evaluate(() => ((window as any).__same = true));
  const heart = page.locator("button.heart").first();
  const before = await heart.getAttribute("aria-pressed");
  await heart.click();
  await expect(heart).not.toHaveAttribute("aria-pressed", before!);
  await heart.click();
  await expect(heart).toHaveAttribute("aria-pressed", before!);
  expect(await page.evaluate(() => (window as any).__same)).toBe(true);

  await page.locator("article a:has(time)").first().click();
  await awake(page);
  await page.evaluate(() => ((window as any).__same = true));
  await page.getByLabel("Jouw reactie").last().fill("Zonder herladen.");
  await page.getByRole("button", { name: "Plaatsen" }).last().click();
  await expect(page.getByText("Zonder herladen.").first()).toBeVisible();
  await expect(page.getByLabel("Jouw reactie").last()).toHaveValue("");
  expect(await page.evaluate(() => (window as any).__same)).toBe(true);
});

test("a heart counts when the parent leaves at once", async ({ page }) => {
  await signIn(page, people.wei);
  await awake(page);
  const post = await page.locator("article").first().locator('a[href^="/posts/"]').first().getAttribute("href");
  const heart = page.locator("article").filter({ has: page.locator(`a[href="${post}"]`) }).locator("button.heart");
  const before = await heart.getAttribute("aria-pressed");
  await heart.evaluate((button: HTMLButtonElement) => {
    button.click();
    location.assign("/me");
  });
  await page.waitForURL("**/me");
  await expect(async () => {
    await page.goto("/");
    await expect(heart).not.toHaveAttribute("aria-pressed", before!, { timeout: 500 });
  }).toPass({ timeout: 10_000 });
});

test("a comment that cannot leave the phone stays in its field", async ({ page, context }) => {
  await signIn(page, people.fatima);
  await page.locator("article a:has(time)").first().click();
  await awake(page);
  await page.getByLabel("Jouw reactie").last().fill("In de trein geschreven.");
  expected(/^failed: net::ERR_INTERNET_DISCONNECTED \/api\/comments\/write$/);
  await context.setOffline(true);
  await page.getByRole("button", { name: "Plaatsen" }).last().click();
  await expect(page.getByText(/geen verbinding/).first()).toBeVisible();
  await expect(page.getByLabel("Jouw reactie").last()).toHaveValue("In de trein geschreven.");
  await context.setOffline(false);
  await page.getByRole("button", { name: "Plaatsen" }).last().click();
  await expect(page.locator(".comment__text", { hasText: "In de trein geschreven." }).first()).toBeVisible();
});

test("without WASM the core tasks still work", async ({ page }) => {
  expected(/^failed: net::ERR_FAILED \/pkg\/.*\.wasm$/, /^thrown: /);
  await page.route("**/*.wasm", (route) => route.abort());
  await signIn(page, people.sanne);
  await page.goto("/new");
  await page.getByRole("checkbox", { name: "De Otters" }).check();
  // The same words a second time would be asked about.
  await page.getByLabel("Wat wil je vertellen?").fill(`Zonder WASM geschreven. ${test.info().project.name}`);
  await page.getByRole("button", { name: "Plaatsen" }).click();
  await expect(page).toHaveURL(/\/posts\//);
  await page.getByLabel("Jouw reactie").last().fill("En zonder WASM beantwoord.");
  await page.getByRole("button", { name: "Plaatsen" }).last().click();
  await expect(page.locator(".comment__text", { hasText: "En zonder WASM beantwoord." }).first()).toBeVisible();
  await expect(page.locator("html[data-awake]")).toHaveCount(0);
});

test("each photo shows how far it is", async ({ page }) => {
  await signIn(page, people.sanne);
  await emptyForm(page);
  let let_go = () => {};
  const held = new Promise<void>((done) => (let_go = done));
  await page.route("**/api/photos/upload", async (route) => {
    await held;
    await route.continue();
  });
  await page.locator("input[type=file]").setInputFiles("tests/dot.png");
  await expect(page.locator("[data-state=sending] .ring")).toBeVisible();
  let_go();
  await expect(page.locator("[data-state=done]")).toHaveCount(1);
});
