// Live forms: the answer appears where somebody tapped, the page stays, and what cannot be answered there is answered by a page.
import { another, awake, expect, expected, people, signIn, test } from "./kring.ts";
import { ask, look } from "./joining.ts";

test("an answer comes in where one is, and others see it by themselves", async ({ page, browser }) => {
  await signIn(page, people.sanne);
  const poll = await ask(page, `Welke dag? ${Date.now()}`, ["Dinsdag", "Donderdag"]);
  await page.goto(poll);
  await awake(page);
  const parent = await another(browser, page, people.fatima);
  await parent.goto(poll);
  await awake(parent);
  await parent.evaluate(() => ((window as any).__same = true));
  await parent.getByLabel("Dinsdag").check();
  await parent.getByRole("button", { name: "Antwoord geven" }).click();
  await expect(parent.locator(".poll__bar", { hasText: "Dinsdag" })).toContainText("1 · 100 %");
  await expect(parent.getByText("Dank je, je antwoord telt mee.")).toBeInViewport();
  expect(await parent.evaluate(() => (window as any).__same), "the same page").toBe(true);
  await expect(page.locator(".poll__bar", { hasText: "Dinsdag" }), "the teacher sees it come in").toContainText("1 · 100 %");
});

test("two taps are one, and offline is said at the form", async ({ page, browser, context }) => {
  await signIn(page, people.sanne);
  const list = await look(page, `Twee tikken ${Date.now()}`, [["Soep koken", 5]]);
  const parent = await another(browser, page, people.fatima);
  await parent.goto(list);
  await awake(parent);
  let sent = 0;
  await parent.route("**/api/signups/join", async (route) => {
    sent += 1;
    await new Promise((done) => setTimeout(done, 300));
    await route.continue();
  });
  const join = parent.getByRole("button", { name: "Ik doe mee" });
  await join.evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  await expect(parent.getByText("Je doet mee. Fijn!")).toBeVisible();
  expect(sent).toBe(1);
  await parent.context().setOffline(true);
  await parent.getByRole("button", { name: "Toch niet" }).click();
  await expect(parent.locator("article.sign-up p[role=alert]")).toBeVisible();
  await parent.context().setOffline(false);
  await parent.getByRole("button", { name: "Toch niet" }).click();
  await expect(join).toBeVisible();
  expected(/ERR_INTERNET_DISCONNECTED/);
});

test("whoever was signed out meanwhile signs in and goes on", async ({ page, browser }) => {
  await signIn(page, people.sanne);
  const list = await look(page, `Uitgelogd ${Date.now()}`, [["Soep koken", 5]]);
  const parent = await another(browser, page, people.fatima);
  await parent.goto(list);
  await awake(parent);
  await parent.context().clearCookies();
  await parent.getByRole("button", { name: "Ik doe mee" }).click();
  await expect(parent.getByLabel("Wachtwoord")).toBeVisible();
  expected(/401 POST .api.signups.join/);
});
