// Somebody who has no account yet, and the letter that they get.
import { type Page, expect, password } from "./kring.ts";

/** The office writes somebody down and gives them work; says where they are invited. */
export async function newcomer(page: Page, last: string): Promise<string> {
  await page.goto("/school/people/new");
  await page.locator("[name='form[call_name]']").fill("Bart");
  await page.locator("[name='form[last_name]']").fill(last);
  await page.locator("#newcomer button[type=submit]").click();
  await page.locator("#at-school").waitFor();
  const person = new URL(page.url()).pathname.split("/").pop()!;
  await page.goto(`/school/people/${person}`);
  await page.locator("#give-role > summary").click();
  await page.locator("#give-role input[value=support]").check();
  await page.locator("#give-role button[type=submit]").click();
  await expect(page.locator("#at-school").getByRole("listitem")).toHaveCount(1);
  return `/school/invitations/people/${person}`;
}

/** The letter of whoever is invited on this page: the code that is on it. */
export async function letter(page: Page, where: string): Promise<string> {
  await page.goto(where);
  await page.locator("input[name='form[way]'][value=letter]").check();
  await page.locator("#password").fill(password);
  await page.locator("#invited-person button[type=submit]").click();
  await page.locator("#letters").waitFor();
  return (await page.locator(".letter .letter__code").first().textContent())!;
}

/** A code, an address and a password, filled in and sent. */
export async function join(page: Page, code: string, email: string) {
  await page.goto("/join");
  await page.locator("#code").fill(code);
  await page.locator("#email").fill(email);
  await page.locator("#password").fill("vier gele laarzen");
  await page.locator("#join button[type=submit]").click();
}
