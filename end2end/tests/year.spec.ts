// A school of six hundred from its first list to its second year, in a browser from beginning to end. How long each page took is printed.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Page, type School, accessible, test as base, expect, served, signInAnew } from "./kring.ts";

const head = "t-head@gemaakt.example";
const files = new Map<string, Buffer>();

const test = base.extend<{}, { school: School }>({
  school: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), "kring-year-"));
      execFileSync(process.env.KRING_BIN ?? "../target/debug/kring", ["seed", "--pupils", "600", "--data", folder]);
      for (const name of readdirSync(folder).filter((name) => /\.(xml|csv)$/.test(name))) files.set(name, readFileSync(join(folder, name)));
      await served(folder, use);
    },
    { scope: "worker" },
  ],
});

/** The list of this kind, of the first or the second year, and the day from which it holds. */
function listed(kind: "pupils" | "guardians", year: 0 | 1): [string, Buffer, string] {
  const name = [...files.keys()].filter((name) => name.startsWith(kind)).sort()[year]!;
  return [name, files.get(name)!, /\d{4}-\d\d-\d\d/.exec(name)![0]];
}

const took = new Map<string, number>();

/** Whether a page answered, and the longest that one of its kind took, in milliseconds. */
async function timed(page: Page) {
  const [path, time] = await page.evaluate(() => {
    const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    return [location.pathname, entry!.responseEnd - entry!.requestStart] as const;
  });
  const kind = path.replace(/[0-9a-f-]{32,}/g, "{id}");
  took.set(kind, Math.max(took.get(kind) ?? 0, Math.round(time)));
}

async function visit(page: Page, path: string) {
  await page.goto(path);
  await timed(page);
}

/** Brings a list in, and waits for the page on which it is looked at. */
async function bring(page: Page, kind: "pupils" | "guardians", year: 0 | 1) {
  const [name, buffer, day] = listed(kind, year);
  await visit(page, "/school/lists");
  await page.getByLabel("Bestand").setInputFiles({ name, mimeType: "text/plain", buffer });
  if (year === 1) {
    await page.getByText("Het geldt vanaf een andere dag", { exact: true }).click();
    await page.locator("#day").fill(day);
  }
  await page.getByRole("button", { name: "Bekijk wat er verandert" }).click();
  await page.waitForURL(/\/school\/lists\/./);
  await timed(page);
}

/** Takes over every group of changes that the page offers; where it asks for a number, the one that it names. */
async function takeAll(page: Page) {
  const parts = page.locator(".bring__part");
  for (let left = await parts.count(); left > 0; left = await parts.count()) {
    const part = parts.first();
    const count = part.locator("input[name=count]");
    if ((await count.count()) > 0) {
      const asked = /Typ dan het aantal: (\d+)/.exec((await part.textContent())!)!;
      await count.fill(asked[1]!);
    }
    await part.getByRole("button", { name: /^Neem over/ }).click();
    await expect(parts).toHaveCount(left - 1);
  }
  await expect(page.getByText("Alles klopt al")).toBeVisible();
  await timed(page);
}

async function find(page: Page, typed: string) {
  await visit(page, "/school");
  await page.getByLabel("Zoek een kind, ouder, collega of groep").fill(typed);
  await page.getByRole("button", { name: "Zoek", exact: true }).click();
  await expect(page.getByRole("status")).toBeVisible();
  await timed(page);
}

test("a school of six hundred comes in, opens, and begins its second year", async ({ page }) => {
  test.setTimeout(240_000);
  await signInAnew(page, head);

  await bring(page, "pupils", 0);
  await expect(page.getByText("24 groepen · 600 kinderen")).toBeVisible();
  await takeAll(page);

  await visit(page, "/school/roles");
  const ticks = page.getByRole("checkbox");
  expect(await ticks.count()).toBeGreaterThan(20);
  await page.getByRole("button", { name: "Bevestig wie je aanvinkte" }).click();
  await expect(page.getByText("Vink eerst aan wie je bevestigt.")).toBeVisible();
  for (const tick of await ticks.all()) await tick.check();
  await accessible(page);
  await page.getByRole("button", { name: "Bevestig wie je aanvinkte" }).click();
  await expect(page.getByText("Alles is bevestigd")).toBeVisible();

  await bring(page, "guardians", 0);
  await takeAll(page);

  await visit(page, "/school/modules");
  for (const module of ["news", "talks"]) {
    const card = page.locator(`#module-${module}`);
    await card.getByRole("button", { name: /^Zet open/ }).click();
    await expect(card).toContainText("Open sinds");
  }

  // What an office does all day: three letters, a child, one of the parents, the group.
  await find(page, "werf");
  await accessible(page);
  await page.locator("a.find__name[href*='/children/']").first().click();
  await expect(page.locator("header h1")).toContainText("van der Werf");
  await timed(page);
  await page.locator("article a[href*='/people/']").first().click();
  await expect(page.locator("#adult")).toBeVisible();
  await timed(page);
  await visit(page, "/school");
  await page.locator("a[href*='/school/groups/']").first().click();
  await expect(page.getByText("25 kinderen")).toBeVisible();
  await timed(page);
  for (const path of ["/school/about", "/school/log", "/school/exports", "/school/work-groups", "/school/invitations"]) await visit(page, path);

  await bring(page, "pupils", 1);
  await expect(page.getByText("Een nieuw schooljaar")).toBeVisible();
  await expect(page.getByText("Groep 1A → Groep 2A (25)")).toBeVisible();
  await accessible(page);
  await takeAll(page);
  await bring(page, "guardians", 1);
  await takeAll(page);

  await visit(page, "/school/log");
  await expect(page.getByText("Het bestand van de leerlingadministratie kwam binnen").first()).toBeVisible();
  const times = [...took].sort(([, one], [, other]) => other - one);
  console.log(`${test.info().project.name}, milliseconds a page: ${times.map(([path, time]) => `${path} ${time}`).join(", ")}`);
});
