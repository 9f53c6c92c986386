import { main } from "../main.js";
import { nodeHost } from "../process/node-host.js";
import { ownProcess, runAsProcess } from "../process/own-process.js";

runAsProcess(main(process.argv.slice(2), ownProcess(nodeHost())));
