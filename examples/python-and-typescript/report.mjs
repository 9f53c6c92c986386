// The TypeScript service: prints what each customer has ordered, if the database is at the head.
import { command, connect, DatabaseNotAtHead, loadConfig } from "alembic-ts";

// Commands print what they find, which the report does not need.
const config = loadConfig({ cmdOpts: { quiet: true } });
try {
  await command.current(config, { checkHeads: true });
} catch (error) {
  if (!(error instanceof DatabaseNotAtHead)) throw error;
  console.log(`${error.message}. It is at ${error.current}, and the head is ${error.heads}.`);
  process.exit(1);
}

const connection = await connect(config.getMainOption("sqlalchemy.url"));
const { rows } = await connection.execute(
  "SELECT customer, sum(cents) AS cents FROM orders GROUP BY customer ORDER BY 1",
);
for (const { customer, cents } of rows) console.log(`${customer}: ${(cents / 100).toFixed(2)}`);
await connection.close();
