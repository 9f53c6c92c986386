import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ClassMembers } from "./class-members.js";
import { root, type SourceFile, sourceFiles } from "./source-files.js";

const files = new Map(sourceFiles().map((file) => [file.path, file]));

/** A public name: where it is declared and the comment in front of the declaration. */
interface PublicName {
  readonly name: string;
  readonly file: SourceFile;
  readonly comment: string | undefined;
  readonly isCallable: boolean;
}

function declarationOf(file: SourceFile, name: string): { at: number; isCallable: boolean } | undefined {
  const pattern = new RegExp(
    `^(export\\s+)?(declare\\s+)?(abstract\\s+)?(async\\s+)?(function\\*?|class|const|let|interface|type|\\*\\s+as)\\s+${name.replace("$", "\\$")}\\b`,
    "m",
  );
  const found = pattern.exec(file.text);
  return found === null
    ? undefined
    : { at: found.index, isCallable: found[5] === "class" || (found[5] ?? "").startsWith("function") };
}

function publicNames(entry: string): readonly PublicName[] {
  const file = files.get(entry);
  if (file === undefined) throw new Error(`${entry} is missing`);
  return file.parsed.module.staticExports.flatMap((statement) =>
    statement.entries.flatMap((one): readonly PublicName[] => {
      const name = one.importName.name ?? one.exportName.name;
      if (name === null || name === undefined) return [];
      const from = one.moduleRequest?.value;
      const path =
        from === undefined ? entry : posix.normalize(posix.join(posix.dirname(entry), from)).replace(/\.js$/, ".ts");
      const origin = files.get(path);
      if (origin === undefined) return [];
      const declared = declarationOf(origin, name);
      if (declared === undefined) return [{ name, file: origin, comment: undefined, isCallable: false }];
      const before = origin.text.slice(0, declared.at).trimEnd();
      const start = before.endsWith("*/") ? before.lastIndexOf("/**") : -1;
      return [
        { name, file: origin, comment: start < 0 ? undefined : before.slice(start), isCallable: declared.isCallable },
      ];
    }),
  );
}

const names = [...publicNames("index.ts"), ...publicNames("nexuslims/index.ts")];

const folder = join(root, "tmp");
mkdirSync(folder, { recursive: true });
const examples = mkdtempSync(join(folder, "examples-"));
afterAll(() => rmSync(examples, { recursive: true, force: true }));

describe("doc comments", () => {
  test("when a name is public then a comment says what it is", () => {
    expect(
      names.filter(({ comment }) => comment === undefined).map(({ name, file }) => `${file.path}: ${name}`),
    ).toEqual([]);
  });

  test("when a class is public then a comment says what each public method, accessor and field of it is", () => {
    const members = new ClassMembers([...files.values()]);
    const all = names.flatMap(({ file, name }) => members.of(file.path, name));
    expect(all.length).toBeGreaterThan(300);
    const silent = all.filter(({ isDocumented }) => !isDocumented).map(({ place }) => place);
    expect([...new Set(silent)].sort()).toEqual([]);
  });

  test("when a function or class is public then its comment holds an example", () => {
    const offences = names.filter(({ comment, isCallable }) => isCallable && !(comment ?? "").includes("```ts"));
    expect(offences.map(({ name, file }) => `${file.path}: ${name}`)).toEqual([]);
  });

  test("when a public function raises an error of its own then its comment has @throws", () => {
    const offences = names.filter(({ name, file, comment, isCallable }) => {
      const declared = declarationOf(file, name);
      if (!isCallable || declared === undefined || !/function/.test(file.text.slice(declared.at, declared.at + 40)))
        return false;
      const end = file.text.indexOf("\n}\n", declared.at);
      return /\bthrow new \w+/.test(file.text.slice(declared.at, end)) && !(comment ?? "").includes("@throws");
    });
    expect(offences.map(({ name, file }) => `${file.path}: ${name}`)).toEqual([]);
  });

  test("when a comment holds an example then it compiles", () => {
    let count = 0;
    for (const file of files.values()) {
      for (const comment of file.text.matchAll(/\/\*\*[\s\S]*?\*\//g)) {
        for (const block of comment[0].matchAll(/```ts\n([\s\S]*?)```/g)) {
          const code = (block[1] ?? "").replace(/^\s*\* ?/gm, "").replaceAll("*\\/", "*/");
          const path = `${file.path.replaceAll("/", "__").replace(/\.ts$/, "")}__${count++}.ts`;
          writeFileSync(join(examples, path), `${code}\nexport {};\n`);
        }
      }
    }
    expect(count).toBeGreaterThan(0);
    writeFileSync(
      join(examples, "tsconfig.json"),
      JSON.stringify({
        extends: "../../tsconfig.json",
        compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
        include: ["*.ts"],
      }),
    );
    const tsc = spawnSync(
      process.execPath,
      [join(root, "node_modules/typescript/bin/tsc"), "--noEmit", "-p", examples],
      {
        encoding: "utf8",
      },
    );
    expect(tsc.stdout).toBe("");
    expect(tsc.status).toBe(0);
  });
});
