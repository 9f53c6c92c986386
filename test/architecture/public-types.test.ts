import { posix } from "node:path";
import { expect, test } from "vitest";
import { type SourceFile, sourceFiles } from "./source-files.js";

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

const files = new Map(sourceFiles().map((file) => [file.path, file]));

const targetOf = (from: string, word: string): string =>
  posix.normalize(posix.join(posix.dirname(from), word)).replace(/\.js$/, ".ts");

/** A declaration as `path#name`, whatever a file calls it that imports or re-exports it. */
function declarationOf(path: string, name: string): string | undefined {
  const file = files.get(path);
  if (file === undefined) return undefined;
  const { staticImports, staticExports } = file.parsed.module;
  for (const { moduleRequest, entries } of staticImports) {
    const entry = entries.find(({ localName }) => localName.value === name);
    if (entry === undefined) continue;
    return moduleRequest.value.startsWith(".")
      ? declarationOf(targetOf(path, moduleRequest.value), entry.importName.name ?? name)
      : undefined;
  }
  for (const { moduleRequest, exportName, importName } of staticExports.flatMap(({ entries }) => entries)) {
    if (exportName.name !== name || moduleRequest === null) continue;
    return declarationOf(targetOf(path, moduleRequest.value), importName.name ?? name);
  }
  return declarationNode(file, name) === undefined ? undefined : `${path}#${name}`;
}

/** The declaration, or that of which it is another name: `export type Table<Names> = TableClass<Names>`. */
function originalOf(path: string, name: string): string | undefined {
  const declaration = declarationOf(path, name);
  const [home = "", own = ""] = declaration?.split("#") ?? [];
  const node = declaration === undefined ? undefined : declarationNode(files.get(home) as SourceFile, own);
  const type = node?.type === "TSTypeAliasDeclaration" ? (node["typeAnnotation"] as Node) : undefined;
  const named = type?.type === "TSTypeReference" ? (type["typeName"] as Node) : undefined;
  return named?.type === "Identifier" ? (declarationOf(home, String(named["name"])) ?? declaration) : declaration;
}

const declares = new Set(["TSInterfaceDeclaration", "TSTypeAliasDeclaration", "ClassDeclaration", "TSEnumDeclaration"]);

function declarationNode({ parsed }: SourceFile, name: string): Node | undefined {
  for (const statement of parsed.program.body as unknown as readonly Node[]) {
    const node = isNode(statement["declaration"]) ? statement["declaration"] : statement;
    if (declares.has(node.type) && (node["id"] as { readonly name?: string } | null)?.name === name) return node;
  }
  return undefined;
}

/** The types that a declaration shows: those of its members and of what it extends, but nothing private or internal. */
function* namesIn(file: SourceFile, node: Node, own: ReadonlySet<string>): Generator<string> {
  if (node.type === "BlockStatement" || node.type === "PropertyDefinition" || node.type === "MethodDefinition") {
    if (node.type === "BlockStatement" || isHidden(file, node)) return;
  }
  const parameters = (node["typeParameters"] as { readonly params?: readonly Node[] } | null)?.params ?? [];
  const names = new Set([...own, ...parameters.map((one) => (one["name"] as { readonly name: string }).name)]);
  if (node.type === "TSMappedType") names.add(String((node["key"] as { readonly name?: string } | undefined)?.name));
  if (node.type === "TSInferType") names.add(String((node["typeParameter"] as Node | undefined)?.["name"]));
  const named =
    node.type === "TSTypeReference"
      ? node["typeName"]
      : node.type === "TSInterfaceHeritage" || node.type === "TSClassImplements"
        ? node["expression"]
        : node.type === "ClassDeclaration"
          ? node["superClass"]
          : undefined;
  if (isNode(named) && named.type === "Identifier" && !names.has(String(named["name"]))) yield String(named["name"]);
  // A field without a type has that of the object that it is made with.
  const value = node["value"];
  if (node.type === "PropertyDefinition" && node["typeAnnotation"] === null && isNode(value)) {
    if (value.type === "NewExpression") yield String((value["callee"] as Node)["name"]);
    return;
  }
  for (const [key, child] of Object.entries(node)) {
    if (node.type === "PropertyDefinition" && key === "value") continue;
    for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) yield* namesIn(file, one, names);
  }
}

function isHidden(file: SourceFile, node: Node): boolean {
  if ((node["key"] as Node | undefined)?.type === "PrivateIdentifier") return true;
  const comment = file.parsed.comments.findLast(({ end }) => end <= Number(node["start"]));
  const isBeside = comment !== undefined && file.text.slice(comment.end, Number(node["start"])).trim() === "";
  return isBeside && comment.value.includes("@internal");
}

/** The types that are reached from a public one but not exported by the package, each with the way to it. */
function unexportedFrom(start: string): readonly string[] {
  const publicNames = (path: string): readonly string[] =>
    (files.get(path) as SourceFile).parsed.module.staticExports
      .flatMap(({ entries }) => entries)
      .flatMap(({ exportName }) => exportName.name ?? []);
  const exported = new Set(
    ["index.ts", "schema/sa/index.ts"].flatMap((path) => publicNames(path).map((name) => originalOf(path, name))),
  );
  const first = declarationOf("index.ts", start) as string;
  const ways = new Map([[first, start]]);
  for (const [declaration, way] of ways) {
    const [path = "", name = ""] = declaration.split("#");
    // The objects of the schema model have types that are inferred where they are made, with `sa`.
    if (path.startsWith("schema/")) continue;
    const file = files.get(path) as SourceFile;
    for (const named of namesIn(file, declarationNode(file, name) as Node, new Set())) {
      const found = declarationOf(path, named);
      if (found !== undefined && !ways.has(found)) ways.set(found, `${way} > ${named}`);
    }
  }
  expect(ways.size).toBeGreaterThan(20);
  return [...ways].filter(([declaration]) => !exported.has(declaration)).map(([, way]) => way);
}

test("when a backend is written outside of the package then every type that it names can be imported", () => {
  expect(unexportedFrom("Backend")).toEqual([]);
});
