import type { MigrationScript } from "../operations/directives/migration-script.js";
import type { MigrationContext } from "../runtime/migration-context.js";
import type { AutogenerateKeywords } from "../runtime/options/configure-options.js";
import type { Column } from "../schema/column.js";
import type { FetchedValue } from "../schema/defaults/fetched-value.js";
import type { MetaData } from "../schema/metadata.js";
import type { SchemaItem } from "../schema/schema-item.js";
import type { TypeEngine } from "../schema/types/type-engine.js";

/** The kind of object that a filter is called with, in Alembic's words. */
export type ObjectKind =
  | "schema"
  | "table"
  | "column"
  | "index"
  | "unique_constraint"
  | "foreign_key_constraint"
  | "check_constraint";

/** The table and the schema that contain the name passed to `includeName`; empty for a schema. */
export interface ParentNames {
  readonly schemaName?: string | null;
  readonly tableName?: string;
  readonly schemaQualifiedTableName?: string;
}

/** Returns whether a name of the database is compared. */
export type IncludeName = (name: string | null, type: ObjectKind, parentNames: ParentNames) => boolean;

/** Returns whether an object is compared; `reflected` is whether it comes from the database. */
export type IncludeObject = (
  object: SchemaItem | Column | unknown,
  name: string | null,
  type: ObjectKind,
  reflected: boolean,
  compareTo: SchemaItem | Column | unknown,
) => boolean;

type Differs = boolean | null | undefined;

/** Returns whether two types differ; `null` or `undefined` applies the usual rules. */
export type CompareType = (
  context: MigrationContext,
  inspectedColumn: Column,
  metadataColumn: Column,
  inspectedType: TypeEngine,
  metadataType: TypeEngine,
) => Differs | Promise<Differs>;

/** Returns whether two server defaults differ; `null` or `undefined` applies the usual rules. */
export type CompareServerDefault = (
  context: MigrationContext,
  inspectedColumn: Column,
  metadataColumn: Column,
  inspectedDefault: string | null,
  metadataDefault: FetchedValue | null,
  renderedMetadataDefault: string | null,
) => Differs | Promise<Differs>;

/** Can change the operations of a new revision. If `directives` is empty, no file is written. */
export type ProcessRevisionDirectives = (
  context: MigrationContext,
  revision: readonly string[],
  directives: MigrationScript[],
) => void | Promise<void>;

/** An object with a hook, such as a `Rewriter`, where a function could be. */
export interface RevisionProcessor {
  /** Changes the operations of a new revision. */
  processRevisionDirectives: ProcessRevisionDirectives;
}

declare module "../runtime/options/configure-options.js" {
  interface AutogenerateKeywords {
    /** Returns whether a name of the database is compared. */
    readonly includeName?: IncludeName | null | undefined;
    /** Returns whether an object is compared. */
    readonly includeObject?: IncludeObject | null | undefined;
    /** Can change the operations of a new revision. */
    readonly processRevisionDirectives?: ProcessRevisionDirectives | RevisionProcessor | null | undefined;
    /** Compare types, or how; by default `true`. */
    readonly compareType?: boolean | CompareType | null | undefined;
    /** Compare server defaults, or how; by default `false`. */
    readonly compareServerDefault?: boolean | CompareServerDefault | null | undefined;
  }
}

/** The keywords of `context.configure()` that autogenerate uses. */
export interface AutogenOptions extends AutogenerateKeywords {
  readonly targetMetadata?: MetaData | readonly MetaData[] | null | undefined;
  readonly modelsMissing?: string | undefined;
  readonly includeSchemas?: boolean | undefined;
  readonly renderAsBatch?: boolean | undefined;
  readonly alembicModulePrefix?: string | null | undefined;
  readonly sqlalchemyModulePrefix?: string | null | undefined;
  readonly userModulePrefix?: string | null | undefined;
  readonly upgradeToken?: string | undefined;
  readonly downgradeToken?: string | undefined;
}
