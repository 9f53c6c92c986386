import { type Koffi, lastErrorName } from "../locks/koffi.js";
import type { MapCalls } from "./native-memory-maps.js";

const PROTECTION = { read: 1, write: 2 } as const;
const SHARED = 1;
/** What `mmap` returns where it fails, as an unsigned and as a signed number. */
const FAILED = new Set([0xffff_ffff_ffff_ffffn, -1n]);

/** `mmap` and `munmap` of the C library; the numbers are the same on Linux, macOS and the BSDs. */
export function posixMapCalls(koffi: Koffi): MapCalls {
  const library = koffi.load(null);
  const mmap = library.func("void *mmap(void *at, size_t length, int protection, int flags, int fd, int64_t position)");
  const munmap = library.func("int munmap(void *at, size_t length)");
  return {
    map(fd, { position, length, write }) {
      const protection = PROTECTION.read | (write ? PROTECTION.write : 0);
      const address = BigInt(mmap(null, length, protection, SHARED, fd, position) as bigint | number);
      return FAILED.has(address) ? lastErrorName(koffi) : address;
    },
    view: (address, length) => koffi.view(address, length),
    unmap(address, length) {
      munmap(address, length);
    },
  };
}
