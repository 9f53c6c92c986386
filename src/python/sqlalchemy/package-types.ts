import { sa } from "../../schema/sa.js";
import type { TypeEngine, TypeInput } from "../../schema/types/type-engine.js";
import { UserDefinedType } from "../../schema/types/user-defined-type.js";
import type { HostBridge } from "../host/host-bridge.js";
import type { PyClass } from "../values/py-class.js";
import type { Value } from "../values/value.js";
import type { TypeClasses } from "./type-classes.js";

/** A type that is written in the form of its extension. */
class ExtensionType extends UserDefinedType {
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  getColSpec(): string {
    return this.text;
  }
}

/** `VECTOR(3)`, and `VECTOR` where no size is given. */
const sized = (name: string, size: unknown): TypeEngine =>
  new ExtensionType(size === null || size === undefined ? name : `${name}(${String(size)})`);

/** The types of packages on top of SQLAlchemy that revisions use most. */
export class PackageTypes {
  readonly #bridge: HostBridge;
  readonly #types: TypeClasses;
  /** SQLModel's text: it has a length where MySQL requires one. */
  readonly autoString: PyClass;
  /** The names of each module. */
  readonly modules: Readonly<Record<string, Readonly<Record<string, Value>>>>;

  constructor(bridge: HostBridge, types: TypeClasses) {
    this.#bridge = bridge;
    this.#types = types;
    const text = (length: unknown): TypeEngine =>
      typeof length === "number" ? sa.String(length) : sa.String().withVariant(sa.String(255), "mysql", "mariadb");
    this.autoString = this.#type("sqlmodel.sql.sqltypes", "AutoString", "length=None, **kw", text);
    const guid = this.#type("fastapi_users_db_sqlalchemy.generics", "GUID", "*args, **kw", () =>
      sa.CHAR(36).withVariant(sa.UUID(), "postgresql").withVariant(sa.VARCHAR(36), "mssql"),
    );
    const zoned = this.#type("fastapi_users_db_sqlalchemy.generics", "TIMESTAMPAware", "*args, **kw", () =>
      sa.TIMESTAMP({ timezone: true }),
    );
    const vector = (name: string): PyClass =>
      this.#type("pgvector.sqlalchemy", name, "dim=None", (dim) => sized(name.toUpperCase(), dim));
    const vectors = {
      Vector: vector("Vector"),
      VECTOR: vector("VECTOR"),
      HALFVEC: vector("HALFVEC"),
      SPARSEVEC: vector("SPARSEVEC"),
    };
    const geometry = this.#spatial("Geometry", "geometry");
    const geography = this.#spatial("Geography", "geography");
    const places = { Geometry: geometry, Geography: geography };
    const utilities = this.#utilities();
    // Each type has a module of its own as well: `sqlalchemy_utils.types.uuid`.
    const own = Object.entries(utilities).map(([name, type]) => [
      `sqlalchemy_utils.types.${name
        .replace(/Type$/, "")
        .replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_")
        .toLowerCase()}`,
      { [name]: type },
    ]);
    this.modules = {
      ...(Object.fromEntries(own) as Record<string, Record<string, Value>>),
      fastapi_users_db_sqlalchemy: { GUID: guid },
      "fastapi_users_db_sqlalchemy.generics": { GUID: guid, TIMESTAMPAware: zoned },
      pgvector: {},
      "pgvector.sqlalchemy": vectors,
      "pgvector.sqlalchemy.vector": vectors,
      geoalchemy2: places,
      "geoalchemy2.types": places,
      sqlalchemy_utils: utilities,
      "sqlalchemy_utils.types": utilities,
      alembic_postgresql_enum: {},
    };
  }

  #type(module: string, name: string, signature: string, make: (...given: readonly unknown[]) => TypeEngine): PyClass {
    const bridge = this.#bridge;
    const made = bridge.define({ name, module, bases: [this.#types.engine] });
    bridge.constructWith(made, signature, (values) => make(...bridge.arguments(signature, values)));
    bridge.standsFor(made, () => make(null));
    return made;
  }

  #spatial(name: string, sql: string): PyClass {
    return this.#type(
      "geoalchemy2.types",
      name,
      "geometry_type='GEOMETRY', srid=-1, dimension=None, spatial_index=True, use_N_D_index=False, use_typmod=None, from_text=None, name=None, nullable=True",
      (kind, srid) => new ExtensionType(kind === null ? sql : `${sql}(${String(kind)},${String(srid)})`),
    );
  }

  /** The types in which SQLAlchemy-Utils stores its own. */
  #utilities(): Readonly<Record<string, Value>> {
    const stored: Readonly<Record<string, readonly [string, (...given: readonly never[]) => TypeInput]>> = {
      UUIDType: [
        "binary=True, native=True",
        (binary: boolean, native: boolean) => {
          const stored = binary ? sa.BINARY(16) : sa.CHAR(32);
          if (!native) return stored;
          return stored.withVariant(sa.UUID(), "postgresql").withVariant(sa.mssql.UNIQUEIDENTIFIER(), "mssql");
        },
      ],
      JSONType: ["*args, **kw", () => sa.UnicodeText().withVariant(sa.JSON(), "postgresql")],
      EmailType: ["length=255, **kw", (length: number) => sa.Unicode(length)],
      URLType: ["*args, **kw", () => sa.UnicodeText()],
      ChoiceType: ["choices, impl=None", (_choices: unknown, impl: TypeEngine | null) => impl ?? sa.Unicode(255)],
      PasswordType: [
        "max_length=1024, **kw",
        (length: number) =>
          sa
            .VARBINARY(length)
            .withVariant(sa.postgresql.BYTEA(length), "postgresql")
            .withVariant(sa.BLOB(length), "sqlite")
            .withVariant(sa.oracle.RAW(length), "oracle"),
      ],
      ArrowType: ["*args, **kw", () => sa.DateTime()],
      EnrichedDateTimeType: ["*args, **kw", () => sa.DateTime()],
      StringEncryptedType: ["*args, **kw", () => sa.String()],
      EncryptedType: ["*args, **kw", () => sa.LargeBinary()],
      LtreeType: ["", () => sized("LTREE", null)],
      PhoneNumberType: ["region='US', max_length=20, **kw", (_region: string, length: number) => sa.Unicode(length)],
      CountryType: ["*args, **kw", () => sa.String(2)],
      CurrencyType: ["*args, **kw", () => sa.String(3)],
      ColorType: ["max_length=20, **kw", (length: number) => sa.Unicode(length)],
      IPAddressType: ["max_length=50, **kw", (length: number) => sa.Unicode(length)],
      TimezoneType: ["backend='dateutil'", () => sa.Unicode(50)],
      LocaleType: ["*args, **kw", () => sa.Unicode(10)],
      ScalarListType: ["*args, **kw", () => sa.UnicodeText()],
      TSVectorType: ["*args, **kw", () => sa.postgresql.TSVECTOR()],
    };
    return Object.fromEntries(
      Object.entries(stored).map(([name, [signature, make]]) => [
        name,
        this.#type("sqlalchemy_utils.types", name, signature, make as (...given: readonly unknown[]) => TypeEngine),
      ]),
    );
  }
}
