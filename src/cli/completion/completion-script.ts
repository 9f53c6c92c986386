import { CommandError } from "../../support/command-error.js";

/** The writers of completion scripts by shell; each gets the program as it is typed. */
const writers: Readonly<Record<string, (prog: string) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/**
 * The text that makes a shell complete this program's words.
 *
 * @throws CommandError where the shell is not supported.
 */
export function completionScript(shell: string, prog: string): string {
  const writer = writers[shell];
  if (writer === undefined) throw new CommandError(`No completion for shell '${shell}'; expected bash, zsh or fish`);
  return writer(prog);
}

/** The completion of a program for bash. The script asks the program which words fit, so it never becomes outdated. */
function bashCompletion(prog: string): string {
  const name = functionName(prog);
  const [program = prog, ...inside] = prog.split(" ");
  const rest = inside.map((word) => `${word} `).join("");
  return `# ${prog} completion for bash; put this into ~/.bashrc:
#   eval "$(${prog} completion bash)"
${name}() {
  local line="\${COMP_LINE:0:COMP_POINT}" each
  # The program may be typed with a path, and is asked as it was typed.
  local program="\${line%% *}"
  line="\${program##*/} \${line#* }"
  program="\${program/#\\~\\//$HOME/}"
  [[ "$line" == "${prog} "* ]] || return 0
  # Bash ends a word at a colon and an equals sign, too; what stands before it in our word is not part of bash's.
  local word="\${line##* }" current="\${COMP_WORDS[COMP_CWORD]}"
  [[ "$current" == [:=] ]] && current=""
  local before="\${word%"$current"}"
  COMPREPLY=()
  while IFS= read -r each; do
    COMPREPLY+=("\${each#"$before"}")
  done < <("$program" ${rest}__complete "$line" 2>/dev/null)
}
complete -o default -F ${name} ${program}
`;
}

/** The completion of a program for zsh. */
function zshCompletion(prog: string): string {
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

/** The completion of a program for fish. */
function fishCompletion(prog: string): string {
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

/** Name of the shell function that completes a program's words. */
function functionName(prog: string): string {
  return `_${prog.replace(/\W+/g, "_")}_complete`;
}
