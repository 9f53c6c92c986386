import { nodeHost } from "../../cli/node-host.js";
import { startQuickly } from "../../cli/start-quickly.js";
import { systemClock } from "../../index.js";
import { runNexuslims } from "../run-nexuslims.js";

startQuickly();
process.exitCode = await runNexuslims(process.argv.slice(2), { ...nodeHost(), clock: systemClock });
