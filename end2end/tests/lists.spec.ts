// The office brings in a file, looks at what would change, takes a part of it over, and takes it back.
import { accessible, expect, people, signIn, test } from "./kring.ts";

const list = (rows: string) => ({
  name: "ouders.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(`pupil_key,household,call_name,infix,last_name,email,language,authority,status,phone\n${rows}`),
});

test("a list is looked at, taken over and taken back", async ({ page }) => {
  await signIn(page, people.hanneke);
  await page.getByRole("link", { name: "School", exact: true }).click();
  await page.getByRole("link", { name: "Lijsten inlezen" }).click();
  await accessible(page);
  await page.getByLabel("Bestand").setInputFiles(list("L-NOOR,H-977,Xanthippe,van der,Proefkonijn-Verkeersveiligheid,x.proef@ouders.example,nl,yes,proposed,\n"));
  await page.getByText("Dit is een deel van de lijst").click();
  await page.getByRole("button", { name: "Bekijk wat er verandert" }).click();
  const part = page.locator("#part-new");
  await expect(part).toContainText("Xanthippe van der Proefkonijn-Verkeersveiligheid");
  await expect(part).toContainText("bij Noor El Amrani");
  await accessible(page);
  await part.getByRole("button", { name: "Neem over: Erbij" }).click();
  await expect(page.getByText("Overgenomen.", { exact: true })).toBeVisible();
  await expect(page.getByText("Alles klopt al")).toBeVisible();
  await page.getByRole("link", { name: "Lijsten inlezen" }).click();
  await page.locator("summary", { hasText: "Maak ongedaan" }).click();
  await accessible(page);
  await page.getByRole("button", { name: "Maak ongedaan" }).click();
  await expect(page.getByText("Het is weer zoals het was.")).toBeVisible();
  await expect(page.getByText("Ongedaan gemaakt", { exact: true }).first()).toBeVisible();
});

test("what is wrong with a list is said by line", async ({ page }) => {
  await signIn(page, people.hanneke);
  await page.goto("/school/lists");
  await page.getByLabel("Bestand").setInputFiles(list("L-NOOR,H-1,Piet,,Proef,geen adres,nl,yes,proposed,\nL-DAAN,H-1,Piet,,Proef,p@proef.nl,fr,ja,proposed,\n"));
  await page.getByRole("button", { name: "Bekijk wat er verandert" }).click();
  await expect(page.getByText("Regel 2, email: Dit is geen e-mailadres.")).toBeVisible();
  await expect(page.getByText("Regel 3, language: Dit kan zijn: nl of en.")).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Kies een ander bestand" }).click();
  await expect(page.getByLabel("Bestand")).toBeVisible();
});
