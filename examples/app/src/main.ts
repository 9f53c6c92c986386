// node dist/src/main.js                 lists the books
// node dist/src/main.js TITLE AUTHOR    adds one first
import { command, connect, loadConfig } from "alembic-ts";

const config = loadConfig();
await command.upgrade(config, "head");

const connection = await connect(config.getMainOption("sqlalchemy.url"));
const [title, author] = process.argv.slice(2);
if (title !== undefined && author !== undefined) {
  await connection.execute("INSERT INTO author (name) VALUES (:author) ON CONFLICT DO NOTHING", { author });
  await connection.execute("INSERT INTO book (title, author_id) SELECT :title, id FROM author WHERE name = :author", {
    title,
    author,
  });
}
const { rows } = await connection.execute(
  "SELECT book.*, author.name AS author FROM book JOIN author ON author.id = author_id ORDER BY book.id",
);
for (const row of rows) console.log(`${row["title"]}, by ${row["author"]}`);
await connection.close();
