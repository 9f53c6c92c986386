import { type KeyedEntries, PyDict, PySet } from "../values/py-dict.js";
import type { Value } from "../values/value.js";
import { keyIn, soughtInSet } from "./equality.js";

/** The entries of containers by Python's equality, for `d[key]` and `value in s` of scripts. */
export const dictGet = (dict: PyDict, key: Value): Value | undefined => dict.map.get(keyIn(dict, key, false))?.value;

export function dictSet(dict: PyDict, key: Value, value: Value): void {
  const own = keyIn(dict, key, true);
  const entry = dict.map.get(own);
  if (entry !== undefined) entry.value = value;
  else {
    dict.map.set(own, { key, value });
    dict.changes++;
  }
}

/** Removes an entry and returns its value. */
export function dictDelete(dict: PyDict, key: Value): Value | undefined {
  const own = keyIn(dict, key, false);
  const entry = dict.map.get(own);
  if (entry === undefined) return undefined;
  dict.map.delete(own);
  forget(dict, own);
  dict.changes++;
  return entry.value;
}

export function setAdd(set: PySet, value: Value): void {
  const own = keyIn(set, value, true);
  if (set.map.has(own)) return;
  set.map.set(own, value);
  set.changes++;
}

export function setDelete(set: PySet, value: Value): boolean {
  const own = keyIn(set, soughtInSet(value), false);
  if (!set.map.delete(own)) return false;
  forget(set, own);
  set.changes++;
  return true;
}

/** A value with its own `__eq__` is removed from its bucket together with its entry. */
function forget(entries: KeyedEntries<unknown>, own: unknown): void {
  for (const bucket of entries.buckets?.values() ?? []) {
    const index = bucket.indexOf(own);
    if (index >= 0) bucket.splice(index, 1);
  }
}

/** A dictionary from pairs. */
export function dictOf(pairs: Iterable<readonly [Value, Value]>): PyDict {
  const made = new PyDict();
  for (const [key, value] of pairs) dictSet(made, key, value);
  return made;
}

export function setOf(values: Iterable<Value>): PySet {
  const made = new PySet();
  for (const value of values) setAdd(made, value);
  return made;
}
