// Pictures of every page for people to look at, opened as far as it opens: phone and desktop, light and dark. They lie outside the repository.
// And those that the guide for schools shows, which lie beside it.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { visit } from "./addresses.ts";
import { expect, expected, test } from "./kring.ts";
import { unfold } from "./look.ts";

test("pictures of every page", async ({ page }) => {
  test.setTimeout(900_000);
  expected(/^404 GET \/nergens$/);
  const folder = process.env.KRING_SHOTS!;
  const only = process.env.KRING_SHOTS_ONLY ?? "";
  mkdirSync(folder, { recursive: true });
  let taken = 0;
  for (const [size, viewport] of [["phone", { width: 360, height: 740 }], ["desktop", { width: 1280, height: 800 }]] as const) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await visit(page, async (name) => {
        if (!name.includes(only)) return;
        await page.waitForLoadState("networkidle");
        await page.evaluate(unfold);
        await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`), fullPage: true });
        taken += 1;
      });
    }
  }
  expect(taken, `pages with «${only}» in their name`).toBeGreaterThan(only ? 0 : 60);
});

/** Page of `addresses.ts`, and what its picture in the guide is called. */
const guide: [string, string][] = [
  ["school", "school"],
  ["school-found", "zoeken"],
  ["child", "kind"],
  ["adult", "ouder"],
  ["work-group", "werkgroep"],
  ["list-looked-at", "lijst-bekijken"],
  ["exports", "lijst-ophalen"],
  ["invitations", "uitnodigen"],
  ["school-about", "de-school"],
  ["modules", "onderdelen"],
  ["log", "logboek"],
];

test("pictures of the guide", async ({ page }) => {
  test.setTimeout(180_000);
  const folder = process.env.KRING_SHOTS!;
  mkdirSync(folder, { recursive: true });
  await page.setViewportSize({ width: 1100, height: 760 });
  const names = new Map(guide);
  let taken = 0;
  await visit(page, async (name) => {
    await page.waitForLoadState("networkidle");
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.screenshot({ path: join(folder, `${names.get(name)}.jpg`), type: "jpeg", quality: 70 });
    taken += 1;
  }, guide.map(([name]) => name));
  expect(taken).toBe(guide.length);
});
