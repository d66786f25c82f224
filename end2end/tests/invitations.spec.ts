// The office makes a letter; whoever gets it makes an account, with an address that has to be proved.
import { join, letter, newcomer } from "./inviting.ts";
import { accessible, another, expect, leave, people, signIn, test } from "./kring.ts";

test("a letter lets somebody in, after the number from their mail", async ({ page, browser }) => {
  await signIn(page, people.hanneke);
  const project = test.info().project.name;
  const where = await newcomer(page, `Verkade ${project}`);
  await page.goto(where);
  await expect(page.getByText("Niet uitgenodigd", { exact: true })).toBeVisible();
  await expect(page.getByRole("radio", { name: "Met een mail" })).toBeDisabled();
  await accessible(page);
  const code = await letter(page, where);
  await accessible(page);
  await expect(page.getByText("De brieven staan klaar.")).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("De brieven staan klaar.")).toBeHidden();
  await expect(page.getByRole("img", { name: /^Vierkant met de code/ })).toBeVisible();
  await page.emulateMedia({ media: null });
  await page.goto("/school/invitations");
  await accessible(page);
  await page.getByRole("link", { name: "Wie is er al: Collega's" }).click();
  await expect(page.getByRole("link", { name: new RegExp(`Verkade ${project}`) })).toContainText("Uitgenodigd");
  await accessible(page);

  await leave(page);
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Ik heb een code van school" }).click();
  await page.getByRole("button", { name: "Maak mijn account" }).click();
  // The browser itself asks for what is missing.
  await expect(page.getByLabel("Code", { exact: true })).toBeVisible();
  await join(page, "7KMP-3RXV-QT40", `bart.${project}@thuis.example`);
  await expect(page.getByText("Deze code werkt niet.")).toBeVisible();
  await expect(page.getByLabel("Je mailadres")).toHaveValue(`bart.${project}@thuis.example`);
  await accessible(page);
  await join(page, code.toLowerCase(), `bart.${project}@thuis.example`);
  await expect(page.getByRole("heading", { name: "Kijk in je mail" })).toBeVisible();
  await accessible(page);
  const box = await another(browser, page, people.hanneke);
  const mail = box.locator("article, li").filter({ hasText: `bart.${project}@thuis.example` }).first();
  await expect(async () => {
    await box.goto("/mailbox");
    await expect(mail).toBeVisible({ timeout: 500 });
  }).toPass();
  const number = /\b\d{6}\b/.exec((await mail.textContent())!)![0];
  await box.context().close();
  await page.getByLabel("Nummer uit de mail").fill(number);
  await page.getByRole("button", { name: "Klaar" }).click();
  await expect(page.getByText("Welkom! Je account is er.")).toBeVisible();
  await page.goto("/me");
  await expect(page.getByRole("heading", { name: `Bart Verkade ${project}` })).toBeVisible();
});
