import { CommandError } from "../../support/command-error.js";
import { bashCompletion } from "./bash-completion.js";
import { fishCompletion } from "./fish-completion.js";
import { zshCompletion } from "./zsh-completion.js";

/** The writers of completion scripts by shell; each gets the program as it is typed. */
const writers: Readonly<Record<string, (prog: string) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/**
 * The text that makes a shell complete this program's words.
 *
 * @throws CommandError where there is none for the shell.
 */
export function completionScript(shell: string, prog: string): string {
  const writer = writers[shell];
  if (writer === undefined) throw new CommandError(`No completion for shell '${shell}'; expected bash, zsh or fish`);
  return writer(prog);
}
