// A teacher posts three photos of a telephone; a parent sees them upright, reacts, and gets an answer.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Page, accessible, another, awake, emptyForm, expect, expected, people, scripts, signIn, test } from "./kring.ts";
import { phonePhoto } from "./phone.ts";

/** Writes a post for De Otters and returns its address. */
async function publish(page: Page, text: string, photos: { name: string; mimeType: string; buffer: Buffer }[]) {
  await emptyForm(page);
  await page.getByRole("checkbox", { name: "De Otters" }).check();
  await page.getByLabel("Wat wil je vertellen?").fill(text);
  if (photos.length > 0) {
    await page.locator("input[type=file]").setInputFiles(photos);
    if (await scripts(page)) await expect(page.locator("[data-state=done]")).toHaveCount(photos.length, { timeout: 45_000 });
  }
  await page.getByRole("button", { name: "Plaatsen" }).click();
}

test("three phone photos, upright and without a trace, a comment and an answer", async ({ page, browser }) => {
  test.setTimeout(180_000);
  const text = `Vandaag vonden we een egel. ${test.info().project.name}`;
  const photos = [];
  for (const mark of ["een", "twee", "drie"]) {
    photos.push({ name: `${mark}.jpg`, mimeType: "image/jpeg", buffer: await phonePhoto(browser, mark) });
  }
  await signIn(page, people.sanne);
  await publish(page, text, photos);
  await expect(page).toHaveURL(/\/posts\//, { timeout: 60_000 });
  const address = new URL(page.url()).pathname;

  const parent = await another(browser, page, people.fatima);
  await parent.goto("/");
  const card = parent.locator("article", { hasText: text });
  await expect(card.locator("img.photo__img")).toHaveCount(3);
  for (const image of await card.locator("img.photo__img").all()) {
    const [width, height] = [Number(await image.getAttribute("width")), Number(await image.getAttribute("height"))];
    expect(height, "upright").toBeGreaterThan(width);
    await bareAndUpright(parent, (await image.getAttribute("src"))!);
  }
  await accessible(parent);

  await parent.goto(address);
  await awake(parent);
  const said = `Wat een mooie egel! ${test.info().project.name}`;
  await parent.getByLabel("Jouw reactie").last().fill(said);
  await parent.getByLabel("Jouw reactie").last().press("Tab");
  await parent.getByRole("button", { name: "Plaatsen" }).last().click();
  await expect(parent.locator(".comment__text", { hasText: said })).toBeVisible();

  await page.goto(address);
  await awake(page);
  const comment = page.locator("li", { hasText: said }).first();
  await comment.getByText("Antwoorden").first().click();
  await comment.getByRole("textbox").first().fill("Ja hè? Hij sliep gewoon door.");
  await comment.getByRole("button", { name: "Plaatsen" }).first().click();
  await expect(page.locator(".comment__text", { hasText: "Hij sliep gewoon door." })).toBeVisible();

  await parent.reload();
  await expect(parent.getByText("Hij sliep gewoon door.")).toBeVisible();
  await parent.context().close();
});

/** Fetches a rendition: exiftool finds no place, camera or person, and red is above blue. */
async function bareAndUpright(page: Page, address: string) {
  const answer = await page.request.get(address);
  expect(answer.headers()["content-type"]).toBe("image/webp");
  const folder = mkdtempSync(join(tmpdir(), "kring-rendition-"));
  const file = join(folder, "photo.webp");
  writeFileSync(file, await answer.body());
  const [tags] = JSON.parse(execFileSync("exiftool", ["-json", "-a", "-G1", file]).toString());
  rmSync(folder, { recursive: true });
  const groups = Object.keys(tags).filter((tag) => /^(GPS|EXIF|IFD|XMP|IPTC|MakerNotes|ICC)/i.test(tag) && !tag.startsWith("ExifTool:"));
  expect(groups, "nothing of the original").toEqual([]);
  expect(JSON.stringify(tags)).not.toContain("KringPhone");
  expect(JSON.stringify(tags)).not.toContain("Jan Jansen");
  expect(tags["RIFF:ImageHeight"]).toBeGreaterThan(tags["RIFF:ImageWidth"]);
}

for (const [name, mimeType, content] of [
  ["tekening.jpg", "image/jpeg", `<svg xmlns="http://www.w3.org/2000/svg"><script>window.__xss = 1</script></svg>`],
  ["pagina.jpg", "image/jpeg", "<!DOCTYPE html><html><body><script>window.__xss = 1</script></body></html>"],
] as const) {
  test(`what is no photo is refused, and the text stays: ${name}`, async ({ page }) => {
    await signIn(page, people.sanne);
    await emptyForm(page);
    await page.getByRole("checkbox", { name: "De Otters" }).check();
    await page.getByLabel("Wat wil je vertellen?").fill("Dit blijft staan.");
    await page.locator("input[type=file]").setInputFiles({ name, mimeType, buffer: Buffer.from(content) });
    if (await scripts(page)) expected(/^422 POST \/api\/photos\/upload$/);
    await page.getByRole("button", { name: "Plaatsen" }).click();
    await expect(page.getByText(/geen foto/).first()).toBeVisible();
    expect(new URL(page.url()).pathname, "nothing went out").toBe("/new");
    await expect(page.locator("[data-state=done]")).toHaveCount(0);
    expect(await page.evaluate(() => (window as any).__xss)).toBeUndefined();
    await expect(page.getByLabel("Wat wil je vertellen?")).toHaveValue("Dit blijft staan.");
  });
}

test("what is missing is said in sight, and photos that were chosen are seen", async ({ page }) => {
  await signIn(page, people.marijke);
  await emptyForm(page);
  const chosen = page.locator("input[type=file]");
  await chosen.setInputFiles({ name: "blad.png", mimeType: "image/png", buffer: readFileSync("tests/dot.png") });
  if (await scripts(page)) {
    await expect(page.locator("[data-state=done]")).toHaveCount(1);
  } else {
    // The browser itself says the name of the file, in a field that is seen.
    await expect(chosen).toBeVisible();
    const { opacity, clipPath } = await chosen.evaluate((field) => getComputedStyle(field));
    expect([opacity, clipPath]).toEqual(["1", "none"]);
    expect((await chosen.boundingBox())!.width).toBeGreaterThan(200);
  }
  await page.getByRole("button", { name: /^Plaatsen/ }).click();
  await expect(page.locator(".actionbar").getByRole("link", { name: "Voor wie?" })).toBeInViewport();
  expect(new URL(page.url()).pathname).toBe("/new");
});

test("who sees this is shown before sending, and nothing typed is lost", async ({ page }) => {
  await signIn(page, people.sanne);
  await emptyForm(page);
  await page.getByRole("checkbox", { name: "De Otters" }).check();
  await page.getByLabel("Wat wil je vertellen?").fill("Morgen gaan we naar het bos.");
  await page.getByRole("button", { name: /Wie ziet dit/ }).click();
  await expect(page.getByText(/mensen zien dit/)).toBeVisible();
  await expect(page.getByText("ouder van Noor").first()).toBeVisible();
  await expect(page.getByText("Ronald Visser")).toHaveCount(0);
  await accessible(page);
  if (await scripts(page)) await page.getByRole("button", { name: "Sluiten" }).click();
  else await page.getByRole("link", { name: /Terug naar je bericht/ }).click();
  await expect(page.getByLabel("Wat wil je vertellen?")).toHaveValue("Morgen gaan we naar het bos.");
  await expect(page.getByRole("checkbox", { name: "De Otters" })).toBeChecked();
});

test("a heart is given and taken back", async ({ page }) => {
  await signIn(page, people.fatima);
  await page.goto("/");
  await awake(page);
  // One post by its address: somebody else may publish a newer one meanwhile.
  const post = await page.locator("article").first().locator('a[href^="/posts/"]').first().getAttribute("href");
  const heart = page.locator("article").filter({ has: page.locator(`a[href="${post}"]`) }).locator("button.heart");
  const before = await heart.getAttribute("aria-pressed");
  const tap = async () => {
    const written = page.waitForResponse((answer) => answer.url().endsWith("/api/comments/heart"));
    await heart.click();
    expect((await written).status(), "the heart was written").toBeLessThan(400);
  };
  await tap();
  await expect(heart).not.toHaveAttribute("aria-pressed", before!);
  await page.goto("/");
  await awake(page);
  await expect(heart).not.toHaveAttribute("aria-pressed", before!);
  await tap();
  await expect(heart).toHaveAttribute("aria-pressed", before!);
});

test("older news is a link away, and nothing is shown twice", async ({ page }) => {
  await signIn(page, people.marijke);
  await page.goto("/");
  const first = await page.locator("article time").evaluateAll((times) => times.map((time) => time.closest("a")!.getAttribute("href")));
  expect(first).toHaveLength(20);
  await page.getByRole("link", { name: "Oudere berichten" }).click();
  await expect(page).toHaveURL(/before=/);
  const second = await page.locator("article time").evaluateAll((times) => times.map((time) => time.closest("a")!.getAttribute("href")));
  expect(second.length).toBeGreaterThan(0);
  expect(second.filter((post) => first.includes(post))).toEqual([]);
});
