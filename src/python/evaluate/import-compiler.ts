import { MissingModule } from "../missing-module.js";
import { getAttributeOr } from "../protocol/attributes.js";
import { toRaised } from "../protocol/run.js";
import type { Statement } from "../syntax/syntax-node.js";
import { exceptionClasses } from "../values/exception-classes.js";
import { PyDict } from "../values/py-dict.js";
import { PyException, Raised, raise } from "../values/py-exception.js";
import { itemsOf } from "../values/py-list.js";
import { PyModule } from "../values/py-module.js";
import { strOf } from "../values/type-of.js";
import type { Eval, Value } from "../values/value.js";
import { ExceptionCompiler } from "./exception-compiler.js";
import type { Exec, Frame } from "./frame.js";
import { execAt } from "./statement-compiler.js";

/** `import` and `from … import`. */
export abstract class ImportCompiler extends ExceptionCompiler {
  protected importExec(node: Statement & { kind: "Import" }): Exec {
    const line = this.source.lineOf(node.at);
    const guarded = this.isGuarded;
    const all = node.names.map(({ name, asname }) => ({
      name,
      asname,
      set: this.nameSetter(asname ?? (name.split(".")[0] as string)),
    }));
    return execAt(line, function* (frame) {
      for (const { name, asname, set } of all) {
        const module = imported(frame, name) ?? (yield* importing(frame, name, guarded));
        const first = name.split(".")[0] as string;
        set(frame, asname !== null || first === name ? module : yield* importing(frame, first, guarded));
      }
      return undefined;
    });
  }

  protected importFromExec(node: Statement & { kind: "ImportFrom" }): Exec {
    const line = this.source.lineOf(node.at);
    const guarded = this.isGuarded;
    const { module: name, level } = node;
    const isStar = node.names[0]?.name === "*";
    const all = isStar
      ? []
      : node.names.map((one) => ({ name: one.name, set: this.nameSetter(one.asname ?? one.name) }));
    return execAt(line, function* (frame) {
      const full = level === 0 ? (name as string) : relativeName(frame, name, level);
      const module = imported(frame, full) ?? (yield* importing(frame, full, guarded));
      if (isStar) {
        importAll(frame, module);
        return undefined;
      }
      for (const one of all) {
        const found = module instanceof MissingModule ? undefined : getAttributeOr(module, one.name, undefined);
        one.set(frame, found ?? (yield* importedName(frame, module, full, one.name, guarded)));
      }
      return undefined;
    });
  }
}

/** A module that the run has imported, and that is not missing. */
function imported(frame: Frame, name: string): Value | undefined {
  const known = frame.run.modules.get(name);
  return known instanceof MissingModule ? undefined : known;
}

function* importing(frame: Frame, name: string, mustExist: boolean): Eval {
  const importer = frame.run.importer;
  if (importer === undefined) raise("ImportError", "__import__ not found");
  return yield* importer(name, mustExist);
}

/**
 * `from module import name`: an attribute, or a module below.
 *
 * @param mustRun whether a module below that fails is an error here, because the script handles that, and not on use
 */
function* importedName(frame: Frame, module: Value, full: string, name: string, mustRun: boolean): Eval {
  if (module instanceof MissingModule) return module.placeholder();
  const found = getAttributeOr(module, name, undefined);
  if (found !== undefined) return found;
  if (module instanceof PyModule && module.globals.getName("__path__") !== undefined) {
    try {
      const inner = yield* importing(frame, `${full}.${name}`, true);
      return inner;
    } catch (error) {
      const exception = toRaised(error)?.exception;
      if (exception?.attributes?.getName("name") !== `${full}.${name}`) {
        const { run } = frame;
        const instead =
          mustRun || exception === undefined ? undefined : run.host.missingModule?.(`${full}.${name}`, error);
        if (instead === undefined) throw error;
        run.modules.set(`${full}.${name}`, instead);
        module.globals.setName(name, instead);
        return instead;
      }
    }
  }
  const file = module instanceof PyModule ? module.globals.getName("__file__") : undefined;
  const where = strOf(file ?? null) ?? "unknown location";
  const exception = new PyException(exceptionClasses.ImportError, [
    `cannot import name '${name}' from '${full}' (${where})`,
  ]);
  exception.attributes = PyDict.fromNames([["name", full]]);
  throw new Raised(exception);
}

function importAll(frame: Frame, module: Value): void {
  if (!(module instanceof PyModule)) return;
  const listed = itemsOf(module.globals.getName("__all__") ?? null);
  const names =
    listed?.map((one) => strOf(one) as string) ??
    [...module.globals.map.values()].map((entry) => entry.key as string).filter((name) => !name.startsWith("_"));
  for (const name of names) (frame.namespace ?? frame.globals).setName(name, getAttributeOr(module, name, null));
}

function relativeName(frame: Frame, name: string | null, level: number): string {
  const own = strOf(frame.globals.getName("__package__") ?? null) ?? "";
  if (own === "") raise("ImportError", "attempted relative import with no known parent package");
  const parts = own.split(".");
  if (level - 1 >= parts.length) raise("ImportError", "attempted relative import beyond top-level package");
  const base = parts.slice(0, parts.length - (level - 1)).join(".");
  return name === null ? base : `${base}.${name}`;
}
