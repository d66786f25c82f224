// How long a cheap phone works before a parent can read: Lighthouse as a phone, and what Chromium itself counts at a quarter of this processor.
// node bench/phone.mjs ADDRESS [ROUNDS]; `cargo xtask bench phone` starts the school for it. Without Lighthouse the second half still works.
import { chromium } from "@playwright/test";
import { createServer } from "node:net";

const person = "fatima.elamrani@ouders.example";
const least = 95;
const most = 200;
const [school, rounds = "3"] = process.argv.slice(2);
const phone = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true, locale: "nl-NL" };

const port = await freePort();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", `--remote-debugging-port=${port}`],
});
const lighthouse = await import("lighthouse").then((module) => module.default, () => undefined);
const { cookie, pages } = await looked();
const found = new Map(pages.map(([name]) => [name, []]));
for (let round = 0; round < Number(rounds); round += 1) {
  for (const [name, address] of pages) found.get(name).push({ ...(await counted(address)), ...(await scored(address)) });
}
await browser.close();
print();

/** A parent at a phone of their own. */
async function parent() {
  const page = await (await browser.newContext(phone)).newPage();
  await page.goto(`${school}/sign-in`);
  await page.locator(`button[name=person][value="${person}"]`).click();
  await page.waitForURL(`${school}/`);
  return page;
}

/** A parent's cookie, and the pages that parents open most. */
async function looked() {
  const page = await parent();
  const post = await page.locator("article:has(img) a:has(time)").first().getAttribute("href");
  const [{ name, value }] = await page.context().cookies();
  await page.context().close();
  return { cookie: `${name}=${value}`, pages: [["feed", "/"], ["post", post]] };
}

/** Milliseconds of the main thread by kind, from an empty page until the page is quiet. */
async function counted(address) {
  const page = await parent();
  const chromium = await page.context().newCDPSession(page);
  await page.goto("about:blank");
  await chromium.send("Network.clearBrowserCache");
  await chromium.send("Performance.enable");
  await chromium.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const metrics = async () => new Map((await chromium.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));
  const before = await metrics();
  await page.goto(school + address, { waitUntil: "networkidle" });
  await page.locator("html[data-awake]").waitFor({ state: "attached" });
  const after = await metrics();
  await page.context().close();
  const took = (name) => Math.round((after.get(name) - before.get(name)) * 1000);
  return { layout: took("LayoutDuration"), style: took("RecalcStyleDuration"), script: took("ScriptDuration"), all: took("TaskDuration") };
}

async function scored(address, tries = 3) {
  if (!lighthouse) return {};
  const answer = await lighthouse(school + address, {
    port, output: "json", logLevel: "error", onlyCategories: ["performance"], extraHeaders: { Cookie: cookie },
  });
  // On a busy machine the recording is lost now and then: that says nothing about the page.
  if (answer.lhr.runtimeError?.code === "NO_NAVSTART" && tries > 1) return scored(address, tries - 1);
  if (answer.lhr.runtimeError) throw new Error(answer.lhr.runtimeError.message);
  const { audits, categories } = answer.lhr;
  if (new URL(answer.lhr.finalDisplayedUrl).pathname !== address) throw new Error(`${address} leads to ${answer.lhr.finalDisplayedUrl}`);
  return {
    score: Math.round(categories.performance.score * 100),
    blocking: Math.round(audits["total-blocking-time"].numericValue),
    largest: Math.round(audits["largest-contentful-paint"].numericValue),
    shift: Math.round(audits["cumulative-layout-shift"].numericValue * 1000) / 1000,
  };
}

function print() {
  const columns = [
    ["score", "score"], ["blocking", "blocking ms"], ["largest", "largest paint ms"], ["shift", "shift"],
    ["layout", "layout ms"], ["style", "style ms"], ["script", "script ms"], ["all", "main thread ms"],
  ];
  console.log(`\nmedian of ${rounds}, a phone at a quarter of this processor${lighthouse ? "" : "; lighthouse is not installed"}\n`);
  console.log(["page".padEnd(8), ...columns.map(([, title]) => title.padStart(17))].join(""));
  const complaints = [];
  for (const [name, all] of found) {
    const middle = Object.fromEntries(Object.keys(all[0]).map((key) => [key, all.map((one) => one[key]).sort((a, b) => a - b)[all.length >> 1]]));
    console.log([name.padEnd(8), ...columns.map(([key]) => String(middle[key] ?? "–").padStart(17))].join(""));
    if (!(middle.score >= least)) complaints.push(`${name}: the score is ${middle.score}, less than ${least}`);
    if (!(middle.layout <= most)) complaints.push(`${name}: layout takes ${middle.layout} ms, more than ${most}`);
  }
  if (complaints.length > 0) {
    console.error(`\n${complaints.join("\n")}`);
    process.exitCode = 1;
  }
}

function freePort() {
  return new Promise((found) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}
