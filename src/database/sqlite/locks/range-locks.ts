import type { LockKind } from "../storage/file-storage.js";

/** A locked range, its end exclusive. */
interface Segment {
  readonly start: number;
  readonly end: number;
  readonly kind: LockKind;
}

/** The end of a range; a length of zero reaches to the end of any file. */
export function rangeEnd(start: number, length: number): number {
  return length === 0 ? Number.POSITIVE_INFINITY : start + length;
}

/** Locks of several owners on the ranges of one file, with the rules of `fcntl`. */
export class RangeLocks<Owner> {
  readonly #owners = new Map<Owner, readonly Segment[]>();

  /** Whether nobody holds anything. */
  get isEmpty(): boolean {
    return this.#owners.size === 0;
  }

  /** The kind of another owner's lock that conflicts with such a lock. */
  inTheWay(owner: Owner, kind: LockKind, start: number, length: number): LockKind | "none" {
    const end = rangeEnd(start, length);
    for (const [other, segments] of this.#owners) {
      if (other === owner) continue;
      for (const segment of segments) {
        const overlaps = segment.start < end && start < segment.end;
        if (overlaps && (kind === "write" || segment.kind === "write")) return segment.kind;
      }
    }
    return "none";
  }

  /** Notes a lock, or its release; it replaces the owner's locks in the range. */
  set(owner: Owner, kind: LockKind | "none", start: number, length: number): void {
    const end = rangeEnd(start, length);
    const segments = (this.#owners.get(owner) ?? []).flatMap((segment) => cut(segment, start, end));
    if (kind !== "none") segments.push({ start, end, kind });
    if (segments.length > 0) this.#owners.set(owner, segments);
    else this.#owners.delete(owner);
  }

  /**
   * The parts of a range that other owners hold, all of them read locks, because otherwise there would be no lock to
   * release.
   */
  heldByOthers(owner: Owner, start: number, length: number): { readonly start: number; readonly end: number }[] {
    const end = rangeEnd(start, length);
    const parts: { start: number; end: number }[] = [];
    for (const [other, segments] of this.#owners) {
      if (other === owner) continue;
      for (const segment of segments) {
        const part = { start: Math.max(start, segment.start), end: Math.min(end, segment.end) };
        if (part.start < part.end) parts.push(part);
      }
    }
    return parts;
  }
}

/** The parts of a segment outside a range. */
function cut(segment: Segment, start: number, end: number): Segment[] {
  if (segment.end <= start || end <= segment.start) return [segment];
  const left = { ...segment, end: start };
  const right = { ...segment, start: end };
  return [left, right].filter((part) => part.start < part.end);
}
