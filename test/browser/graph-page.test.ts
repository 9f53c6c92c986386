import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "../../src/cli/main.js";
import { graphView } from "../../src/graph/picture/graph-view.js";
import { drawHtml, type GraphDetail } from "../../src/graph/picture/html/draw-html.js";
import { Revision } from "../../src/graph/revision.js";
import { RevisionMap } from "../../src/graph/revision-map.js";
import { walkRevisions } from "../../src/graph/walk-revisions.js";
import { MemoryOutput } from "../../src/support/output.js";
import { writeEnvironment } from "../interop/random-commands/write-environment.js";
import { openPage, startChromium, withoutChromium } from "./chromium.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "graph-page-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hostile = `</script><script>document.title = "taken"</script><!-- <img src=x onerror=alert(1)> "'&`;

async function cli(...argv: readonly string[]) {
  const output = new MemoryOutput();
  const code = await main(argv, { cwd: folder, env: {}, output });
  return { code, out: output.stdout };
}

test("when a page is asked for then it is written, and replaced, and another file is not", async () => {
  const revision = (id: string, down: readonly string[]) => {
    return { id, down: [...down], dependsOn: [], labels: [], message: `step ${id}` };
  };
  writeEnvironment(
    folder,
    "ts",
    new Map([
      ["1", revision("a1", [])],
      ["2", revision("b2", ["a1"])],
    ]),
  );
  const path = join(folder, "graph.html");
  const written = { code: 0, out: `Generating ${path} ...  done\n` };
  expect(await cli("graph", "--html", "graph.html")).toEqual(written);
  const dialects = ["--dialect", "postgresql", "--dialect", "oracle"];
  expect(await cli("graph", "--html", "graph.html", ...dialects)).toEqual(written);
  const data = JSON.parse(
    /<script type="application\/json" id="data">(.*)<\/script>/.exec(readFileSync(path, "utf8"))![1]!,
  );
  expect(data.dialects).toEqual(["postgresql", "oracle"]);
  expect(data.details.b2.sql.postgresql).toContain("CREATE TABLE t_b2 (");
  expect(data.details.b2.script).toContain('revision = "b2"');
  expect((await cli("graph", "--dialect", "oracle")).out).toContain("--dialect without --html");
  writeFileSync(path, "mine");
  expect((await cli("graph", "--html", "graph.html")).out).toContain("graph.html exists already");
});

describe.skipIf(withoutChromium !== undefined)(`the page in Chromium (${withoutChromium ?? "opened"})`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());

  /** Writes the page of a thousand revisions with a branch each ten, and returns its address. */
  async function thousand(): Promise<string> {
    const revisions = Array.from({ length: 1000 }, (_, at) => {
      const [one, two] = [`r${at - 1}`, `r${at - 2}`];
      const down = at === 0 ? null : at % 10 === 9 ? `r${at - 3}` : at % 10 === 0 ? [one, two] : one;
      return new Revision(`r${at}`, down, { longdoc: at === 500 ? hostile : `step ${at}` });
    });
    const listed = walkRevisions(new RevisionMap(revisions));
    const details = new Map<string, GraphDetail>(
      listed.map((one) => [
        one.revision,
        { path: "x.ts", script: hostile, sql: { sqlite: "SELECT 1", mysql: "SELECT 2" } },
      ]),
    );
    const view = graphView(listed, [{ name: "production", rows: ["r700"] }]);
    const path = join(folder, "thousand.html");
    writeFileSync(path, await drawHtml(view, { title: "Shop", details }));
    return pathToFileURL(path).href;
  }

  test("when a page is used by the keyboard then it searches, opens, chooses and closes, and runs no foreign text", async () => {
    const { page, complaints, hosts } = await openPage(browser);
    await page.goto(await thousand());
    expect(await page.title()).toBe("Shop");
    // Only what can be seen is drawn.
    expect(await page.locator(".row").count()).toBeLessThan(120);
    await page.keyboard.press("/");
    await page.keyboard.type("onerror");
    expect(await page.locator("#found").textContent()).toBe("1 match");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    expect(await page.locator("#panel h2").textContent()).toBe("r500");
    expect(await page.locator("#script").textContent()).toBe(hostile);
    expect(await page.locator("#sql").textContent()).toBe("SELECT 1");
    await page.locator("#panel select").selectOption("mysql");
    expect(await page.locator("#sql").textContent()).toBe("SELECT 2");
    await page.keyboard.press("Escape");
    expect(await page.locator("#panel").isHidden()).toBe(true);
    await page.keyboard.press("Home");
    const first = await page.locator("[aria-selected=true]").getAttribute("aria-posinset");
    await page.keyboard.press("ArrowDown");
    const second = await page.locator("[aria-selected=true]").getAttribute("aria-posinset");
    expect([first, second]).toEqual(["1", "2"]);
    await page.locator("#databases button").click();
    expect(await page.locator("#panel h2").textContent()).toBe("r700");
    expect(await page.title()).toBe("Shop");
    if (process.env["SCREENSHOTS"]) await page.screenshot({ path: join(process.env["SCREENSHOTS"], "wide.png") });
    expect([complaints, [...hosts].filter((host) => host !== "")]).toEqual([[], []]);
  });

  test("when the screen is a dark phone's then nothing is wider than it", async () => {
    const { page, complaints } = await openPage(browser, { width: 390, height: 780, colorScheme: "dark" });
    await page.goto(await thousand());
    await page.locator(".row").nth(3).click();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(20, 23, 28)");
    if (process.env["SCREENSHOTS"]) await page.screenshot({ path: join(process.env["SCREENSHOTS"], "phone.png") });
    expect(complaints).toEqual([]);
  });
});
