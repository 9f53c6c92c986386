import { functionName } from "./function-name.js";

/** The completion of a program for bash. The program itself says which words fit, so the script never goes stale. */
export function bashCompletion(prog: string): string {
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
