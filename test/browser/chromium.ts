import { existsSync } from "node:fs";
import { type Browser, chromium, type Page, type Request } from "playwright-core";

/** Where Chromium is: Debian's package, or what `CHROMIUM` names. */
export const chromiumPath = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (path) => path !== undefined && existsSync(path),
);

/** Why tests in a browser are left out, or `undefined`; where `CI` is set they are never left out. */
export const withoutChromium =
  chromiumPath === undefined && process.env["CI"] === undefined
    ? "left out: there is no Chromium (install the package `chromium`, or set CHROMIUM)"
    : undefined;

/** What a page does that a test may want to know of. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors and warnings on its console, and errors that nothing caught. */
  readonly complaints: readonly string[];
  /** The hosts that its requests reached; what its content security policy held back is not among them. */
  readonly hosts: ReadonlySet<string>;
}

/** How a page is shown. */
export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: "light" | "dark";
}

/** Starts Chromium without a window. Close it after use. */
export function startChromium(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error("There is no Chromium: install the package `chromium`");
  return chromium.launch({
    executablePath: chromiumPath,
    // The tests run as root in a container, where Chromium has no sandbox and little shared memory.
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  });
}

/** Opens an empty page whose complaints and requests are kept. */
export async function openPage(browser: Browser, options: PageOptions = {}): Promise<WatchedPage> {
  const { width = 1280, height = 800, colorScheme = "light" } = options;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  const page = await context.newPage();
  const complaints: string[] = [];
  const hosts = new Set<string>();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error.stack ?? error)));
  const count = (request: Request): void => {
    const { protocol, host } = new URL(request.url());
    const isHeldBack = request.failure()?.errorText === "csp";
    if (protocol !== "data:" && protocol !== "blob:" && !isHeldBack) hosts.add(host);
  };
  context.on("requestfinished", count);
  context.on("requestfailed", count);
  return { page, complaints, hosts };
}
