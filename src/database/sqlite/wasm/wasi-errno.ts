/** WASI's numbers of the system errors of file calls. */
const WASI_ERRNO: Readonly<Record<string, number>> = {
  EACCES: 2,
  EAGAIN: 6,
  EWOULDBLOCK: 6,
  EBADF: 8,
  EBUSY: 10,
  EDQUOT: 19,
  EEXIST: 20,
  EFBIG: 22,
  EINTR: 27,
  EINVAL: 28,
  EIO: 29,
  EISDIR: 31,
  ELOOP: 32,
  EMFILE: 33,
  ENAMETOOLONG: 37,
  ENFILE: 41,
  ENODEV: 43,
  ENOENT: 44,
  // SQLite would take this error's own code for a lock of another process, and would wait for it.
  ENOLCK: 29,
  ENOMEM: 48,
  ENOSPC: 51,
  ENOSYS: 52,
  ENOTDIR: 54,
  ENOTEMPTY: 55,
  ENOTSUP: 58,
  EOPNOTSUPP: 58,
  EOVERFLOW: 61,
  EPERM: 63,
  EROFS: 69,
  ESTALE: 72,
  ETIMEDOUT: 73,
  ETXTBSY: 74,
};

/** The WASI number of an error that a file call threw; an error without a number is an input/output error. */
export function wasiErrno(error: unknown): number {
  const code = (error as { code?: unknown } | null)?.code;
  return (typeof code === "string" ? WASI_ERRNO[code] : undefined) ?? 29;
}
