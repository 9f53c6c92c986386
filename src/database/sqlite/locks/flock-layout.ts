/** The layout of `struct flock` in memory, and its constants, on one kind of system. */
export interface FlockLayout {
  readonly size: number;
  readonly type: number;
  readonly whence: number;
  readonly start: number;
  readonly length: number;
  /** Values of `l_type`. */
  readonly types: { readonly read: number; readonly write: number; readonly none: number };
  /** Commands for locks that belong to the process. */
  readonly process: { readonly get: number; readonly set: number };
  /** Commands for locks that belong to the open file, where the system has them. */
  readonly file?: { readonly get: number; readonly set: number };
}

const BSD_TYPES = { read: 1, write: 3, none: 2 };
const BSD_FIELDS = { start: 0, length: 8, type: 20, whence: 22, types: BSD_TYPES };
const LINUX_TYPES = { read: 0, write: 1, none: 2 };
const LINUX_FILE = { get: 36, set: 37 };
const LINUX_FIELDS = { type: 0, whence: 2, types: LINUX_TYPES, file: LINUX_FILE };

/** The layout for a platform and processor as Node names them; undefined for one that is not known. */
export function flockLayout(platform: string, arch: string): FlockLayout | undefined {
  switch (platform) {
    case "linux":
    case "android": {
      if (arch === "ia32") return { ...LINUX_FIELDS, size: 24, start: 4, length: 12, process: { get: 12, set: 13 } };
      const process = arch === "arm" ? { get: 12, set: 13 } : { get: 5, set: 6 };
      return { ...LINUX_FIELDS, size: 32, start: 8, length: 16, process };
    }
    case "darwin":
      return { ...BSD_FIELDS, size: 24, process: { get: 7, set: 8 } };
    case "openbsd":
      return { ...BSD_FIELDS, size: 24, process: { get: 7, set: 8 } };
    case "freebsd":
      return { ...BSD_FIELDS, size: 32, process: { get: 11, set: 12 } };
    default:
      return undefined;
  }
}
