/** The flags of V8 that our programs set, with the first and the last version of V8 that has been found to know them. */
const knownFlags: Readonly<Record<string, readonly [from: number, to: number]>> = {
  // Node 20 to 25.
  "--wasm-tiering-budget": [11, 14],
  // Node 20; Node 24 prints that it does not know the first one.
  "--interrupt-budget": [11, 11],
  "--wasm-lazy-validation": [11, 11],
  "--semi-space-growth-factor": [11, 11],
  // Node 20 to 22.
  "--no-opt": [11, 12],
};

/** The flags among some that a version of V8 knows. For any other flag V8 prints an error. */
export function knownProcessFlags(v8Version: string, flags: readonly string[]): readonly string[] {
  const major = Number.parseInt(v8Version, 10);
  return flags.filter((flag) => {
    const [from, to] = knownFlags[flag.split("=")[0] ?? ""] ?? [0, 0];
    return from <= major && major <= to;
  });
}

/** The flag of V8 for a short process, which optimises no code of SQLite. Our programs have it from their start on. */
export const shortProcessFlag = "--wasm-tiering-budget=2000000000";

/**
 * Compiles WASM code in another way than V8 does by itself.
 *
 * @param wasm - the module as bytes.
 * @param compile - compiles it as V8 does.
 * @returns the module, or `undefined` where there is no other way.
 */
export type ProcessCompiler = (wasm: Uint8Array, compile: () => object) => object | undefined;

let isOurs = false;
let steps = 0;
let compiler: ProcessCompiler | undefined;

/**
 * Declares the process to be one of our programs. Only then may the engine's settings be changed for all of it.
 *
 * @param compileWasm - compiles SQLite's code; by default V8 does by itself.
 */
export function declareOwnProcess(compileWasm?: ProcessCompiler): void {
  isOurs = true;
  compiler = compileWasm;
}

/** Compiles WASM code as {@link declareOwnProcess} was told to. */
export const compileInOwnProcess = (wasm: Uint8Array, compile: () => object): object =>
  compiler?.(wasm, compile) ?? compile();

/** Whether {@link declareOwnProcess} was called; false in a program that uses the library. */
export function isOwnProcess(): boolean {
  return isOurs;
}

/** Says how many steps the process may be about to run, which is known before a database is opened. */
export function expectStepsInProcess(count: number): void {
  steps = count;
}

/** What {@link expectStepsInProcess} was told last; 0 where no steps are to run. */
export function stepsExpectedInProcess(): number {
  return steps;
}
