import { branchColors } from "../branch-colors.js";
import { escapeMarkup } from "../draw-svg.js";
import { type GraphView, marksOf } from "../graph-view.js";
import { layOutGraph } from "../lay-out-graph.js";
import { pageScript } from "./page-script.js";
import { pageStyle } from "./page-style.js";

/** The line by which the command recognizes a page that it wrote and may replace. */
export const pageGenerator = '<meta name="generator" content="alembic-ts graph">';

/** The details of a revision, which the page shows on a click. */
export interface GraphDetail {
  /** The whole message. */
  readonly message?: string;
  /** The path of the file, as the page shows it. */
  readonly path?: string;
  /** The text of the file. */
  readonly script?: string;
  /** The SQL of its upgrade by dialect. */
  readonly sql?: Readonly<Record<string, string>>;
}

/** Options of {@link drawHtml}. */
export interface DrawHtmlOptions {
  /** The heading; by default `Revisions`. */
  readonly title?: string;
  /** Details by revision; by default none. */
  readonly details?: ReadonlyMap<string, GraphDetail>;
}

/**
 * Draws the graph of revisions as an HTML page with search, zoom, a column for each branch and the places of databases.
 * A click on a revision shows its script and its SQL. The page makes no requests, and its content security policy
 * forbids them.
 *
 * @returns the document, with a newline at the end.
 * @example
 * ```ts
 * import { drawHtml, graphView, Revision, RevisionMap, walkRevisions } from "alembic-ts";
 *
 * const map = new RevisionMap([new Revision("a", null), new Revision("b", "a", { longdoc: "add users" })]);
 * console.log(await drawHtml(graphView(walkRevisions(map)), { title: "Shop" }));
 * ```
 */
export async function drawHtml(view: GraphView, options: DrawHtmlOptions = {}): Promise<string> {
  const { title = "Revisions", details = new Map<string, GraphDetail>() } = options;
  const policy = `default-src 'none'; style-src '${await hashOf(pageStyle)}'; img-src data:; script-src '${await hashOf(pageScript)}'; base-uri 'none'; form-action 'none'`;
  const count = `${view.revisions.length} ${view.revisions.length === 1 ? "revision" : "revisions"}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
${pageGenerator}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)}</title>
<link rel="icon" href="data:,">
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>${escapeMarkup(title)}</h1><span class="dim">${count}</span>
<input id="search" type="search" placeholder="Search ( / )" aria-label="Search revisions">
<span id="found" role="status"></span>
<span><button id="out" aria-label="Zoom out">−</button> <button id="in" aria-label="Zoom in">+</button></span>
<div id="databases"></div>
</header>
<main>
<div id="scroll" tabindex="0" role="listbox" aria-label="Revisions, newest first"><div id="space" role="presentation"></div></div>
<aside id="panel" hidden></aside>
</main>
<script type="application/json" id="data">${dataOf(view, details)}</script>
<script>${pageScript}</script>
</body>
</html>
`;
}

function dataOf(view: GraphView, details: ReadonlyMap<string, GraphDetail>): string {
  const { revisions, edges } = layOutGraph(view.revisions);
  const color = (branch: number): number => branch % branchColors.length;
  const data = {
    rows: revisions.map(({ revision, lane, branch }) => {
      const { databases, appliedTo, parents, dependencies, branchLabels, doc } = revision;
      const marks = marksOf(revision);
      const texts = [
        revision.revision,
        ...marks,
        doc,
        ...databases,
        ...branchLabels,
        details.get(revision.revision)?.path,
      ];
      return {
        ...{ revision: revision.revision, lane, color: color(branch), marks, doc, parents, dependencies, branchLabels },
        ...{ databases, appliedTo, applied: appliedTo.length > 0, search: texts.join(" ").toLowerCase() },
      };
    }),
    edges: edges.map(({ from, to, lane, kind, branch }) => {
      return { from, to, lane, color: color(branch), dependency: kind === "dependency" };
    }),
    databases: view.databases.map(({ name, at, unknown, pending }) => {
      const places = [...at, ...unknown.map((one) => `${one} (not among these revisions)`)].join(", ") || "base";
      return { name, at, text: pending === 0 ? `${places}, up to date` : `${places}, ${pending} to go` };
    }),
    dialects: [...new Set([...details.values()].flatMap(({ sql = {} }) => Object.keys(sql)))],
    details: Object.fromEntries(details),
  };
  // `</script>` would end the element, and `<!--` would change where it ends, so `<` is escaped.
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}

/** The hash by which the content security policy allows the script and the style of the page. */
async function hashOf(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return `sha256-${btoa(String.fromCharCode(...bytes))}`;
}
