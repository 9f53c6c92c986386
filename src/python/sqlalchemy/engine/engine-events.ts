import type { HostBridge } from "../../host/host-bridge.js";
import { activeRun, type Run } from "../../protocol/run.js";
import { callFunction } from "../../run-module.js";
import type { PyClass } from "../../values/py-class.js";
import { PyException, Raised, raise } from "../../values/py-exception.js";
import { native } from "../../values/py-function.js";
import { PyObject } from "../../values/py-instance.js";
import type { Keywords, Value } from "../../values/value.js";
import type { ExceptionClasses } from "../exceptions.js";
import { LazyModule } from "../lazy-module.js";
import { isMissing, missingValue, useMissing } from "../missing-value.js";

/** The events that are told to an `env.py`. */
const told = new Set("connect first_connect engine_connect checkout begin commit rollback".split(" "));

/** Events that SQLAlchemy has besides. */
const untold = new Set(
  (
    "before_execute after_execute before_cursor_execute after_cursor_execute handle_error do_connect do_execute " +
    "do_executemany do_execute_no_params do_setinputsizes begin_twophase prepare_twophase rollback_twophase " +
    "commit_twophase savepoint rollback_savepoint release_savepoint set_connection_execution_options " +
    "set_engine_execution_options checkin reset invalidate soft_invalidate close detach close_detached engine_disposed"
  ).split(" "),
);

interface Listener {
  readonly event: string;
  readonly call: Value;
  readonly once: boolean;
}

/** What listens to one engine, or to all of them. */
export class EngineEvents {
  readonly #listeners: Listener[] = [];

  add(listener: Listener, isFirst: boolean): void {
    if (isFirst) this.#listeners.unshift(listener);
    else this.#listeners.push(listener);
  }

  remove(event: string, call: Value): void {
    const at = this.#listeners.findIndex((one) => one.event === event && one.call === call);
    if (at >= 0) this.#listeners.splice(at, 1);
  }

  has(event: string, call?: Value): boolean {
    return this.#listeners.some((one) => one.event === event && (call === undefined || one.call === call));
  }

  /** Takes what listens to an event; a listener that listens once is forgotten. */
  take(event: string): readonly Value[] {
    const found = this.#listeners.filter((one) => one.event === event);
    for (const one of found) if (one.once) this.remove(event, one.call);
    return found.map(({ call }) => call);
  }
}

const key = "sqlalchemy.engine events";

/** What listens to the engines of a run. */
function eventsOfAll(run: Run): EngineEvents {
  const known = (run.state.get(key) as EngineEvents | undefined) ?? new EngineEvents();
  run.state.set(key, known);
  return known;
}

/** Whether something listens to an event of an engine. */
export const isHeard = (run: Run, own: EngineEvents, event: string): boolean =>
  own.has(event) || eventsOfAll(run).has(event);

/** Calls what listens to an event of an engine. */
export async function tell(run: Run, own: EngineEvents, event: string, args: readonly Value[]): Promise<void> {
  for (const listener of [...eventsOfAll(run).take(event), ...own.take(event)])
    await callFunction(run, listener, args, null);
}

/** `sqlalchemy.event`, for listeners on engines. */
export function eventModule(
  bridge: HostBridge,
  errors: ExceptionClasses,
  classes: readonly PyClass[],
  eventsOf: (target: unknown) => EngineEvents | undefined,
): LazyModule {
  /** The events of a target; `undefined` where its events never happen in a migration. */
  const target = (given: Value, event: string): EngineEvents | undefined => {
    const run = activeRun();
    if (isMissing(given)) {
      if (run.importing === 0) useMissing(given);
      return undefined;
    }
    const found = classes.includes(given as PyClass)
      ? eventsOfAll(run)
      : eventsOf(given instanceof PyObject ? bridge.read(given) : given);
    // Events of tables and mapped classes, which the application's modules listen to.
    if (found === undefined && run.importing > 0) return undefined;
    if (found !== undefined && told.has(event)) return found;
    if (found !== undefined && untold.has(event))
      return raise("NotImplementedError", `the event '${event}' of SQLAlchemy is not supported`);
    throw new Raised(
      new PyException(errors.named("InvalidRequestError"), [`No such event '${event}' for target '${String(given)}'`]),
    );
  };
  const listen = (given: Value, event: string, call: Value, options: Keywords): null => {
    if (options.get("named") === true) raise("NotImplementedError", "listeners with named=True are not supported");
    target(given, event)?.add({ event, call, once: options.get("once") === true }, options.get("insert") === true);
    return null;
  };
  const functions: Readonly<Record<string, Value>> = {
    listen: native("listen", "target, identifier, fn, *args, **kw", ((
      given: Value,
      event: string,
      call: Value,
      _args: unknown,
      options: Keywords,
    ) => listen(given, event, call, options)) as never),
    listens_for: native("listens_for", "target, identifier, *args, **kw", ((
      given: Value,
      event: string,
      _args: unknown,
      options: Keywords,
    ) =>
      native("decorate", "fn", ((call: Value) => {
        listen(given, event, call, options);
        return call;
      }) as never)) as never),
    remove: native("remove", "target, identifier, fn", ((given: Value, event: string, call: Value) => {
      target(given, event)?.remove(event, call);
      return null;
    }) as never),
    contains: native(
      "contains",
      "target, identifier, fn",
      ((given: Value, event: string, call: Value) => target(given, event)?.has(event, call) ?? false) as never,
    ),
  };
  return new LazyModule("sqlalchemy.event", (name) => {
    if (name.startsWith("__")) return undefined;
    return Object.hasOwn(functions, name)
      ? functions[name]
      : missingValue(`sqlalchemy.event.${name}`, "alembic-ts does not have it");
  });
}
