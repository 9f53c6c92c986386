// Loaded before a program (`node --import trap.mjs …`), it watches the calls that change files in one folder, and can end
// the process at any one of them as `kill -9` would: before it, after it, or with half of a write done.
// The words of a WAL's index, which is mapped into memory, are stored one by one: each of those is such a call too.
//   TRAP_FOLDER  the folder
//   TRAP_CALLS   a file that takes the names of all calls, as JSON, when the program ends
//   TRAP_AT      the number of the call at which the process ends, counted from 0
//   TRAP_PART    before, half or after
// It prints the line "reading" when the first file in the folder is opened, and "writing" at the first call that counts.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const { TRAP_FOLDER: folder, TRAP_CALLS: callsFile, TRAP_AT: at, TRAP_PART: part } = process.env;
const real = { ...fs };
const descriptors = new Set();
const calls = [];
let isReading = false;

const isInside = (path) => typeof path === "string" && (path === folder || path.startsWith(`${folder}/`));

const end = () => process.kill(process.pid, "SIGKILL");

/** Counts a call and makes it; `half` does half of what it does. */
function count(name, call, half) {
  const isLast = String(calls.length) === at;
  if (calls.length === 0) real.writeSync(1, "writing\n");
  calls.push(name);
  if (isLast && part === "before") end();
  if (isLast && part === "half" && half !== undefined) {
    half();
    end();
  }
  const result = call();
  if (isLast) end();
  return result;
}

fs.openSync = (path, flags, ...rest) => {
  if (!isInside(path)) return real.openSync(path, flags, ...rest);
  if (!isReading) real.writeSync(1, "reading\n");
  isReading = true;
  const makes = typeof flags === "number" && (flags & real.constants.O_CREAT) !== 0 && !real.existsSync(path);
  const open = () => real.openSync(path, flags, ...rest);
  const fd = makes ? count("open", open) : open();
  descriptors.add(fd);
  return fd;
};

fs.closeSync = (fd) => {
  descriptors.delete(fd);
  real.closeSync(fd);
};

fs.writeSync = (fd, ...rest) => {
  if (!descriptors.has(fd)) return real.writeSync(fd, ...rest);
  const [buffer, offset, length, position] = rest;
  return count(
    "write",
    () => real.writeSync(fd, ...rest),
    () => real.writeSync(fd, buffer, offset, length >> 1, position),
  );
};

for (const name of ["ftruncateSync", "fsyncSync"]) {
  fs[name] = (fd, ...rest) => {
    const call = () => real[name](fd, ...rest);
    return descriptors.has(fd) ? count(name.slice(0, -4), call) : call();
  };
}

for (const name of ["unlinkSync", "linkSync", "renameSync"]) {
  fs[name] = (path, ...rest) => {
    const call = () => real[name](path, ...rest);
    return isInside(path) ? count(name.slice(0, -4), call) : call();
  };
}

const store = Atomics.store;
Atomics.store = (...args) => count("store", () => store(...args));

syncBuiltinESMExports();
if (callsFile !== undefined) process.on("exit", () => real.writeFileSync(callsFile, JSON.stringify(calls)));
