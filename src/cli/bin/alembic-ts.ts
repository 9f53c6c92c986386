import { main } from "../main.js";
import { nodeHost } from "../node-host.js";
import { startQuickly } from "../start-quickly.js";

startQuickly();
process.exitCode = await main(process.argv.slice(2), nodeHost());
