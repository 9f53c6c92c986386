import { describe, expect, test } from "vitest";
import { loadBackend } from "../../../src/backends/load-backend.js";
import { compareMetadata, MigrationContext, sa } from "../../../src/index.js";
import { Connection } from "../../../src/runtime/connection.js";

describe("models beside a MySQL database", () => {
  test.each(["mysql", "mariadb"])(
    "when they are compared on %s then that is refused, with the way on",
    async (name) => {
      const backend = await loadBackend(name);
      const driver = { inTransaction: false, execute: () => Promise.reject(new Error("nothing is asked")) };
      const connection = new Connection(driver as never, backend);
      const context = MigrationContext.configure({ connection });
      await expect(compareMetadata(context, sa.MetaData())).rejects.toThrow(
        `A ${name} database cannot be compared with models yet: the indexes that the server makes for foreign keys and ` +
          "unique columns would be taken for changes. Write the revision by hand.",
      );
    },
  );
});
