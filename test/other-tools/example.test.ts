import { expect, test } from "vitest";
import { unrecorded } from "../site/recorded-pages.js";
import { noTools } from "./installed-tools.js";

test.skipIf(noTools !== "")(
  `when the example with Drizzle is followed then the commands print what the page says ${noTools}`.trim(),
  () => expect(unrecorded("examples/drizzle")).toBe(""),
  120_000,
);
