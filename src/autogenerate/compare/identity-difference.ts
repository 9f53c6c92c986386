import { Identity } from "../../schema/defaults/identity.js";

/** An identity's options with the numbering's usual values where it says nothing. */
function optionsOf(identity: Identity | null): Readonly<Record<string, unknown>> {
  if (identity === null) return {};
  const { start, increment, ...rest } = identity.options as Readonly<Record<string, unknown>>;
  const given = Object.entries({ ...rest, start: start ?? 1, increment: increment ?? 1 });
  return {
    ...Object.fromEntries(given.filter(([, value]) => value !== null && value !== undefined && value !== false)),
    always: Boolean(identity.always),
  };
}

/** Names of the options in which two identities differ, sorted; with one side missing, those that it would bring. */
export function identityDifference(
  found: Identity | null,
  wanted: Identity | null,
  ignored: ReadonlySet<string>,
): readonly string[] {
  const usual = optionsOf(new Identity());
  const one = found === null ? usual : optionsOf(found);
  const other = wanted === null ? usual : optionsOf(wanted);
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((name) => !ignored.has(name) && one[name] !== other[name])
    .sort();
}
