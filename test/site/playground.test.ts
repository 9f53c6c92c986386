import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPage, type PageOptions, startChromium, type WatchedPage } from "../browser/chromium.js";
import { type ServedFolder, serveFolder } from "../browser/serve-folder.js";
import { builtSite, withoutSite } from "./built-site.js";

describe.skipIf(withoutSite !== undefined)(`the playground ${withoutSite ?? ""}`.trim(), () => {
  let browser: Browser;
  let site: ServedFolder;
  beforeAll(async () => {
    [browser, site] = await Promise.all([startChromium(), serveFolder(builtSite)]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  async function open(options: PageOptions = {}, fragment = ""): Promise<WatchedPage> {
    const watched = await openPage(browser, options);
    await watched.page.goto(`${site.url}/playground.html${fragment}`);
    await settled(watched.page);
    return watched;
  }
  const settled = async (page: Page) => {
    await page.locator('.playground[aria-busy="false"] .cm-content').waitFor({ timeout: 30_000 });
  };
  const press = async (page: Page, name: string) => {
    await page.getByRole("button", { name, exact: true }).click();
    await settled(page);
  };
  const view = async (page: Page, name: string) => {
    await page.getByRole("tab", { name, exact: true }).click();
    return page.locator("#pg-view");
  };
  const messages = (page: Page) => page.getByRole("log").textContent();
  /** Writes a file anew, as a person would who pastes it. */
  const write = async (page: Page, file: string, text: string) => {
    await page.getByRole("tab", { name: file }).click();
    await settled(page);
    await page.locator(".cm-content").fill(text);
    await page.waitForTimeout(500);
    await settled(page);
  };
  const choose = async (page: Page, label: string, option: string) => {
    await page.getByLabel(label, { exact: true }).selectOption(option);
    await page.waitForTimeout(50);
    await settled(page);
  };

  test("when it is opened and used then all is done on the page's own host, and the console stays empty", async () => {
    const { page, complaints, hosts } = await open();
    expect(await messages(page)).toContain("The database is at 1b382c4cb0f4.");
    expect(await (await view(page, "SQL")).textContent()).toContain(
      "ALTER TABLE account ADD COLUMN email VARCHAR(120);",
    );
    await choose(page, "Dialect", "mssql");
    expect(await page.locator("#pg-view").textContent()).toContain("ALTER TABLE account ADD email VARCHAR(120) NULL;");
    await choose(page, "Direction", "downgrade");
    expect(await page.locator("#pg-view").textContent()).toContain("DROP COLUMN");

    await press(page, "Upgrade");
    expect(await messages(page)).toContain("Running upgrade 1b382c4cb0f4 -> 8c1f0d2e77aa, add email");
    expect(await messages(page)).toContain("8c1f0d2e77aa (head)");
    expect(await (await view(page, "Rows")).textContent()).toContain("ada@example.com");
    expect(await (await view(page, "Schema")).textContent()).toMatch(
      /CREATE TABLE account \([\s\S]*email VARCHAR\(120\)/,
    );
    const picture = (await view(page, "Graph")).locator("img");
    expect(await picture.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth)).toBeGreaterThan(
      100,
    );
    expect(decodeURIComponent((await picture.getAttribute("src")) ?? "")).toContain("add email");

    await press(page, "Downgrade");
    expect(await (await view(page, "Schema")).textContent()).not.toContain("email");
    expect(complaints).toEqual([]);
    expect([...hosts]).toEqual([new URL(site.url).host]);
  });

  test("when the models have a table that no revision has then autogenerate writes the revision, which runs", async () => {
    const { page } = await open();
    await press(page, "Autogenerate");
    expect(await messages(page)).toContain("Target database is not up to date.");
    for (const language of ["ts", "py"]) {
      await choose(page, "Language of new revisions", language);
      await press(page, "Upgrade to head");
      await press(page, "Autogenerate");
      const file = page.getByRole("tab", { name: new RegExp(`from_the_models\\.${language}$`) });
      expect(await file.getAttribute("aria-selected")).toBe("true");
      expect(await page.locator(".cm-content").textContent()).toMatch(
        language === "ts" ? /op\.createTable\(\s*"invoice"/ : /op\.create_table\('invoice'/,
      );
      await press(page, "Upgrade to head");
      expect(await (await view(page, "Schema")).textContent()).toContain("CREATE TABLE invoice");
      await press(page, "Autogenerate");
      expect(await messages(page)).toContain("No new upgrade operations detected.");
      await press(page, "Downgrade");
      await page.getByRole("button", { name: "Remove this file" }).click();
      await settled(page);
    }
  });

  test("when a script has a mistake then its line is marked, whether it is found by reading or by running", async () => {
    const { page } = await open();
    const file = "8c1f0d2e77aa_add_email.ts";
    const script = (body: string) =>
      `export const revision = "8c1f0d2e77aa";\nexport const downRevision = "1b382c4cb0f4";\nexport async function upgrade(op) {\n  await op.execute("SELECT 1");\n  ${body}\n}\n`;
    const place = page.getByRole("log").getByRole("button");
    await write(page, file, script("await op.execute("));
    expect(await place.textContent()).toContain(`${file}:6`);
    expect(await page.locator(".cm-lint-marker-error").count()).toBe(1);

    await write(page, file, script('await op.dropColumn("account", "missing");'));
    expect(await page.locator(".cm-lint-marker-error").count()).toBe(0);
    await press(page, "Upgrade");
    expect(await place.textContent()).toContain(`${file}:5`);
    expect(await messages(page)).toContain('no such column: "missing"');
    expect(await messages(page)).toContain("The database is at 1b382c4cb0f4.");
    await place.click();
    expect(await page.locator(".cm-activeLine").textContent()).toContain("dropColumn");

    await choose(page, "Example", "3");
    await write(
      page,
      "5d41402abc4b_add_email.py",
      'revision = "x"\ndown_revision = "1b382c4cb0f4"\n\ndef upgrade():\n    1 / 0\n',
    );
    await press(page, "Upgrade");
    expect(await place.textContent()).toContain("5d41402abc4b_add_email.py:5");
    expect(await messages(page)).toContain("ZeroDivisionError");
  });

  test("when a script does not come to an end then it is stopped, and the page goes on", async () => {
    const { page, complaints } = await open();
    await write(page, "models.ts", "for (;;);\n");
    expect(await messages(page)).toContain("longer than 5 seconds");
    await write(page, "models.ts", "export const metadata = undefined;\n");
    await press(page, "Upgrade");
    expect(await messages(page)).toContain("8c1f0d2e77aa (head)");
    expect(complaints).toEqual([]);
  });

  test("when a script tries to send something then there is nothing to send it with", async () => {
    const { page, hosts } = await open();
    const attempts = [
      "typeof fetch",
      "typeof XMLHttpRequest",
      "typeof WebSocket",
      "typeof importScripts",
      "typeof indexedDB",
      'await new Function("return import(\\"http://example.com/x.js\\")")().then(() => "loaded", () => "refused")',
    ];
    await write(page, "models.ts", attempts.map((attempt) => `console.log(${attempt});`).join("\n"));
    await press(page, "Upgrade");
    const said = await page.locator(".pg-messages .line").allTextContents();
    expect(said.slice(0, 6)).toEqual([...Array(5).fill("undefined"), "refused"]);
    expect([...hosts]).toEqual([new URL(site.url).host]);
  });

  test("when the link is opened elsewhere then files, dialect and database are the same", async () => {
    const first = await open();
    await choose(first.page, "Example", "1");
    await choose(first.page, "Dialect", "oracle");
    await press(first.page, "Upgrade to head");
    const { hash } = new URL(first.page.url());
    const second = await open({}, hash);
    expect(await messages(second.page)).toContain("The database is at f00d5a1e0002 (head).");
    expect(await second.page.getByLabel("Dialect").inputValue()).toBe("oracle");
    expect(await second.page.getByRole("tab", { name: "f00d5a1e0002_merge.ts" }).getAttribute("aria-selected")).toBe(
      "true",
    );
    const broken = await open({}, "#1nonsense");
    expect(await messages(broken.page)).toContain("The database is at 1b382c4cb0f4.");
  });

  test("when every example is run up and down then nothing fails", async () => {
    const { page, complaints } = await open();
    for (const example of ["0", "1", "2", "3"]) {
      await choose(page, "Example", example);
      await press(page, "Upgrade to head");
      expect([example, await messages(page)]).toEqual([example, expect.stringContaining("(head)")]);
      await press(page, "Downgrade");
      expect(await page.locator(".pg-messages .error").allTextContents()).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });

  test("when there is only a keyboard then files are chosen, written and run", async () => {
    const { page } = await open();
    await page.getByRole("tab", { name: "8c1f0d2e77aa_add_email.ts" }).focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await settled(page);
    expect(await page.getByRole("tab", { name: "models.ts" }).getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("Tab");
    const focused = "document.activeElement?.getAttribute('aria-label')";
    expect(await page.evaluate(focused)).toBe("Text of models.ts");
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("// typed\n");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("log").getByText("8c1f0d2e77aa (head)").waitFor();
    await settled(page);
    expect(await page.locator(".cm-content").textContent()).toContain("// typed");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement?.textContent")).toContain("New revision");
    for (let step = 0; step < 2; step++) await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("tab", { name: "Schema" }).getAttribute("aria-selected")).toBe("true");
  });

  test("when it is as narrow as a phone, and dark, then nothing is wider than the screen and all is readable", async () => {
    const { page } = await open({ width: 375, height: 700, colorScheme: "dark" });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(375);
    for (const name of ["Schema", "Rows", "Graph", "SQL"]) {
      await view(page, name);
      expect([name, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([name, 375]);
    }
    for (const selector of [".cm-content", ".pg-code", ".pg-standing", ".pg-tabs button", ".pg-main"]) {
      expect([selector, await contrast(page, selector)]).toEqual([selector, expect.any(Number)]);
      expect(await contrast(page, selector)).toBeGreaterThan(4.5);
    }
  });

  /** The contrast of the text of an element with what is behind it, by the formula of WCAG. */
  const contrast = (page: Page, selector: string): Promise<number> =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const channels = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
        const luminance = (color: string): number => {
          const [r = 0, g = 0, b = 0] = channels(color).map((one) => {
            const part = one / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const scope = globalThis as unknown as {
          getComputedStyle(one: unknown): { color: string; backgroundColor: string };
        };
        let ground = "rgba(0, 0, 0, 0)";
        let at = element as unknown as { parentElement: unknown } | null;
        while (at !== null && channels(ground)[3] === 0) {
          ground = scope.getComputedStyle(at).backgroundColor;
          at = at.parentElement as { parentElement: unknown } | null;
        }
        const [light = 0, dark = 0] = [luminance(scope.getComputedStyle(element).color), luminance(ground)].sort(
          (a, b) => b - a,
        );
        return (light + 0.05) / (dark + 0.05);
      });
});
