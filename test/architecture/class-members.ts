import { posix } from "node:path";
import type { Class, TSInterfaceDeclaration } from "oxc-parser";
import type { SourceFile } from "./source-files.js";

/** A class or an interface, and the file that declares it. */
interface Declared {
  readonly file: SourceFile;
  readonly node: Class | TSInterfaceDeclaration;
}

/** A public method, accessor or field of a class. */
export interface ClassMember {
  /** Such as `config/config.ts: Config.getSection`. */
  readonly place: string;
  /** Whether a comment says what it is: its own, or that of the member which it implements or overrides. */
  readonly isDocumented: boolean;
}

/** Looks up the classes and interfaces of src by the name that a file knows them by. */
export class ClassMembers {
  readonly #files: ReadonlyMap<string, SourceFile>;

  constructor(files: readonly SourceFile[]) {
    this.#files = new Map(files.map((file) => [file.path, file]));
  }

  /** The public members of a class, by name; of an overloaded method it is enough that one overload has a comment. */
  of(path: string, name: string): readonly ClassMember[] {
    const declared = this.#find(path, name, "own");
    if (declared === undefined || declared.node.type === "TSInterfaceDeclaration") return [];
    return [...commentsOf(declared)].map(([member, hasComment]) => ({
      place: `${path}: ${name}.${member}`,
      isDocumented: hasComment || this.#inheritsComment(declared, member),
    }));
  }

  #inheritsComment({ file, node }: Declared, member: string): boolean {
    return parentsOf(node).some((name) => {
      const parent = this.#find(file.path, name, "any");
      return parent !== undefined && (commentsOf(parent).get(member) === true || this.#inheritsComment(parent, member));
    });
  }

  /** What a name means in a file: a declaration of its own or, where asked for, an imported one. */
  #find(path: string, name: string, where: "own" | "any"): Declared | undefined {
    const file = this.#files.get(path);
    if (file === undefined) return undefined;
    for (const statement of file.parsed.program.body) {
      const node = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
      if (node?.type !== "ClassDeclaration" && node?.type !== "TSInterfaceDeclaration") continue;
      if (node.id?.name === name) return { file, node: node };
    }
    if (where === "own") return undefined;
    const { staticImports, staticExports } = file.parsed.module;
    const sources = [
      ...staticImports.flatMap(({ moduleRequest, entries }) =>
        entries.map(({ localName, importName }) => ({ as: localName.value, importName, moduleRequest })),
      ),
      ...staticExports.flatMap(({ entries }) =>
        entries.map(({ exportName, importName, moduleRequest }) => ({
          as: exportName.name,
          importName,
          moduleRequest,
        })),
      ),
    ];
    const source = sources.find(({ as, moduleRequest }) => as === name && moduleRequest?.value.startsWith("."));
    if (source === undefined) return undefined;
    const target = posix.normalize(posix.join(posix.dirname(path), source.moduleRequest!.value));
    return this.#find(target.replace(/\.js$/, ".ts"), source.importName.name ?? name, "any");
  }
}

/** The names of what a class extends and implements, and of what an interface extends. */
function parentsOf(node: Class | TSInterfaceDeclaration): readonly string[] {
  const parents =
    node.type !== "TSInterfaceDeclaration"
      ? [node.superClass, ...(node.implements ?? []).map(({ expression }) => expression)]
      : node.extends.map(({ expression }) => expression);
  return parents.flatMap((one) => (one?.type === "Identifier" ? [one.name] : []));
}

/** The public members of a class or interface, each with whether it has a comment of its own. */
function commentsOf({ file, node }: Declared): ReadonlyMap<string, boolean> {
  const members = new Map<string, boolean>();
  for (const member of node.body.body) {
    if (!("key" in member) || member.key.type !== "Identifier" || member.key.name === "constructor") continue;
    if ("accessibility" in member && member.accessibility === "private") continue;
    const { name } = member.key;
    // An underscore marks what other files of this package reach and nobody else should.
    if (name.startsWith("_")) continue;
    const hasComment = file.text.slice(0, member.start).trimEnd().endsWith("*/");
    members.set(name, hasComment || members.get(name) === true);
  }
  return members;
}
