import { plainModuleText } from "../../python/evaluate/shared/plain-module-text.js";
import { snakeCase } from "../../python/host/snake-case.js";
import { literalSign, type Piece } from "../../python/syntax/plain/split-module.js";
import { plainCalls } from "../plain-script.js";

const calls = [...plainCalls].map((name) => snakeCase(name)).join("|");
const modules = "sa|postgresql|mysql|mariadb|sqlite|mssql|oracle";

const topForms: readonly RegExp[] = [
  /^from alembic import op$/,
  /^import sqlalchemy as sa$/,
  /^from sqlalchemy\.dialects import [\w, ]+$/,
  /^from (?:typing|collections\.abc) import [\w, ]+$/,
  new RegExp(
    `^(?:revision|down_revision|branch_labels|depends_on)(?:: [\\w[\\], .|]+)? = (?:None|${literalSign}|[([](?:${literalSign},? ?)*[)\\]])$`,
  ),
];
/** A string alone, as which a comment of several lines is written. */
const docstring = /^(?:"""[^"\\]*"""|'''[^'\\]*'''|"[^"\\\n]*"|'[^'\\\n]*')$/;
/**
 * A call with constants and values of `sa`. That its brackets and commas are right is known, so only names and signs count:
 * no other name, no operator but the sign of a number, and no word such as `for`, `if` or `lambda` is among them.
 */
const call = new RegExp(
  `^op\\.(?:${calls})\\((?:${literalSign}|[\\s,:()[\\]{}]|-?\\d[\\w.]*(?![\\w.])|\\.\\w+(?!\\w)|(?:True|False|None)\\b(?!\\s*=)|\\w+\\s*=(?!=)|(?:${modules})(?=\\.)|op(?=\\.f\\())*\\)$`,
);

/** Shapes that are plain at the top and in a function; the files of a folder repeat them. */
const known = { top: new Set<string>(), body: new Set<string>() };

/**
 * Whether a Python revision does nothing but call `op` with constants and values of `sa`, as {@link isPlainScript} checks it
 * for TypeScript.
 *
 * @param source - a text that the plain reader has read.
 */
export function isPlainRevision(source: string, path: string): boolean {
  const module = plainModuleText(source, path);
  return module?.pieces.every((piece) => isPlainTop(piece)) ?? false;
}

function isPlainTop({ shape, name, body }: Piece): boolean {
  if (name !== undefined) return body.every((piece) => isKnown(known.body, piece.shape.trimStart(), isPlainStatement));
  return body.length === 0 && (docstring.test(shape) || isKnown(known.top, shape, isPlainDeclaration));
}

function isKnown(shapes: Set<string>, shape: string, test: (shape: string) => boolean): boolean {
  if (shapes.has(shape)) return true;
  if (!test(shape)) return false;
  if (shapes.size < 1000) shapes.add(shape);
  return true;
}

const isPlainDeclaration = (shape: string): boolean => topForms.some((form) => form.test(shape));
const isPlainStatement = (shape: string): boolean => shape === "pass" || docstring.test(shape) || call.test(shape);
