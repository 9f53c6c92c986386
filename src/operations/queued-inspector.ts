import type { Inspector } from "../dialects/inspector.js";
import type { CallQueue } from "./call-queue.js";

/** An inspector whose calls join a queue, each with all that it reads. */
export function queuedInspector(inspector: Inspector, queue: CallQueue): Inspector {
  return new Proxy(inspector, {
    get(target, key): unknown {
      const member: unknown = Reflect.get(target, key, target);
      if (typeof member !== "function") return member;
      return (...args: readonly unknown[]) => queue.enqueue(async (): Promise<unknown> => member.apply(target, args));
    },
  });
}
