import type { RevisionIds } from "../../graph/revision-ids.js";
import { leadingComment } from "./leading-comment.js";
import type { HeaderReading } from "./script-header.js";
import { skipTrivia, typescriptLiteral } from "./typescript-literal.js";

const fields = ["revision", "downRevision", "branchLabels", "dependsOn"] as const;

const declaration = /export[ \t]+(?:const|let|var)[ \t]+(\w+)[ \t]*(?::[^=\n]*)?=(?![=>])/y;
const importStatement = /import\b[^'"`;()]*(?:"[^"\n]*"|'[^'\n]*')(?:[ \t]+with[ \t]*\{[^}]*\})?[ \t]*;?/y;

/**
 * Reads the header of a TypeScript or JavaScript revision file in the form that `revision` writes: a comment, imports,
 * then the exported constants. Any other form gives `undefined`; such a file is run to learn what it exports.
 */
export function typescriptHeader(text: string): HeaderReading {
  const comment = leadingComment(text);
  const values = new Map<string, RevisionIds>();
  let at = comment.end;
  for (;;) {
    at = skipTrivia(text, at);
    declaration.lastIndex = at;
    const found = declaration.exec(text);
    if (found !== null) {
      const name = found[1] ?? "";
      const { value, end } = typescriptLiteral(text, declaration.lastIndex);
      if (value === undefined) return undefined;
      values.set(name, value);
      at = end;
      continue;
    }
    importStatement.lastIndex = at;
    if (!importStatement.test(text)) break;
    at = importStatement.lastIndex;
  }
  const revision = values.get("revision");
  if (typeof revision !== "string" || !values.has("downRevision")) return undefined;
  for (const field of fields) {
    if (!values.has(field) && text.indexOf(field, at) >= 0) return undefined;
  }
  return {
    revision,
    downRevision: values.get("downRevision"),
    branchLabels: values.get("branchLabels") ?? null,
    dependsOn: values.get("dependsOn") ?? null,
    longdoc: comment.text,
  };
}
