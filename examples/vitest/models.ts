import { sa } from "alembic-ts";

export const metadata = sa.MetaData();

sa.Table(
  "account",
  metadata,
  sa.Column("id", sa.Integer(), { primaryKey: true }),
  sa.Column("name", sa.String(50), { nullable: false }),
  sa.Column("email", sa.String(100)),
);
