// Nothing goes out by halves and nothing is lost: photos that fail, taps during an upload, drafts, going back.
import { readFileSync } from "node:fs";
import { type Page, accessible, awake, emptyForm, expect, expected, people, signIn, test } from "./kring.ts";

const dot = "tests/dot.png";

async function write(page: Page, text: string) {
  await signIn(page, people.sanne);
  await emptyForm(page);
  await page.getByRole("checkbox", { name: "De Otters" }).check();
  await page.getByLabel("Wat wil je vertellen?").fill(text);
}

const publish = (page: Page) => page.getByRole("button", { name: /^Plaatsen/ });

test("a post waits for a photo that failed, and goes without it only when asked", async ({ page }) => {
  expected(/^422 POST \/api\/photos\/upload$/);
  const text = `Met een foto die niet wil. ${test.info().project.name}`;
  await write(page, text);
  await expect(publish(page)).toHaveText(/Plaatsen voor \d+ ouders/);
  await page.route("**/api/photos/upload", (route) =>
    route.fulfill({ status: 422, contentType: "application/json", body: JSON.stringify({ code: "NotAPhoto", field: "photo", sentence: "Dit is geen foto.", free: [] }) }),
  );
  await page.locator("input[type=file]").setInputFiles(dot);
  await expect(page.locator("[data-state=refused]")).toHaveCount(1);
  await publish(page).click();
  await expect(page.getByRole("link", { name: "1 foto lukte niet." })).toBeInViewport();
  await expect(page.getByRole("button", { name: "Opnieuw" })).toHaveCount(0);
  expect(new URL(page.url()).pathname).toBe("/new");
  await accessible(page);
  // It goes on at once, and says so.
  await page.getByRole("button", { name: "Plaatsen zonder" }).click();
  await expect(page).toHaveURL(/\/posts\//);
  await expect(page.getByText("Je bericht is geplaatst.")).toBeInViewport();
  await expect(page.getByText(text)).toBeVisible();
});

test("words go before photos, and leaving asks while something is on its way", async ({ page }) => {
  const text = `Eerst de woorden. ${test.info().project.name}`;
  await write(page, text);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (/feed\/draft|photos\/upload/.test(request.url())) sent.push(new URL(request.url()).pathname);
  });
  // They stay on their way until the page goes.
  await page.route("**/api/photos/upload", () => {});
  await page.locator("input[type=file]").setInputFiles([dot, dot]);
  await expect.poll(() => sent.includes("/api/photos/upload")).toBe(true);
  expect(sent[0], "the words are there before the first photo leaves").toBe("/api/feed/draft");
  let asked = "";
  page.once("dialog", async (dialog) => {
    asked = dialog.type();
    await dialog.accept();
  });
  await page.reload();
  expect(asked).toBe("beforeunload");
  await awake(page);
  await expect(page.getByLabel("Wat wil je vertellen?")).toHaveValue(text);
  page.once("dialog", (dialog) => dialog.accept().then(() => (asked = "twice")));
  await page.getByRole("link", { name: "Annuleren" }).click();
  await expect(page).toHaveURL(/\/$/);
  expect(asked, "nothing is under way: nobody is asked").toBe("beforeunload");
});

