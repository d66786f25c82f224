// Polls and sign-up lists, with and without JavaScript: a teacher asks, parents answer, join, wait and swap.
import { accessible, another, awake, expect, people, scripts, signIn, test } from "./kring.ts";
import { ask, look } from "./joining.ts";

test("a parent answers a poll from Today, and sees how the others chose", async ({ page, browser }) => {
  await signIn(page, people.sanne);
  const question = `Waar gaan we heen? ${Date.now()}`;
  const poll = await ask(page, question, ["Naar het bos", "Naar het museum"]);
  await accessible(page);
  const parent = await another(browser, page, people.fatima);
  await parent.goto("/");
  await parent.getByRole("link", { name: `Peiling: ${question}` }).click();
  await awake(parent);
  await accessible(parent);
  await expect(parent.getByText("De uitslag zie je als je hebt geantwoord.")).toBeVisible();
  await parent.getByLabel("Naar het bos").check();
  await parent.getByRole("button", { name: "Antwoord geven" }).click();
  await expect(parent.getByText("Dank je, je antwoord telt mee.")).toBeInViewport();
  await expect(parent.locator(".poll__bar", { hasText: "Naar het bos" })).toContainText("1 · 100 %");
  await parent.locator("summary", { hasText: "Antwoord veranderen" }).click();
  await parent.getByLabel("Naar het museum").check();
  await parent.getByRole("button", { name: "Antwoord veranderen" }).click();
  await expect(parent.locator(".poll__bar", { hasText: "Naar het museum" })).toContainText("1 · 100 %");
  await accessible(parent);
  await page.goto(poll);
  await page.locator("summary", { hasText: "Wie koos wat?" }).click();
  await expect(page.locator("#poll-who")).toContainText("Fatima El Amrani");
  await page.getByRole("button", { name: "Nu sluiten" }).click();
  await expect(page.getByText("De peiling is gesloten.")).toBeVisible();
  await parent.goto(poll);
  await expect(parent.getByText(/gesloten op/)).toBeVisible();
  await expect(parent.locator("summary", { hasText: "Antwoord veranderen" })).toHaveCount(0);
});

test("what is wrong with a poll stands at the fields, and what was typed stays", async ({ page }) => {
  await signIn(page, people.sanne);
  await page.goto("/polls/new");
  await page.getByLabel("Antwoord 1", { exact: true }).fill("Alleen dit");
  await page.getByRole("button", { name: "Peiling plaatsen" }).click();
  await expect(page.getByText("Geef twee antwoorden of meer om uit te kiezen.")).toBeVisible();
  await expect(page.locator(".field__problem")).toHaveCount(2);
  await expect(page.getByLabel("Antwoord 1", { exact: true })).toHaveValue("Alleen dit");
  await accessible(page);
});

test("one joins with one tap, the next one waits, and both swap", async ({ page, browser }) => {
  await signIn(page, people.sanne);
  const list = await look(page, `Kerstviering ${Date.now()}`, [["Zaal versieren", 1], ["Soep koken", 2]]);
  await accessible(page);
  const fatima = await another(browser, page, people.fatima);
  const mark = await another(browser, page, people.mark);
  for (const parent of [fatima, mark]) {
    await parent.goto(list);
    await awake(parent);
  }
  const hall = (of: typeof page) => of.getByRole("region", { name: "Zaal versieren" });
  const soup = (of: typeof page) => of.getByRole("region", { name: "Soep koken" });
  await hall(fatima).getByRole("button", { name: "Ik doe mee" }).click();
  await expect(hall(fatima)).toContainText("Je doet mee. Fijn!");
  await mark.goto(list);
  await awake(mark);
  await hall(mark).getByRole("button", { name: "Zet mij op de wachtlijst" }).click();
  await expect(hall(mark)).toContainText("Je bent nummer 1 op de wachtlijst.");
  await hall(mark).getByRole("button", { name: "Toch niet" }).click();
  await expect(hall(mark)).not.toContainText("Op de wachtlijst");
  await soup(mark).getByRole("button", { name: "Ik doe mee" }).click();
  await expect(soup(mark)).toContainText("Je doet mee. Fijn!");
  await accessible(mark);
  await soup(mark).locator("summary", { hasText: "Ruilen" }).click();
  await soup(mark).getByLabel(/Fatima El Amrani/).check();
  await soup(mark).getByRole("button", { name: "Vraag om te ruilen" }).click();
  await expect(mark.getByText("Je vroeg Fatima El Amrani om te ruilen")).toBeVisible();
  await fatima.goto("/");
  await fatima.getByRole("link", { name: /^Ruilen\?/ }).click();
  await awake(fatima);
  await accessible(fatima);
  await fatima.getByRole("button", { name: "Ja, ruilen" }).click();
  await expect(soup(fatima)).toContainText("Je doet mee. Fijn!");
  await expect(hall(fatima)).toContainText("Mark Jansen");
  if (await scripts(page)) expect(await fatima.evaluate(() => document.activeElement?.closest("article")?.id ?? "")).toContain("list-");
});

test("not this time is an answer, too", async ({ page, browser }) => {
  await signIn(page, people.sanne);
  const title = `Rijden ${Date.now()}`;
  await look(page, title, [["Rijden naar het museum", 3]]);
  const parent = await another(browser, page, people.eva);
  await parent.goto("/");
  await parent.getByRole("link", { name: `Kun je helpen? ${title}` }).click();
  await awake(parent);
  await parent.getByRole("button", { name: "Deze keer niet" }).click();
  await expect(parent.getByText("Bedenk je je, dan kun je alsnog meedoen.")).toBeVisible();
  await parent.goto("/");
  await expect(parent.getByRole("link", { name: title })).toHaveCount(0);
});
