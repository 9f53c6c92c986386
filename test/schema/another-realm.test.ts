import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { isOptions } from "../../src/schema/arguments/split-options.js";
import { sa } from "../../src/schema/sa.js";

/** An object as a script in another realm writes it, such as a test file of Jest. */
const foreign = (source: string): never => runInNewContext(`(${source})`) as never;

test("when options come from another realm then they are options", () => {
  expect(Object.getPrototypeOf(foreign("{}"))).not.toBe(Object.prototype);
  expect(sa.Column("id", sa.Integer(), foreign("{ nullable: false }")).nullable).toBe(false);
  expect(sa.Enum("a", "b", foreign("{ name: 'letter' }")).name).toBe("letter");
  expect(() => sa.Column("id", foreign("{ nulable: false }"))).toThrow("unexpected option 'nulable'");
});

test("when an object is an instance, a list or a function then it is not plain, of whatever realm", () => {
  for (const source of ["new (class Own {})()", "new Map()", "[]", "() => 1", "new Date(0)", "Object.create({})"])
    expect(isOptions(foreign(source)), source).toBe(false);
  for (const source of ["{}", "{ a: 1 }", "Object.create(null)", "{ hasOwnProperty: 1 }"])
    expect(isOptions(foreign(source)), source).toBe(true);
});
