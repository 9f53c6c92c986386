import { expect, test } from "vitest";
import { parseRename } from "../../../src/autogenerate/renames/rename.js";

test.each([
  ["account=user", { table: null, from: "account", to: "user" }],
  ["account.name = full_name", { table: "account", from: "name", to: "full_name" }],
  ["account.name=account.full_name", { table: "account", from: "name", to: "full_name" }],
  ["s.account.name=s.account.full_name", { table: "s.account", from: "name", to: "full_name" }],
])("when a rename is %j then it is read", (text, rename) => {
  expect(parseRename(text)).toEqual(rename);
});

test.each([
  ["account", "write old_table=new_table or table.old_column=new_column"],
  ["a=b=c", "write old_table=new_table or table.old_column=new_column"],
  [
    "account.name=post.x",
    "Can't read the rename 'account.name=post.x': a column stays in its table, so write account.name=new_column",
  ],
])("when a rename is %j then it is refused", (text, message) => {
  expect(() => parseRename(text)).toThrow(message);
});
