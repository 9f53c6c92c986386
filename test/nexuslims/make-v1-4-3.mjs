// Makes a NexusLIMS database as an installation of version 1.4.3 has it: not made by a migration, but by the creation
// script of that time, with the differences from the revision v1_4_3 that follow from it. The same seed gives the same
// file.
//   node test/nexuslims/make-v1-4-3.mjs PATH [--logs 2270] [--instruments 23] [--seed 143] [--bad 0]
// --bad N gives the last N rows a record_status that no version of NexusLIMS knows.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import initSqlJs from "sql.js";

/** The statements of the creation script, as an installation of 1.4.3 has them in its sqlite_master. */
const CREATION = [
  `CREATE TABLE "session_log" (
	"id_session_log"	INTEGER NOT NULL,
	"session_identifier"	VARCHAR(36) NOT NULL,
	"instrument"	VARCHAR(100) NOT NULL,
	"timestamp"	DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now', 'localtime')),
	"event_type"	TEXT NOT NULL CHECK("event_type" IN ('START', 'END', 'RECORD_GENERATION')),
	"record_status"	TEXT NOT NULL DEFAULT 'WAITING_FOR_END' CHECK("record_status" IN ('COMPLETED', 'WAITING_FOR_END', 'TO_BE_BUILT', 'ERROR', 'NO_FILES_FOUND', 'NO_CONSENT', 'NO_RESERVATION')),
	"user"	VARCHAR(50),
	CONSTRAINT "fk_instrument" FOREIGN KEY("instrument") REFERENCES "instruments"("instrument_pid") ON DELETE CASCADE ON UPDATE CASCADE,
	CONSTRAINT "id_session_log_UNIQUE" UNIQUE("id_session_log"),
	PRIMARY KEY("id_session_log" AUTOINCREMENT)
)`,
  `CREATE TABLE "instruments" (
	"instrument_pid"	VARCHAR(100) NOT NULL,
	"api_url"	TEXT NOT NULL,
	"calendar_name"	TEXT NOT NULL,
	"calendar_url"	TEXT NOT NULL,
	"location"	VARCHAR(100) NOT NULL,
	"schema_name"	TEXT NOT NULL,
	"property_tag"	VARCHAR(20) NOT NULL,
	"filestore_path"	TEXT NOT NULL,
	"computer_name"	TEXT,
	"computer_ip"	VARCHAR(15),
	"computer_mount"	TEXT,
	"harvester"	TEXT, -- "nemo" or "sharepoint"
	"timezone"	TEXT NOT NULL DEFAULT 'America/New_York',
	CONSTRAINT "instrument_pid_UNIQUE" UNIQUE("instrument_pid"),
	PRIMARY KEY("instrument_pid"),
	CONSTRAINT "computer_ip_UNIQUE" UNIQUE("computer_ip"),
	CONSTRAINT "api_url_UNIQUE" UNIQUE("api_url"),
	CONSTRAINT "computer_name_UNIQUE" UNIQUE("computer_name")
)`,
  `CREATE INDEX "session_log.fk_instrument_idx" ON "session_log" (
	"instrument"
)`,
];

const MAKES = [
  "FEI-Titan-TEM",
  "FEI-Helios-DB",
  "JEOL-3010-TEM",
  "Hitachi-S4700-SEM",
  "FEI-Quanta200-ESEM",
  "Zeiss-Gemini-SEM",
];
const ZONES = ["America/New_York", "America/New_York", "America/New_York", "America/Denver", "Europe/Zürich"];
const OFFSETS = ["-05:00", "-04:00", "-07:00", "+01:00", "+05:30"];
const DAY = 86_400_000;

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function identifier(next) {
  const digits = Array.from({ length: 32 }, () => Math.floor(next() * 16).toString(16));
  digits[12] = "4";
  digits[16] = "89ab"[Math.floor(next() * 4)];
  const text = digits.join("");
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join("-");
}

function* instruments(count, next) {
  for (let at = 1; at <= count; at++) {
    const make = MAKES[at % MAKES.length];
    const tag = String(600_000 + Math.floor(next() * 99_999)).padStart(6, "0");
    const logger = at % 3 !== 0;
    yield [
      `${make}-${tag}-${at}`,
      at % 2 === 0
        ? `https://nemo.example.org/api/tools/?id=${at}`
        : `https://calendar.example.org/_vti_bin/ListData.svc/Instrument${at}`,
      `${make.replaceAll("-", " ")} ${at}`,
      `https://calendar.example.org/Lists/Instrument${at}/calendar.aspx`,
      at === 5 ? "Gebäude 217, Raum µ-1" : `${200 + (at % 25)} / A${100 + at}`,
      `${make.replaceAll("-", " ")} (${tag})`,
      tag,
      `./${make}_${at}`,
      logger ? `EM-PC-${at}` : null,
      logger ? `192.0.2.${at % 250}${at >= 250 ? `.${at}` : ""}`.slice(0, 15) : null,
      logger ? "M:/" : null,
      at % 2 === 0 ? "nemo" : at % 7 === 0 ? null : "sharepoint",
      ZONES[at % ZONES.length],
    ];
  }
}

