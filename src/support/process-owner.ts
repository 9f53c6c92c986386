/** The flag of V8 for a short process, which optimises no code of SQLite. Our programs have it from their start on. */
export const shortProcessFlag = "--wasm-tiering-budget=2000000000";

let isOurs = false;
let steps = 0;

/** Declares the process to be one of our programs. Only then may the engine's settings be changed for all of it. */
export function declareOwnProcess(): void {
  isOurs = true;
}

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
