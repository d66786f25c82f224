// Every page, opened as far as it opens, on small and large screens and with letters twice as large: nothing is cut, covered, squeezed or nameless.
import { readFileSync } from "node:fs";
import { visit } from "./addresses.ts";
import { type Page, awake, emptyForm, expect, expected, people, signIn, test } from "./kring.ts";
import { look, unfold } from "./look.ts";

// While a page fades in, nothing can be pressed; that is not what is looked at here.
test.use({ contextOptions: { reducedMotion: "reduce" } });

/** Widths in pixels, and the size of letters in percent. */
const sizes = [[320, 100], [360, 100], [768, 100], [1280, 100], [1920, 100], [320, 200], [360, 200], [1280, 200]] as const;

async function everySize(page: Page, name: string, within?: string): Promise<string[]> {
  const complaints: string[] = [];
  for (const [width, letters] of sizes) {
    await page.setViewportSize({ width, height: 740 });
    await page.evaluate((percent) => (document.documentElement.style.fontSize = `${percent}%`), letters);
    for (const found of await page.evaluate(look, within)) complaints.push(`${name}, ${width} px, ${letters} %: ${found}`);
  }
  await page.evaluate(() => (document.documentElement.style.fontSize = ""));
  await page.setViewportSize({ width: 1280, height: 800 });
  return complaints;
}

test("every page keeps its shape", async ({ page }) => {
  expected(/^404 GET \/nergens$/);
  test.setTimeout(300_000);
  const complaints: string[] = [];
  const shown: string[] = [];
  await visit(page, async (name) => {
    shown.push(new URL(page.url()).pathname);
    await page.evaluate(unfold);
    complaints.push(...(await everySize(page, name)));
    for (const [at, sheet] of (await page.locator("[popover]").all()).entries()) {
      await sheet.evaluate((dialog: HTMLElement) => dialog.showPopover());
      complaints.push(...(await everySize(page, `${name}, sheet ${at + 1}`, "[popover]:popover-open")));
      await sheet.evaluate((dialog: HTMLElement) => dialog.hidePopover());
    }
  });
  expect(complaints).toEqual([]);
  expect(unseen(shown), "pages of the inventory that were not looked at").toEqual([]);
});

/** Routes of the inventory that no address belongs to. */
function unseen(shown: string[]): string[] {
  const inventory = readFileSync("../app/src/access/inventory/pages.rs", "utf8");
  const routes = [...inventory.matchAll(/^\s*\("(\/[^"]*)", "/gm)].map((row) => row[1]);
  expect(routes.length).toBeGreaterThan(15);
  const noPages = ["/livez", "/readyz", "/live", "/accent/{colour}", "/pkg/{file}", "/logo/{id}", "/photos/{id}/{width}", "/school/exports/{id}/{file}"];
  // A name in the address stands for anything that is not an address of its own.
  const fits = (route: string, path: string) => new RegExp(`^${route.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(path);
  const owner = (path: string) => routes.find((route) => route === path) ?? routes.find((route) => fits(route, path));
  const seen = new Set(shown.map(owner));
  return routes.filter((route) => !noPages.includes(route) && !seen.has(route));
}

test("words without an end keep their shape on a small phone", async ({ page }) => {
  const long = [
    "Hottentottententententoonstellingsvoorbereidingscommissievergadering".repeat(6),
    `https://school.example/${"map/".repeat(60)}verslag.pdf`,
    "学校からのお知らせ".repeat(40),
    `Z${"\u0300\u0301\u0302\u0335\u0489".repeat(30)}algo`,
    "regel\n".repeat(150) + "einde",
  ];
  await signIn(page, people.sanne);
  await emptyForm(page);
  await page.getByRole("checkbox", { name: "De Otters" }).check();
  await page.getByLabel("Wat wil je vertellen?").fill(long.slice(0, 4).join("\n"));
  await page.getByRole("button", { name: /^Plaatsen/ }).click();
  await expect(page).toHaveURL(/\/posts\//);
  for (const words of long) {
    const there = page.locator("li[id^=comment-]");
    const before = await there.count();
    await page.getByLabel("Jouw reactie").last().fill(words);
    await page.getByRole("button", { name: "Plaatsen" }).last().click();
    await expect(there).toHaveCount(before + 1);
  }
  await page.reload();
  const complaints = await everySize(page, "post");
  await page.setViewportSize({ width: 320, height: 740 });
  for (const comment of await page.locator(".comment__text").all()) {
    expect((await comment.boundingBox())!.height, "a comment is no metre high").toBeLessThan(740);
  }
  await page.goto("/");
  expect([...complaints, ...(await everySize(page, "news"))]).toEqual([]);
});

