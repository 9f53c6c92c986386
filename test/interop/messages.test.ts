import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { messagesElsewhere, type Place } from "./messages-elsewhere.js";
import { inOurWords } from "./our-words.js";

interface Message {
  readonly module: string;
  readonly by: string;
  readonly text: string;
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string): string => readFileSync(`${root}${path}`, "utf8");
const flat = (text: string): string => text.replace(/\s+/g, " ");

const messages = JSON.parse(read("test/interop/vectors/messages.json")) as readonly Message[];

/** Every text in a vector. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** What Alembic was recorded to say: lines of sessions and texts of vectors. */
function recorded(): readonly string[] {
  const sessions = readdirSync(`${root}test/sessions`).filter((name) => name.endsWith(".session"));
  const said = sessions.flatMap((name) =>
    read(`test/sessions/${name}`)
      .split("\n")
      .flatMap((line) => /^[>?!~] (.*)$/.exec(line)?.[1] ?? []),
  );
  const vectors = readdirSync(`${root}test/interop/vectors`, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".json") && name !== "messages.json",
  );
  const texts = vectors.flatMap((name) => textsOf(JSON.parse(read(`test/interop/vectors/${name}`))));
  // Whole scripts hold no message, and searching them takes long.
  return [...new Set([...said, ...texts].filter((text) => text.length < 3000).map(flat))];
}

/** What stands between a message's values, names of files and of arguments spelt as they are here. */
const partsOf = (text: string): readonly string[] =>
  text
    .replaceAll("script.py.mako", "script.ts.ejs")
    .split("%s")
    .filter((part) => part !== "");

const pattern = (text: string): RegExp =>
  new RegExp(
    text
      .replaceAll("script.py.mako", "script.ts.ejs")
      .split("%s")
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*?"),
  );

const camelCase = (text: string): string => text.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Whether a program's text holds the longest part of a message, in Python's spelling or ours, in one string or several. */
function says(program: string, text: string): boolean {
  const [longest = ""] = partsOf(inOurWords(text)).toSorted((one, other) => other.length - one.length);
  const source = flat(program.replace(/["'`]\s*\+\s*["'`]/g, ""));
  const word = longest.trim().split(" ").slice(0, 6).join(" ");
  return source.includes(word) || source.includes(camelCase(word));
}

/** Whether the place that is named for a message holds it. */
function holds(place: Place, text: string): boolean {
  if ("python" in place) return place.python !== "";
  if ("compared" in place) return existsSync(`${root}${place.compared}`);
  if ("test" in place) return says(read(place.test), text);
  if ("source" in place) return says(read(place.source), text);
  const pages = ["docs/differences-from-alembic.md", "README.md"].map(read).join("\n");
  return flat(pages).includes(place.difference);
}

describe("every message that Alembic has", () => {
  const said = recorded();
  const isRecorded = ({ text }: Message) => said.some((one) => pattern(text).test(one));

  test("when nobody recorded it then it is said elsewhere, or why not is written down", () => {
    const missing = messages.filter((message) => {
      const place = messagesElsewhere[message.text];
      return place === undefined ? !isRecorded(message) : !holds(place, message.text);
    });
    expect(missing).toEqual([]);
  });

  test("when it is said elsewhere then Alembic still has it, and no record of it", () => {
    const known = new Map(messages.map((message) => [message.text, message]));
    const stale = Object.keys(messagesElsewhere).filter((text) => {
      const message = known.get(text);
      return message === undefined || isRecorded(message);
    });
    expect(stale).toEqual([]);
  });
});
