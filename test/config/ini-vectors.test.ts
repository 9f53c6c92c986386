import { describe, expect, test } from "vitest";
import { IniFile } from "../../src/config/ini/ini-file.js";
import { CommandError } from "../../src/support/command-error.js";
import { type Answer, vectors } from "./vectors.js";

interface IniCase extends Answer {
  readonly text: string;
  readonly value?: Readonly<Record<string, Readonly<Record<string, Answer>>>>;
}

describe("ini files as ConfigParser reads them", () => {
  for (const one of vectors<IniCase>("ini")) {
    test(`when the file is ${JSON.stringify(one.text.slice(0, 70))} then keys and values are Python's`, () => {
      const read = () => IniFile.parse(one.text, "alembic.ini", { here: "/here" });
      if (one.error !== undefined) {
        expect(read).toThrow(CommandError);
        expect(read).toThrow(firstLine(one.message ?? ""));
        return;
      }
      const ini = read();
      expect(ini.sections).toEqual(Object.keys(one.value ?? {}));
      for (const [section, keys] of Object.entries(one.value ?? {})) {
        for (const [key, answer] of Object.entries(keys)) {
          if (answer.error === undefined) expect([key, ini.get(section, key)]).toEqual([key, answer.value]);
          else expect(() => ini.get(section, key)).toThrow(CommandError);
        }
        const all = Object.values(keys).every(({ error }) => error === undefined);
        if (all) expect(Object.keys(ini.items(section) ?? {}).sort()).toEqual(Object.keys(keys).sort());
      }
    });
  }
});

/** The part of Python's sentence that does not name the file, whose place in the sentence is ours. */
function firstLine(message: string): string {
  return (
    /section '.*' already exists|option '.*' in section '.*' already exists|no section headers|parsing errors/.exec(
      message,
    )?.[0] ?? message
  );
}
