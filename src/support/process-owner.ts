let isOurs = false;

/** Declares the process to be one of our programs. Only then may the engine's settings be changed for all of it. */
export function declareOwnProcess(): void {
  isOurs = true;
}

/** Whether {@link declareOwnProcess} was called; false in a program that uses the library. */
export function isOwnProcess(): boolean {
  return isOurs;
}
