// Every page wakes up, passes axe, does not scroll sideways, and does not move while it loads.
import { pages, visit } from "./addresses.ts";
import { accessible, awake, expect, expected, legible, test } from "./kring.ts";

test("every page is awake, and accessible in light and in dark", async ({ page }) => {
  // A page takes its time, and there are ever more of them.
  test.setTimeout(pages.length * 10_000);
  expected(/^404 GET \/nergens$/);
  // Colours that are on their way are of neither scheme.
  const reducedMotion = "reduce";
  const woken: string[] = [];
  await visit(page, async (name) => {
    // The console is watched by every test: «no island …» is an error there.
    await awake(page);
    if ((await page.locator("leptos-island").count()) > 0) woken.push(name);
    await page.emulateMedia({ colorScheme: "light", reducedMotion });
    await test.step(`${name}, light`, () => accessible(page));
    await page.emulateMedia({ colorScheme: "dark", reducedMotion });
    await test.step(`${name}, dark`, () => legible(page));
  });
  expect(woken.length, `pages with islands, of ${pages.length}`).toBeGreaterThan(6);
});

test("nothing moves while the feed loads", async ({ page }) => {
  await page.addInitScript(() => {
    (window as any).__shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as any[]) if (!entry.hadRecentInput) (window as any).__shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  const feeds = pages.map(([name]) => name).filter((name) => name.startsWith("feed"));
  const measured: number[] = [];
  await visit(page, async (name) => {
    await page.waitForLoadState("networkidle");
    // Photos below come when somebody scrolls there.
    for (let down = 0; down < 4; down += 1) await page.mouse.wheel(0, 700);
    const shift: number = await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done((window as any).__shift))));
    expect(shift, name).toBeLessThanOrEqual(0.02);
    measured.push(shift);
  }, feeds);
  expect(measured.every((shift) => typeof shift === "number") && measured.length).toBe(feeds.length);
});
