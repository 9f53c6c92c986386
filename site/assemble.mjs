// Puts the pages of the site together in site/pages: the files of docs/, the files at the top that they refer to, and what
// is generated. VitePress reads them from there, because a page outside of its folder finds no module.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { calls } from "../scripts/operations-reference.mjs";
import { writeApiPages } from "./api-pages.mjs";
import { operationsPages } from "./operations-pages.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pages = join(root, "site/pages");

/** Files outside of docs/ that are pages too, and where they are on the site. */
const others = {
  "CHANGELOG.md": "project/changelog.md",
  "CONTRIBUTING.md": "project/contributing.md",
  "SECURITY.md": "project/security.md",
  "bench/README.md": "project/bench.md",
};

/** Links of files that are somewhere else on the site. What is not on it, such as source files, is shown as text. */
function relink(text, from, to) {
  const up = "../".repeat(to.split("/").length - 1);
  return text.replaceAll(/(!?)\[((?:[^\][]|\[[^\]]*\])*)\]\(([^)\s]+)\)/g, (whole, picture, label, target) => {
    if (/^(#|[a-z]+:)/.test(target)) return whole;
    const [path, anchor] = target.split("#");
    const absolute = join("/", dirname(from), path).slice(1);
    const hash = anchor === undefined ? "" : `#${anchor}`;
    if (absolute === "docs/operations.md" && anchor === "keywords-of-dialects")
      return `${picture}[${label}](${up || "./"}operations/keywords.md)`;
    // There each call has a page of its own.
    const call = absolute === "docs/operations.md" && calls.find(({ title }) => title.toLowerCase() === anchor);
    if (call) return `${picture}[${label}](${up || "./"}operations/${call.title}.md)`;
    if (absolute === "docs/operations.md") return `${picture}[${label}](${up || "./"}operations/index.md${hash})`;
    if (absolute.startsWith("docs/")) return `${picture}[${label}](${up || "./"}${absolute.slice(5)}${hash})`;
    if (absolute === "README.md") return `[${label}](${up || "./"}index.md)`;
    const page = others[absolute];
    return page === undefined ? label : `[${label}](${up || "./"}${page}${hash})`;
  });
}

/** Writes all pages again. */
export async function assemble() {
  rmSync(pages, { recursive: true, force: true });
  mkdirSync(join(pages, "project"), { recursive: true });
  for (const name of readdirSync(join(root, "docs"), { recursive: true })) {
    if (name.endsWith(".md") && name !== "operations.md") assembleDoc(name);
    else if (/\.(svg|png|gif)$/.test(name)) cpSync(join(root, "docs", name), join(pages, name));
  }
  for (const [from, to] of Object.entries(others)) {
    writeFileSync(join(pages, to), relink(readFileSync(join(root, from), "utf8"), from, to));
  }
  mkdirSync(join(pages, "operations"));
  for (const [name, text] of operationsPages()) writeFileSync(join(pages, "operations", name), text);
  await writeApiPages(join(pages, "api"));
  cpSync(join(root, "site/home"), pages, { recursive: true });
}

/** Writes the page of one file of docs/ again. */
export function assembleDoc(name) {
  const text = relink(readFileSync(join(root, "docs", name), "utf8"), `docs/${name}`, name);
  mkdirSync(dirname(join(pages, name)), { recursive: true });
  writeFileSync(join(pages, name), text);
}
