import { raise } from "../values/py-exception.js";
import type { HostMethod } from "./host-bridge.js";

/** Methods that SQLAlchemy's class has and this package lacks: a call says so, where Python would say that there is none. */
export function lackingMethods(
  owner: string,
  names: string,
): Readonly<Record<string, readonly [signature: string, work: HostMethod<unknown>]>> {
  const refuse = (name: string) => (): never =>
    raise("NotImplementedError", `${owner}.${name}() of SQLAlchemy is not supported; write the statement as text`);
  return Object.fromEntries(names.split(" ").map((name) => [name, ["*args, **kw", refuse(name)] as const]));
}
