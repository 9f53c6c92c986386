import { makeMachineCode } from "../process/make-machine-code.js";
import { setProcessFlags } from "../process/own-process.js";

// The programs start this one, and nobody reads its output.
const [file = "", tag = "", isSmall = ""] = process.argv.slice(2);
setProcessFlags(isSmall === "true");
void makeMachineCode(file, Number(tag));
