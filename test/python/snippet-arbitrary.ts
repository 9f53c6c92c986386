import fc from "fast-check";
import { builtins } from "./arbitrary/builtins.js";
import { classes } from "./arbitrary/classes.js";
import { formats } from "./arbitrary/formats.js";
import { library } from "./arbitrary/library.js";
import {
  bytesMethods,
  dictMethods,
  listMethods,
  numberMethods,
  properties,
  setMethods,
  textMethods,
} from "./arbitrary/methods.js";
import { binary, subscript } from "./arbitrary/operators.js";
import { programs } from "./arbitrary/programs.js";
import { shown, type Text } from "./arbitrary/values.js";

const printed = (all: readonly Text[]): readonly Text[] => all.map((one) => one.map(shown));

/** What snippets are made of, each with how often it is made. */
const families: readonly (readonly [weight: number, all: readonly Text[]])[] = [
  [8, printed([binary])],
  [4, printed([subscript])],
  [10, printed(textMethods)],
  [4, printed(listMethods)],
  [4, printed(dictMethods)],
  [4, printed(setMethods)],
  [6, printed(bytesMethods)],
  [3, printed([...numberMethods, ...properties])],
  [10, printed(builtins)],
  [10, printed(formats)],
  [16, programs],
  [6, classes],
  [12, library],
];

/** Each kind of snippet. */
export const kinds: readonly Text[] = families.flatMap(([, all]) => all);

/** Snippets of Python over what the evaluator claims: operators, methods, functions, formats, statements, modules. */
export const snippet: Text = fc.oneof(...families.map(([weight, all]) => ({ arbitrary: fc.oneof(...all), weight })));
