import { expect, test } from "vitest";
import { connect } from "../../src/runtime/connect.js";

test("when the URL is the placeholder of a new project, then the error says what to set", async () => {
  await expect(connect("driver://user:pass@localhost/dbname")).rejects.toThrow(/set 'sqlalchemy\.url' in alembic\.ini/);
});

test("when the dialect is unknown otherwise, then the error is the one about the dialect", async () => {
  await expect(connect("driver://other/dbname")).rejects.not.toThrow(/placeholder/);
});
