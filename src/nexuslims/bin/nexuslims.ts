import { nodeHost } from "../../cli/process/node-host.js";
import { ownProcess, runAsProcess, startProcess } from "../../cli/process/own-process.js";
import { systemClock } from "../../index.js";
import { runNexuslims } from "../run-nexuslims.js";

const argv = process.argv.slice(2);
startProcess(argv, 3, true);
runAsProcess(runNexuslims(argv, ownProcess({ ...nodeHost(), clock: systemClock })));
