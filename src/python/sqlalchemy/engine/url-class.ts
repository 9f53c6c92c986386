import { currentEnvironment, type EnvironmentUrl } from "../../environment/python-environment.js";
import type { HostBridge } from "../../host/host-bridge.js";
import type { PyClass } from "../../values/py-class.js";
import { StaticMethodDescriptor } from "../../values/py-descriptor.js";
import { PyDict } from "../../values/py-dict.js";
import { raise } from "../../values/py-exception.js";
import type { Value } from "../../values/value.js";

/** A database URL in the form that scripts use. */
class UrlView {
  readonly url: EnvironmentUrl;

  constructor(url: EnvironmentUrl) {
    this.url = url;
  }
}

/** The text of a URL with its password, if the value is a URL or a string. */
export const urlTextOf = (value: unknown): string | undefined =>
  value instanceof UrlView ? value.url.render({ hidePassword: false }) : typeof value === "string" ? value : undefined;

const quote = (text: unknown, safe: string): string =>
  encodeURIComponent(String(text))
    .replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20|%2B|%2F/g, (one) => (safe.includes(decodeURIComponent(one)) ? decodeURIComponent(one) : one));

/** Joins the parts of a URL. */
function urlText(parts: Readonly<Record<string, unknown>>): string {
  const { drivername, username, password, host, port, database, query } = parts;
  const text: string[] = [`${String(drivername)}://`];
  const has = (value: unknown): boolean => value !== undefined && value !== null && value !== "";
  if (has(username)) {
    text.push(quote(username, " +"));
    if (has(password)) text.push(`:${quote(password, " +")}`);
    text.push("@");
  }
  if (has(host)) text.push(String(host).includes(":") ? `[${String(host)}]` : String(host));
  if (has(port)) text.push(`:${String(port)}`);
  if (database !== undefined && database !== null) text.push(`/${quote(database, " +/")}`);
  const pairs = Object.entries((query ?? {}) as Record<string, unknown>).flatMap(([name, value]) =>
    [value].flat().map((one) => `${quote(name, "")}=${quote(one, "")}`),
  );
  return text.join("") + (pairs.length === 0 ? "" : `?${pairs.join("&")}`);
}

function parse(text: string): UrlView {
  const running = currentEnvironment();
  if (running === undefined) return raise("NotImplementedError", "URLs are read in env.py only");
  return new UrlView(running.environment.parseUrl(text));
}

/** The class `sqlalchemy.engine.URL` and the function `make_url`. */
export interface UrlClass {
  readonly type: PyClass;
  readonly makeUrl: Value;
  of(url: EnvironmentUrl): object;
}

/** Defines the class `URL` and the function `make_url` for scripts. */
export function defineUrl(bridge: HostBridge): UrlClass {
  const shown = new WeakMap<EnvironmentUrl, UrlView>();
  const type = bridge.define<UrlView>({
    name: "URL",
    module: "sqlalchemy.engine.url",
    of: UrlView,
    properties: {
      drivername: ({ url }) => url.driverName,
      username: ({ url }) => url.username,
      password: ({ url }) => url.password,
      host: ({ url }) => url.host,
      port: ({ url }) => url.port,
      database: ({ url }) => url.database,
      query: ({ url }) => PyDict.fromNames(Object.entries(url.query).map(([name, one]) => [name, bridge.show(one)])),
    },
    methods: {
      get_backend_name: ["", ({ url }) => url.dialectName],
      render_as_string: ["hide_password=True", ({ url }, hidePassword) => url.render({ hidePassword })],
      set: [
        "drivername=..., username=..., password=..., host=..., port=..., database=..., query=...",
        ({ url }, drivername, username, password, host, port, database, query) =>
          parse(
            urlText({
              drivername: drivername ?? url.driverName,
              username: username ?? url.username,
              password: password ?? url.password,
              host: host ?? url.host,
              port: port ?? url.port,
              database: database ?? url.database,
              query: query ?? url.query,
            }),
          ),
      ],
      __str__: ["", ({ url }) => url.render()],
    },
  });
  const signature = "drivername, username=None, password=None, host=None, port=None, database=None, query=None";
  const create = bridge.function("create", signature, ((...given: readonly unknown[]) => {
    const [drivername, username, password, host, port, database, query] = given;
    return parse(urlText({ drivername, username, password, host, port, database, query }));
  }) as never);
  type.attributes.set("create", new StaticMethodDescriptor(create));
  const makeUrl = bridge.function("make_url", "name_or_url", ((given: unknown) =>
    given instanceof UrlView ? given : parse(String(given))) as never);
  return {
    type,
    makeUrl,
    of(url) {
      const view = shown.get(url) ?? new UrlView(url);
      shown.set(url, view);
      return view;
    },
  };
}
