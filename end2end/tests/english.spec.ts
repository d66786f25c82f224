// Whoever chose English finds no Dutch sentence in the interface. What people wrote stays as they wrote it.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { visit } from "./addresses.ts";
import { type Page, expect, expected, leave, people, signIn, test } from "./kring.ts";

test.use({ locale: "en-GB" });

test("no Dutch is left in the English interface", async ({ page }) => {
  test.setTimeout(180_000);
  expected(/^404 GET \/nergens$/);
  await everybody(page, "English");
  const dutch = sentences();
  expect(dutch.size).toBeGreaterThan(100);
  const left: string[] = [];
  let texts = 0;
  await visit(page, async (name) => {
    // Letters to who reads Dutch are Dutch.
    if (name === "mailbox" || name === "letters") return;
    const shown = await page.evaluate(pieces);
    texts += shown.length;
    left.push(...shown.filter((text) => dutch.has(text)).map((text) => `${name}: ${text}`));
  }, undefined, "en");
  // The other stories of this school are told in Dutch.
  await leave(page);
  await everybody(page, "Nederlands");
  expect(texts).toBeGreaterThan(1_000);
  expect(left).toEqual([]);
});

/** Each person whose pages are looked at chooses a language. */
async function everybody(page: Page, language: "English" | "Nederlands") {
  for (const email of [people.fatima, people.mark, people.ronald, people.sanne, people.karim, people.marijke, people.hanneke]) {
    await signIn(page, email, "en");
    await page.goto("/me");
    await page.getByRole("radio", { name: language }).check();
    await page.locator("form[action$='/language'] button").click();
    await expect(page.locator(`html[lang=${language === "English" ? "en" : "nl"}]`)).toBeAttached();
    await leave(page);
  }
}

/** Dutch sentences that do not read the same in English, without those that hold names or figures. */
function sentences(): Set<string> {
  const read = (language: string) => {
    const files = readdirSync("../app/src").map((feature) => `../app/src/${feature}/messages.${language}.json`).filter((file) => existsSync(file));
    return new Set(files.flatMap((file) => leaves(JSON.parse(readFileSync(file, "utf8")))));
  };
  const english = read("en");
  return new Set([...read("nl")].filter((text) => !text.includes("{{") && text.length > 2 && !english.has(text)));
}

function leaves(value: unknown): string[] {
  return typeof value === "string" ? [value.trim()] : Object.values(value as object).flatMap(leaves);
}

/** Runs inside the page: every text, and every name that only a screen reader speaks. */
function pieces(): string[] {
  const found: string[] = [document.title.split(" · ")[0]];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement!;
    if (!parent.closest("script, textarea, .demo, [lang]:not(html)")) found.push(walker.currentNode.textContent!.trim());
  }
  for (const element of document.querySelectorAll("[aria-label], [placeholder], [title], [alt]")) {
    for (const name of ["aria-label", "placeholder", "title", "alt"]) found.push((element.getAttribute(name) ?? "").trim());
  }
  return found.filter((text) => text !== "");
}
