import type { Koffi } from "../locks/koffi.js";
import type { MapCalls } from "./native-memory-maps.js";

const PAGE_READONLY = 2;
const PAGE_READWRITE = 4;
const FILE_MAP_WRITE = 2;
const FILE_MAP_READ = 4;
const HALF = 2 ** 32;

/**
 * The calls of `kernel32.dll` that map a file, for descriptors as Node has them (see `windowsLockCalls`).
 *
 * A mapping that reaches beyond the end of a file makes the file longer, with zeros, which are an empty part of an index.
 */
export function windowsMapCalls(koffi: Koffi, executable: string): MapCalls {
  const kernel = koffi.load("kernel32.dll");
  const createMapping = kernel.func(
    "intptr_t __stdcall CreateFileMappingW(intptr_t file, void *security, uint32_t protection, uint32_t high, uint32_t low, void *name)",
  );
  const mapView = kernel.func(
    "void *__stdcall MapViewOfFile(intptr_t mapping, uint32_t access, uint32_t high, uint32_t low, size_t length)",
  );
  const unmapView = kernel.func("int __stdcall UnmapViewOfFile(void *at)");
  const closeHandle = kernel.func("int __stdcall CloseHandle(intptr_t handle)");
  const getLastError = kernel.func("uint32_t __stdcall GetLastError()");
  const handleOf = koffi.load(executable).func("intptr_t uv_get_osfhandle(int fd)");
  const failure = (): string => `EIO (error ${getLastError()})`;
  return {
    map(fd, { position, length, write }) {
      const end = position + length;
      const protection = write ? PAGE_READWRITE : PAGE_READONLY;
      const access = write ? FILE_MAP_WRITE | FILE_MAP_READ : FILE_MAP_READ;
      const mapping = createMapping(handleOf(fd), null, protection, Math.floor(end / HALF), end % HALF, null);
      if (isNull(mapping)) return failure();
      const at = mapView(mapping, access, Math.floor(position / HALF), position % HALF, length);
      const error = isNull(at) ? failure() : undefined;
      // The view keeps the mapping alive.
      closeHandle(mapping);
      return error ?? BigInt(at as bigint);
    },
    view: (address, length) => koffi.view(address, length),
    unmap(address) {
      unmapView(address);
    },
  };
}

function isNull(result: unknown): boolean {
  return result === null || result === 0 || result === 0n;
}
