// The pages of the API, from the doc comments of the public entries, with TypeDoc. A section of src/index.ts is a page, and
// so are each namespace in it and each class that has more than a few members of its own. TypeDoc reads the declarations,
// as the package has them, not the sources: nothing else is public, and they are read in half the time.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { relative } from "node:path/posix";
import { fileURLToPath } from "node:url";
import { Application, ReflectionKind } from "typedoc";
import { MemberRouter } from "typedoc-plugin-markdown";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const types = join(root, "tmp/api-types");
const made = join(root, "tmp/api-pages");

/** The sections of an entry: a comment alone on its line, and the exports below it. */
function sectionsOf(path) {
  const parts = readFileSync(path, "utf8").split(/^\/\/ (.+)$/m);
  const sections = [];
  for (let at = 1; at < parts.length; at += 2) sections.push({ title: parts[at], text: parts[at + 1].trim() });
  return sections;
}

const slug = (title) =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, "-")
    .replace(/-$/, "");

/** What is read: each section of the package's main entry, and the two other entries as they are. */
function modules() {
  const main = sectionsOf(join(root, "src/index.ts")).map(({ title, text }) => ({ name: slug(title), title, text }));
  return [
    ...main.map((one) => ({ ...one, entry: "alembic-ts", file: join(types, `${one.name}.d.ts`) })),
    ...["browser", "nexuslims"].map((name) => {
      const title = `alembic-ts/${name}`;
      return { name, title, entry: title, file: join(types, name, "index.d.ts") };
    }),
  ];
}

/** Changes whenever the pages do. */
function stateOf(folders) {
  const hash = createHash("sha256");
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || entry.parentPath.includes("node_modules")) continue;
      const path = join(entry.parentPath, entry.name);
      hash.update(`${path}\0`).update(readFileSync(path));
    }
  }
  for (const name of ["site/api-pages.mjs", "site/package-lock.json", "tsconfig.json", "tsconfig.types.json"])
    hash.update(readFileSync(join(root, name)));
  return hash.digest("hex");
}

const COMMENT = String.raw`(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?`;
const CALLABLE = new RegExp(
  String.raw`${COMMENT}(?:export )?declare const (\w+): .*\n(export )?type \2\b.* = (\w+Class)(?:<.*>)?;`,
  "g",
);
const CLASS = /export type (\w+)\b.* = (\w+Class)(?:<.*>)?;\nexport declare const \1: typeof \2;/g;
const NAMESPACE = new RegExp(String.raw`${COMMENT}export \* as \w+ from "(.*)\.js";`, "g");

/** `sa.Column` is a constant that calls a class: what it takes, and what its instances have, is in the class. */
function declareClasses(text) {
  const renamed = new Map();
  const classes = text
    .replaceAll(CLASS, (_, name, from) => `export { ${from} as ${name} };`)
    .replaceAll(CALLABLE, (_, _comment, name, isExported, from) => {
      if (isExported) return `export { ${from} as ${name} };`;
      renamed.set(name, from);
      return "";
    });
  // `SaString`, whose name outside is that of a built-in, is exported at another place.
  return classes.replaceAll(/\b(Sa\w+) as\b/g, (whole, name) =>
    renamed.has(name) ? `${renamed.get(name)} as` : whole,
  );
}

/** `command` is an object of functions: as a namespace, each has its comment and its parameters. */
function declareCommands() {
  const [path, functions] = ["command", "command-functions"].map((name) => join(types, `cli/${name}.d.ts`));
  const [imports, rest] = readFileSync(path, "utf8").split(/^(?=\/\*\*)/m);
  writeFileSync(functions, imports.replaceAll(/^import/gm, "export"));
  const comment = rest.slice(0, rest.indexOf("export"));
  writeFileSync(path, `${comment}export * as command from "./command-functions.js";\n`);
}

