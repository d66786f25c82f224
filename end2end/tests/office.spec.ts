// The office in its own hands: a child in another group, a role, somebody who is in no list, a work group, a logo.
import { fileURLToPath } from "node:url";
import { type Page, accessible, another, expect, people, signIn, test } from "./kring.ts";

async function find(page: Page, typed: string, name: string) {
  await page.goto("/school");
  await page.getByLabel("Zoek een kind, ouder, collega of groep").fill(typed);
  await page.getByRole("button", { name: "Zoek", exact: true }).click();
  await page.getByRole("link", { name, exact: true }).first().click();
  await expect(page.locator("header h1")).toHaveText(name);
}

test("what was found carries what one came for", async ({ page }) => {
  await signIn(page, people.hanneke);
  const search = async (typed: string) => {
    await page.goto("/school");
    await page.getByLabel("Zoek een kind, ouder, collega of groep").fill(typed);
    await page.getByRole("button", { name: "Zoek", exact: true }).click();
  };
  await page.goto("/school");
  // On a desk one types at once; on a phone the keyboard would cover the page.
  const field = page.getByLabel("Zoek een kind, ouder, collega of groep");
  if (test.info().project.name === "desktop") await expect(field).toBeFocused();
  else await expect(field).not.toBeFocused();
  await search("lisa vis");
  await page.getByRole("link", { name: "Verplaats: Lisa Visser" }).click();
  await expect(page.locator("#place").getByRole("button", { name: "Verplaats", exact: true })).toBeVisible();
  await search("petra");
  await accessible(page);
  await page.getByRole("link", { name: /^Blokkeer: Petra/ }).click();
  await expect(page.getByLabel("Waarom?", { exact: true }).first()).toBeVisible();
  await search("otters");
  await page.getByRole("link", { name: "Lijst: De Otters" }).click();
  await expect(page.getByRole("radio", { name: "De Otters" })).toBeChecked();
});

test("a child goes to another group, and back to where the list has it", async ({ page }) => {
  await signIn(page, people.hanneke);
  await find(page, "lisa", "Lisa Visser");
  const place = page.locator("#place");
  await expect(place.getByRole("link")).toHaveText("De Otters");
  await place.getByText("Verplaats naar een andere groep", { exact: true }).click();
  await place.getByRole("button", { name: "Verplaats", exact: true }).click();
  await expect(place).toContainText("Kies een groep.");
  await accessible(page);
  await place.getByRole("radio", { name: "De Vossen" }).check();
  await place.getByRole("button", { name: "Verplaats", exact: true }).click();
  await expect(page.getByText("Verplaatst.")).toBeVisible();
  await expect(place.getByRole("link")).toHaveText("De Vossen");
  await expect(place).toContainText("Hanneke Smit verplaatste Lisa van De Otters naar De Vossen");
  // With JavaScript what was open stays open.
  const back = place.getByRole("radio", { name: "De Otters" });
  if (!(await back.isVisible())) await place.getByText("Verplaats naar een andere groep", { exact: true }).click();
  await back.check();
  await place.getByRole("button", { name: "Verplaats", exact: true }).click();
  await expect(place.getByRole("link")).toHaveText("De Otters");
  await expect(place).not.toContainText("verplaatste");
});

