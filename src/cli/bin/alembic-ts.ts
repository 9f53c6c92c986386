import { main } from "../main.js";
import { nodeHost } from "../node-host.js";
import { ownProcess, runAsProcess } from "../own-process.js";

runAsProcess(main(process.argv.slice(2), ownProcess(nodeHost())));
