// Every story as a phone and as a desktop, with and without JavaScript; `*.island.spec.ts` only with, `layout` and `english` once.
// Pictures for people to look at are no test: `cargo xtask shots` takes them.
import { defineConfig } from "@playwright/test";

const launchOptions = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ],
};

const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
const desktop = { viewport: { width: 1280, height: 800 } };
const still = { javaScriptEnabled: false };
const islands = /.*\.island\.spec\.ts/;
const shots = /.*\.shots\.spec\.ts/;
// Sizes and languages that a test chooses itself: once is enough.
const once = /(layout|english)\.spec\.ts/;
// The longest story: as an office has it, and once in the hand without JavaScript.
const year = /year\.spec\.ts/;

export default defineConfig({
  testDir: "tests",
  globalSetup: "./tests/seed.ts",
  globalTeardown: "./tests/sweep.ts",
  workers: 2,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: { launchOptions, locale: "nl-NL", timezoneId: "Europe/Amsterdam", screenshot: "off", trace: "off" },
  projects: [
    { name: "phone", use: phone, testIgnore: [once, shots, year] },
    { name: "desktop", use: desktop, testIgnore: shots },
    { name: "phone-still", use: { ...phone, ...still }, testIgnore: [islands, shots, once] },
    { name: "desktop-still", use: { ...desktop, ...still }, testIgnore: [islands, shots, once, year] },
    ...(process.env.KRING_SHOTS ? [{ name: "shots", use: desktop, testMatch: shots }] : []),
  ],
});
