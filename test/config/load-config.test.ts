import { describe, expect, test } from "vitest";
import { Config } from "../../src/config/config.js";
import { type LoadConfigOptions, loadConfig } from "../../src/config/load-config.js";
import { MemoryOutput } from "../../src/support/output.js";
import { MemoryFileSystem } from "./memory-file-system.js";

function load(files: Readonly<Record<string, string | Uint8Array>>, options: LoadConfigOptions = {}): Config {
  return loadConfig({ cwd: "/p", files: new MemoryFileSystem(files), ...options });
}

const ini = (section: string, value: string): string => `[${section}]\nkey = ${value}\n`;
const toml = (value: string): string => `[tool.alembic]\nkey = "${value}"\n`;
const json = (value: string): string => JSON.stringify({ name: "x", alembic: { key: value } });

describe("which files make up a configuration", () => {
  test("when all three hold a key then the ini wins, then pyproject.toml, then package.json", () => {
    const files = {
      "/p/alembic.ini": ini("alembic", "ini"),
      "/p/pyproject.toml": toml("toml"),
      "/p/package.json": json("json"),
    };
    expect(load(files).getAlembicOption("key")).toBe("ini");
    expect(load({ ...files, "/p/alembic.ini": "[alembic]\n" }).getAlembicOption("key")).toBe("toml");
    expect(load({ "/p/package.json": json("json") }).getAlembicOption("key")).toBe("json");
    expect(load({}).getAlembicOption("key")).toBeUndefined();
    expect(load({}).getAlembicOption("key", "default")).toBe("default");
  });

  test("when -n names a section then it is that of the ini only", () => {
    const files = {
      "/p/alembic.ini": `${ini("alembic", "ini")}${ini("other", "other")}`,
      "/p/pyproject.toml": toml("toml"),
    };
    expect(load(files, { name: "other" }).getMainOption("key")).toBe("other");
    expect(load(files, { name: "third" }).getAlembicOption("key")).toBe("toml");
  });

  test.each([
    [["other.ini"], undefined, "other.ini", "pyproject.toml", "package.json"],
    [["sub/pyproject.toml"], undefined, "alembic.ini", "sub/pyproject.toml", "package.json"],
    [["sub/package.json", "a.cfg"], undefined, "a.cfg", "pyproject.toml", "sub/package.json"],
    [[], "env.ini", "env.ini", "pyproject.toml", "package.json"],
    [[], "sub/pyproject.toml", "alembic.ini", "sub/pyproject.toml", "package.json"],
    [["given.ini"], "env.ini", "given.ini", "pyproject.toml", "package.json"],
    [["sub/pyproject.toml"], "env.ini", "env.ini", "sub/pyproject.toml", "package.json"],
  ])("when -c is %j and ALEMBIC_CONFIG %s then the files are %s, %s and %s", (configFiles, variable, ...names) => {
    const config = load({}, { configFiles, env: { ALEMBIC_CONFIG: variable } });
    expect([config.configFileName, config.tomlFileName, config.packageJsonName]).toEqual(names);
  });

  test.each([
    [["a.ini", "b.ini"], "only one ini file may be indicated"],
    [["a/pyproject.toml", "b/pyproject.toml"], "pyproject.toml indicated more than once"],
    [["a/package.json", "b/package.json"], "package.json indicated more than once"],
  ])("when -c is %j then it is refused", (configFiles, message) => {
    expect(() => load({}, { configFiles })).toThrow(message);
  });

  test("when a file lies elsewhere then %(here)s is its folder", () => {
    const files = {
      "/p/a/x.ini": "[alembic]\none = %(here)s/m\n",
      "/p/b/pyproject.toml": '[tool.alembic]\ntwo = "%(here)s/m"\n',
      "/p/c/package.json": '{"alembic": {"three": "%(here)s/m"}}',
    };
    const config = load(files, { configFiles: ["a/x.ini", "b/pyproject.toml", "c/package.json"] });
    expect(["one", "two", "three"].map((key) => config.getAlembicOption(key))).toEqual(["/p/a/m", "/p/b/m", "/p/c/m"]);
  });

  test("when the folder's name holds a percent sign then it is taken as it is", () => {
    const config = loadConfig({
      cwd: "/100%/x",
      files: new MemoryFileSystem({ "/100%/x/alembic.ini": "[alembic]\na = %(here)s\n" }),
    });
    expect(config.getMainOption("a")).toBe("/100%/x");
  });

  test("when further names are given then values may use them", () => {
    const files = {
      "/p/alembic.ini": "[alembic]\na = %(who)s\n",
      "/p/pyproject.toml": '[tool.alembic]\nb = "%(who)s"\n',
    };
    const config = load(files, { configArgs: { who: "me" } });
    expect([config.getAlembicOption("a"), config.getAlembicOption("b")]).toEqual(["me", "me"]);
  });

  test("when a file begins with a byte order mark then it is read", () => {
    const files = {
      "/p/alembic.ini": `\ufeff${ini("alembic", "v")}`,
      "/p/pyproject.toml": `\ufeff${toml("t")}`,
      "/p/package.json": `\ufeff${json("j")}`,
    };
    const config = load(files);
    expect([
      config.getMainOption("key"),
      config.tomlAlembicConfig.get("key"),
      config.packageJsonConfig.get("key"),
    ]).toEqual(["v", "t", "j"]);
  });
});

