import { nodeHost } from "../../cli/node-host.js";
import { ownProcess } from "../../cli/own-process.js";
import { startQuickly } from "../../cli/start-quickly.js";
import { systemClock } from "../../index.js";
import { runNexuslims } from "../run-nexuslims.js";

startQuickly();
// Says of a run that ended without an answer that it did not succeed.
process.exitCode = 1;
void runNexuslims(process.argv.slice(2), ownProcess({ ...nodeHost(), clock: systemClock })).then((code) => {
  process.exitCode = code;
});
