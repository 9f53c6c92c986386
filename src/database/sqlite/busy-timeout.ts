/**
 * What `PRAGMA busy_timeout` asks for: a number of milliseconds to wait from now on, `"ask"` where it only asks, or
 * undefined for any other statement. SQLite itself would wait in a way that no signal gets through.
 */
export function busyTimeout(sql: string): number | "ask" | undefined {
  const match = /^\s*PRAGMA\s+(?:\w+\s*\.\s*)?busy_timeout\s*(?:(?:=\s*|\(\s*)(\d+)\s*\)?)?\s*;?\s*$/i.exec(sql);
  if (match === null) return undefined;
  return match[1] === undefined ? "ask" : Number(match[1]);
}
