/** What SQLAlchemy writes of a statement on one dialect, or why it does not. */
export interface Answer {
  readonly sql?: string;
  readonly error?: string;
}

/**
 * Compiles statements, as an offline run does: each on all dialects, with literals or, where `literals` says so, with parameters.
 */
export const eachStatement = `
import io, warnings
from alembic.migration import MigrationContext
from alembic.operations import Operations
warnings.simplefilter("ignore")
result = []
for one in args["cases"]:
    row = []
    scope = {"__name__": "revision"}
    exec(args["head"], scope)
    for name, literal in [(name, literal) for name in args["dialects"] for literal in args.get("literals", [True])]:
        buffer = io.StringIO()
        options = {"as_sql": True, "output_buffer": buffer, "literal_binds": literal}
        context = MigrationContext.configure(dialect_name=name, dialect_opts={"paramstyle": "named"}, opts=options)
        if name == "mssql":
            # What a connection to any server since 2012 sets.
            context.dialect._supports_offset_fetch = True
        try:
            with Operations.context(context):
                eval("op.execute(" + one + ")", scope)
            row.append({"sql": buffer.getvalue()})
        except Exception as error:
            row.append({"error": type(error).__name__ + ": " + str(error)})
    result.append(row)
`;
