// A blocked guardian and a parent of another group find nothing of the child: no page, no photo, no talk.
import { accessible, another, expect, expected, people, signIn, test } from "./kring.ts";

test("not yours is not there", async ({ page, browser }) => {
  expected(/^404 GET \/posts\//, /^404 GET \/photos\//);
  await signIn(page, people.sanne);
  await page.goto("/");
  const card = page.locator("article", { has: page.locator("img.photo__img"), hasText: "De Otters" }).first();
  const post = (await card.locator("a", { has: page.locator("time") }).getAttribute("href"))!;
  const photo = (await card.locator("img.photo__img").first().getAttribute("src"))!;

  for (const email of [people.ronald, people.wei]) {
    const stranger = await another(browser, page, email);
    for (const address of [post, photo]) {
      const answer = await stranger.goto(address);
      expect(answer!.status(), `${email} asks for ${address}`).toBe(404);
    }
    await stranger.goto("/");
    await expect(stranger.locator(`a[href="${post}"]`)).toHaveCount(0);
    await stranger.context().close();
  }
});

test("a blocked guardian sees an empty, friendly place", async ({ page, browser }) => {
  await signIn(page, people.ronald);
  await expect(page.getByText("Nog geen nieuws")).toBeVisible();
  await expect(page.locator("article")).toHaveCount(0);
  await accessible(page);
  await page.goto("/talks");
  await expect(page.getByText("Er zijn geen gesprekken")).toBeVisible();
  await expect(page.locator("main a[href^='/talks/']")).toHaveCount(0);
  // The same words and links are there for her mother: this would be seen.
  const mother = await another(browser, page, people.petra);
  await expect(mother.locator("article").first()).toBeVisible();
  await mother.goto("/talks");
  await expect(mother.locator("main a[href^='/talks/']").first()).toBeVisible();
  await mother.context().close();
});

test("an address with letters of anybody's name reaches the school", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mailadres").fill("jörg.müller@ouders.example");
  await page.getByLabel("Wachtwoord").fill("dit is het niet");
  await page.getByRole("button", { name: "Inloggen", exact: true }).click();
  await expect(page.getByText("E-mailadres of wachtwoord klopt niet.")).toBeVisible();
  await expect(page.getByLabel("E-mailadres")).toHaveValue("jörg.müller@ouders.example");
});

test("a visitor comes back to where they wanted to go", async ({ page }) => {
  await page.goto("/talks");
  await expect(page).toHaveURL(/sign-in\?next=\/talks/);
  await page.getByLabel("E-mailadres").fill(people.fatima);
  await page.getByLabel("Wachtwoord").fill("dit is het niet");
  await page.getByRole("button", { name: "Inloggen", exact: true }).click();
  await expect(page.getByText("E-mailadres of wachtwoord klopt niet.")).toBeVisible();
  await expect(page.getByLabel("E-mailadres")).toHaveValue(people.fatima);
  await accessible(page);
  await page.getByLabel("Wachtwoord").fill("samen in de kring");
  await page.getByRole("button", { name: "Inloggen", exact: true }).click();
  await expect(page).toHaveURL(/\/talks$/);
});
