// The declarations once more for CommonJS: a project whose modules are CommonJS gets the ES modules' ones refused, since
// to a compiler those cannot be loaded with require().
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Copies declarations `x.d.ts` that import `./y.js` into another folder as `x.d.cts` that import `./y.cjs`. */
export function commonjsTypes(from, to) {
  for (const entry of readdirSync(from, { recursive: true })) {
    if (!entry.endsWith(".d.ts")) continue;
    const path = join(to, entry.replace(/\.d\.ts$/, ".d.cts"));
    mkdirSync(dirname(path), { recursive: true });
    const text = readFileSync(join(from, entry), "utf8");
    writeFileSync(path, text.replace(/((?:\bfrom|\bmodule|\bimport\(|^import) ?"\.[^"\n]*)\.js"/gm, '$1.cjs"'));
  }
}