test("«who sees this?» keeps its shape over the composer", async ({ page }) => {
  await signIn(page, people.sanne);
  await page.goto("/new");
  await awake(page);
  await page.getByRole("checkbox", { name: "De Otters" }).check();
  await page.getByLabel("Wat wil je vertellen?").fill("Morgen naar het bos.");
  await page.getByRole("button", { name: /Wie ziet dit/ }).click();
  await expect(page.locator("dialog[open]")).toBeVisible();
  expect(await everySize(page, "who sees this", "dialog[open]")).toEqual([]);
});

test("what has the focus is never under a bar", async ({ page }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 360, height: 740 });
  const complaints: string[] = [];
  const looked: string[] = [];
  // With a draft the composer has one more thing to reach.
  await signIn(page, people.sanne);
  await emptyForm(page);
  await page.getByLabel("Wat wil je vertellen?").fill("Half verteld.");
  await expect(page.getByText("Bewaard als concept")).toBeVisible();
  await visit(page, async (name) => {
    await page.evaluate(watchFocus);
    for (let pressed = 0; pressed < 45; pressed += 1) await page.keyboard.press("Tab");
    for (let pressed = 0; pressed < 15; pressed += 1) await page.keyboard.press("Shift+Tab");
    const { under, stops } = await page.evaluate(() => (window as any).__focus);
    complaints.push(...under.map((what: string) => `${name}: ${what}`));
    looked.push(...Array(stops).fill(name));
  }, ["feed-parent", "post", "picker", "me", "composer", "round-form", "round-manage"]);
  expect(looked.length, "stops of the focus").toBeGreaterThan(150);
  expect(complaints).toEqual([]);
});

/** Runs inside the page: remembers whatever had the focus while a bar lay over it. */
function watchFocus() {
  const found = { under: [] as string[], stops: 0 };
  (window as any).__focus = found;
  document.addEventListener("focusin", ({ target }) => {
    const element = target as HTMLElement;
    found.stops += 1;
    const box = element.getBoundingClientRect();
    if (element.matches("main, .skip") || box.height > innerHeight / 2) return;
    for (const bar of document.querySelectorAll(".nav, .actionbar, .slots__head")) {
      if (bar.contains(element)) continue;
      const over = bar.getBoundingClientRect();
      const both = Math.min(box.bottom, over.bottom) - Math.max(box.top, over.top);
      const beside = Math.min(box.right, over.right) - Math.max(box.left, over.left);
      if (both > 2 && beside > 2) found.under.push(`<${element.tagName.toLowerCase()}.${element.className}> ${(element.textContent ?? "").trim().slice(0, 30)} lies ${Math.round(both)} px under .${bar.className}`);
    }
    if (box.bottom < 0 || box.top > innerHeight) found.under.push(`<${element.tagName.toLowerCase()}.${element.className}> is off the screen`);
  });
}

test("Back finds the place in the news again", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, people.fatima);
  await awake(page);
  const card = page.locator("article").nth(9);
  await card.scrollIntoViewIfNeeded();
  const time = card.locator("a:has(time)");
  await time.evaluate((link) => link.scrollIntoView({ block: "center" }));
  // Where it stands when it is pressed: cards above still find their size while they come into sight.
  await time.evaluate((link) => link.addEventListener("click", () => sessionStorage.setItem("pressed", `${link.getBoundingClientRect().top}`)));
  await time.click();
  await expect(page).toHaveURL(/\/posts\//);
  const before = Number(await page.evaluate(() => sessionStorage.getItem("pressed")));
  await page.goBack();
  await expect(page).toHaveURL(/\/$/);
  await expect(async () => expect(Math.abs((await time.boundingBox())!.y - before)).toBeLessThan(120)).toPass({ timeout: 5_000 });
});
