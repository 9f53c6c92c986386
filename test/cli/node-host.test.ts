import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const built = fileURLToPath(new URL("../../dist/bin/alembic-ts.js", import.meta.url));
const help = spawnSync(process.execPath, [built, "upgrade", "--help"], { encoding: "utf8" }).stdout;

const hasPython = spawnSync("python3", ["-c", ""]).status === 0;

describe(`output to files and pipes${hasPython ? "" : " (a full pipe is left out: it needs python3)"}`, () => {
  test("when the reader of a pipe goes away then that is no failure", async () => {
    const child = spawn("sh", [
      "-c",
      `"$0" "$1" --help | true; "$0" "$1" --help 2>&1 >&- | cat`,
      process.execPath,
      built,
    ]);
    let text = "";
    child.stdout.on("data", (data) => {
      text += data;
    });
    const code = await new Promise((resolve) => child.on("exit", resolve));
    expect([code, text]).toEqual([0, ""]);
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
