import { existsSync, readFileSync } from "node:fs";

/** The first heading of a page. */
function titleOf(path) {
  const text = readFileSync(path, "utf8");
  return /^# (.+)$/m.exec(text)?.[1].replaceAll("`", "") ?? path;
}

const guide = [
  ["Use", ["command-line", "autogenerate", "models", "environment", "data", "preview", "graph", "json", "adopt"]],
  ["Databases", ["reliability", "batch", "postgresql", "mysql", "backends", "browser"]],
  ["Python", ["python", "python-models", "convert", "python-tests", "differences-from-alembic"]],
  ["NexusLIMS", ["nexuslims"]],
  ["The project", ["project/changelog", "project/contributing", "project/security", "project/bench"]],
];

/** The links of the API, which are written with its pages. */
const api = (path) =>
  existsSync(path)
    ? [{ text: "API", items: [{ text: "Overview", link: "/api/" }] }, ...JSON.parse(readFileSync(path, "utf8"))]
    : [];

/**
 * The links at the side of each part of the site. A page that nobody has put in order here is listed last.
 *
 * @param pages - the folder of the pages.
 * @param list - lists the names in a folder, in order.
 */
export function sidebar(pages, list) {
  const item = (name) => ({ text: titleOf(`${pages}/${name}.md`), link: `/${name}` });
  const has = (name) => existsSync(`${pages}/${name}.md`);
  const part = (folder, text) => {
    const names = list(`${pages}/${folder}`).filter((name) => name.endsWith(".md") && name !== "index.md");
    const items = names.map((name) => item(`${folder}/${name.slice(0, -3)}`));
    return [{ text, items: [{ text: "Overview", link: `/${folder}/` }, ...items] }];
  };
  const named = new Set(guide.flatMap(([, names]) => names));
  const others = list(pages)
    .filter((name) => name.endsWith(".md"))
    .map((name) => name.slice(0, -3))
    .filter((name) => !named.has(name) && !["index", "playground"].includes(name));
  const groups = [...guide, ["More", others]];
  return {
    "/tutorial/": part("tutorial", "Tutorial"),
    "/cookbook/": part("cookbook", "Cook-book"),
    "/operations/": part("operations", "Operations"),
    "/api/": api(`${pages}/api/sidebar.json`),
    "/": groups
      .map(([text, names]) => ({ text, items: names.filter(has).map(item) }))
      .filter(({ items }) => items.length > 0),
  };
}
