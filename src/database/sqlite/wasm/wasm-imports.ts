/** A function that the WASM module imports. */
export type WasmImport = (...args: never[]) => unknown;
/** Imports by name, as Emscripten's debug build calls them. */
export type WasmImports = Record<string, WasmImport>;

/** The imports that carry SQLite's file calls: each of them must be there, or files cannot be used. */
export const FILE_IMPORTS = [
  "__syscall_faccessat",
  "__syscall_fchmod",
  "__syscall_fchown32",
  "__syscall_fcntl64",
  "__syscall_fstat64",
  "__syscall_ftruncate64",
  "__syscall_getcwd",
  "__syscall_geteuid32",
  "__syscall_lstat64",
  "__syscall_newfstatat",
  "__syscall_openat",
  "__syscall_readlinkat",
  "__syscall_stat64",
  "__syscall_unlinkat",
  "_mmap_js",
  "_munmap_js",
  "emscripten_date_now",
  "emscripten_get_now",
  "fd_close",
  "fd_read",
  "fd_seek",
  "fd_sync",
  "fd_write",
] as const;

/** The version of sql.js whose release build the table below describes. */
export const RELEASE_BUILD_VERSION = "1.16.0";

/**
 * Names of the release build's imports: Emscripten shortens them to letters, and lists them in the order of their
 * real names. It holds for {@link RELEASE_BUILD_VERSION} only; a test runs both builds side by side to prove it.
 */
export const RELEASE_IMPORT_NAMES: Readonly<Record<string, string>> = {
  a: "__assert_fail",
  i: "__syscall_chmod",
  D: "__syscall_faccessat",
  j: "__syscall_fchmod",
  h: "__syscall_fchown32",
  b: "__syscall_fcntl64",
  g: "__syscall_fstat64",
  J: "__syscall_ftruncate64",
  I: "__syscall_getcwd",
  F: "__syscall_geteuid32",
  M: "__syscall_lstat64",
  C: "__syscall_mkdirat",
  L: "__syscall_newfstatat",
  x: "__syscall_openat",
  s: "__syscall_readlinkat",
  r: "__syscall_rmdir",
  N: "__syscall_stat64",
  o: "__syscall_unlinkat",
  n: "__syscall_utimensat",
  w: "_abort_js",
  v: "_emscripten_runtime_keepalive_clear",
  A: "_localtime_js",
  y: "_mmap_js",
  z: "_munmap_js",
  k: "_setitimer_js",
  B: "_tzset_js",
  d: "emscripten_date_now",
  p: "emscripten_get_heap_max",
  c: "emscripten_get_now",
  l: "emscripten_resize_heap",
  G: "environ_get",
  H: "environ_sizes_get",
  e: "fd_close",
  m: "fd_fdstat_get",
  t: "fd_read",
  E: "fd_seek",
  K: "fd_sync",
  q: "fd_write",
  u: "proc_exit",
  f: "warnLegacyFunction",
};
