import { TypeEngine, type TypeNamespace } from "../type-engine.js";

/** A range of values. */
export abstract class AbstractRange extends TypeEngine {
  override readonly namespace: TypeNamespace = "postgresql";
  override get affinity(): string {
    return "AbstractRange";
  }
}

/** PostgreSQL's INT4RANGE. */
export class INT4RANGE extends AbstractRange {
  readonly visitName: string = "INT4RANGE";
}

/** PostgreSQL's INT8RANGE. */
export class INT8RANGE extends AbstractRange {
  readonly visitName: string = "INT8RANGE";
}

/** PostgreSQL's NUMRANGE. */
export class NUMRANGE extends AbstractRange {
  readonly visitName: string = "NUMRANGE";
}

/** PostgreSQL's DATERANGE. */
export class DATERANGE extends AbstractRange {
  readonly visitName: string = "DATERANGE";
}

/** PostgreSQL's TSRANGE. */
export class TSRANGE extends AbstractRange {
  readonly visitName: string = "TSRANGE";
}

/** PostgreSQL's TSTZRANGE. */
export class TSTZRANGE extends AbstractRange {
  readonly visitName: string = "TSTZRANGE";
}

/** PostgreSQL's INT4MULTIRANGE. */
export class INT4MULTIRANGE extends AbstractRange {
  readonly visitName: string = "INT4MULTIRANGE";
}

/** PostgreSQL's INT8MULTIRANGE. */
export class INT8MULTIRANGE extends AbstractRange {
  readonly visitName: string = "INT8MULTIRANGE";
}

/** PostgreSQL's NUMMULTIRANGE. */
export class NUMMULTIRANGE extends AbstractRange {
  readonly visitName: string = "NUMMULTIRANGE";
}

/** PostgreSQL's DATEMULTIRANGE. */
export class DATEMULTIRANGE extends AbstractRange {
  readonly visitName: string = "DATEMULTIRANGE";
}

/** PostgreSQL's TSMULTIRANGE. */
export class TSMULTIRANGE extends AbstractRange {
  readonly visitName: string = "TSMULTIRANGE";
}

/** PostgreSQL's TSTZMULTIRANGE. */
export class TSTZMULTIRANGE extends AbstractRange {
  readonly visitName: string = "TSTZMULTIRANGE";
}
