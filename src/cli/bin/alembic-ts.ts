import { main } from "../main.js";
import { nodeHost } from "../node-host.js";
import { ownProcess } from "../own-process.js";
import { startQuickly } from "../start-quickly.js";

startQuickly();
// Says of a run that ended without an answer that it did not succeed.
process.exitCode = 1;
void main(process.argv.slice(2), ownProcess(nodeHost())).then((code) => {
  process.exitCode = code;
});
