// A teacher asks something or looks for help: the forms, filled in, in whatever language.
import { type Page, expect } from "./kring.ts";
import { unfold as open } from "./look.ts";

const send = (page: Page) => page.locator("form.form .actionbar button[type=submit]").click();

/** Asks De Otters; gives the address of the poll. */
export async function ask(page: Page, question: string, options: string[]): Promise<string> {
  await page.goto("/polls/new");
  await page.locator("[name='form[question]']").fill(question);
  for (const [at, option] of options.entries()) await page.locator("[name='form[option][]']").nth(at).fill(option);
  await send(page);
  await expect(page.getByRole("heading", { name: question })).toBeVisible();
  return new URL(page.url()).pathname;
}

/** Looks for help in De Otters; gives the address of the list. */
export async function look(page: Page, title: string, tasks: [string, number][]): Promise<string> {
  await page.goto("/lists/new");
  await page.locator("[name='form[title]']").fill(title);
  for (const [at, [task, places]] of tasks.entries()) {
    await page.locator("[name='form[task][]']").nth(at).fill(task);
    await page.locator("[name='form[places][]']").nth(at).fill(`${places}`);
  }
  await send(page);
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  return new URL(page.url()).pathname;
}

/** The form with all its folds open, sent with nothing in it. */
export async function refused(page: Page, form: string) {
  await page.goto(form);
  await send(page);
  await expect(page.locator(".field__problem").first()).toBeVisible();
  await unfold(page);
}

/** Opens whatever is folded away. */
export const unfold = (page: Page) => page.evaluate(open);
