import { getAttributeOr } from "../protocol/attributes.js";
import { call } from "../protocol/call.js";
import { dictSet } from "../protocol/dict-set.js";
import { getItem } from "../protocol/get-item.js";
import { listOf } from "../protocol/iterate.js";
import { PyDict } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import type { Eval, Value } from "../values/value.js";

/** Adds the entries of a mapping, as `{**mapping}` does. */
export function* mergeMapping(into: PyDict, mapping: Value, message: () => string): Eval<void> {
  if (mapping instanceof PyDict) {
    for (const { key, value } of mapping.map.values()) dictSet(into, key, value);
    return;
  }
  const keys = getAttributeOr(mapping, "keys", undefined);
  if (keys === undefined) raise("TypeError", message());
  for (const key of yield* listOf(yield* call(keys, []))) dictSet(into, key, getItem(mapping, key));
}
