import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/load-config.js";
import { parseDatabaseUrl } from "../../src/database/database-url.js";
import { MemoryFileSystem } from "./memory-file-system.js";

const folders = ["/p", "/p q", "/50%", "/a%41b", "/que?ry", "/c#", "/a,b", "/x:y", "/new\nline", "/it's $& 100%%"];

function load(folder: string, files: Readonly<Record<string, string>>) {
  const placed = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
  return loadConfig({ cwd: folder, files: new MemoryFileSystem(placed), warn: () => undefined });
}

describe("the folder of a configuration", () => {
  test.each(folders)("when it is %j then a URL that begins with it names the file in it", (folder) => {
    const url = "sqlite:///%(here)s/app.db?timeout=3";
    const ini = `[DEFAULT]\nroot = %(here)s/data\n[alembic]\nsqlalchemy.url = ${url}\nplain = %(here)s/x\nindirect = sqlite:///%(root)s/app.db\nfile = file:%(here)s/app.db\n[other]\nsqlalchemy.url = ${url}\n`;
    const config = load(folder, {
      "alembic.ini": ini,
      "pyproject.toml": `[tool.alembic]\ntoml_url = "${url}"\ntoml_plain = "%(here)s/x"\n`,
      "package.json": JSON.stringify({ alembic: { json_url: url } }),
    });
    const urls = [
      config.getMainOption("sqlalchemy.url"),
      config.getSectionOption("other", "sqlalchemy.url"),
      config.getSection("other")?.["sqlalchemy.url"],
      config.getAlembicOption("toml_url"),
      config.getAlembicOption("json_url"),
    ];
    for (const one of urls) {
      const parsed = parseDatabaseUrl(one ?? "");
      expect(parsed.database).toBe(`${folder}/app.db`);
      expect(parsed.option("timeout")).toBe("3");
    }
    expect(parseDatabaseUrl(config.getMainOption("file") ?? "").database).toBe(`${folder}/app.db`);
    expect(parseDatabaseUrl(config.getMainOption("indirect") ?? "").database).toBe(`${folder}/data/app.db`);
    expect(config.getMainOption("plain")).toBe(`${folder}/x`);
    expect(config.getAlembicOption("toml_plain")).toBe(`${folder}/x`);
  });

  const separators: readonly [string, string, string][] = [
    ["no separator", "", "%(here)s/a %(here)s/b"],
    ["os", "path_separator = os\n", "%(here)s/a:%(here)s/b"],
    [":", "path_separator = :\n", "%(here)s/a:%(here)s/b"],
    ["space", "path_separator = space\n", "%(here)s/a %(here)s/b"],
    ["newline", "path_separator = newline\n", "\n  %(here)s/a\n  %(here)s/b"],
  ];
  for (const folder of folders)
    test.each(separators)(
      `when it is ${JSON.stringify(folder)} then a list with %s holds it whole`,
      (_name, key, value) => {
        const config = load(folder, {
          "alembic.ini": `[alembic]\n${key}version_locations = ${value}\nprepend_sys_path = ${value}\n`,
        });
        expect(config.getVersionLocationsList()).toEqual([`${folder}/a`, `${folder}/b`]);
        expect(config.getPrependSysPathsList()).toEqual([`${folder}/a`, `${folder}/b`]);
      },
    );

  test("when the file says itself what `here` is then that is text like any other", () => {
    const config = load("/p", { "alembic.ini": "[alembic]\nhere = a b\nversion_locations = %(here)s/x\n" });
    expect(config.getVersionLocationsList()).toEqual(["a", "b/x"]);
  });
});
