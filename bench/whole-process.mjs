// Runs a program as a shell would and measures the whole process.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const venv = join(dirname(dirname(fileURLToPath(import.meta.url))), ".venv/bin/python");
const hasPython = existsSync(venv);

/** Asks the system for wall time and peak memory of a child, which Node cannot. */
const METER = `
import resource, subprocess, sys, time
start = time.monotonic()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
print((time.monotonic() - start) * 1000, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
sys.stderr.buffer.write(done.stderr[-2000:] if done.returncode else b'')
sys.exit(done.returncode)`;

/**
 * Runs a program to its end.
 *
 * @returns wall time in milliseconds and, where Python is there to ask the system, peak memory in MB.
 * @throws an error with the program's words where it fails.
 */
export function run(command, args, cwd) {
  const [program, ...rest] = hasPython ? [venv, "-c", METER, command, ...args] : [command, ...args];
  const start = performance.now();
  const done = spawnSync(program, rest, { cwd, encoding: "utf8" });
  const elapsed = performance.now() - start;
  if (done.status !== 0) throw new Error(`${command} ${args.join(" ")}: ${done.stderr}`);
  if (!hasPython) return { time: elapsed, memory: undefined };
  const [time, memory] = done.stdout.trim().split("\n").at(-1).split(" ").map(Number);
  return { time, memory };
}
