/** The bytes of a v1.4.3 database. */
export function makeV143(options?: {
  readonly logs?: number;
  readonly instruments?: number;
  readonly seed?: number;
  readonly bad?: number;
}): Promise<Uint8Array>;
