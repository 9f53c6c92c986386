import { parse } from "es-module-lexer";

/** An import of a package's module, with what it binds as a parameter's pattern. */
export interface SimpleImport {
  readonly specifier: string;
  readonly names: readonly string[];
  readonly pattern: string;
}

/**
 * A module as an async function that gets what it imports as arguments and returns what it exports. After the first
 * line, lines and columns are those of the text that it was made from.
 */
export interface SimpleModule {
  readonly imports: readonly SimpleImport[];
  readonly code: string;
}

const importClause = /^import\s*(?:([\w$]+)\s*(?:,\s*)?)?(?:\{([^{}]*)\}|\*\s*as\s+([\w$]+))?\s*(?:from\s*)?["']/;
const functionHead =
  /export\s+(?:default\s+)?(?:async\s+)?function\s*\*?\s*([\w$]+)\s*\(([^()]*)\)\s*(:[\w$.<>| ]+)?\{/y;
const constantHead = /export\s+const\s+([\w$]+)\s*(:[^=;{}]*)?=(?!>)/y;
const classHead = /export\s+(?:default\s+)?class\s+([\w$]+)\s/y;
const parameter = /^\s*[\w$]+\s*(\??:\s*[\w$.]+)?\s*$/;
// `f<T>(x)` is also valid JavaScript and means something else there.
const genericCall = /[^=]>\s*[(`]/;

const blank = (text: string): string => text.replace(/[^\n]/g, " ");

/** What an import statement binds, or `undefined` where it is of a form that is seldom written. */
function bindings(statement: string): Pick<SimpleImport, "names" | "pattern"> | undefined {
  const clause = importClause.exec(statement);
  if (clause === null) return undefined;
  const [, byDefault, list, namespace] = clause;
  if (byDefault === "type" || (byDefault !== undefined && namespace !== undefined)) return undefined;
  if (namespace !== undefined) return { names: [], pattern: namespace };
  const names: string[] = byDefault === undefined ? [] : ["default"];
  const patterns: string[] = byDefault === undefined ? [] : [`default: ${byDefault}`];
  for (const item of (list ?? "").split(",")) {
    const words = item.trim().split(/\s+/);
    if (words[0] === "" || (words[0] === "type" && words.length === 2)) continue;
    const [name = "", as, local] = words;
    if (!/^[\w$]+$/.test(name) || (words.length !== 1 && (words.length !== 3 || as !== "as"))) return undefined;
    names.push(name);
    patterns.push(local === undefined ? name : `${name}: ${local}`);
  }
  return { names, pattern: `{ ${patterns.join(", ")} }` };
}

/** An exported function's head without `export` and without its types, or `undefined` where they are not plain. */
function plainFunction(head: string, list: string, result: string | undefined): string | undefined {
  const items = list.split(",").map((item) => ({ item, type: parameter.exec(item)?.[1], plain: parameter.test(item) }));
  if (list.trim() !== "" && items.some(({ plain }) => !plain)) return undefined;
  const open = head.indexOf("(");
  const parameters = items.map(({ item, type }) => (type === undefined ? item : item.replace(type, blank(type))));
  const rest = head.slice(open + 1 + list.length);
  const tail = result === undefined ? rest : rest.replace(result, blank(result));
  return `${head.slice(0, open + 1).replace(/^export\s+(?:default\s+)?/, blank)}${parameters.join(",")}${tail}`;
}

/** The declaration at an `export`: its name, and its head as it stands without `export` and types. */
function declarationAt(code: string, at: number): { name: string; head: string; length: number } | undefined {
  functionHead.lastIndex = at;
  const work = functionHead.exec(code);
  if (work !== null) {
    const head = plainFunction(work[0], work[2] ?? "", work[3]);
    return head === undefined ? undefined : { name: work[1] ?? "", head, length: work[0].length };
  }
  constantHead.lastIndex = at;
  const constant = constantHead.exec(code);
  if (constant !== null) {
    const bare = constant[0].replace(/^export/, blank);
    const head = constant[2] === undefined ? bare : bare.replace(constant[2], blank(constant[2]));
    return { name: constant[1] ?? "", head, length: constant[0].length };
  }
  classHead.lastIndex = at;
  const made = classHead.exec(code);
  return made === null
    ? undefined
    : { name: made[1] ?? "", head: made[0].replace(/^export\s+(?:default\s+)?/, blank), length: made[0].length };
}

/**
 * Reads a module of the form that nearly all scripts have: it imports packages only, so no circle can pass through it,
 * and exports constants, functions and classes that it declares, so its exports are known once it has run. Of
 * TypeScript it may have what stands in the heads of those; whether more is in the text shows when it is compiled.
 *
 * @returns The function's parts, or `undefined` where the module has any other form.
 */
export function simpleModule(code: string): SimpleModule | undefined {
  const [imports, exports] = parse(code);
  const found: SimpleImport[] = [];
  const names: string[] = [];
  const cuts: { readonly at: number; readonly length: number; readonly text: string }[] = [];
  for (const one of imports) {
    if (one.type !== "static" || one.phase !== null || one.attributes !== null) return undefined;
    if (/^(?:\.{0,2}\/|\.{1,2}$|file:|[a-zA-Z]:)/.test(one.specifier)) return undefined;
    const statement = code.slice(one.importStart, one.importEnd);
    if (!one.typeOnly) {
      const bound = bindings(statement);
      if (bound === undefined) return undefined;
      found.push({ specifier: one.specifier, ...bound });
    }
    cuts.push({ at: one.importStart, length: statement.length, text: blank(statement) });
  }
  for (const one of exports) {
    if (one.type !== "direct" || one.typeOnly) return undefined;
    const declared = declarationAt(code, one.exportStart);
    if (declared === undefined || (one.name !== "default" && declared.name !== one.name)) return undefined;
    cuts.push({ at: one.exportStart, length: declared.length, text: declared.head });
    names.push(one.name === "default" ? `default: ${declared.name}` : one.name);
  }
  let text = "";
  let at = 0;
  for (const cut of cuts.sort((first, second) => first.at - second.at)) {
    if (cut.at < at) return undefined;
    text += code.slice(at, cut.at) + cut.text;
    at = cut.at + cut.length;
  }
  text += code.slice(at);
  if (genericCall.test(text)) return undefined;
  const parameters = found.map(({ pattern }) => pattern).join(", ");
  return {
    imports: found,
    code: `"use strict"; (async function (${parameters}) {\n${text}\nreturn { ${names.join(", ")} };\n})`,
  };
}
