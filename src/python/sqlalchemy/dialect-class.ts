import type { HostBridge } from "../host/host-bridge.js";
import { PyTuple } from "../values/py-list.js";
import type { Value } from "../values/value.js";

/** A dialect for scripts: its name, and the members that types use. */
class DialectView {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

const views = new Map<string, DialectView>();

function viewOf(name: string): DialectView {
  const view = views.get(name) ?? new DialectView(name);
  views.set(name, view);
  return view;
}

/** The dialect of a name for scripts. In SQLAlchemy, too, MariaDB is MySQL with another name. */
export const shownDialect = (bridge: HostBridge, name: string): Value => bridge.show(viewOf(name));

/** Defines how scripts see a dialect. */
export function defineDialect(bridge: HostBridge): void {
  bridge.define<DialectView>({
    name: "Dialect",
    module: "sqlalchemy.engine",
    of: DialectView,
    properties: {
      name: (self) => self.name,
      driver: () => "default",
      dialect_description: (self) => `${self.name}+default`,
      is_mariadb: (self) => self.name.startsWith("maria"),
      server_version_info: () => new PyTuple([0]),
      default_schema_name: () => null,
    },
    methods: { type_descriptor: ["typeobj", (_self, type) => type] },
  });
}
