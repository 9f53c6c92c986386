/** Closes everything, even after a failure, and then throws the first failure. */
export function closeAll(calls: readonly (() => void)[]): void {
  const failures: unknown[] = [];
  for (const call of calls) {
    try {
      call();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