/** A moment as one of the ways in which the harvesters and the session logger wrote it. */
function written(moment, next) {
  const text = new Date(moment).toISOString().slice(0, 23);
  const way = next();
  const offset = OFFSETS[Math.floor(next() * OFFSETS.length)];
  if (way < 0.35) return text;
  if (way < 0.7) return `${text.slice(0, 19)}${offset}`;
  if (way < 0.95) return `${text}${String(Math.floor(next() * 1000)).padStart(3, "0")}${offset}`;
  return text.slice(0, 19);
}

function status(next) {
  const dice = next();
  if (dice < 0.82) return "COMPLETED";
  if (dice < 0.9) return "NO_FILES_FOUND";
  if (dice < 0.94) return "ERROR";
  if (dice < 0.96) return "NO_CONSENT";
  if (dice < 0.98) return "NO_RESERVATION";
  return "TO_BE_BUILT";
}

function* sessions(pids, next) {
  let moment = Date.UTC(2019, 10, 1, 13, 0, 0);
  for (;;) {
    moment += Math.floor(next() * DAY * 0.6);
    const session = identifier(next);
    const pid = pids[Math.floor(next() * pids.length)];
    const user = next() < 0.12 ? null : `user${String(Math.floor(next() * 90)).padStart(2, "0")}`;
    const open = next() < 0.01;
    const outcome = open ? "WAITING_FOR_END" : status(next);
    const end = moment + Math.floor(next() * DAY * 0.3);
    yield [session, pid, written(moment, next), "START", outcome, user];
    if (open) continue;
    yield [session, pid, written(end, next), "END", outcome, user];
    if (outcome !== "TO_BE_BUILT" && next() < 0.6) {
      yield [session, pid, written(end + 3_600_000, next), "RECORD_GENERATION", outcome, user];
    }
  }
}

/**
 * The bytes of a v1.4.3 database.
 * @param {{ logs?: number, instruments?: number, seed?: number, bad?: number }} [options]
 */
export async function makeV143({ logs = 2270, instruments: tools = 23, seed = 143, bad = 0 } = {}) {
  const SQL = await initSqlJs();
  const database = new SQL.Database();
  const next = random(seed);
  database.run("PRAGMA foreign_keys = ON");
  database.run("BEGIN");
  for (const statement of CREATION) database.run(statement);

  const pids = [];
  const instrument = database.prepare(`INSERT INTO instruments VALUES (${Array(13).fill("?").join(", ")})`);
  for (const row of instruments(tools, next)) {
    pids.push(row[0]);
    instrument.run(row);
  }
  instrument.free();

  const log = database.prepare("INSERT INTO session_log VALUES (?, ?, ?, ?, ?, ?, ?)");
  let id = 0;
  let made = 0;
  if (logs > 0) {
    for (const row of sessions(pids, next)) {
      // Rows that an administrator removed by hand leave their ids missing.
      id += next() < 0.004 ? 2 : 1;
      log.run([id, ...row]);
      if (++made === logs) break;
    }
  }
  log.free();
  if (bad > 0) {
    database.run("PRAGMA ignore_check_constraints = ON");
    database.run(
      `UPDATE session_log SET record_status = 'FOO' WHERE id_session_log IN
         (SELECT id_session_log FROM session_log ORDER BY id_session_log DESC LIMIT ${bad})`,
    );
  }
  if (logs > 0) database.run("UPDATE sqlite_sequence SET seq = seq + 3 WHERE name = 'session_log'");
  database.run("COMMIT");
  const bytes = database.export();
  database.close();
  return bytes;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      logs: { type: "string", default: "2270" },
      instruments: { type: "string", default: "23" },
      seed: { type: "string", default: "143" },
      bad: { type: "string", default: "0" },
    },
  });
  const path = positionals[0];
  if (path === undefined) {
    console.error("usage: node test/nexuslims/make-v1-4-3.mjs PATH [--logs N] [--instruments N] [--seed N] [--bad N]");
    process.exit(2);
  }
  const options = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]));
  writeFileSync(path, await makeV143(options));
}
