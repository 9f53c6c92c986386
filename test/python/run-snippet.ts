import { PythonError, runModule, startRun } from "../../src/python/run-module.js";
import { PythonSyntaxError } from "../../src/python/syntax/python-syntax-error.js";

/** What a snippet printed, and the exception that ended it. */
export interface SnippetResult {
  readonly output: string;
  readonly error: string | null;
}

/** The files that a snippet can open, as base64. */
export const files: Readonly<Record<string, string>> = {
  "notes.txt": Buffer.from("first\r\nsécond\n\nlast").toString("base64"),
  "data.bin": Buffer.from([0, 255, 10, 65, 13, 10, 128]).toString("base64"),
  "empty.txt": "",
};

const folder = "/home/someone/work";

/** Runs a snippet by the evaluator. */
export async function runSnippet(source: string): Promise<SnippetResult> {
  let output = "";
  const run = startRun(
    {
      write: (text, stream) => {
        if (stream === "stdout") output += text;
      },
      environment: { HOME: "/home/someone" },
      folder,
      readFile: (path) => {
        const content = files[path.slice(folder.length + 1)];
        return content === undefined ? undefined : new Uint8Array(Buffer.from(content, "base64"));
      },
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
