import { ClauseElement } from "../../schema/elements/clause-element.js";
import { sa } from "../../schema/sa.js";
import type { Select } from "../../schema/statements/select.js";
import type { TypeInput } from "../../schema/types/type-engine.js";
import { ownValue } from "../../support/own-value.js";
import { adaptArguments, argumentList, camelCase, spread } from "../host/adapt-arguments.js";
import type { HostBridge } from "../host/host-bridge.js";
import { sqlSignatures } from "../host/signatures/sql-signatures.js";
import { native } from "../values/py-function.js";
import type { Value } from "../values/value.js";

type Maker = (...args: readonly unknown[]) => unknown;

/** The value of `sa.func`: every name below it is a function of SQL. */
class FunctionPath {
  readonly path: readonly string[];

  constructor(path: readonly string[] = []) {
    this.path = path;
  }

  call(args: readonly unknown[], options: Readonly<Record<string, unknown>>): unknown {
    type Builder = Maker & { readonly [name: string]: Builder };
    let at = sa.func as unknown as Builder;
    for (const name of this.path) at = at[name] as Builder;
    return at(...args, ...(Object.keys(options).length === 0 ? [] : [options]));
  }
}

/** The functions whose optional arguments are positional here too, and those that take them in other forms. */
function ownForms(): Readonly<Record<string, readonly [signature: string, work: (...args: never[]) => unknown]>> {
  return {
    column: [
      "text, type_=None, is_literal=False",
      ((name: string, type: TypeInput | null, isLiteral: boolean) =>
        isLiteral ? sa.literalColumn(name, type ?? undefined) : sa.column(name, type ?? undefined)) as never,
    ],
    literal_column: [
      "text, type_=None",
      ((text: string, type: TypeInput | null) => sa.literalColumn(text, type ?? undefined)) as never,
    ],
    literal: [
      "value, type_=None, literal_execute=False",
      ((value: unknown, type: TypeInput | null) => sa.literal(value, type ?? undefined)) as never,
    ],
    bindparam: [
      "key, value=..., type_=None, unique=False, required=..., quote=None, callable_=None, expanding=False, isoutparam=False, literal_execute=False",
      ((
        key: string,
        value: unknown,
        type: TypeInput | null,
        _unique: boolean,
        _required: unknown,
        _quote: unknown,
        _callable: unknown,
        expanding: boolean,
      ) =>
        sa.bindparam(key, value, { ...(type === null ? {} : { type }), ...(expanding ? { expanding } : {}) })) as never,
    ],
    select: ["*entities, **kw", ((entities: readonly unknown[]) => sa.select(...entities.flat())) as never],
    case: [
      "*whens, value=None, else_=None",
      ((whens: readonly unknown[], value: unknown, otherwise: unknown) => {
        const pairs = whens.flatMap((one): readonly unknown[] => {
          if (!Array.isArray(one)) return Object.entries(one as object);
          return Array.isArray(one[0]) && !(one[0] instanceof ClauseElement) ? one : [one];
        });
        const options = { ...(value === null ? {} : { value }), ...(otherwise === null ? {} : { else: otherwise }) };
        return sa.case(...(pairs as never[]), options as never);
      }) as never,
    ],
    exists: ["argument=None", ((select: ClauseElement) => sa.exists(select)) as never],
    type_coerce: [
      "expression, type_",
      ((value: unknown, type: TypeInput) =>
        value instanceof ClauseElement ? value : sa.literal(value, type)) as never,
    ],
    collate: ["expression, collation", ((value: unknown, collation: string) => sa.collate(value, collation)) as never],
    union: ["*selects", ((selects: readonly Select[]) => sa.union(...selects)) as never],
    union_all: ["*selects", ((selects: readonly Select[]) => sa.unionAll(...selects)) as never],
    except_: ["*selects", ((selects: readonly Select[]) => sa.except(...selects)) as never],
    intersect: ["*selects", ((selects: readonly Select[]) => sa.intersect(...selects)) as never],
    insert: ["table", ((table: never) => sa.insert(table)) as never],
    quoted_name: ["value, quote", ((value: string, quote: boolean | null) => sa.quotedName(value, quote)) as never],
    conv: ["value", ((value: string) => sa.conv(value)) as never],
  };
}

/** The functions of `sqlalchemy` by name, made of the recorded signatures. */
export function moduleFunctions(bridge: HostBridge): (name: string) => Value | undefined {
  const func = bridge.define<FunctionPath>({
    name: "_FunctionGenerator",
    module: "sqlalchemy.sql.functions",
    of: FunctionPath,
    methods: {
      __getattr__: ["name", (self, name) => new FunctionPath([...self.path, String(name).replace(/_$/, "")])],
      __call__: ["*args, **kw", (self, args, options) => self.call(args, options)],
    },
  });
  void func;
  const own = ownForms();
  const made = sa as unknown as Readonly<Record<string, Maker | undefined>>;
  return (name) => {
    if (name === "func") return bridge.show(new FunctionPath());
    const form = ownValue(own, name);
    if (form !== undefined) return bridge.function(name, form[0], form[1]);
    const signature = Object.hasOwn(sqlSignatures, name) ? sqlSignatures[name] : undefined;
    const maker =
      made[camelCase(name)] ?? made[name === "nullsfirst" ? "nullsFirst" : name === "nullslast" ? "nullsLast" : ""];
    if (signature === undefined || maker === undefined || /^[A-Z]/.test(name)) return undefined;
    const adapt = adaptArguments(signature, (value) => bridge.read(value));
    return native(
      name,
      signature,
      spread((values) => bridge.result(maker(...argumentList(adapt(values))))),
    );
  };
}
