import { DATETIME as GenericDATETIME, TIME as GenericTIME, TIMESTAMP as GenericTIMESTAMP } from "../date-time.js";
import { TypeEngine, type TypeNamespace, typeParameters } from "../type-engine.js";

/** Options of MySQL's dates and times. */
export interface FractionOptions {
  readonly timezone?: boolean;
  /** Digits of the fraction of a second. */
  readonly fsp?: number | null;
}

/** MySQL's DATETIME, with a fraction of a second. */
export class DATETIME extends GenericDATETIME {
  override readonly namespace: TypeNamespace = "mysql";
  readonly fsp: number | null;

  constructor(options: FractionOptions = {}) {
    super(options);
    this.fsp = options.fsp ?? null;
  }

  override parameters(): readonly unknown[] {
    return typeParameters([], { timezone: this.timezone, fsp: this.fsp });
  }
}

/** MySQL's TIME, with a fraction of a second. */
export class TIME extends GenericTIME {
  override readonly namespace: TypeNamespace = "mysql";
  readonly fsp: number | null;

  constructor(options: FractionOptions = {}) {
    super(options);
    this.fsp = options.fsp ?? null;
  }

  override parameters(): readonly unknown[] {
    return typeParameters([], { timezone: this.timezone, fsp: this.fsp });
  }
}

/** MySQL's TIMESTAMP, with a fraction of a second. */
export class TIMESTAMP extends GenericTIMESTAMP {
  override readonly namespace: TypeNamespace = "mysql";
  readonly fsp: number | null;

  constructor(options: FractionOptions = {}) {
    super(options);
    this.fsp = options.fsp ?? null;
  }

  override parameters(): readonly unknown[] {
    return typeParameters([], { timezone: this.timezone, fsp: this.fsp });
  }
}

/** MySQL's YEAR. */
export class YEAR extends TypeEngine {
  readonly visitName: string = "YEAR";
  override readonly namespace: TypeNamespace = "mysql";
  readonly displayWidth: number | null;

  constructor(options: { readonly displayWidth?: number | null } = {}) {
    super();
    this.displayWidth = options.displayWidth ?? null;
  }

  override parameters(): readonly unknown[] {
    return typeParameters([], { displayWidth: this.displayWidth });
  }
}

/** The dates and times of MySQL, by their names. */
export type DateTime = DATETIME | TIME | TIMESTAMP | YEAR;
