import { functionName } from "./function-name.js";

/** The completion of a program for zsh. */
export function zshCompletion(prog: string): string {
  const [program] = prog.split(" ");
  const name = functionName(prog);
  return `#compdef ${program}
# ${prog} completion for zsh; put this into ~/.zshrc, after compinit:
#   eval "$(${prog} completion zsh)"
${name}() {
  local line="\${(j: :)words[1,CURRENT]}"
  [[ "$line" == "${prog} "* ]] || return 1
  local -a found
  found=("\${(@f)$(${prog} __complete "$line" 2>/dev/null)}")
  if [[ -n "\${found[1]}" ]]; then
    compadd -- "\${found[@]}"
  else
    _files
  fi
}
compdef ${name} ${program}
`;
}
