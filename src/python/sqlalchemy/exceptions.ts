import { AlembicError } from "../../support/alembic-error.js";
import { type ExceptionName, exceptionClasses } from "../values/exception-classes.js";
import { PyClass } from "../values/py-class.js";
import { PyException } from "../values/py-exception.js";

/** SQLAlchemy's exceptions, each with the one above it. */
const parents: Readonly<Record<string, string>> = {
  SQLAlchemyError: "Exception",
  ArgumentError: "SQLAlchemyError",
  NoSuchModuleError: "ArgumentError",
  CompileError: "SQLAlchemyError",
  UnsupportedCompilationError: "CompileError",
  InvalidRequestError: "SQLAlchemyError",
  NoInspectionAvailable: "InvalidRequestError",
  NoResultFound: "InvalidRequestError",
  MultipleResultsFound: "InvalidRequestError",
  NoSuchTableError: "InvalidRequestError",
  NoSuchColumnError: "InvalidRequestError",
  ResourceClosedError: "InvalidRequestError",
  UnboundExecutionError: "InvalidRequestError",
  NoReferenceError: "InvalidRequestError",
  NoReferencedTableError: "NoReferenceError",
  StatementError: "SQLAlchemyError",
  DBAPIError: "StatementError",
  InterfaceError: "DBAPIError",
  DatabaseError: "DBAPIError",
  DataError: "DatabaseError",
  OperationalError: "DatabaseError",
  IntegrityError: "DatabaseError",
  InternalError: "DatabaseError",
  ProgrammingError: "DatabaseError",
  NotSupportedError: "DatabaseError",
  SAWarning: "RuntimeWarning",
  SADeprecationWarning: "DeprecationWarning",
};

/** Messages of databases, and the exception for each. */
const kinds: readonly (readonly [pattern: RegExp, name: string])[] = [
  [
    /constraint failed|violates|duplicate entry|duplicate key|unique constraint|foreign key constraint/i,
    "IntegrityError",
  ],
  [
    /already exists|no such|does not exist|unknown column|doesn't exist|syntax error|duplicate column|locked/i,
    "OperationalError",
  ],
];

/** Messages of a batch, and the built-in exception that Alembic raises in that case. */
const ofBatches: readonly (readonly [pattern: RegExp, name: ExceptionName])[] = [
  [/^(?:Constraint must have a name|No such (?:constraint|index): |recreate may be )/, "ValueError"],
  [/^Table '.*' has no column named '/, "KeyError"],
  [/^Can't (?:create|drop) table in batch mode/, "NotImplementedError"],
];

/** The exceptions of `sqlalchemy.exc` and Alembic's own, and the mapping of this package's errors to them. */
export class ExceptionClasses {
  readonly #made = new Map<string, PyClass>();
  readonly commandError: PyClass;

  constructor() {
    for (const [name, parent] of Object.entries(parents)) {
      const above = this.#made.get(parent) ?? exceptionClasses[parent as ExceptionName];
      this.#made.set(name, new PyClass(name, [above], { module: "sqlalchemy.exc", isNative: true }));
    }
    this.commandError = new PyClass("CommandError", [exceptionClasses.Exception], {
      module: "alembic.util.exc",
      isNative: true,
    });
  }

  /** The class of a name of `sqlalchemy.exc`. */
  named(name: string): PyClass {
    return this.#made.get(name) ?? exceptionClasses.Exception;
  }

  /** All names of `sqlalchemy.exc`. */
  entries(): Readonly<Record<string, PyClass>> {
    return Object.fromEntries(this.#made);
  }

  /**
   * The Python exception for an error of this package, which keeps it; `undefined` for errors that scripts may not
   * catch.
   */
  translate(error: unknown): PyException | undefined {
    if (!(error instanceof AlembicError)) return undefined;
    const type = this.#classFor(error);
    if (type === undefined) return undefined;
    const made = new PyException(type, [error.message]);
    made.payload = error;
    return made;
  }

  #classFor({ code, message }: AlembicError): PyClass | undefined {
    if (code.startsWith("python.")) return undefined;
    if (code === "schema.argument") return this.named("ArgumentError");
    if (code.startsWith("dialect.compile") || code === "compile") return this.named("CompileError");
    if (/unsupported/.test(code)) return exceptionClasses.NotImplementedError;
    if (/no-such-table/.test(code)) return this.named("NoSuchTableError");
    if (/interrupt|abort/.test(code)) return undefined;
    if (/database|statement|driver/.test(code)) {
      const found = kinds.find(([pattern]) => pattern.test(message));
      return this.named(found?.[1] ?? "DatabaseError");
    }
    const ofBatch = ofBatches.find(([pattern]) => pattern.test(message));
    return ofBatch === undefined ? this.commandError : exceptionClasses[ofBatch[1]];
  }
}
