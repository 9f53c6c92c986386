import { afterAll, beforeAll, describe, test } from "vitest";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";
import { noPython, python } from "../interop/python.js";
import { tortureCount } from "./counts.js";
import { Judge } from "./judge.js";
import { Race, raceOfEight, raceWithPython } from "./races.js";

const folder = temporaryFolder();
const ROUNDS = tortureCount("WAL_CONTENTION_ROUNDS", 1, 100);
const LONG = 3_600_000;

describe.skipIf(python() === undefined)(noPython, () => {
  let judge: Judge;
  beforeAll(() => {
    judge = new Judge();
  });
  afterAll(() => judge.close());

  const inRace = async (run: (race: Race) => Promise<void>): Promise<void> => {
    const race = new Race(folder(), folder("live.db"), judge, "wal");
    try {
      await run(race);
    } finally {
      await race.end();
    }
  };

  test(
    "when eight processes upgrade a WAL database that another program has open then every step is applied once",
    () => inRace((race) => raceOfEight(race, ROUNDS, "WAL: eight processes at once beside an idle program")),
    LONG,
  );

  test(
    "when four of ours and four of Python's upgrade a WAL database at once then none of ours repeats a step",
    () => inRace((race) => raceWithPython(race, ROUNDS, "WAL: four of ours and four of Python's at once")),
    LONG,
  );
});
