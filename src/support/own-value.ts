/**
 * Returns the value that an object itself has under a name, or `undefined`. A name from outside may be one that every
 * object inherits, such as `constructor`.
 */
export function ownValue<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Gives an object a value under any name: to assign to `__proto__` would change the object's prototype. */
export function setOwnValue<Value>(record: Record<string, Value>, name: string, value: Value): void {
  if (name === "__proto__")
    Object.defineProperty(record, name, { value, writable: true, enumerable: true, configurable: true });
  else record[name] = value;
}
