import { readFileSync } from "node:fs";
import * as library from "alembic-ts";
import * as browserEntry from "alembic-ts/browser";
import * as nexuslims from "alembic-ts/nexuslims";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPage, startChromium } from "../browser/chromium.js";
import { type ServedFolder, serveFolder } from "../browser/serve-folder.js";
import { builtSite, withoutSite } from "./built-site.js";

describe.skipIf(withoutSite !== undefined)(`the site ${withoutSite ?? ""}`.trim(), () => {
  let browser: Browser;
  let site: ServedFolder;
  beforeAll(async () => {
    [browser, site] = await Promise.all([startChromium(), serveFolder(builtSite)]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  test("when pages are opened then nothing is asked of another host and the console stays empty", async () => {
    const { page, complaints, hosts } = await openPage(browser);
    for (const path of ["/", "/reliability.html", "/operations/", "/project/changelog.html", "/api/autogenerate/"]) {
      await page.goto(site.url + path, { waitUntil: "networkidle" });
      expect(await page.title()).toContain("alembic-ts");
    }
    expect(complaints).toEqual([]);
    expect([...hosts]).toEqual([new URL(site.url).host]);
  });

  test("when a dialect is chosen then every example shows it, on the next page too", async () => {
    const { page } = await openPage(browser);
    await page.goto(`${site.url}/operations/alterColumn.html`, { waitUntil: "networkidle" });
    await page.locator(".vp-code-group label", { hasText: "Oracle" }).nth(2).click();
    const shown = () => page.locator(".vp-code-group .blocks > .active").count();
    const groups = await page.locator(".vp-code-group").count();
    const chosen = () => page.locator(".vp-code-group input:checked + label", { hasText: "Oracle" }).count();
    expect([await shown(), await chosen()]).toEqual([groups, groups]);
    await page.goto(`${site.url}/operations/dropColumn.html`, { waitUntil: "networkidle" });
    expect(await chosen()).toBe(await page.locator(".vp-code-group").count());
  });

  test("when a page is as narrow as a phone then it does not scroll sideways", async () => {
    const { page } = await openPage(browser, { width: 375, height: 700 });
    const operations = ["/operations/createTable.html", "/operations/types.html"];
    const api = ["/api/", "/api/what-scripts-call-op/classes/Operations.html", "/api/backends/"];
    for (const path of ["/", "/reliability.html", ...operations, ...api]) {
      await page.goto(site.url + path, { waitUntil: "networkidle" });
      expect([path, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([path, 375]);
    }
  });

  test("when the API is opened then each name that the package exports is there, in the sections of its sources", async () => {
    const { page } = await openPage(browser);
    await page.goto(`${site.url}/api/`, { waitUntil: "networkidle" });
    const main = page.locator(".vp-doc");
    const links = new Set(await main.locator("p a").allTextContents());
    for (const entry of [library, browserEntry, nexuslims]) {
      expect(Object.keys(entry).filter((name) => !links.has(name))).toEqual([]);
    }
    const sections = readFileSync(new URL("../../src/index.ts", import.meta.url), "utf8").matchAll(/^\/\/ (.+)$/gm);
    const titles = [...sections].map(([, title]) => title?.replaceAll("`", ""));
    expect((await main.locator("h3").allTextContents()).map((text) => text.replace(/\u200b/g, "").trim())).toEqual(
      titles,
    );

    await page.goto(`${site.url}/api/the-schema-model-sa/namespaces/sa/`, { waitUntil: "networkidle" });
    const names = new Set(
      (await main.locator("h3, td a, p a").allTextContents()).map((text) => text.replace(/^abstract |[^\w]/g, "")),
    );
    expect(Object.keys(library.sa).filter((name) => !names.has(name))).toEqual([]);
    await page.locator('.VPSidebar a[href$="/classes/Column.html"]').click();
    await page.getByRole("heading", { name: "Column", level: 1 }).waitFor();
    expect(await main.textContent()).toContain("server");
  });

  test("when a word is searched for then the page that has it is found", async () => {
    const { page } = await openPage(browser);
    await page.goto(site.url, { waitUntil: "networkidle" });
    await page.keyboard.press("Control+k");
    await page.locator("#localsearch-input").fill("batchAlterTable");
    await page.locator(".results .result").first().waitFor();
    expect(await page.locator(".results").textContent()).toContain("batchAlterTable");
  });
});
