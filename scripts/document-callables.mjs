// Editors show the comment of what one points at. `sa.String` is a constant that calls a class, and the comment is the
// class's: it is written before the constant in the declarations, so that the sources have it once.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const IMPORT = /^import (?:type )?\{([^}]*)\} from "([^"]+)\.js";$/gm;
const CALLABLE = /^(export )?declare const (\w+): (.*\btypeof (\w+)\b.*|\w+Factory);$/gm;

/** Where each name of a declaration file comes from: the file, and its name there. */
function importsOf(path, text) {
  const found = new Map();
  for (const [, names, from] of text.matchAll(IMPORT)) {
    for (const one of names.split(",")) {
      const [name, as = name] = one
        .replace(/\btype\b/, "")
        .trim()
        .split(" as ");
      if (name) found.set(as, { path: join(dirname(path), `${from}.d.ts`), name });
    }
  }
  return found;
}

/** The comment before the declaration of a class. */
function commentOf({ path, name }) {
  const text = readFileSync(path, "utf8");
  const at = text.search(new RegExp(`^(export )?(declare )?(abstract )?(declare )?class ${name}\\b`, "m"));
  const [comment] = text.slice(0, Math.max(at, 0)).match(/\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*$/) ?? [];
  return comment?.trimEnd();
}

/** Writes the comments into the declarations of `sa`. Throws where a class has none. */
export function documentCallables(folder) {
  for (const entry of readdirSync(folder, { recursive: true })) {
    if (!entry.endsWith(".d.ts")) continue;
    const path = join(folder, entry);
    const text = readFileSync(path, "utf8");
    const imports = importsOf(path, text);
    const documented = text.replace(CALLABLE, (line, _export, name, _type, typeName, at) => {
      if (/\*\/\s*$/.test(text.slice(0, at))) return line;
      const source = imports.get(typeName ?? `${name}Class`);
      const comment = source && commentOf(source);
      if (comment === undefined) throw new Error(`${path}: the class of '${name}' has no comment`);
      return `${comment}\n${line}`;
    });
    writeFileSync(path, documented);
  }
}