test("while a post leaves, the bar says so", async ({ page }) => {
  await write(page, `Langzaam geplaatst. ${test.info().project.name}`);
  let let_go = () => {};
  const held = new Promise<void>((done) => (let_go = done));
  await page.route("**/api/feed/publish", async (route) => {
    await held;
    await route.continue();
  });
  await publish(page).click();
  await expect(page.getByText("Bezig met plaatsen")).toBeInViewport();
  let_go();
  await expect(page).toHaveURL(/\/posts\//);
});

test("the question before a draft is thrown away lies free of the bar", async ({ page }) => {
  await write(page, `Toch niet. ${test.info().project.name}`);
  await expect(page.getByText("Bewaard als concept")).toBeVisible();
  await page.getByText("Weggooien", { exact: true }).click();
  const yes = page.getByRole("button", { name: "Ja, gooi dit concept weg" });
  const free = () => yes.evaluate((button) => {
    const { left, top, width, height } = button.getBoundingClientRect();
    return document.elementFromPoint(left + width / 2, top + height / 2) === button;
  });
  expect(await free()).toBe(true);
  await yes.click();
  await expect(page.getByText("Je concept is weggegooid.")).toBeInViewport();
});

test("a proxy that lets no large file pass is not blamed on the photo", async ({ page }) => {
  expected(/^413 POST \/api\/photos\/upload$/);
  await write(page, `Achter een nauwe proxy. ${test.info().project.name}`);
  await page.route("**/api/photos/upload", (route) =>
    route.fulfill({ status: 413, contentType: "text/html", body: "<h1>413 Request Entity Too Large</h1>" }),
  );
  await page.locator("input[type=file]").setInputFiles(dot);
  await expect(page.locator("[data-state=refused]")).toHaveCount(1);
  await expect(page.getByText(/Aan de foto ligt het niet\./).first()).toBeVisible();
  await expect(page.getByText("te groot")).toHaveCount(0);
});

test("a photo that the line dropped is sent again by itself", async ({ page }) => {
  expected(/^failed: net::ERR_FAILED \/api\/photos\/upload$/);
  await write(page, `Met een haperende lijn. ${test.info().project.name}`);
  let tries = 0;
  await page.route("**/api/photos/upload", (route) => (tries++ < 2 ? route.abort() : route.continue()));
  await page.locator("input[type=file]").setInputFiles(dot);
  await expect(page.locator("[data-state=done]")).toHaveCount(1, { timeout: 20_000 });
  expect(tries).toBe(3);
});

test("without a line, «Opnieuw» does not lie under «weg», and works when the line is back", async ({ page }) => {
  expected(/^failed: net::ERR_FAILED \/api\/photos\/upload$/);
  test.setTimeout(90_000);
  await write(page, `Zonder lijn. ${test.info().project.name}`);
  await page.route("**/api/photos/upload", (route) => route.abort());
  await page.locator("input[type=file]").setInputFiles(dot);
  await expect(page.locator("[data-state=refused]")).toHaveCount(1, { timeout: 30_000 });
  const cell = page.locator(".feed-photos__cell").first();
  const again = (await cell.getByRole("button", { name: "Opnieuw" }).boundingBox())!;
  const away = (await cell.getByRole("button", { name: "Haal deze foto weg" }).boundingBox())!;
  const apart = away.y + away.height <= again.y || away.x + away.width <= again.x;
  expect(apart, `${JSON.stringify(away)} and ${JSON.stringify(again)}`).toBe(true);
  // And the sentence beside it is a line to read, not a column of words.
  expect((await cell.locator(".field__problem").boundingBox())!.width).toBeGreaterThan(150);
  await page.unroute("**/api/photos/upload");
  await cell.getByRole("button", { name: "Opnieuw" }).click();
  await expect(page.locator("[data-state=done]")).toHaveCount(1);
});

test("a tap while a photo travels is remembered", async ({ page }) => {
  const text = `Vast getikt. ${test.info().project.name}`;
  await write(page, text);
  let let_go = () => {};
  const held = new Promise<void>((done) => (let_go = done));
  await page.route("**/api/photos/upload", async (route) => {
    await held;
    await route.continue();
  });
  await page.locator("input[type=file]").setInputFiles(dot);
  await expect(page.getByText("1 foto onderweg", { exact: true })).toBeInViewport();
  await publish(page).click();
  await expect(page.getByText("1 foto onderweg, daarna plaatsen")).toBeInViewport();
  let_go();
  await expect(page).toHaveURL(/\/posts\//);
  await expect(page.locator("article img.photo__img")).toHaveCount(1);
});

test("every photo shows how far it is itself", async ({ page, browser }) => {
  test.setTimeout(120_000);
  const { phonePhoto } = await import("./phone.ts");
  const photos = [];
  for (const mark of ["een", "twee"]) photos.push({ name: `${mark}.jpg`, mimeType: "image/jpeg", buffer: await phonePhoto(browser, mark, true) });
  await write(page, `Op een trage lijn. ${test.info().project.name}`);
  const line = await page.context().newCDPSession(page);
  const slow = { offline: false, latency: 0, downloadThroughput: -1 };
  await line.send("Network.emulateNetworkConditions", { ...slow, uploadThroughput: 150_000 });
  await page.locator("input[type=file]").setInputFiles(photos);
  const figures = () => page.locator(".feed-photos__cell .ring").evaluateAll((rings) => rings.map((ring) => parseInt(ring.textContent!)));
  // While the first is on its way, the second has not come as far: none stands at 99 because another does.
  await expect(async () => {
    const [first, second, ...more] = await figures();
    expect(more).toEqual([]);
    expect(first).toBeGreaterThan(5);
    expect(first).toBeLessThan(99);
    expect(second).toBeLessThan(first);
  }).toPass({ timeout: 30_000, intervals: [50] });
  await line.send("Network.emulateNetworkConditions", { ...slow, uploadThroughput: -1 });
  await expect(page.locator("[data-state=done]")).toHaveCount(2, { timeout: 30_000 });
});

test("what is typed is there again after a reload, with its photo", async ({ page }) => {
  const text = `Half verteld. ${test.info().project.name}`;
  await write(page, text);
  await page.locator("input[type=file]").setInputFiles(dot);
  await expect(page.locator("[data-state=done]")).toHaveCount(1);
  await expect(page.getByText("Bewaard als concept")).toBeVisible();
  await page.reload();
  await awake(page);
  await expect(page.getByLabel("Wat wil je vertellen?")).toHaveValue(text);
  await expect(page.getByRole("checkbox", { name: "De Otters" })).toBeChecked();
  await expect(page.locator("[data-state=done]")).toHaveCount(1);
  await page.getByRole("link", { name: "Annuleren" }).click();
  await page.goto("/new");
  await expect(page.getByLabel("Wat wil je vertellen?")).toHaveValue(text);
});

test("going back after posting does not lead to the same words again", async ({ page }) => {
  const text = `Eén keer is genoeg. ${test.info().project.name}`;
  await write(page, text);
  await publish(page).click();
  await expect(page).toHaveURL(/\/posts\//);
  await page.goBack();
  expect(new URL(page.url()).pathname).not.toBe("/new");
});

test("everything that is missing is said in the bar, with the way to it", async ({ page }) => {
  await signIn(page, people.marijke);
  await emptyForm(page);
  await publish(page).click();
  const bar = page.locator(".actionbar");
  await expect(bar.getByRole("link", { name: "Voor wie?" })).toBeInViewport();
  await expect(bar.getByRole("link", { name: "Wat wil je vertellen?" })).toBeInViewport();
  await accessible(page);
  await page.getByRole("checkbox", { name: "De Otters" }).check();
  await expect(bar.getByRole("link", { name: "Voor wie?" })).toHaveCount(0);
});

test("signed out while writing: the way back is in the bar, and words and photo stay", async ({ page }) => {
  expected(/^401 POST \/api\/feed\/(publish|draft)$/);
  const text = `Lang aan geschreven. ${test.info().project.name}`;
  await write(page, text);
  await page.locator("input[type=file]").setInputFiles(dot);
  await expect(page.locator("[data-state=done]")).toHaveCount(1);
  await page.context().clearCookies();
  await publish(page).click();
  const way = page.getByRole("link", { name: "Inloggen in een nieuw tabblad" });
  await expect(way).toBeInViewport();
  await expect(page.getByLabel("Wat wil je vertellen?")).toHaveValue(text);
  const [tab] = await Promise.all([page.context().waitForEvent("page"), way.click()]);
  await signIn(tab, people.sanne);
  await tab.close();
  await publish(page).click();
  await expect(page).toHaveURL(/\/posts\//);
  await expect(page.getByText(text)).toBeVisible();
  await expect(page.locator("img.photo__img")).toHaveCount(1);
});

test("the photo that is one too many is named", async ({ page }) => {
  test.setTimeout(120_000);
  await write(page, `Twintig foto's. ${test.info().project.name}`);
  const photos = Array.from({ length: 21 }, (_, at) => ({ name: `blad-${at + 1}.png`, mimeType: "image/png", buffer: readFileSync(dot) }));
  await page.locator("input[type=file]").setInputFiles(photos);
  await expect(page.locator(".field__problem", { hasText: "Deze gaan niet mee:" })).toContainText("blad-21.png");
  await expect(page.locator(".feed-photos__cell")).toHaveCount(20);
});

test("no line: the bar says so, and the words stay", async ({ page, context }) => {
  expected(/^failed: net::ERR_INTERNET_DISCONNECTED \/api\/feed\/(publish|draft)$/);
  const text = `In de trein. ${test.info().project.name}`;
  await write(page, text);
  await context.setOffline(true);
  await publish(page).click();
  await expect(page.locator(".actionbar").getByText(/geen verbinding/)).toBeInViewport();
  await expect(page.getByLabel("Wat wil je vertellen?")).toHaveValue(text);
  await context.setOffline(false);
  await publish(page).click();
  await expect(page).toHaveURL(/\/posts\//);
});

test("a phone photo travels small and arrives upright", async ({ page, browser }) => {
  const { phonePhoto } = await import("./phone.ts");
  const buffer = await phonePhoto(browser, "groot", true);
  // What leaves the page: a browser does not show the body of such a request from outside.
  await page.addInitScript(() => {
    const send = XMLHttpRequest.prototype.send;
    XMLHttpRequest.prototype.send = function (body) {
      const photo = (body as FormData).get("photo") as File;
      (window as any).left = createImageBitmap(photo).then(({ width, height }) => ({ width, height, size: photo.size, name: photo.name }));
      return send.call(this, body);
    };
  });
  await write(page, `Een grote foto. ${test.info().project.name}`);
  const answered = page.waitForResponse("**/api/photos/upload");
  await page.locator("input[type=file]").setInputFiles({ name: "groot.jpg", mimeType: "image/jpeg", buffer });
  const photo = await (await answered).json();
  const left = await page.evaluate(() => (window as any).left);
  expect(left).toEqual({ width: 1536, height: 2048, size: expect.any(Number), name: "photo" });
  expect(left.size).toBeLessThan(buffer.length / 2);
  expect([photo.width, photo.height], "the largest that is kept").toEqual([1200, 1600]);
});
