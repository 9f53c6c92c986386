import { describe, expect, test } from "vitest";
import { completeLine } from "../../src/cli/completion/complete-line.js";
import { completionScript } from "../../src/cli/completion/completion-script.js";
import { configurationOf } from "../../src/cli/completion/configuration-of.js";
import { commandSpecs } from "../../src/cli/grammar/command-specs.js";
import { globalOptions } from "../../src/cli/grammar/option-specs.js";

const source = {
  revisions: async () => ["aaaa1111", "aabb2222", "lib"],
  templates: async () => ["generic", "multidb"],
};
const complete = (line: string) =>
  completeLine({ about: "", options: globalOptions, commands: commandSpecs }, line, source);

describe("completion of words", () => {
  test("when a command is begun then the commands that fit are offered", async () => {
    expect(await complete("he")).toEqual(["heads"]);
    expect(await complete("-c x.ini -q st")).toEqual(["stamp"]);
    expect(await complete("")).toHaveLength(commandSpecs.length);
  });
  test("when an option is begun then those of the command are offered, or of the program", async () => {
    expect(await complete("upgrade --s")).toEqual(["--sql"]);
    expect(await complete("--ra")).toEqual(["--raiseerr"]);
    expect(await complete("revision --rev")).toEqual(["--rev-id"]);
    expect(await complete("--ve")).toEqual(["--version"]);
    expect(await complete("upgrade --ve")).toEqual([]);
  });
  test("when a revision is begun then identifiers, labels and symbols are offered", async () => {
    expect(await complete("upgrade aa")).toEqual(["aaaa1111", "aabb2222"]);
    expect(await complete("downgrade ")).toEqual(["aaaa1111", "aabb2222", "lib", "head", "heads", "base"]);
    expect(await complete("stamp lib@he")).toEqual(["lib@head", "lib@heads"]);
    expect(await complete("upgrade --sql aaaa1111:l")).toEqual(["aaaa1111:lib"]);
    expect(await complete("show cu")).toEqual(["current"]);
    expect(await complete("upgrade cu")).toEqual([]);
    expect(await complete("merge aaaa1111 l")).toEqual(["lib"]);
  });
  test("when an option waits for its value then what it takes is offered", async () => {
    expect(await complete("revision --head l")).toEqual(["lib"]);
    expect(await complete("history -r cu")).toEqual(["current"]);
    expect(await complete("init -t m")).toEqual(["multidb"]);
    expect(await complete("revision --head=l")).toEqual(["--head=lib"]);
    expect(await complete("history --rev-range=lib:")).toEqual(
      ["aaaa1111", "aabb2222", "lib", "head", "heads", "base", "current"].map((word) => `--rev-range=lib:${word}`),
    );
    expect(await complete("revision --message=l")).toEqual([]);
    expect(await complete("revision --splice=l")).toEqual([]);
    expect(await complete("revision -m he")).toEqual([]);
    expect(await complete("completion f")).toEqual(["fish"]);
  });
  test("when the command takes no words then none are offered", async () => {
    expect(await complete("heads h")).toEqual([]);
    expect(await complete("nonsense h")).toEqual([]);
  });
});

describe("the configuration of a line that is completed", () => {
  test.each([
    ["-c other.ini -n part upgrade", { configFiles: ["other.ini"], name: "part" }],
    ["--config=a.ini --conf 'pyproject.toml' -q -x a=b heads -c no", { configFiles: ["a.ini", "pyproject.toml"] }],
    ["-cother.ini", { configFiles: ["other.ini"] }],
    ["upgrade -c x", { configFiles: [] }],
    ["-n", { configFiles: [] }],
  ])("when it is %j then it is found", (line, found) => {
    expect(configurationOf(globalOptions, line.split(" "))).toEqual(found);
  });
});

describe("completion scripts", () => {
  test.each(["bash", "zsh", "fish"])("when %s asks then its script calls the program", (shell) => {
    expect(completionScript(shell, "alembic-ts")).toContain(" __complete");
  });
  test("when the shell is another then that is a failure", () => {
    expect(() => completionScript("tcsh", "alembic-ts")).toThrow("No completion for shell 'tcsh'");
  });
});
