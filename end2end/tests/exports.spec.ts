// The office fetches a list: with the password, a reason, and as a file.
import { accessible, expect, password, people, signIn, test } from "./kring.ts";

test("a list is fetched with the password and a reason, and downloaded", async ({ page }) => {
  await signIn(page, people.hanneke);
  await page.goto("/school/exports");
  await page.getByRole("radio", { name: /^Ouders/ }).check();
  await page.getByRole("radio", { name: "De hele school" }).check();
  await page.getByLabel("Waarvoor heb je de lijst nodig?").fill("Belrondje voor de schoolreis.");
  await page.getByLabel("Je wachtwoord").fill("dit is het niet");
  await page.getByRole("button", { name: "Haal de lijst op" }).click();
  await expect(page).toHaveTitle(/^Mislukt: /);
  await expect(page.getByLabel("Waarvoor heb je de lijst nodig?")).toHaveValue("Belrondje voor de schoolreis.");
  await expect(page.getByRole("radio", { name: /^Ouders/ })).toBeChecked();
  await page.getByLabel("Je wachtwoord").fill(password);
  await page.getByRole("button", { name: "Haal de lijst op" }).click();
  await expect(page.getByText("De lijst staat klaar.")).toBeVisible();
  await expect(page.getByRole("cell", { name: "Fatima El Amrani" }).first()).toBeVisible();
  await accessible(page);
  // A4 between its margins: the last column is on the paper, too, and nothing but the list.
  await page.setViewportSize({ width: 672, height: 1000 });
  await page.emulateMedia({ media: "print" });
  const table = (await page.locator(".exports__table").boundingBox())!;
  expect(table.x + table.width, "the right edge of the list on paper").toBeLessThanOrEqual(672.5);
  await expect(page.getByText("De lijst staat klaar.")).toBeHidden();
  await page.emulateMedia({ media: null });
  for (const [name, end] of [["Download voor Excel", "xlsx"], ["Download als CSV", "csv"]]) {
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
    expect(file.suggestedFilename()).toMatch(new RegExp(`^families-\\d{4}-\\d\\d-\\d\\d\\.${end}$`));
    expect(await file.failure()).toBeNull();
  }
});
