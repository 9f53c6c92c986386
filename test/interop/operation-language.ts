import type { Operations } from "../../src/operations/operations.js";
import { sa } from "../../src/schema/sa.js";

/** A call of a migration as JSON; test/interop/operation_language.py says what it may hold. */
export interface Call {
  readonly op?: string;
  readonly batch?: string;
  readonly ops?: readonly Call[];
  readonly args?: readonly unknown[];
  readonly kw?: Readonly<Record<string, unknown>>;
  readonly as?: string;
}

/** Python's name as the API rule spells it: camelCase, and no trailing underscore. */
export function camelCase(name: string): string {
  return name.replace(/_$/, "").replace(/(?<=[a-z0-9])_([a-z0-9])/g, (_whole, letter: string) => letter.toUpperCase());
}

type Callable = (...args: unknown[]) => unknown;

/** Carries out calls that are given as JSON, by the rule of the API alone. */
export class Interpreter {
  readonly #op: Operations;
  readonly #results = new Map<string, unknown>();

  constructor(op: Operations) {
    this.#op = op;
  }

  async run(op: object, calls: readonly Call[]): Promise<void> {
    for (const call of calls) {
      if (call.batch !== undefined) {
        await this.#op.batchAlterTable(call.batch, this.#keywords(call.kw), (batch) => this.run(batch, call.ops ?? []));
        continue;
      }
      const method = (op as Record<string, Callable>)[camelCase(call.op ?? "")];
      if (method === undefined) throw new Error(`no such call: ${call.op}`);
      const result = await method.apply(op, this.#args(call));
      if (call.as !== undefined) this.#results.set(call.as, result);
    }
  }

  value(given: unknown): unknown {
    if (Array.isArray(given)) return given.map((one) => this.value(one));
    if (typeof given !== "object" || given === null) return given;
    const one = given as Record<string, unknown> & Call;
    const text = (key: string): string => String(one[key]);
    if ("$call" in one) return this.#named(text("$call"))(...this.#args(one));
    if ("$method" in one) {
      const on = this.value(one["on"]) as Record<string, Callable>;
      const method = on[camelCase(text("$method"))];
      if (method === undefined) throw new Error(`no such method: ${text("$method")}`);
      return method.apply(on, this.#args(one));
    }
    if ("$func" in one) {
      const path = text("$func").split(".");
      const call = path.reduce((home: unknown, name) => (home as Record<string, unknown>)[name], sa.func) as Callable;
      return call(...this.#args(one));
    }
    if ("$f" in one) return this.#op.f(text("$f"));
    if ("$inline" in one) {
      const type = one["type"] === undefined ? undefined : this.value(one["type"]);
      return this.#op.inlineLiteral(this.value(one["$inline"]), type as never);
    }
    if ("$ref" in one) return this.#results.get(text("$ref"));
    if ("$column" in one) {
      const [name = "", column = ""] = one["$column"] as string[];
      return (this.#results.get(name) as { readonly c: Record<string, unknown> }).c[column];
    }
    if ("$tuple" in one) return this.value(one["$tuple"]);
    if ("$date" in one) return text("$date");
    if ("$datetime" in one) return text("$datetime");
    if ("$time" in one) return text("$time");
    if ("$decimal" in one) return text("$decimal");
    if ("$bytes" in one) return Uint8Array.from(Buffer.from(text("$bytes"), "hex"));
    return Object.fromEntries(Object.entries(one).map(([name, value]) => [name, this.value(value)]));
  }

  #args(call: Call): unknown[] {
    const args = (call.args ?? []).map((one) => this.value(one));
    const keywords = Object.keys(call.kw ?? {}).length > 0 ? [this.#keywords(call.kw)] : [];
    return [...args, ...keywords];
  }

  #keywords(kw: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
    return Object.fromEntries(Object.entries(kw).map(([name, value]) => [camelCase(name), this.#keyword(name, value)]));
  }

  /** Keywords of tables are keywords themselves. */
  #keyword(name: string, value: unknown): unknown {
    return name.endsWith("_kwargs") ? this.#keywords(value as Record<string, unknown>) : this.value(value);
  }

  #named(path: string): Callable {
    const found = path
      .split(".")
      .reduce((home: unknown, name) => (home as Record<string, unknown>)[camelCase(name)], sa);
    if (typeof found !== "function") throw new Error(`no such name: sa.${path}`);
    return found as Callable;
  }
}