/** Writes the declarations, and a file for each section. */
function declare(list) {
  rmSync(types, { recursive: true, force: true });
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const args = [tsc, "-p", "tsconfig.types.json", "--outDir", types];
  const done = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (done.status !== 0) throw new Error("the declarations of the sources cannot be written");
  declareCommands();
  for (const { file, text } of list) if (text !== undefined) writeFileSync(file, `${text}\n`);
  for (const name of readdirSync(types, { recursive: true })) {
    if (!name.endsWith(".d.ts")) continue;
    const path = join(types, name);
    const text = readFileSync(path, "utf8");
    if (name.startsWith("schema")) writeFileSync(path, declareClasses(text));
    // TypeDoc takes the comment of a namespace from the file behind it.
    for (const [, comment, from] of text.matchAll(NAMESPACE)) {
      if (comment === undefined) continue;
      const behind = join(dirname(path), `${from}.d.ts`);
      const module = comment.replace(/ ?\*\/\n$/, "\n * @module\n */\n");
      writeFileSync(behind, `${module}${readFileSync(behind, "utf8")}`);
    }
  }
  const compilerOptions = {
    target: "ES2023",
    module: "NodeNext",
    moduleResolution: "NodeNext",
    types: ["node"],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  writeFileSync(join(types, "tsconfig.json"), JSON.stringify({ compilerOptions, files: list.map(({ file }) => file) }));
}

/** Gives a page to a class that has more than a few members. */
class Router extends MemberRouter {
  /** The one that TypeDoc has made last; it lets go of it when the pages are written. */
  static last;

  constructor(application) {
    super(application);
    Router.last = this;
  }

  // VitePress takes a page `Index` for the first one of its folder.
  getReflectionAlias(reflection) {
    const alias = super.getReflectionAlias(reflection);
    return alias === "Index" ? "IndexClass" : alias;
  }

  buildChildPages(reflection, pages) {
    const members = (reflection.children ?? []).filter((member) => !member.kindOf(ReflectionKind.Constructor));
    this.membersWithOwnFile = members.length > 4 ? ["Class"] : [];
    super.buildChildPages(reflection, pages);
  }
}

/**
 * Leaves out what a class has from one that is described too, where a link leads. Of a type of `sa` its arguments matter and
 * what it alone has. Where a member comes from, or what it takes the place of, helps nobody who calls it.
 */
function leaveOutInherited(project) {
  const members = ReflectionKind.ClassMember | ReflectionKind.SomeSignature;
  for (const member of project.getReflectionsByKind(members)) {
    const from = member.inheritedFrom?.reflection?.parent;
    const described = from?.kindOf(ReflectionKind.Class) && member.parent !== from;
    const inSa = /\bsa\./.test(member.getFullName()) && (member.inheritedFrom ?? member.overwrites);
    if (
      member.kindOf(ReflectionKind.ClassMember) &&
      !member.kindOf(ReflectionKind.Constructor) &&
      (described || inSa)
    ) {
      project.removeReflection(member);
    }
  }
  for (const member of project.getReflectionsByKind(members)) {
    for (const key of ["inheritedFrom", "overwrites", "implementationOf"]) delete member[key];
  }
  // They were put into groups before.
  for (const reflection of Object.values(project.reflections)) {
    if (reflection.groups === undefined) continue;
    for (const group of reflection.groups) {
      group.children = group.children.filter(({ id }) => project.reflections[id] !== undefined);
    }
    reflection.groups = reflection.groups.filter(({ children }) => children.length > 0);
  }
}

/** The list of everything, and the links at the side: entries, sections, and the pages in each. */
function overview(project, list, router) {
  const url = (reflection) => router.getFullUrl(reflection);
  const pagesIn = (reflection) =>
    (reflection.children ?? []).filter((child) => router.hasOwnDocument(child) && !child.isReference());
  const item = (reflection, text = reflection.name) => {
    const pages = pagesIn(reflection).map((child) => item(child));
    const link = `/api/${url(reflection).replace(/\.md$/, "")}`.replace(/index$/, "");
    return pages.length > 0 ? { text, link, collapsed: true, items: pages } : { text, link };
  };
  const target = (reflection) => reflection.tryGetTargetReflection?.() ?? reflection;
  const isType = (child) => target(child).kindOf(ReflectionKind.Interface | ReflectionKind.TypeAlias);
  const links = (children, which) =>
    children
      .filter(which)
      .map((child) => `[${child.name}](${url(target(child))})`)
      .join(", ");
  const lines = ["# API", "", "Each name that the package exports, from the comments in its sources.", ""];
  const entries = [...new Set(list.map(({ entry }) => entry))];
  const sidebar = entries.map((entry) => {
    lines.push(`## ${entry}`, "");
    const sections = list.filter((one) => one.entry === entry);
    const items = sections.map(({ name, title }) => {
      const module = project.children.find((child) => child.name === name);
      if (title !== entry) lines.push(`### [${title}](${url(module)})`, "");
      lines.push(`${links(module.children, (child) => !isType(child))}.`, "");
      const types = links(module.children, isType);
      if (types !== "") lines.push(`Types: ${types}.`, "");
      return item(module, title === entry ? "All names" : title.replaceAll("`", ""));
    });
    return { text: entry, items };
  });
  return { page: lines.join("\n"), sidebar };
}

/** Where some classes have pages and others have not, the page that lists them leads to those too. */
function linkPages(project, router) {
  const url = (reflection) => router.getFullUrl(reflection);
  for (const place of project.getReflectionsByKind(ReflectionKind.Module | ReflectionKind.Namespace)) {
    const classes = (place.children ?? []).filter((child) => child.kindOf(ReflectionKind.Class));
    const withPage = classes.filter((child) => router.hasOwnDocument(child));
    if (withPage.length === 0 || withPage.length === classes.length) continue;
    const links = withPage.map((child) => `[${child.name}](${relative(dirname(url(place)), url(child))})`);
    const path = join(made, url(place));
    const text = readFileSync(path, "utf8");
    writeFileSync(
      path,
      text.replace("## Classes\n", () => `## Classes\n\nOn pages of their own: ${links.join(", ")}.\n`),
    );
  }
}

/** Runs TypeDoc. Its warnings, such as a `{@link}` to nothing, are faults. */
async function writePages(list) {
  const titles = new Map(list.map(({ name, title }) => [name, title]));
  const app = await Application.bootstrapWithPlugins({
    entryPoints: list.map(({ file }) => file),
    tsconfig: join(types, "tsconfig.json"),
    basePath: types,
    plugin: ["typedoc-plugin-markdown"],
    skipErrorChecking: true,
    readme: "none",
    router: "sections",
    entryFileName: "index",
    outputs: [{ name: "markdown", path: made }],
    excludeInternal: true,
    excludePrivate: true,
    excludeExternals: true,
    externalPattern: ["**/node_modules/**"],
    disableSources: true,
    disableGit: true,
    sort: ["source-order"],
    validation: { notExported: false, invalidLink: true, rewrittenLink: false, notDocumented: false },
    hideBreadcrumbs: true,
    hidePageHeader: true,
    indexFormat: "table",
    parametersFormat: "table",
    enumMembersFormat: "table",
    useCustomAnchors: true,
    // A heading such as "Properties" has an anchor of its own.
    anchorPrefix: "api-",
    sanitizeComments: true,
    pageTitleTemplates: {
      module: ({ name }) => titles.get(name) ?? name,
      member: ({ name }) => name,
    },
    logLevel: "Warn",
  });
  app.renderer.defineRouter("sections", Router);
  const project = await app.convert();
  if (project === undefined) throw new Error("TypeDoc cannot read the declarations");
  leaveOutInherited(project);
  await app.generateOutputs(project);
  linkPages(project, Router.last);
  const { page, sidebar } = overview(project, list, Router.last);
  writeFileSync(join(made, "index.md"), page);
  writeFileSync(join(made, "sidebar.json"), JSON.stringify(sidebar));
}

/**
 * Writes the pages of the API into a folder, from those of the last time where nothing has changed.
 *
 * @param {string} folder - the folder, which is new.
 */
export async function writeApiPages(folder) {
  const state = stateOf([join(root, "src")]);
  const stamp = join(made, "state");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== state) {
    const list = modules();
    rmSync(made, { recursive: true, force: true });
    declare(list);
    await writePages(list);
    mkdirSync(made, { recursive: true });
    writeFileSync(stamp, state);
  }
  cpSync(made, folder, { recursive: true, filter: (path) => basename(path) !== "state" });
}