describe("what is said of a configuration that cannot be read", () => {
  test.each([
    [
      "an ini that is not UTF-8",
      { "/p/alembic.ini": new Uint8Array([0x5b, 0xff]) },
      "Can't read alembic.ini: it is not UTF-8 text",
    ],
    ["broken TOML", { "/p/pyproject.toml": "[tool.alembic\n" }, "pyproject.toml: "],
    ["[tool.alembic] that is no table", { "/p/pyproject.toml": "[tool]\nalembic = 3\n" }, "Incorrect TOML format"],
    ["broken JSON", { "/p/package.json": "{" }, "package.json: "],
    [
      "an alembic key that is no object",
      { "/p/package.json": '{"alembic": []}' },
      'package.json: "alembic" is not an object',
    ],
    [
      "a list where text belongs",
      { "/p/package.json": '{"alembic": {"x": ["a"]}}' },
      "string value expected for parameter 'x'",
    ],
    [
      "an unknown name",
      { "/p/alembic.ini": "[alembic]\nx = %(y)s\n" },
      "alembic.ini: Bad value substitution: option 'x' in section 'alembic'",
    ],
  ])(
    "when it holds %s then one sentence says so",
    (_, files: Readonly<Record<string, string | Uint8Array>>, message) => {
      expect(() => load(files).getAlembicOption("x")).toThrow(message);
      expect(() => load(files).getAlembicOption("x")).not.toThrow(/\n/);
    },
  );

  test("when nothing is asked then broken files do no harm", () => {
    expect(load({ "/p/alembic.ini": "broken", "/p/package.json": "{" }).configFileName).toBe("alembic.ini");
  });

  test("when the ini or a section is missing then Alembic's words say so", () => {
    expect(() => load({}).getMainOption("x")).toThrow(
      "No config file 'alembic.ini' found, or file has no '[alembic]' section",
    );
    expect(() => load({ "/p/alembic.ini": "[alembic]\n" }).getSectionOption("engine1", "x")).toThrow(
      "or file has no '[engine1]' section",
    );
    expect(load({}).getSection("engine1")).toBeUndefined();
    expect(load({}).getSection("engine1", { a: "b" })).toEqual({ a: "b" });
  });
});

describe("a configuration in memory", () => {
  test("when keys are written in camelCase then they are Alembic's", () => {
    const config = Config.fromValues({
      scriptLocation: "m",
      versionLocations: ["a", "b"],
      "sqlalchemy.url": "x:%40",
      myKey: 5,
    });
    expect(config.getMainOption("script_location")).toBe("m");
    expect(config.getMainOption("sqlalchemy.url")).toBe("x:%40");
    expect(config.getMainOption("myKey")).toBe("5");
    expect(config.getVersionLocationsList()).toEqual(["a", "b"]);
  });

  test("when sections are given then they are those of an ini", () => {
    const config = Config.fromValues({ databases: "one" }, { sections: { one: { "sqlalchemy.url": "sqlite://" } } });
    expect(config.getSectionOption("one", "sqlalchemy.url")).toBe("sqlite://");
  });

  test("when a copy is changed then the first stays as it was", () => {
    const output = new MemoryOutput();
    const first = Config.fromValues({ a: "1" }, { attributes: { x: 1 } });
    const second = first
      .withMainOption("a", "100%%")
      .withSectionOption("new", "b", "%(c)s-")
      .withSectionOption("new", "c", "see")
      .withAttributes({ y: 2 })
      .withCmdOpts({ quiet: true })
      .withServices({ output });
    expect([first.getMainOption("a"), second.getMainOption("a")]).toEqual(["1", "100%"]);
    expect(second.getSectionOption("new", "b")).toBe("see-");
    expect([first.attributes, second.attributes]).toEqual([{ x: 1 }, { x: 1, y: 2 }]);
    expect(() => first.withMainOption("a", "100%")).toThrow("invalid interpolation syntax in '100%' at position 3");
    second.printStdout("silent");
    second.withCmdOpts({ quiet: false }).printStdout("heard");
    expect(output.stdout).toBe("heard\n");
  });
});
