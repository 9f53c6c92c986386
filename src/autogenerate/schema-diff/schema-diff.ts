/** Two schemas as DDL. */
export interface SchemaDiffSides {
  readonly before: string;
  readonly after: string;
  /** The names of the sides; by default `database` and `models`. */
  readonly names?: readonly [string, string];
}

/**
 * A unified diff of two schemas.
 *
 * @returns lines as `diff -u` writes them; empty where the sides are the same.
 *
 * @example
 * ```ts
 * import { schemaDiff } from "alembic-ts";
 *
 * console.log(await schemaDiff({ before: "CREATE TABLE a (x INTEGER);\n", after: "" }));
 * ```
 */
export async function schemaDiff({ before, after, names = ["database", "models"] }: SchemaDiffSides): Promise<string> {
  if (before === after) return "";
  // Loaded late, because most runs never show a difference.
  const { createTwoFilesPatch } = await import("diff");
  const patch = createTwoFilesPatch(names[0], names[1], before, after, undefined, undefined, { context: 3 });
  return patch.replace(/^=+\n/, "");
}
