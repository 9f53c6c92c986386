import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { withoutChromium } from "../browser/chromium.js";

/** Where `npm run docs:build` writes the site. */
export const builtSite = fileURLToPath(new URL("../../site/.vitepress/dist", import.meta.url));

/** Why the tests of the built site are left out, or `undefined`; where `CI` is set they are never left out. */
export const withoutSite =
  withoutChromium ??
  (existsSync(`${builtSite}/index.html`) || process.env["CI"] !== undefined
    ? undefined
    : "left out: the site is not built (`npm run docs:build` builds it)");
