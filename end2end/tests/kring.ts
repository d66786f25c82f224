// A school per worker, people who sign in with one tap, and the checks that every page must pass.
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type Page, expect, test as base } from "@playwright/test";
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const people = {
  fatima: "fatima.elamrani@ouders.example",
  mark: "mark.jansen@ouders.example",
  eva: "eva.kuipers@ouders.example",
  wei: "wei.chen@ouders.example",
  petra: "petra.deboer@ouders.example",
  ronald: "ronald.visser@ouders.example",
  sanne: "sanne.dewit@wilgenboom.example",
  karim: "karim.benali@wilgenboom.example",
  marijke: "marijke.oosterhuis@wilgenboom.example",
  hanneke: "hanneke.smit@wilgenboom.example",
};

export const password = "samen in de kring";

/** What people wrote, who they are, and what their photos carry. */
const personal = new RegExp(`[a-z]+@|${password}|KringPhone|Jan Jansen|El Amrani|Amezian|de Wit|Vertaald|Zonder|trein|egel|GPS|%40`, "i");

export type School = { url: string };

export const test = base.extend<{ failures: string[] }, { school: School }>({
  school: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), "kring-school-"));
      cpSync(process.env.KRING_SEEDED!, folder, { recursive: true });
      await served(folder, use);
    },
    { scope: "worker" },
  ],
  baseURL: async ({ school }, use) => use(school.url),
  // Nothing on any page may break the security policy, throw, or fail to load – unless the story says so with `expected`.
  failures: [
    async ({ page }, use) => {
      failures = [];
      declared = [];
      watch(page);
      await use(failures);
      const surprising = failures.filter((failure) => !declared.some((one) => one.test(failure)));
      expect(surprising, "errors in the browser").toEqual([]);
      const missing = declared.filter((one) => !failures.some((failure) => one.test(failure)));
      expect(missing.map(String), "failures that the story expects").toEqual([]);
    },
    { auto: true },
  ],
});

// A worker tells one story at a time.
let failures: string[] = [];
let declared: RegExp[] = [];

/** This failure belongs to the story: it must happen, and nothing else may. Lines are «409 POST /api/…», «thrown: …», «failed: …» or what the console says. */
export function expected(...lines: RegExp[]) {
  declared.push(...lines);
}

function watch(page: Page) {
  page.on("pageerror", (error) => {
    // Whoever goes on before a page has faded in ends the fading: the browser says so, and nothing is wrong.
    if (!/^Transition was (skipped|aborted)/.test(error.message)) failures.push(`thrown: ${error.message}`);
  });
  page.on("console", (message) => {
    // What did not load is counted below, with its address.
    if (message.type() === "error" && !message.text().includes("Failed to load resource")) failures.push(message.text());
  });
  page.on("response", (answer) => {
    if (answer.status() >= 400) failures.push(`${answer.status()} ${answer.request().method()} ${new URL(answer.url()).pathname}`);
  });
  page.on("requestfailed", (request) => {
    // Leaving a page ends what it was still loading.
    const why = request.failure()?.errorText ?? "";
    // A browser without JavaScript refuses to load a script before anybody asks for it.
    if (why === "csp" && /^\/pkg\/.*\.js$/.test(new URL(request.url()).pathname) && test.info().project.name.endsWith("still")) return;
    if (why !== "net::ERR_ABORTED") failures.push(`failed: ${why} ${new URL(request.url()).pathname}`);
  });
}

/** Serves the school of this folder while it is used; its log says nothing of anybody. */
export async function served(folder: string, use: (school: School) => Promise<void>) {
  const server = serve(folder);
  const url = await address(server);
  const log: string[] = [];
  server.stdout!.on("data", (lines) => log.push(`${lines}`));
  server.stderr!.on("data", (lines) => {
    process.stderr.write(lines);
    log.push(`${lines}`);
  });
  await use({ url });
  server.kill("SIGTERM");
  await new Promise((done) => server.once("exit", done));
  rmSync(folder, { recursive: true, force: true });
  expect(log.join(""), "the log goes on to the end").toContain("stopping");
  expect(log.join(""), "nobody's name, address or words, and nothing of a photo").not.toMatch(personal);
}

function serve(folder: string): ChildProcess {
  const bin = process.env.KRING_BIN ?? "../target/debug/kring";
  const site = process.env.KRING_SITE ?? "../target/site";
  return spawn(bin, ["demo", "--data", folder, "--site", site, "--port", "0"], { stdio: "pipe" });
}

function address(server: ChildProcess): Promise<string> {
  return new Promise((found, lost) => {
    let text = "";
    server.stdout!.on("data", (chunk) => {
      text += chunk;
      const url = /http:\/\/localhost:\d+/.exec(text);
      if (url && text.includes("/mailbox")) found(url[0]);
    });
    server.once("exit", (code) => lost(new Error(`the school did not open: ${code}\n${text}`)));
  });
}

