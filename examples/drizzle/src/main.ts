// node dist/src/main.js                lists the notes
// node dist/src/main.js EMAIL NOTE     adds one first
import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql";
import { note, user } from "./schema.js";

const db = drizzle({ connection: { url: "file:notes.sqlite" } });
const [email, text] = process.argv.slice(2);
if (email !== undefined && text !== undefined) {
  await db.insert(user).values({ email }).onConflictDoNothing();
  const [author] = await db.select().from(user).where(eq(user.email, email));
  if (author !== undefined) await db.insert(note).values({ userId: author.id, text });
}
const notes = await db.select().from(note).innerJoin(user, eq(user.id, note.userId)).orderBy(note.id);
for (const one of notes) console.log(`${one.user.email}: ${one.note.text}`);
