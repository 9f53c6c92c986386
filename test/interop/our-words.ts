/**
 * Words of Alembic's and SQLAlchemy's messages that name something as Python writes it, each with the name that it has
 * here. A message of this package is the recorded one with these words exchanged, and equal to it in all others.
 */
const words: readonly (readonly [python: string, ours: string])[] = [
  ['"copy_from" argument of the batch_alter_table() method', '"copyFrom" option of batchAlterTable()'],
  ["is not None, True, or False", "is not null, true or false"],
  ["a Python-side value or SQL expression", "a value or SQL expression"],
  ["require the existing_type or a new type_ be passed", "require the existingType or a new type be passed"],
  ["requires an order_by when", "requires an orderBy when"],
  ["'mssql_identity_start' and/or 'mssql_identity_increment'", "'mssqlIdentityStart' and/or 'mssqlIdentityIncrement'"],
  ["'persisted' flag to None or False", "'persisted' flag to null or false"],
  ["postgresql_using must be used with the type_ parameter", "postgresqlUsing must be used with the type option"],
  [
    "insert_before or insert_after when using ALTER; please specify recreate='always'",
    "insertBefore or insertAfter when using ALTER; please specify recreate: 'always'",
  ],
  ["List of dictionaries expected", "List of objects expected"],
  ["must consist only of dictionaries", "must consist only of objects"],
  ["'primary', 'unique', None", "'primary', 'unique', null"],
  ["Connection, url, or dialect_name", "Connection, url, or dialectName"],
  ["literal_binds setting without as_sql mode", "literalBinds setting without --sql mode"],
  ["please use get_current_heads", "please use getCurrentHeads"],
  ["Please use get_bases", "Please use getBases"],
  ["Please use get_heads", "Please use getHeads"],
  ["merge the branches using alembic merge", "merge the branches using alembic-ts merge"],
  ["can't use as_sql=True as it prevents", "can't use --sql mode as it prevents"],
  ["autoincrement=False", "autoincrement: false"],
  ["autoincrement=True", "autoincrement: true"],
  ["name positionally and as a keyword", "name positionally and as an option"],
  ["type_ positionally and as a keyword", "type positionally and as an option"],
  [
    "'<class 'str'>' or '<class 'ClauseElement'>' or '<class 'TextClause'>'",
    "'string', 'ClauseElement' or 'TextClause'",
  ],
  ["specify current_rev to context", "specify a current revision to a context"],
];

/** A recorded message of Python's as this package has it. */
export function inOurWords(message: string): string {
  let text = message.replace(
    /\b(\w+)\(precision=(\d+)\)\.with_variant\(oracle\.FLOAT\(binary_precision=(\d+)\), 'oracle'\), so that the Oracle Database specific 'binary_precision'/,
    "sa.$1($2).withVariant(sa.oracle.FLOAT({ binaryPrecision: $3 }), \"oracle\"), so that the Oracle Database specific 'binaryPrecision'",
  );
  for (const [python, ours] of words) text = text.replaceAll(python, ours);
  return text;
}
