import { currentEnvironment } from "../environment/python-environment.js";
import type { HostBridge } from "../host/host-bridge.js";
import { exceptionClasses } from "../values/exception-classes.js";
import { nativeClass } from "../values/native-class.js";
import type { PyClass } from "../values/py-class.js";
import { PyException, Raised, raise } from "../values/py-exception.js";
import type { Value } from "../values/value.js";
import { type ConnectionView, environmentConnection, requireKnownOptions } from "./connection-class.js";
import { shownDialect } from "./dialect-class.js";
import { type UrlClass, urlTextOf } from "./url-class.js";

/** Where an `env.py` opens connections. */
class EngineView {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async connect(): Promise<ConnectionView> {
    return environmentConnection(await environment().connect(this.url));
  }
}

/** The block of `engine.begin()`. */
class EngineTransaction {
  readonly engine: EngineView;
  connection: ConnectionView | undefined;

  constructor(engine: EngineView) {
    this.engine = engine;
  }

  async begin(): Promise<ConnectionView> {
    this.connection = await this.engine.connect();
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

/** Options of an engine that change nothing here: they say how SQLAlchemy pools, prints and caches. */
const engineOptions = new Set(
  (
    "poolclass poolSize poolRecycle poolPrePing poolTimeout poolUseLifo poolLogging poolResetOnReturn maxOverflow echo " +
    "echoPool future queryCacheSize hideParameters loggingName poolLoggingName jsonSerializer jsonDeserializer " +
    "enableFromLinting labelLength maxIdentifierLength insertmanyvaluesPageSize useInsertmanyvalues plugins connectArgs"
  ).split(" "),
);

/** What `connect_args` may hold without a difference here, in Python's names. */
const driverOptions = new Set(["checkSameThread", "connectTimeout", "uri", "detectTypes", "cachedStatements"]);

/** Defines engines and what makes them; returns the names that the modules have for them. */
export function defineEngine(bridge: HostBridge, urls: UrlClass): Readonly<Record<string, Value>> {
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
      connect: ["", (self) => self.connect()],
      begin: ["", (self) => new EngineTransaction(self)],
      dispose: ["close=True", () => null],
      execution_options: [
        "**kw",
        (self, options: Readonly<Record<string, unknown>>) => {
          requireKnownOptions("execution_options", options, new Set());
          return self;
        },
      ],
    },
  });
  bridge.define<EngineTransaction>({
    name: "_trans_ctx",
    module: "sqlalchemy.engine.base",
    of: EngineTransaction,
    methods: {
      __enter__: ["", (self) => self.begin()],
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
    // SQLite's driver waits so many seconds for a lock; the URL has the same option.
    if (timeout === undefined || /[?&]timeout=/.test(url)) return new EngineView(url);
    return new EngineView(`${url}${url.includes("?") ? "&" : "?"}timeout=${String(timeout)}`);
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
  return {
    Engine: engine,
    create_engine: bridge.function("create_engine", "url, **kw", create as never),
    engine_from_config: bridge.function(
      "engine_from_config",
      "configuration, prefix='sqlalchemy.', **kw",
      fromConfig as never,
    ),
    URL: urls.type,
    make_url: urls.makeUrl,
    ...Object.fromEntries(pools.map((name) => [name, nativeClass({ name, module: "sqlalchemy.pool" })])),
  };
}
