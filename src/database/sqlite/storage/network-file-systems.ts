import { statfsSync } from "node:fs";
import { dirname } from "node:path";

/** How Linux numbers the file systems that reach over a network: NFS, SMB (three generations), AFS, 9P, Ceph, Coda. */
const NETWORK = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x01021997, 0x00c36400, 0x73757245]);

/**
 * Whether a file is on another machine, as far as can be told: there each machine has its own memory of the file, and
 * nothing that is mapped is shared.
 */
export function isOnNetwork(path: string): boolean {
  if (path.startsWith("\\\\") || path.startsWith("//")) return true;
  if (process.platform !== "linux") return false;
  try {
    return NETWORK.has(Number(statfsSync(dirname(path)).type) >>> 0);
  } catch {
    return false;
  }
}
