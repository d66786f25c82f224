// Every page of the demo, with somebody who sees it.
import { type Page, people, signIn } from "./kring.ts";

/** A name for the picture, who looks, and how to get there. */
export const pages: [string, string | null, (page: Page) => Promise<unknown>][] = [
  ["sign-in", null, (page) => page.goto("/sign-in")],
  ["not-found", null, (page) => page.goto("/nergens")],
  ["offline", null, (page) => page.goto("/offline")],
  ["ui", null, (page) => page.goto("/ui")],
  ["mailbox", null, (page) => page.goto("/mailbox")],
  ["feed-parent", people.fatima, (page) => page.goto("/")],
  ["feed-english", people.wei, (page) => page.goto("/")],
  ["feed-blocked", people.ronald, (page) => page.goto("/")],
  ["post", people.fatima, (page) => first(page, "/", "article:has(img) a:has(time)")],
  ["talks-parent", people.fatima, (page) => page.goto("/talks")],
  ["picker", people.fatima, (page) => first(page, "/talks", "a[href*='child=']")],
  ["talks-booked", people.mark, (page) => page.goto("/talks")],
  ["me", people.fatima, (page) => page.goto("/me")],
  ["feed-teacher", people.sanne, (page) => page.goto("/")],
  ["composer", people.sanne, (page) => page.goto("/new")],
  ["talks-teacher", people.sanne, (page) => page.goto("/talks")],
  ["day", people.sanne, (page) => first(page, "/talks", "a[href*='/days/']")],
  ["feed-head", people.marijke, (page) => page.goto("/")],
  ["talks-office", people.hanneke, (page) => page.goto("/talks")],
  ["round-manage", people.hanneke, (page) => first(page, "/talks", "a[href*='/manage']")],
  ["round-new", people.hanneke, (page) => page.goto("/talks/new")],
];

async function first(page: Page, from: string, link: string) {
  await page.goto(from);
  await page.goto((await page.locator(link).first().getAttribute("href"))!);
}

/** Visits all pages, each as its person. */
export async function visit(page: Page, look: (name: string) => Promise<void>) {
  let who: string | null = null;
  for (const [name, email, go] of pages) {
    if (email !== who) {
      await page.context().clearCookies();
      if (email) await signIn(page, email);
      who = email;
    }
    await go(page);
    await look(name);
  }
}
