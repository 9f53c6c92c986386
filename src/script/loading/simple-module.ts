/** An import of a package's module, with what it binds as a parameter's pattern. */
export interface SimpleImport {
  readonly specifier: string;
  readonly names: readonly string[];
  readonly pattern: string;
}

/**
 * A module as the body of a function that gets what it imports as arguments and returns what it exports. After the
 * first line, lines and columns are those of the text that it was made from.
 */
export interface SimpleModule {
  readonly imports: readonly SimpleImport[];
  /** The function's parameters, one for each import. */
  readonly parameters: readonly string[];
  readonly body: string;
}

// White space is bounded, or a long run of it takes quadratic time; longer runs are a rare form.
const importStatement =
  /import\s{0,40}(?:(?:([\w$]+)\s{0,40}(?:,\s{0,40})?)?(?:\{([^{}]*)\}|\*\s{0,40}as\s{1,40}([\w$]+))?\s{0,40}from\s{0,40})?(?:"([^"\\\n]*)"|'([^'\\\n]*)')(?=[ \t]*(?:;|\r?\n|$))/y;
const typeImport = /import\s{1,40}type\s{1,40}(?!from\s{0,40}["'])[^'"`;]*(?:"[^"\\\n]*"|'[^'\\\n]*')/y;
const functionHead =
  /export\s{1,40}(default\s{1,40})?(?:async\s{1,40})?function\s{0,40}\*?\s{0,40}([\w$]+)\s{0,40}\(([^()]*)\)\s{0,40}(:[\w$.<>| ]+)?\{/y;
const constantHead = /export\s+const\s+([\w$]+)\s*(:[^=;{}]*)?=(?!>)/y;
const isPath = /^(?:\.{0,2}\/|\.{1,2}$|file:|[a-zA-Z]:[\\/])/;
const parameter = /^\s{0,40}[\w$]+\s{0,40}(\??:\s{0,40}[\w$.]+)?\s{0,40}$/;
// `f<T>(x)` is also valid JavaScript and means something else there.
const genericCall = /[^=]>\s*[(`]/;

const blank = (text: string): string => (text.includes("\n") ? text.replace(/[^\n]/g, " ") : " ".repeat(text.length));

interface Cut {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

const isWordCharacter = (character: number): boolean =>
  (character >= 97 && character <= 122) ||
  (character >= 65 && character <= 90) ||
  (character >= 48 && character <= 57) ||
  character === 95 ||
  character === 36;

/** The places where a keyword begins a line; `undefined` where it is also elsewhere, even in a comment or a string. */
function lineStarts(code: string, word: string): readonly number[] | undefined {
  const found: number[] = [];
  for (let at = code.indexOf(word); at >= 0; at = code.indexOf(word, at + word.length)) {
    const before = code.charCodeAt(at - 1);
    const isPart = isWordCharacter(before) || before === 46 || isWordCharacter(code.charCodeAt(at + word.length));
    if (isPart) continue;
    if (at > 0 && before !== 10) return undefined;
    found.push(at);
  }
  return found;
}

/** Tells of a position whether it may lie in a template literal or in a block comment. */
function quotedPlaces(code: string): (position: number) => boolean {
  const comments: (readonly [start: number, end: number])[] = [];
  for (let start = code.indexOf("/*"); start >= 0; ) {
    const close = code.indexOf("*/", start + 2);
    const end = close < 0 ? code.length : close;
    comments.push([start, end]);
    start = code.indexOf("/*", end);
  }
  const backticks: number[] = [];
  for (let at = code.indexOf("`"); at >= 0; at = code.indexOf("`", at + 1)) backticks.push(at);
  const starts = comments.map(([start]) => start);
  return (position) => {
    const [, end = 0] = comments[countBelow(starts, position) - 1] ?? [];
    return position < end || countBelow(backticks, position) % 2 === 1;
  };
}

/** The number of positions before one, in a sorted list. */
function countBelow(sorted: readonly number[], position: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The names that an import statement binds, or `undefined` for a rare form. */
function bindings(
  byDefault: string | undefined,
  list: string | undefined,
  namespace: string | undefined,
): Pick<SimpleImport, "names" | "pattern"> | undefined {
  if (namespace !== undefined) return byDefault === undefined ? { names: [], pattern: namespace } : undefined;
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

/** The imports, and the pieces of text to cut out for them; `undefined` where one is not plain. */
function readImports(
  code: string,
  isQuoted: (position: number) => boolean,
): { readonly imports: readonly SimpleImport[]; readonly cuts: readonly Cut[] } | undefined {
  const starts = lineStarts(code, "import");
  if (starts === undefined) return undefined;
  const imports: SimpleImport[] = [];
  const cuts: Cut[] = [];
  for (const at of starts) {
    if (isQuoted(at)) return undefined;
    typeImport.lastIndex = at;
    const type = typeImport.exec(code);
    importStatement.lastIndex = at;
    const found = type ?? importStatement.exec(code);
    if (found === null) return undefined;
    if (type === null) {
      const specifier = found[4] ?? found[5] ?? "";
      const bound = bindings(found[1], found[2], found[3]);
      if (bound === undefined || isPath.test(specifier)) return undefined;
      imports.push({ specifier, ...bound });
    }
    cuts.push({ at, length: found[0].length, text: blank(found[0]) });
  }
  return { imports, cuts };
}

/** An exported function's head without `export` and without its types, or `undefined` where they are not plain. */
function plainFunction(head: string, list: string, result: string | undefined): string | undefined {
  const items = list.split(",").map((item) => ({ item, type: parameter.exec(item)?.[1], plain: parameter.test(item) }));
  // A list on several lines ends with a comma.
  const named = items.at(-1)!.item.trim() === "" ? items.slice(0, -1) : items;
  if (named.some(({ plain }) => !plain)) return undefined;
  const open = head.indexOf("(");
  const parameters = items.map(({ item, type }) => (type === undefined ? item : item.replace(type, blank(type))));
  const rest = head.slice(open + 1 + list.length);
  const tail = result === undefined ? rest : rest.replace(result, blank(result));
  return `${head.slice(0, open + 1).replace(/^export\s+(?:default\s+)?/, blank)}${parameters.join(",")}${tail}`;
}

/** The plain heads by the original head, because the files of a project have the same few. */
const plainHeads = new Map<string, string | undefined>();

function plainHead(whole: string, list: string, result: string | undefined): string | undefined {
  if (!plainHeads.has(whole)) {
    if (plainHeads.size >= 1000) plainHeads.clear();
    plainHeads.set(whole, plainFunction(whole, list, result));
  }
  return plainHeads.get(whole);
}

interface Declaration {
  readonly name: string;
  readonly isDefault: boolean;
  /** The head without `export` and types. */
  readonly head: string;
  /** The length of the head with `export` and types. */
  readonly length: number;
}

/** The declaration at an `export`, or `undefined` where it is of another form. */
function declarationAt(code: string, at: number): Declaration | undefined {
  functionHead.lastIndex = at;
  const work = functionHead.exec(code);
  if (work !== null) {
    const [whole, byDefault, name = "", list = "", result] = work;
    const head = plainHead(whole, list, result);
    return head === undefined ? undefined : { name, isDefault: byDefault !== undefined, head, length: whole.length };
  }
  constantHead.lastIndex = at;
  const constant = constantHead.exec(code);
  if (constant === null) return undefined;
  const [whole, name = "", type] = constant;
  const bare = whole.replace(/^export/, blank);
  return { name, isDefault: false, head: type === undefined ? bare : bare.replace(type, blank), length: whole.length };
}

/**
 * Reads a module of the form that nearly all scripts have: it imports packages only, so it is part of no circle, and it
 * exports constants and functions that it declares, so its exports are known once it has run. It may have types in the
 * heads of those; other TypeScript is a syntax error when the function is compiled, and the compiler takes over.
 *
 * `bench/loading.mjs` measures what this saves beside the compiler alone.
 *
 * @returns The function's parts, or `undefined` where the module has any other form.
 */
export function simpleModule(code: string): SimpleModule | undefined {
  const starts = lineStarts(code, "export");
  const isQuoted = quotedPlaces(code);
  const read = readImports(code, isQuoted);
  if (starts === undefined || read === undefined) return undefined;
  const names: string[] = [];
  const cuts = [...read.cuts];
  for (const at of starts) {
    const declared = declarationAt(code, at);
    if (declared === undefined || isQuoted(at)) return undefined;
    cuts.push({ at, length: declared.length, text: declared.head });
    names.push(declared.isDefault ? `default: ${declared.name}` : declared.name);
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
  const bound = read.imports.map(({ pattern }, index) => `${pattern} = $import${index}`);
  const head = bound.length === 0 ? "" : `const ${bound.join(", ")};`;
  return {
    imports: read.imports,
    parameters: bound.map((_, index) => `$import${index}`),
    body: `"use strict"; ${head}\n${text}\nreturn { ${names.join(", ")} };`,
  };
}
