import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const built = fileURLToPath(new URL("../../dist/bin/alembic-ts.js", import.meta.url));
const help = spawnSync(process.execPath, [built, "upgrade", "--help"], { encoding: "utf8" }).stdout;

const hasPython = spawnSync("python3", ["-c", ""]).status === 0;

describe(`output to files and pipes${hasPython ? "" : " (a full pipe is left out: it needs python3)"}`, () => {
  test("when the reader of a pipe goes away, or there is none, then that is no failure", () => {
    const script = [
      '("$0" "$1" upgrade --help 2>&4; echo "first $?" >&4) 4>&2 | true',
      '("$0" "$1" upgrade --help >&- 2>&4; echo "second $?" >&4) 4>&2',
    ];
    const ran = spawnSync("sh", ["-c", script.join("; "), process.execPath, built], { encoding: "utf8" });
    expect([ran.status, ran.stdout, ran.stderr]).toEqual([0, "", "first 0\nsecond 0\n"]);
  });

  test.runIf(hasPython)("when a pipe that makes nobody wait is full then nothing of the output is lost", async () => {
    // A pipe holds 64 KiB; the reader begins late, and the flag of the pipe is set by the process that shares it.
    const program = `
      import fcntl, os, subprocess, sys, time
      reader, writer = os.pipe()
      fcntl.fcntl(writer, fcntl.F_SETFL, fcntl.fcntl(writer, fcntl.F_GETFL) | os.O_NONBLOCK)
      os.write(writer, b"x" * 65536)
      child = subprocess.Popen(sys.argv[1:], stdout=writer)
      os.close(writer)
      time.sleep(1)
      text = b""
      while piece := os.read(reader, 4096): text += piece
      sys.stdout.buffer.write(text.lstrip(b"x"))
      sys.exit(child.wait())
    `.replace(/^ {6}/gm, "");
    const done = spawnSync("python3", ["-c", program, process.execPath, built, "upgrade", "--help"], {
      encoding: "utf8",
    });
    expect([done.status, done.stdout, done.stderr]).toEqual([0, help, ""]);
  });

  test.runIf(process.platform === "linux")("when the disk is full then the exit code says so, once", () => {
    const descriptor = openSync("/dev/full", "w");
    const done = spawnSync(process.execPath, [built, "--help"], {
      stdio: ["ignore", descriptor, "pipe"],
      encoding: "utf8",
    });
    closeSync(descriptor);
    const reason = "ENOSPC: no space left on device, write";
    expect([done.status, done.stderr]).toEqual([1, `The output is not complete: ${reason}\n`]);
  });
});
