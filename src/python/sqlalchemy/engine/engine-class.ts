import { ownValue } from "../../../support/own-value.js";
import { currentEnvironment } from "../../environment/python-environment.js";
import type { HostBridge } from "../../host/host-bridge.js";
import { activeRun } from "../../protocol/run.js";
import { exceptionClasses } from "../../values/exception-classes.js";
import { nativeClass } from "../../values/native-class.js";
import type { PyClass } from "../../values/py-class.js";
import { PyException, Raised, raise } from "../../values/py-exception.js";
import type { Value } from "../../values/value.js";
import {
  type ConnectionView,
  environmentConnection,
  executionOptions,
  requireKnownOptions,
} from "../connection-class.js";
import { shownDialect } from "../dialect-class.js";
import type { ExceptionClasses } from "../exceptions.js";
import { LazyModule } from "../lazy-module.js";
import { missingValue } from "../missing-value.js";
import { DbapiConnection, defineDbapi, SqliteDbapiConnection } from "./dbapi-connection.js";
import { EngineEvents, eventModule, isHeard, tell } from "./engine-events.js";
import { setIsolationLevel } from "./isolation-level.js";
import { type UrlClass, urlTextOf } from "./url-class.js";

/** An engine, which opens connections for an `env.py`. */
class EngineView {
  readonly url: string;
  readonly events: EngineEvents;
  /** The isolation level of its connections; `undefined` for the default of the database. */
  readonly level: unknown;

  constructor(url: string, level: unknown, events = new EngineEvents()) {
    this.url = url;
    this.level = level;
    this.events = events;
  }

  async connect(bridge: HostBridge, errors: ExceptionClasses): Promise<ConnectionView> {
    const run = activeRun();
    const own = await environment().connect(this.url);
    const view = environmentConnection(own);
    const tellAll = (name: string, ...args: readonly unknown[]): Promise<void> =>
      tell(
        run,
        this.events,
        name,
        args.map((one) => bridge.show(one)),
      );
    const hears = (name: string): boolean => isHeard(run, this.events, name);
    const hook = (name: string, work: () => Promise<void>) => (hears(name) ? work : undefined);
    try {
      if (["first_connect", "connect", "checkout"].some(hears)) {
        const isOfSqlite = own.dialect.capabilities.dbapiModule === "sqlite3";
        const driver = isOfSqlite ? new SqliteDbapiConnection(own) : new DbapiConnection(own);
        for (const name of ["first_connect", "connect"]) await tellAll(name, driver, null);
        await tellAll("checkout", driver, null, null);
      }
      if (this.level !== undefined && this.level !== null) await setIsolationLevel(errors, own, this.level);
      const begun = async (): Promise<void> => {
        view.isBeginning = true;
        await tellAll("begin", view).finally(() => {
          view.isBeginning = false;
        });
      };
      const committing = hook("commit", () => tellAll("commit", view));
      const rollingBack = hook("rollback", () => tellAll("rollback", view));
      if (["begin", "commit", "rollback"].some(hears))
        own.changeTransactions({ begun: hook("begin", begun), committing, rollingBack });
      await tellAll("engine_connect", view);
    } catch (error) {
      await own.close();
      throw error;
    }
    return view;
  }
}

/** The block of `engine.begin()`. */
class EngineTransaction {
  readonly engine: EngineView;
  connection: ConnectionView | undefined;

  constructor(engine: EngineView) {
    this.engine = engine;
  }

  async begin(bridge: HostBridge, errors: ExceptionClasses): Promise<ConnectionView> {
    this.connection = await this.engine.connect(bridge, errors);
    await this.connection.own?.begin();
    return this.connection;
  }

  async end(how: "commit" | "rollback"): Promise<void> {
    const own = this.connection?.own;
    try {
      if (own?.inTransaction === true) await own[how]();
    } finally {
      await own?.close();
    }
  }
}

const environment = () =>
  currentEnvironment()?.environment ?? raise("NotImplementedError", "an engine can be made in env.py only");

/** The known options of an engine. Most of them configure SQLAlchemy's pool, log and cache, and have no effect here. */
const engineOptions = new Set(
  (
    "poolclass poolSize poolRecycle poolPrePing poolTimeout poolUseLifo poolLogging poolResetOnReturn maxOverflow echo " +
    "echoPool future queryCacheSize hideParameters loggingName poolLoggingName jsonSerializer jsonDeserializer " +
    "enableFromLinting isolationLevel labelLength maxIdentifierLength insertmanyvaluesPageSize useInsertmanyvalues plugins connectArgs"
  ).split(" "),
);

/** Keys of `connect_args` that have no effect here. */
const driverOptions = new Set(["checkSameThread", "connectTimeout", "uri", "detectTypes", "cachedStatements"]);

