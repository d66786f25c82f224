// The office finds a child by three letters, keeps somebody out and reads why; the head lets them in again and reads the log.
import { accessible, another, expect, people, signIn, test } from "./kring.ts";

test("a parent is kept out by the office, and let in again by the head", async ({ page, browser }) => {
  await signIn(page, people.hanneke);
  await page.getByRole("link", { name: "School", exact: true }).click();
  await page.getByLabel("Zoek een kind, ouder, collega of groep").fill("mei");
  await page.getByRole("button", { name: "Zoek", exact: true }).click();
  await accessible(page);
  await page.getByRole("link", { name: /^Mei/ }).first().click();
  const card = page.locator("article", { hasText: "Wei" });
  await expect(card).toContainText("Ziet wat school over Mei deelt");
  await card.getByText("Blokkeer", { exact: true }).first().click();
  await card.getByRole("button", { name: "Blokkeer", exact: true }).click();
  await expect(page.getByText("Vul dit in.").first()).toBeVisible();
  await card.getByLabel("Waarom?", { exact: true }).fill("Uitspraak van de rechter van 20 november.");
  await card.getByRole("button", { name: "Blokkeer", exact: true }).click();
  await expect(card).toContainText("Geblokkeerd");
  await expect(card).toContainText("Uitspraak van de rechter van 20 november.");
  await expect(card).toContainText("Alleen de directie kan dit opheffen.");
  await accessible(page);

  const head = await another(browser, page, people.marijke);
  await head.goto(page.url().split(/[?#]/)[0]!);
  const again = head.locator("article", { hasText: "Wei" });
  await again.getByText("Hef de blokkade op", { exact: true }).first().click();
  await again.getByLabel("Waarom?", { exact: true }).fill("De uitspraak ging over een ander kind.");
  await again.getByRole("button", { name: "Hef de blokkade op" }).click();
  await expect(again).toContainText("school moet dit eerst bevestigen");
  await again.getByText("Bevestig", { exact: true }).first().click();
  await again.getByRole("button", { name: "Bevestig", exact: true }).click();
  await expect(again).toContainText("Ziet wat school over Mei deelt");
  await head.goto("/school/log");
  await expect(head.getByText(/werd geblokkeerd bij Mei/).first()).toBeVisible();
  await accessible(head);
  await head.context().close();
});

test("a module gets a day, and is closed after a question", async ({ page }) => {
  await signIn(page, people.hanneke);
  await page.goto("/school/modules");
  const talks = page.locator("#module-talks");
  await expect(talks).toContainText("Open sinds");
  await talks.getByText("Sluiten", { exact: true }).click();
  await talks.getByRole("button", { name: "Ja, sluit dit onderdeel" }).click();
  await expect(talks).toContainText("Dicht");
  await talks.getByLabel("Open vanaf").fill("2020-01-01");
  await talks.getByRole("button", { name: /^Zet open/ }).click();
  await expect(talks).toContainText("Open sinds 1 januari 2020");
  await accessible(page);
});

test("the office puts right how a parent is reached, and a list says otherwise", async ({ page }) => {
  await signIn(page, people.hanneke);
  await page.goto("/school");
  await page.getByLabel("Zoek een kind, ouder, collega of groep").fill("paul.bakker");
  await page.getByRole("button", { name: "Zoek", exact: true }).click();
  await page.getByRole("link", { name: "Paul Bakker" }).first().click();
  const card = page.locator("#adult .card").first();
  await card.getByText("Wijzig", { exact: true }).click();
  await card.getByLabel("Mailadres").fill("paul zonder apenstaart");
  await card.getByLabel("Telefoonnummer").fill("bel maar");
  await card.getByRole("button", { name: "Bewaar" }).click();
  await expect(card).toContainText("Dit is geen mailadres.");
  await expect(card).toContainText("Dit is geen telefoonnummer.");
  await expect(card.getByLabel("Mailadres")).toHaveValue("paul zonder apenstaart");
  await accessible(page);
  await card.getByLabel("Mailadres").fill("paul@nieuw.example");
  await card.getByLabel("Telefoonnummer").fill("0182 44 55 66");
  await card.getByRole("button", { name: "Bewaar" }).click();
  await expect(card).toContainText("Eerst was het paul.bakker@ouders.example.");
  const adult = page.url().split(/[?#]/)[0]!;

  await page.goto("/school/lists");
  const row = "L-0009,H-015,Paul,,Bakker,paul.bakker@ouders.example,nl,yes,confirmed,0182 11 22 33";
  const buffer = Buffer.from(`pupil_key,household,call_name,infix,last_name,email,language,authority,status,phone\n${row}\n`);
  await page.locator("#file").setInputFiles({ name: "ouders.csv", mimeType: "text/csv", buffer });
  await page.locator("input[name=covers][value=some]").check();
  await page.locator("form[action$='people/bring'] button").click();
  const kept = page.locator("#by-hand");
  await expect(kept).toContainText("Mailadres: hier staat paul@nieuw.example, in het bestand paul.bakker@ouders.example");
  await expect(kept).toContainText("in het bestand 0182 11 22 33");
  await accessible(page);
  await kept.getByRole("button", { name: /^Volg weer de lijst/ }).first().click();
  await expect(page.getByText("mailadres: paul@nieuw.example → paul.bakker@ouders.example")).toBeVisible();
  await expect(page.locator("#by-hand")).toHaveCount(0);
  await page.getByRole("button", { name: "Gooi dit bestand weg" }).click();

  // The other stories of this school know her as he was.
  await page.goto(adult);
  await card.getByText("Wijzig", { exact: true }).click();
  await card.getByLabel("Mailadres").fill("paul.bakker@ouders.example");
  await card.getByLabel("Telefoonnummer").fill("06 77327484");
  await card.getByRole("button", { name: "Bewaar" }).click();
  await expect(card.locator("bdi").first()).toHaveText("paul.bakker@ouders.example");
  await page.locator("#adult a[href*='/children/']").first().click();
  await expect(page.locator("article", { hasText: "Paul Bakker" })).toContainText("Ziet wat school over");
});
