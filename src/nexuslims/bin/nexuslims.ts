import { nodeHost } from "../../cli/process/node-host.js";
import { ownProcess, runAsProcess } from "../../cli/process/own-process.js";
import { systemClock } from "../../index.js";
import { runNexuslims } from "../run-nexuslims.js";

runAsProcess(runNexuslims(process.argv.slice(2), ownProcess({ ...nodeHost(), clock: systemClock })));
