import { functionName } from "./function-name.js";

/** The completion of a program for bash. The program itself says which words fit, so the script never goes stale. */
export function bashCompletion(prog: string): string {
  const name = functionName(prog);
  return `# ${prog} completion for bash; put this into ~/.bashrc:
#   eval "$(${prog} completion bash)"
${name}() {
  local line="\${COMP_LINE:0:COMP_POINT}" each
  [[ "$line" == "${prog} "* ]] || return 0
  # Bash ends a word at a colon, too; what stands before it in our word is not part of bash's.
  local word="\${line##* }"
  local before="\${word%"\${COMP_WORDS[COMP_CWORD]}"}"
  COMPREPLY=()
  while IFS= read -r each; do
    COMPREPLY+=("\${each#"$before"}")
  done < <(${prog} __complete "$line" 2>/dev/null)
}
complete -o default -F ${name} ${prog.split(" ")[0]}
`;
}
