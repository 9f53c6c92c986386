import { main } from "../main.js";
import { nodeHost } from "../process/node-host.js";
import { ownProcess, runAsProcess, startProcess } from "../process/own-process.js";

const argv = process.argv.slice(2);
startProcess(argv, 1);
runAsProcess(main(argv, ownProcess(nodeHost())));
