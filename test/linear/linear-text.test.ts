import { afterAll, describe, expect, test } from "vitest";
import { StepCounter } from "./step-counter.js";
import { anyPieces, textOf, worstTexts } from "./worst-texts.js";

// Only code that is loaded after the counter was made is counted.
const counter = new StepCounter();
const { parsers } = await import("./parsers.js");
const { quadratic, linear } = await import("./quadratic-work.js");
const { AlembicError } = await import("../../src/support/alembic-error.js");

type Parser = keyof typeof parsers;
type GrowingText = (typeof worstTexts)[Parser][number];
type Read = (text: string) => unknown;

afterAll(() => counter.close());

/** So many characters take at most so many steps, which is about a second. */
const fullSize = 2 ** 20;
const limit = 500e6;

/** Reads a text; most of the worst ones are wrong, and refused. */
function attempt(read: Read, text: string): void {
  try {
    read(text);
  } catch (error) {
    const isRefusal = error instanceof AlembicError || /SyntaxError$|^TextError$/.test((error as Error).name);
    if (!isRefusal) throw error;
  }
}

/** The length of a text, and the steps that it takes. */
interface Point {
  readonly length: number;
  readonly steps: number;
}

/**
 * The steps that a text of the full size takes, from those of three smaller ones: the curve of second degree through
 * them. The counts are the same in each run, so a part which is quadratic shows in small texts.
 */
function stepsAtFullSize(read: Read, shape: GrowingText): number {
  const point = (size: number): Point => {
    const text = textOf(shape, size);
    return { length: text.length, steps: counter.steps(() => attempt(read, text)) };
  };
  // What is made once only, such as a list of words, does not count.
  point(32);
  const [first, second, third] = [point(32), point(1000), point(2000)];
  const slope = (from: Point, to: Point): number => (to.steps - from.steps) / (to.length - from.length);
  const square = (slope(second, third) - slope(first, second)) / (third.length - first.length);
  const linear = slope(second, third) - square * (second.length + third.length);
  return linear * fullSize + square * fullSize ** 2;
}

/** The texts that take too many steps. */
function tooSlow(read: Read, shapes: readonly GrowingText[]): readonly string[] {
  return shapes.flatMap((shape) => {
    const steps = stepsAtFullSize(read, shape);
    return steps <= limit ? [] : [`${JSON.stringify(shape)}: ${Math.round(steps / 1e6)} million steps`];
  });
}

describe("the steps that a megabyte of the worst text takes", () => {
  const everyPiece = (own: readonly GrowingText[]): readonly GrowingText[] => {
    const begins = new Set(own.flatMap(([first]) => (typeof first === "string" ? [first] : [])));
    return ["", "a", ...begins].flatMap((before) => anyPieces.map((piece) => [before, [piece], "b"] as const));
  };

  test.each(Object.keys(parsers) as Parser[])(
    "%s",
    (parser) => {
      // EVERY_PIECE=1 reads many more texts, in some minutes.
      const own = worstTexts[parser];
      const shapes = process.env["EVERY_PIECE"] === undefined ? own : everyPiece(own);
      expect(tooSlow(parsers[parser], shapes)).toEqual([]);
    },
    600_000,
  );
});

describe("when a parser had a quadratic step then the count shows it", () => {
  test.each(Object.entries(quadratic))("%s", (_, read) => {
    expect(tooSlow(read, [["b", [" "], "c"]])).toHaveLength(1);
  });

  test("what is linear passes", () => {
    expect(tooSlow(linear, [["b", [" "], "c"]])).toEqual([]);
  });
});

test("when the same text is read again then the count does not change", () => {
  const text = textOf(["CREATE TABLE t (", ["a, "], "b)"], 500);
  const steps = Array.from({ length: 4 }, () => counter.steps(() => parsers["CREATE TABLE"](text))).slice(1);
  // V8 may lose a few counts while it optimises a function.
  expect(Math.max(...steps) / Math.min(...steps)).toBeLessThan(1.01);
  expect(steps[0]).toBeGreaterThan(text.length);
});
