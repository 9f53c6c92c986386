// The declarations as CommonJS's: to a compiler, a project whose modules are CommonJS cannot load those of ES modules with
// require(). ES modules get the same declarations by their names, as index.js gives them the same classes: with a second
// copy, the models of a CommonJS file would be refused by an ES module's env.ts.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/**
 * Moves declarations `x.d.ts` that import `./y.js` into another folder as `x.d.cts` that import `./y.cjs`.
 *
 * @param {readonly string[]} entries what the package exports; declarations for ES modules stay under these names.
 */
export function commonjsTypes(from, to, entries) {
  for (const entry of readdirSync(from, { recursive: true })) {
    if (!entry.endsWith(".d.ts")) continue;
    const path = join(to, entry.replace(/\.d\.ts$/, ".d.cts"));
    mkdirSync(dirname(path), { recursive: true });
    const text = readFileSync(join(from, entry), "utf8");
    writeFileSync(path, text.replace(/((?:\bfrom|\bmodule|\bimport\(|^import) ?"\.[^"\n]*)\.js"/gm, '$1.cjs"'));
  }
  rmSync(from, { recursive: true });
  for (const entry of entries) {
    const path = join(from, `${entry}.d.ts`);
    mkdirSync(dirname(path), { recursive: true });
    const target = relative(dirname(path), join(to, `${entry}.cjs`)).replaceAll("\\", "/");
    writeFileSync(path, `export * from "${target}";\n`);
  }
}
