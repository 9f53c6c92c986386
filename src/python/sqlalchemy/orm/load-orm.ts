import type { HostBridge } from "../../host/host-bridge.js";
import { getAttribute } from "../../protocol/attributes.js";
import { evaluateNow, runIfActive } from "../../protocol/run.js";
import { PyClass } from "../../values/py-class.js";
import type { PyModule } from "../../values/py-module.js";
import type { Value } from "../../values/value.js";
import type { ResultClasses } from "../result-classes.js";
import { ormNames } from "./orm-names.js";

/** What scripts that use the ORM need: modules in Python, and the one in JavaScript that these use. */
export interface OrmChunk {
  readonly sources: Readonly<Record<string, string>>;
  hostModule(bridge: HostBridge, results: ResultClasses): PyModule;
}

let loaded: OrmChunk | undefined;

/** Loads the ORM, which few scripts use, before a script that may use it is run. */
export async function loadOrm(): Promise<void> {
  loaded ??= (await import("./orm-chunk.js")).ormChunk;
}

/** The ORM, `undefined` before it is loaded. */
export const loadedOrm = (): OrmChunk | undefined => loaded;

/** Classes that replace the names of the ORM while a file is checked, because its modules belong to a run. */
const standIns = new Map<string, PyClass>();

function standIn(name: string): PyClass {
  const made = standIns.get(name) ?? new PyClass(name, [], { module: "sqlalchemy.orm", isNative: true });
  standIns.set(name, made);
  return made;
}

/**
 * The value of a name of the ORM in the run that is active; `undefined` for other names.
 *
 * @param names the names with their modules
 */
export function ormValue(name: string, names: ReadonlyMap<string, string> = ormNames): Value | undefined {
  const module = names.get(name);
  if (module === undefined) return undefined;
  const importer = runIfActive()?.importer;
  if (importer === undefined) return standIn(name);
  return loaded === undefined ? undefined : getAttribute(evaluateNow(importer(module, true)), name);
}
