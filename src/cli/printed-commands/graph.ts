import { modulePath, writeModule } from "../../commands/from-database/write-module.js";
import { type ReadGraphOptions, graph as readGraph } from "../../commands/graph/graph.js";
import { graphDetails } from "../../commands/graph/graph-details.js";
import type { Config } from "../../config/config.js";
import { drawDot } from "../../graph/picture/draw-dot.js";
import { drawMermaid } from "../../graph/picture/draw-mermaid.js";
import { drawSvg } from "../../graph/picture/draw-svg.js";
import { drawTerminal } from "../../graph/picture/draw-terminal.js";
import type { GraphView } from "../../graph/picture/graph-view.js";
import { drawHtml, pageGenerator } from "../../graph/picture/html/draw-html.js";
import { CommandError } from "../../support/command-error.js";

/** Options of {@link graph}. At most one of `mermaid`, `dot`, `svg`, `html` and `json` may be given. */
export interface GraphOptions extends ReadGraphOptions {
  /** Print a flowchart in Mermaid's language; by default `false`. */
  readonly mermaid?: boolean | undefined;
  /** Print the graph in the language of Graphviz; by default `false`. */
  readonly dot?: boolean | undefined;
  /** Print a picture in SVG; by default `false`. */
  readonly svg?: boolean | undefined;
  /** Write a page of HTML to this file; by default none. */
  readonly html?: string | undefined;
  /** With `html`, the dialects of the SQL in the page; by default that of the environment. */
  readonly dialect?: readonly string[] | undefined;
  /** Print nothing and only return the data; by default `false`. */
  readonly json?: boolean | undefined;
}

const languages = { mermaid: drawMermaid, dot: drawDot, svg: drawSvg, json: () => "" };

/**
 * Draws the graph of revisions, and marks where databases are. Databases are only read.
 *
 * @returns the data of the picture, for {@link drawTerminal} and the other drawings.
 * @throws CommandError if the range is not valid, two databases have the same name, a database cannot be opened, or
 * several output formats are given.
 * @example
 * ```ts
 * import { command, drawMermaid, loadConfig } from "alembic-ts";
 *
 * const view = await command.graph(loadConfig(), { at: ["production=postgresql://reader@db.example.org/shop"] });
 * console.log(drawMermaid(view));
 * ```
 */
export async function graph(config: Config, options: GraphOptions = {}): Promise<GraphView> {
  const asked = (["mermaid", "dot", "svg", "json"] as const).filter((key) => options[key] === true);
  const given = [...asked, ...(options.html === undefined ? [] : ["html"])];
  if (given.length > 1) {
    throw new CommandError(`Using ${given.map((key) => `--${key}`).join(" with ")} does not make any sense`);
  }
  if ((options.dialect ?? []).length > 0 && options.html === undefined) {
    throw new CommandError("Using --dialect without --html does not make any sense");
  }
  const isOwnPage = (text: string): boolean => text.includes(pageGenerator);
  const path = modulePath(config, { out: options.html }, isOwnPage, "choose another file, or remove it");
  const view = await readGraph(config, options);
  if (path !== undefined) {
    const ids = view.revisions.map(({ revision }) => revision);
    const details = await graphDetails(config, ids, options.dialect);
    await writeModule(config, path, await drawHtml(view, { details }));
    return view;
  }
  const [language] = asked;
  const drawing =
    language === undefined ? await terminalPicture(view, config.output.outColor) : languages[language](view).trimEnd();
  // The only control characters are our colours: the drawing escapes those of the messages.
  if (drawing !== "") config.printStdout(drawing, { isPainted: true });
  return view;
}

async function terminalPicture(view: GraphView, isColored: boolean): Promise<string> {
  if (!isColored) return drawTerminal(view).join("\n");
  const { default: picocolors } = await import("picocolors");
  const { cyan, yellow, green, magenta, blue, red, bold, dim } = picocolors.createColors(true);
  const colors = [cyan, yellow, green, magenta, blue, red];
  return drawTerminal(view, {
    branch: (text, branch) => colors[branch % colors.length]!(text),
    database: (text) => bold(green(text)),
    mark: dim,
  }).join("\n");
}
