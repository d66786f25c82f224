// A teacher asks something or looks for help: the forms, filled in.
import { type Page, expect } from "./kring.ts";

/** Asks De Otters; gives the address of the poll. */
export async function ask(page: Page, question: string, options: string[], more: { anonymous?: boolean } = {}): Promise<string> {
  await page.goto("/polls/new");
  await page.getByLabel("Vraag", { exact: true }).fill(question);
  for (const [at, option] of options.entries()) await page.getByLabel(`Antwoord ${at + 1}`).fill(option);
  if (more.anonymous) await page.getByLabel(/Zonder naam/).check();
  await page.getByRole("button", { name: "Peiling plaatsen" }).click();
  await expect(page.getByRole("heading", { name: question })).toBeVisible();
  return new URL(page.url()).pathname;
}

/** Looks for help in De Otters; gives the address of the list. */
export async function look(page: Page, title: string, tasks: [string, number][]): Promise<string> {
  await page.goto("/lists/new");
  await page.getByLabel("Waarvoor?").fill(title);
  for (const [at, [task, places]] of tasks.entries()) {
    await page.getByLabel(`Taak ${at + 1}`).fill(task);
    await page.getByLabel("Plekken").nth(at).fill(`${places}`);
  }
  await page.getByRole("button", { name: "Lijst plaatsen" }).click();
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  return new URL(page.url()).pathname;
}
