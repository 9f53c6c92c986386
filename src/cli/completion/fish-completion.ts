import { functionName } from "./function-name.js";

/** The completion of a program for fish. */
export function fishCompletion(prog: string): string {
  const name = functionName(prog);
  return `# ${prog} completion for fish; put this into ~/.config/fish/config.fish:
#   ${prog} completion fish | source
function ${name}
    set -l line (commandline -cp)
    string match -q -- "${prog} *" "$line"; and ${prog} __complete "$line" 2>/dev/null
end
complete -c ${prog.split(" ")[0]} -f -a "(${name})"
`;
}
