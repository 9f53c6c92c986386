import { expect, test } from "vitest";
import { loadedOrm, loadOrm } from "../../src/python/sqlalchemy/orm/load-orm.js";
import {
  ormNames,
  queryMembers,
  queryParts,
  sessionMembers,
  sqlmodelNames,
} from "../../src/python/sqlalchemy/orm/orm-names.js";

/** The public names that a class of a module defines. */
function membersOf(source: string, name: string): readonly string[] {
  const start = source.indexOf(`class ${name}`);
  const [body = ""] = source.slice(start).split(/\n(?:class|def) /);
  return [...body.matchAll(/^ {4}(?:def )?([a-z]\w*)(?:\(| = )|^ {8}self\.([a-z]\w*) = /gm)].map(
    ([, own, attribute]) => own ?? (attribute as string),
  );
}

test("when a file is checked then the names that count as the ORM's are those that its modules have", async () => {
  await loadOrm();
  const sources = loadedOrm()?.sources ?? {};
  for (const [name, module] of [...ormNames, ...sqlmodelNames])
    expect([name, new RegExp(`^(?:class|def) ${name}\\b|^${name} = `, "m").test(sources[module] ?? "")]).toEqual([
      name,
      true,
    ]);
  const session = [
    ...membersOf(sources["_orm_session"] ?? "", "Session"),
    ...membersOf(sources["_orm_objects"] ?? "", "Objects"),
    ...membersOf(sources["_sqlmodel_session"] ?? "", "Session"),
  ];
  const chained = session.filter((name) => !sessionMembers.has(name));
  expect([
    [...sessionMembers].filter((name) => !session.includes(name) && name !== "reset" && name !== "invalidate"),
    chained,
  ]).toEqual([[], []]);
  const query = membersOf(sources["_orm_query"] ?? "", "Query");
  expect([...queryParts, ...queryMembers].toSorted()).toEqual([...new Set(query)].toSorted());
});
