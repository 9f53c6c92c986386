import { appendFileSync } from "node:fs";

/** How often a test repeats: a small number by default, the full one under `npm run torture`, any from the environment. */
export function tortureCount(name: string, small: number, full: number): number {
  const given = process.env[name];
  if (given !== undefined) return Number(given);
  return process.env["TORTURE"] === "full" ? full : small;
}

/** Keeps a figure for the table that `npm run torture` prints at its end. */
export function recordFigure(name: string, figures: Readonly<Record<string, number | string>>): void {
  const file = process.env["TORTURE_FIGURES"];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ name, ...figures })}\n`);
}

/** The seed of a random test, printed so that a failure can be repeated. */
export function randomSeed(): number {
  const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
  console.log(`SEED=${seed}`);
  return seed;
}

/** Random numbers from 0 to 1 that a seed repeats (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