/** Defines engines and the functions that create them; returns the names for the modules. */
export function defineEngine(
  bridge: HostBridge,
  urls: UrlClass,
  errors: ExceptionClasses,
): { readonly names: Readonly<Record<string, Value>>; readonly event: LazyModule; readonly sqlite3: LazyModule } {
  const engine: PyClass = bridge.define<EngineView>({
    name: "Engine",
    module: "sqlalchemy.engine.base",
    of: EngineView,
    properties: {
      url: (self) => urls.of(environment().parseUrl(self.url)),
      dialect: (self) => shownDialect(bridge, environment().parseUrl(self.url).dialectName),
      name: (self) => environment().parseUrl(self.url).dialectName,
    },
    methods: {
      connect: ["", (self) => self.connect(bridge, errors)],
      __repr__: ["", (self) => `Engine(${environment().parseUrl(self.url).render({ hidePassword: true })})`],
      __str__: ["", (self) => `Engine(${environment().parseUrl(self.url).render({ hidePassword: true })})`],
      begin: ["", (self) => new EngineTransaction(self)],
      dispose: ["close=True", () => null],
      execution_options: [
        "**kw",
        (self, options: Readonly<Record<string, unknown>>) => {
          requireKnownOptions("execution_options", options, executionOptions);
          return new EngineView(self.url, options["isolationLevel"] ?? self.level, self.events);
        },
      ],
    },
  });
  bridge.define<EngineTransaction>({
    name: "_trans_ctx",
    module: "sqlalchemy.engine.base",
    of: EngineTransaction,
    methods: {
      __enter__: ["", (self) => self.begin(bridge, errors)],
      __exit__: [
        "kind=None, error=None, traceback=None",
        async (self, kind) => void (await self.end(kind === null ? "commit" : "rollback")),
      ],
    },
  });
  const create = (given: unknown, options: Readonly<Record<string, unknown>>): EngineView => {
    requireKnownOptions("create_engine", options, engineOptions);
    const connectArgs = (options["connectArgs"] ?? {}) as Readonly<Record<string, unknown>>;
    const { timeout, ...rest } = connectArgs;
    for (const name of Object.keys(rest)) {
      const own = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
      requireKnownOptions("connect_args", { [own]: rest[name] }, driverOptions);
    }
    const url = urlTextOf(given);
    if (url === undefined) {
      throw new Raised(new PyException(exceptionClasses.TypeError, ["Expected string or URL object"]));
    }
    const level = options["isolationLevel"];
    // SQLite's driver waits `timeout` seconds for a lock. The URL has the same option.
    if (timeout === undefined || /[?&]timeout=/.test(url)) return new EngineView(url, level);
    return new EngineView(`${url}${url.includes("?") ? "&" : "?"}timeout=${String(timeout)}`, level);
  };
  const fromConfig = (
    configuration: Readonly<Record<string, unknown>>,
    prefix: string,
    keywords: Readonly<Record<string, unknown>>,
  ): EngineView => {
    const options: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(configuration)) {
      if (!name.startsWith(prefix)) continue;
      options[name.slice(prefix.length).replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())] = value;
    }
    const { url, ...rest } = { ...options, ...keywords };
    if (url === undefined) raise("KeyError", "url");
    return create(url, rest);
  };
  const pools = [
    "Pool",
    "NullPool",
    "QueuePool",
    "StaticPool",
    "SingletonThreadPool",
    "AssertionPool",
    "AsyncAdaptedQueuePool",
  ];
  const poolClasses = Object.fromEntries(
    pools.map((name) => [name, nativeClass({ name, module: "sqlalchemy.pool" })] as const),
  );
  const { connection, cursor } = defineDbapi(bridge);
  const drivers: Readonly<Record<string, Value>> = { Connection: connection, Cursor: cursor };
  const names = {
    Engine: engine,
    create_engine: bridge.function("create_engine", "url, **kw", create as never),
    engine_from_config: bridge.function(
      "engine_from_config",
      "configuration, prefix='sqlalchemy.', **kw",
      fromConfig as never,
    ),
    URL: urls.type,
    make_url: urls.makeUrl,
    ...poolClasses,
  };
  return {
    names,
    event: eventModule(bridge, errors, [engine, poolClasses["Pool"] as PyClass], (target) =>
      target instanceof EngineView ? target.events : undefined,
    ),
    sqlite3: new LazyModule("sqlite3", (name) => {
      if (name.startsWith("__")) return undefined;
      return ownValue(drivers, name) ?? missingValue(`sqlite3.${name}`, "a script has only the database of its run");
    }),
  };
}
