import { TypeEngine, type TypeInput, type TypeNamespace, toType } from "./type-engine.js";

/**
 * A type of an application's own that is stored as another one.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * class Email extends sa.TypeDecorator {
 *   constructor() {
 *     super(sa.String(255));
 *   }
 * }
 * const email = sa.Column("email", new Email());
 * ```
 */
export abstract class TypeDecorator extends TypeEngine {
  readonly visitName: string = "type_decorator";
  override readonly namespace: TypeNamespace = "user";
  /** The type that it is stored as. */
  readonly impl: TypeEngine;

  constructor(impl: TypeInput) {
    super();
    this.impl = toType(impl);
  }

  override get typeName(): string {
    return this.constructor.name;
  }
  override get affinity(): string {
    return this.impl.affinity;
  }

  /** The type that it is stored as on one dialect. */
  loadDialectImpl(_dialectName: string): TypeEngine {
    return this.impl;
  }

  /** Turns a value into what is stored. */
  processBindParam(value: unknown, _dialectName: string): unknown {
    return value;
  }
}
