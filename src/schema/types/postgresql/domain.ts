import { optionKeys } from "../../arguments/option-keys.js";
import type { PositionalArguments } from "../../arguments/positional-arguments.js";
import type { ClauseElement } from "../../elements/clause-element.js";
import { TextClause } from "../../elements/text-clause.js";
import { TypeEngine, type TypeInput, type TypeNamespace, toType } from "../type-engine.js";

/** Options of {@link DOMAIN}. */
export interface DomainOptions {
  readonly collation?: string | null;
  readonly default?: string | ClauseElement | null;
  readonly constraintName?: string | null;
  readonly notNull?: boolean | null;
  readonly check?: string | ClauseElement | null;
  /** Whether CREATE TABLE also creates the domain first; by default `true`. */
  readonly createType?: boolean;
  readonly schema?: string | null;
  /** `true` quotes the name of the domain, `false` never does; by default where the dialect needs it. */
  readonly quote?: boolean | null;
}

/** The names of {@link DomainOptions}. */
export const domainOptionKeys = optionKeys<DomainOptions>({
  collation: true,
  default: true,
  constraintName: true,
  notNull: true,
  check: true,
  createType: true,
  schema: true,
  quote: true,
});

/** PostgreSQL's DOMAIN: a type with a rule. */
export class DOMAIN extends TypeEngine {
  static override readonly positional: PositionalArguments = ["name", "dataType"];
  readonly visitName: string = "DOMAIN";
  override readonly namespace: TypeNamespace = "postgresql";
  readonly name: string;
  readonly dataType: TypeEngine;
  readonly collation: string | null;
  readonly default: string | ClauseElement | null;
  readonly constraintName: string | null;
  readonly notNull: boolean | null;
  readonly check: ClauseElement | null;
  readonly createType: boolean;
  readonly schema: string | null;
  readonly quote: boolean | null;
  private readonly options: DomainOptions;

  constructor(name: string, dataType: TypeInput, options: DomainOptions = {}) {
    super();
    this.name = name;
    this.dataType = toType(dataType);
    this.collation = options.collation ?? null;
    this.default = options.default ?? null;
    this.constraintName = options.constraintName ?? null;
    this.notNull = options.notNull ?? null;
    const { check } = options;
    this.check =
      check === undefined || check === null ? null : typeof check === "string" ? new TextClause(check) : check;
    this.createType = options.createType ?? true;
    this.schema = options.schema ?? null;
    this.quote = options.quote ?? null;
    this.options = options;
  }

  override get affinity(): string {
    return "NamedType";
  }
  override parameters(): readonly unknown[] {
    const hasOptions = Object.keys(this.options).length > 0;
    return hasOptions ? [this.name, this.dataType, this.options] : [this.name, this.dataType];
  }
}