test("a family is marked as protected, and the head takes the mark away", async ({ page, browser }) => {
  await signIn(page, people.hanneke);
  await find(page, "lisa", "Lisa Visser");
  const home = page.locator(".section", { has: page.getByRole("heading", { name: "Huishouden 1" }) });
  await home.getByText("Markeer als beschermd gezin", { exact: true }).click();
  await home.getByRole("button", { name: "Markeer als beschermd" }).click();
  await expect(home).toContainText("Vul dit in.");
  await accessible(page);
  const reason = home.locator("form[action$='/people/protect']").getByLabel("Waarom?");
  await reason.fill("Bedreigd door een oud-partner.");
  await home.getByRole("button", { name: "Markeer als beschermd" }).click();
  await expect(home).toContainText("Hanneke Smit markeerde dit");
  await expect(home).toContainText("Alleen de directie kan de markering weghalen.");
  await accessible(page);
  const head = await another(browser, page, people.marijke);
  await head.goto(page.url().split(/[?#]/)[0]!);
  await head.getByText("Haal de markering weg", { exact: true }).click();
  await head.getByRole("button", { name: "Ja, haal weg" }).click();
  await expect(head.getByText("Beschermd gezin", { exact: true })).toHaveCount(0);
  await head.context().close();
});

test("somebody who is in no list is added, and gets a role that ends again", async ({ page }) => {
  await signIn(page, people.hanneke);
  await page.goto("/school");
  await page.getByRole("link", { name: "Iemand toevoegen" }).click();
  const last = `Verhulst ${test.info().project.name}`;
  await page.getByLabel("Roepnaam").fill("Bart");
  await page.getByLabel("Mailadres").fill("bart zonder apenstaart");
  await page.getByRole("button", { name: "Voeg toe" }).click();
  await expect(page.getByText("Dit is geen mailadres.")).toBeVisible();
  await expect(page.getByText("Vul dit in.")).toBeVisible();
  await expect(page.getByLabel("Roepnaam")).toHaveValue("Bart");
  await accessible(page);
  await page.getByLabel("Achternaam").fill(last);
  await page.getByLabel("Mailadres").fill("");
  await page.getByRole("button", { name: "Voeg toe" }).click();
  await expect(page.locator("header h1")).toHaveText(`Bart ${last}`);
  const here = page.locator("#at-school");
  await here.getByText("Geef een rol", { exact: true }).click();
  await here.getByRole("radio", { name: "Medezeggenschapsraad" }).check();
  await here.getByRole("button", { name: "Geef deze rol" }).click();
  await expect(here.getByRole("listitem")).toContainText("Medezeggenschapsraad");
  await accessible(page);
  await here.getByText("Beëindig", { exact: true }).click();
  await here.getByRole("button", { name: "Ja, beëindig deze rol" }).click();
  await expect(page.getByText("De rol is beëindigd.")).toBeVisible();
  await expect(here.getByRole("listitem")).toHaveCount(0);
});

test("a work group is made, filled and ended", async ({ page }) => {
  await signIn(page, people.hanneke);
  await page.goto("/school/work-groups");
  const name = `Avondvierdaagse ${test.info().project.name}`;
  await page.getByRole("button", { name: "Maak werkgroep" }).click();
  await expect(page.getByText("Vul dit in.")).toBeVisible();
  await page.getByLabel("Naam van de nieuwe werkgroep").fill(name);
  await page.getByRole("button", { name: "Maak werkgroep" }).click();
  await expect(page.locator("header h1")).toHaveText(name);
  await page.getByLabel("Wie komt erbij?").fill("elam");
  await page.getByRole("button", { name: "Zoek", exact: true }).click();
  await page.getByRole("button", { name: "Zet erin: Fatima El Amrani" }).click();
  await expect(page.getByText("1 persoon")).toBeVisible();
  await expect(page.getByRole("link", { name: "Fatima El Amrani" })).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Haal eruit: Fatima El Amrani" }).click();
  await expect(page.getByText("Er zit nog niemand in")).toBeVisible();
  await page.getByText("Hef de werkgroep op", { exact: true }).click();
  await page.getByRole("button", { name: "Ja, hef op" }).click();
  await expect(page.getByText("De werkgroep is opgeheven.")).toBeVisible();
  await expect(page.getByRole("link", { name })).toHaveCount(0);
});

test("the school has a logo of its own, until it is taken away", async ({ page }) => {
  await signIn(page, people.hanneke);
  await page.goto("/school/about");
  const file = page.getByLabel("Plaatje");
  await file.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from("dit is geen plaatje") });
  await page.getByRole("button", { name: "Gebruik dit logo" }).click();
  await expect(page.locator(".field__problem")).toBeVisible();
  await expect(page.locator(".logo--own")).toHaveCount(0);
  await file.setInputFiles(fileURLToPath(new URL("./dot.png", import.meta.url)));
  await page.getByRole("button", { name: "Gebruik dit logo" }).click();
  const logo = page.locator(".brand .logo--own");
  await expect(logo).toBeVisible();
  expect(await logo.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBeGreaterThan(0);
  await accessible(page);
  await page.getByRole("button", { name: "Haal het logo weg" }).click();
  await expect(page.locator(".logo--own")).toHaveCount(0);
});

test("somebody of the board goes in with a reason that the school reads", async ({ page, browser }) => {
  await signIn(page, people.marijke);
  await find(page, "karim", "Karim Benali");
  const here = page.locator("#at-school");
  const held = here.getByRole("listitem").filter({ hasText: "Schoolbestuur" });
  // The pages that are looked at elsewhere made him that before.
  if ((await held.count()) === 0) {
    await here.getByText("Geef een rol", { exact: true }).click();
    await here.getByRole("radio", { name: "Schoolbestuur" }).check();
    await here.getByRole("button", { name: "Geef deze rol" }).click();
  }
  await expect(held).toBeVisible();
  const board = await another(browser, page, people.karim);
  await board.goto("/board");
  await board.getByText("Ga de school in", { exact: true }).click();
  await board.getByRole("button", { name: "Ga naar binnen" }).click();
  await expect(board.getByText("Vul dit in.")).toBeVisible();
  await accessible(board);
  await board.getByLabel("Waarvoor?").fill("De telling van de gezinnen nakijken.");
  await board.getByRole("button", { name: "Ga naar binnen" }).click();
  await expect(board.getByText("Je bent binnen. De school leest waarvoor.")).toBeVisible();
  await board.context().close();
  await page.goto("/school/visits");
  await expect(page.getByText("De telling van de gezinnen nakijken.")).toBeVisible();
  await accessible(page);
});
