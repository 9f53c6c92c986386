import { PythonError, runModule, startRun } from "../../src/python/run-module.js";
import { PythonSyntaxError } from "../../src/python/syntax/python-syntax-error.js";

/** What a snippet printed, and the exception that ended it. */
export interface SnippetResult {
  readonly output: string;
  readonly error: string | null;
}

/** Runs a snippet by the evaluator. */
export async function runSnippet(source: string): Promise<SnippetResult> {
  let output = "";
  const run = startRun(
    {
      write: (text, stream) => {
        if (stream === "stdout") output += text;
      },
      environment: { HOME: "/home/someone" },
    },
    { steps: 1_000_000 },
  );
  try {
    await runModule(run, { name: "__main__", file: "snippet.py", source });
    return { output, error: null };
  } catch (error) {
    if (error instanceof PythonError) return { output, error: `${error.type}: ${error.reason}` };
    if (error instanceof PythonSyntaxError) return { output, error: `${error.kind}: ${error.reason}` };
    throw error;
  }
}
