import { main } from "../main.js";
import { nodeHost } from "../node-host.js";

process.exitCode = await main(process.argv.slice(2), nodeHost());
