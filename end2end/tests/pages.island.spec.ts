// Every page passes axe, does not scroll sideways, and does not move while it loads.
import { visit } from "./addresses.ts";
import { accessible, expect, test } from "./kring.ts";

test("every page is accessible, in light and in dark", async ({ page }) => {
  test.setTimeout(240_000);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await visit(page, async (name) => test.step(`${name}, ${colorScheme}`, () => accessible(page)));
  }
});

test("nothing moves while the feed loads", async ({ page }) => {
  await page.addInitScript(() => {
    (window as any).__shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as any[]) if (!entry.hadRecentInput) (window as any).__shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await visit(page, async (name) => {
    if (!name.startsWith("feed")) return;
    await page.waitForLoadState("networkidle");
    expect(await page.evaluate(() => (window as any).__shift), name).toBeLessThanOrEqual(0.02);
  });
});
