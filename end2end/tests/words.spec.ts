// What was typed is never lost, and every answer is where the eye is: with and without JavaScript.
import { accessible, another, awake, expect, expected, password, people, scripts, signIn, signInAnew, test } from "./kring.ts";

test("a wrong password is said in sight, and the next try starts there", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mailadres").fill(people.fatima);
  await page.getByLabel("Wachtwoord").fill("dit is het niet");
  await page.getByRole("button", { name: "Inloggen", exact: true }).click();
  await expect(page).toHaveTitle(/^Mislukt: /);
  await expect(page.getByText("E-mailadres of wachtwoord klopt niet.")).toBeInViewport();
  await expect(page.getByLabel("Wachtwoord")).toBeFocused();
  await accessible(page);
});

test("a session that ended loses no words", async ({ page, browser }) => {
  expected(/^401 POST \/api\/comments\/write$/);
  await signInAnew(page, people.petra);
  await page.locator("article a:has(time)").first().click();
  await awake(page);
  const field = page.getByLabel("Jouw reactie").last();
  await field.fill("Lang over nagedacht.");
  const home = await another(browser, page, people.petra, "new");
  await home.goto("/me");
  await home.getByRole("button", { name: /Uitloggen:/ }).first().click();
  await home.context().close();
  await page.getByRole("button", { name: "Plaatsen" }).last().click();
  if (await scripts(page)) {
    await expect(page.getByRole("link", { name: /Je bent uitgelogd/ }).first()).toBeInViewport();
    await expect(field).toHaveValue("Lang over nagedacht.");
    const [tab] = await Promise.all([
      page.context().waitForEvent("page"),
      page.getByRole("link", { name: /Je bent uitgelogd/ }).first().click(),
    ]);
    await signIn(tab, people.petra);
    await tab.close();
  } else {
    await expect(page.getByText("Lang over nagedacht.")).toBeVisible();
    await accessible(page);
    await page.getByLabel("E-mailadres").fill(people.petra);
    await page.getByLabel("Wachtwoord").fill(password);
    await page.getByRole("button", { name: "Inloggen", exact: true }).click();
    await expect(page.getByText("Je bent weer ingelogd.")).toBeInViewport();
    await expect(page.getByLabel("Jouw reactie").last()).toHaveValue("Lang over nagedacht.");
  }
  await page.getByRole("button", { name: "Plaatsen" }).last().click();
  await expect(page.locator(".comment__text", { hasText: "Lang over nagedacht." }).first()).toBeVisible();
});

test("one's own words are put right and taken away", async ({ page }) => {
  await signIn(page, people.eva);
  await page.locator("article a:has(time)").first().click();
  await awake(page);
  const said = `Typvout ${test.info().project.name}`;
  await page.getByLabel("Jouw reactie").last().fill(said);
  await page.getByRole("button", { name: "Plaatsen" }).last().click();
  const comment = page.locator("li[id^=comment-]", { hasText: said }).last();
  await expect(comment).toBeInViewport();
  // In an awake page it came in just now, and is as it stands after a reload: it can be answered, too.
  await comment.locator("summary", { hasText: "Antwoorden" }).click();
  const answer = `Klopt, ${test.info().project.name}`;
  await comment.getByLabel("Jouw reactie").fill(answer);
  await comment.getByRole("button", { name: "Plaatsen" }).click();
  await expect(comment.locator(".comments__replies", { hasText: answer }).last()).toBeVisible();
  const own = comment.locator("> article");
  await own.locator("summary", { hasText: "Bewerken" }).click();
  await own.getByRole("textbox", { name: /Bewerken/ }).fill(said.replace("vout", "fout"));
  await own.getByRole("button", { name: "Bewaren" }).click();
  await expect(page.getByText("Je reactie is aangepast.")).toBeInViewport();
  const right = page.locator("li[id^=comment-] > article", { hasText: said.replace("vout", "fout") }).last();
  await expect(right).toContainText("bewerkt");
  await right.locator("summary", { hasText: "Weghalen" }).click();
  await right.getByRole("button", { name: "Ja, haal weg" }).click();
  await expect(page.getByText("De reactie is weggehaald.")).toBeInViewport();
  await expect(page.getByText(said.replace("vout", "fout"))).toHaveCount(0);
});

test("from a post one goes back to its card, further down too", async ({ page }) => {
  await signIn(page, people.marijke);
  await page.getByRole("link", { name: "Oudere berichten" }).click();
  await page.waitForURL(/before=/);
  const card = page.locator("article").last();
  const id = await card.getAttribute("id");
  await card.locator("a:has(time)").click();
  await page.locator("a.back").click();
  await expect(page).toHaveURL(new RegExp(`before=.*#${id}$`));
  await expect(page.locator(`#${id}`)).toBeInViewport();
});

test("a heart comes back to its card", async ({ page }) => {
  await signIn(page, people.mark);
  await awake(page);
  const heart = page.locator("article").nth(2).locator("button.heart");
  const counted = async () => Number(/\d*$/.exec((await heart.textContent())!)![0]);
  const [before, hearts] = [await heart.getAttribute("aria-pressed"), await counted()];
  // An awake heart is drawn at once and told afterwards: a page that is asked for in between knows nothing of it.
  const told = page.waitForResponse((answer) => answer.url().includes("/api/comments/heart"));
  await heart.click();
  await expect(heart).not.toHaveAttribute("aria-pressed", before!);
  await expect.poll(counted).toBe(before === "true" ? hearts - 1 : hearts + 1);
  await expect(heart).toBeInViewport();
  await told;
  await page.reload();
  await expect(heart).not.toHaveAttribute("aria-pressed", before!);
});
