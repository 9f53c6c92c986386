// An esbuild plugin: where a file of the application imports a name from src/index.ts, the bundle takes it straight from
// the file that declares it. esbuild splits code by file, so without this a command that needs two names of the library
// would load all of it.
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const EXPORT = /export (type )?\{([^}]*)\} from "([^"]+)";/g;
const IMPORT = /^import (type )?\{([^}]*)\} from "((?:\.\.\/)+index\.js)";/gm;

const names = (list) =>
  list
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

/** Where each value that src/index.ts exports comes from: name → [file, name there]. */
function originsOf(index) {
  const origins = new Map();
  for (const [, onlyTypes, list, file] of readFileSync(index, "utf8").matchAll(EXPORT)) {
    if (onlyTypes) continue;
    for (const name of names(list)) {
      if (name.startsWith("type ")) continue;
      const [there, here = there] = name.split(/ as /);
      origins.set(here, [file, there]);
    }
  }
  return origins;
}

function rewrite(text, path, index, origins) {
  return text.replace(IMPORT, (whole, onlyTypes, list, file) => {
    if (onlyTypes || join(dirname(path), file) !== index.replace(/\.ts$/, ".js")) return whole;
    const lines = [];
    for (const name of names(list)) {
      if (name.startsWith("type ")) continue;
      const [there, here = there] = name.split(/ as /);
      const origin = origins.get(there);
      if (origin === undefined) return whole;
      const from = relative(dirname(path), join(dirname(index), origin[0])).replaceAll("\\", "/");
      lines.push(`import { ${origin[1]} as ${here} } from "${from}";`);
    }
    // Line numbers stay what they are.
    return lines.join(" ") + "\n".repeat(whole.split("\n").length - 1);
  });
}

/** @param {string} root the package's folder */
export function directImports(root) {
  const index = join(root, "src/index.ts");
  return {
    name: "direct-imports",
    setup(build) {
      const origins = originsOf(index);
      build.onLoad({ filter: /[/\\]src[/\\]nexuslims[/\\].*\.ts$/ }, ({ path }) => ({
        contents: rewrite(readFileSync(path, "utf8"), path, index, origins),
        loader: "ts",
        resolveDir: dirname(path),
      }));
    },
  };
}
