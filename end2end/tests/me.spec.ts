// Language, devices and the way out.
import { accessible, another, expect, people, signIn, signInAnew, test } from "./kring.ts";

test("the language is chosen per person", async ({ page }) => {
  await signIn(page, people.eva);
  await page.goto("/me");
  await page.getByRole("radio", { name: "English" }).check();
  await page.getByRole("button", { name: "Bewaren" }).click();
  await expect(page.getByRole("heading", { name: "My devices" })).toBeVisible();
  await accessible(page);
  await page.getByRole("radio", { name: "Nederlands" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Mijn apparaten" })).toBeVisible();
});

test("a lost device is signed out from another one", async ({ page, browser }) => {
  await signInAnew(page, people.petra);
  const lost = await another(browser, page, people.petra, "new");
  await lost.goto("/me");
  await page.goto("/me");
  await page.getByRole("button", { name: /Uitloggen:/ }).first().click();
  await expect(page.getByText("Het andere apparaat is uitgelogd.")).toBeInViewport();
  await lost.goto("/me");
  await expect(lost).toHaveURL(/sign-in/);
  await page.getByRole("button", { name: "Uitloggen", exact: true }).click();
  await expect(page).toHaveURL(/sign-in/);
  await lost.context().close();
});
