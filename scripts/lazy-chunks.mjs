// Turns a chunk of the bundle, an ES module, into a CommonJS module that loads each module it imports when it first uses
// it. Node takes about as long to resolve, read, compile and link the chunks of a short command one by one as ES modules
// as the command then runs; most of what they import is never used. Since no module of this package does any work
// when it is loaded, nothing changes but the time.
import { existsSync, readFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { dirname, extname, join } from "node:path";
import { transformSync } from "esbuild";

const STATIC = /^var (import_\w+) = ((?:__toESM\()?require\("([^"]+)"\).*);\n/gm;

/** Whether `require` gets a package's module without Node's support for ES modules there, which warns in Node 20. */
function isRequirable(specifier, require) {
  if (isBuiltin(specifier) || specifier.startsWith(".")) return true;
  const path = require.resolve(specifier);
  if (extname(path) !== ".js") return extname(path) === ".cjs";
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, "utf8")).type !== "module";
  }
  return true;
}

// A bundler that makes one ES module of an application leaves `__filename` as it is, and ES modules have none. There the
// file that Node was started with is the bundle; the packages that are found from it lie in the same place.
const ownUrl =
  'const $url = require("node:url").pathToFileURL(typeof __filename === "string" ? __filename : process.argv[1]).href;\n';

// Test runners that run code in a context of their own have no import() there (Jest), or lose their way (Vitest's vm
// pools). The process's own require() is reached through its main context, and loads ES modules too.
const importByRequire = `const $import = (specifier, load) => load().catch((error) => {
  const code = error?.code;
  if (code !== "ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG" && code !== "ERR_INVALID_URL") throw error;
  const { createRequire } = require("node:vm").runInThisContext("process").getBuiltinModule("node:module");
  const value = createRequire($url)(specifier);
  return value?.[Symbol.toStringTag] === "Module" ? value : { ...value, default: value };
});
`;

/**
 * The `import()` of packages go into a module of their own beside the chunk, because V8's compiled code of the chunk cannot
 * be kept between runs with them (src/cli/process/compiled-code.ts).
 *
 * @param {string} code the chunk as esbuild writes it, in the format "esm"
 * @param {object} options
 * @param {string} options.name the chunk's file name without its ending
 * @param {string} options.root the package's folder
 * @param {Readonly<Record<string, string>>} options.own what the package calls itself, and the modules that it means
 * @returns {{ text: string, imports: string | undefined }} the chunk, and the text of `NAME-imports.cjs`
 */
export function lazyChunk(code, { name: chunk, root, own }) {
  const require = createRequire(join(root, "package.json"));
  // An import that binds nothing only orders the loading of modules that do no work.
  const bare = code.replace(/^#!.*\n/, "").replace(/^import "\.[^"]*";\n/gm, "");
  const { code: converted } = transformSync(bare, {
    format: "cjs",
    platform: "node",
    target: "node20.19",
    define: { "import.meta.url": "$url" },
    supported: { "dynamic-import": true },
  });
  let hasImports = false;
  const imports = new Set();
  const beside = `require("./${chunk}-imports.cjs")`;
  let text = converted.replace(/\bimport\("([^"]+)"\)/g, (whole, specifier) => {
    const path = own[specifier] ?? (specifier.startsWith(".") ? specifier : undefined);
    if (path !== undefined || isBuiltin(specifier)) {
      return `Promise.resolve().then(() => require("${path ?? specifier}"))`;
    }
    // A package may be an ES module; Node itself imports it.
    hasImports = true;
    imports.add(`exports["${specifier}"] = () => ${whole};\n`);
    return `$import("${specifier}", () => ${beside}["${specifier}"]())`;
  });
  text = text.replace(/(?<![#.\w$])import\((?!["')])/g, () => {
    imports.add("exports.$any = (specifier) => import(specifier);\n");
    return `${beside}.$any(`;
  });

  const getters = [];
  const names = [];
  text = text.replace(STATIC, (_whole, name, value, specifier) => {
    if (!isRequirable(specifier, require)) {
      throw new Error(`${specifier} is an ES module only: import it with import() where it is used`);
    }
    names.push(name);
    getters.push(`  get ${name}() { return $keep("${name}", ${value}); },\n`);
    return "";
  });
  for (const name of names) text = text.replace(new RegExp(`\\b${name}\\b`, "g"), `$lazy.${name}`);

  const head = ['"use strict";\n'];
  if (hasImports) head.push(importByRequire);
  if (hasImports || text.includes("$url")) head.push(ownUrl);
  if (names.length > 0) {
    head.push(
      `const $lazy = {\n${getters.join("")}};\n`,
      // From then on it is a plain property, so that the module is looked up once.
      "const $keep = (name, value) => {\n",
      "  Object.defineProperty($lazy, name, { value, enumerable: true });\n",
      "  return value;\n};\n",
    );
  }
  return {
    text: head.join("") + exportValues(text),
    imports: imports.size > 0 ? `"use strict";\n${[...imports].join("")}` : undefined,
  };
}

const EXPORTS = /^var (\w+) = \{\};\n__export\(\1, \{\n([^}]*)\}\);\nmodule\.exports = __toCommonJS\(\1\);\n/m;

/**
 * Exports the values of a chunk instead of a function for each that returns it: two calls, for each use in another chunk,
 * are much of a short command's time. Nothing that is exported is assigned again. What a chunk exports of another one
 * keeps its function, so that the other chunk is not loaded for it.
 */
function exportValues(text) {
  const [whole, , list] = EXPORTS.exec(text) ?? [];
  const names = list?.trim().split(/,\s*/) ?? [];
  if (names.length === 0 || !names.every((one) => /^\w+: \(\) => \w+$/.test(one))) return text;
  const values = names.map((one) => `  ${one.replace("() => ", "")},\n`).join("");
  return (
    `${text.replace(whole, "")}module.exports = {\n${values}};\n` +
    'Object.defineProperty(module.exports, "__esModule", { value: true });\n'
  );
}

/** An ES module that gives a CommonJS module's exports by name. */
export const namedExports = (path, names) =>
  `import library from "${path}";\nexport const {\n${names.map((name) => `  ${name},\n`).join("")}} = library;\n`;
