import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { simpleModule } from "../../src/script/loading/simple-module.js";

const folder = fileURLToPath(new URL("../../versions/", import.meta.url));

test.each(readdirSync(folder))("%s runs without the compiler of TypeScript", (name) => {
  const plain = simpleModule(readFileSync(folder + name, "utf8"));
  // A type that is left in the body is a syntax error.
  expect(() => new Function(...plain!.parameters, plain!.body)).not.toThrow();
});