/** Signs in with a password, as a person does. */
export async function signInAnew(page: Page, email: string, language = "nl") {
  const [address, secret, button] = language === "nl" ? ["E-mailadres", "Wachtwoord", "Inloggen"] : ["E-mail address", "Password", "Sign in"];
  await page.goto("/sign-in");
  await page.getByLabel(address).fill(email);
  await page.getByLabel(secret).fill(password);
  await page.getByRole("button", { name: button, exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

// The device on which somebody signed in before, at the school of this worker.
const devices = new Map<string, Awaited<ReturnType<ReturnType<Page["context"]>["cookies"]>>>();

/** Comes in as somebody: on their device of earlier stories if that is still signed in, else with the password. */
export async function signIn(page: Page, email: string, language = "nl") {
  const device = `${email} ${language}`;
  const known = devices.get(device);
  if (known) {
    await page.context().addCookies(known);
    await page.goto("/");
    if (!/sign-in/.test(page.url())) return;
    await page.context().clearCookies();
  }
  await signInAnew(page, email, language);
  devices.set(device, await page.context().cookies());
}

/** Whoever is signed in goes. Their page first: what it still loads would be asked for as whoever comes next. */
export async function leave(page: Page) {
  await page.goto("about:blank");
  await page.context().clearCookies();
}

/** Somebody else, at a browser of their own, on the same school; `device`: one that nobody has seen before. */
export async function another(browser: Browser, page: Page, email: string, device: "known" | "new" = "known"): Promise<Page> {
  const size = page.viewportSize() ?? undefined;
  const alive = await page.context().storageState().then(() => scripts(page));
  const context = await browser.newContext({ baseURL: new URL(page.url()).origin, viewport: size, javaScriptEnabled: alive, locale: "nl-NL" });
  const other = await context.newPage();
  watch(other);
  await (device === "new" ? signInAnew : signIn)(other, email);
  return other;
}

/** Whether JavaScript runs in this browser. */
export async function scripts(_page: Page): Promise<boolean> {
  return !test.info().project.name.endsWith("still");
}

/** Waits until the islands are awake; without JavaScript, or without an island, there is nothing to wait for. */
export async function awake(page: Page) {
  if (!(await scripts(page)) || (await page.locator("leptos-island").count()) === 0) return;
  await expect(page.locator("html[data-awake]")).toBeAttached();
}

/** The form for a new post, with nothing in it: what another story left behind is thrown away. */
export async function emptyForm(page: Page) {
  await page.goto("/new");
  await awake(page);
  if ((await page.getByText(/^Je concept van/).count()) === 0) return;
  await page.getByText("Weggooien", { exact: true }).click();
  await page.getByRole("button", { name: "Ja, gooi dit concept weg" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  await page.goto("/new");
  await awake(page);
}

/** WCAG 2.2 AA where axe can run, which is itself JavaScript; without it, a name for everything that can be pressed. And no sideways scrolling. */
export async function accessible(page: Page) {
  if (await scripts(page)) {
    await axe(page, { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }, 6);
  } else {
    expect(await page.evaluate(nameless), `without a name on ${page.url()}`).toEqual([]);
  }
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(sideways, `sideways scrolling on ${page.url()}`).toBeLessThanOrEqual(0);
}

/** The rules that look at colours: of a page that was read in one scheme of colours, nothing else is otherwise in the other. */
export async function legible(page: Page) {
  await axe(page, { type: "rule", values: ["color-contrast", "link-in-text-block"] }, 1);
}

async function axe(page: Page, runOnly: { type: "tag" | "rule"; values: string[] }, atLeast: number) {
  // No page has frames, for which the other mode reads everything in a second window; and only what is wrong is described element by element.
  const found = await new AxeBuilder({ page }).options({ runOnly, resultTypes: ["violations"] }).setLegacyMode().analyze();
  expect(found.passes.length, "rules that found something to look at").toBeGreaterThanOrEqual(atLeast);
  const short = found.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).slice(0, 3).join(" | ")}`);
  expect(short, `axe on ${page.url()}`).toEqual([]);
}

/** What can be pressed or filled in, and has no name. */
function nameless(): string[] {
  const all = [...document.querySelectorAll<HTMLElement>("a[href], button, summary, textarea, select, input:not([type=hidden])")];
  const named = (one: HTMLElement) =>
    one.getAttribute("aria-label") || one.getAttribute("aria-labelledby") || one.textContent?.trim() || (one as HTMLInputElement).labels?.length || one.querySelector("img[alt]:not([alt=''])");
  const nothing = all.length > 0 ? [] : ["nothing that can be pressed"];
  return nothing.concat(all.filter((one) => !named(one)).map((one) => one.outerHTML.slice(0, 160)));
}

export { expect, type Page };
