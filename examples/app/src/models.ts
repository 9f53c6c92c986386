import { sa } from "alembic-ts";

export const metadata = sa.MetaData();

sa.Table(
  "author",
  metadata,
  sa.Column("id", sa.Integer(), { primaryKey: true }),
  sa.Column("name", sa.String(80), { nullable: false, unique: true }),
);

sa.Table(
  "book",
  metadata,
  sa.Column("id", sa.Integer(), { primaryKey: true }),
  sa.Column("author_id", sa.Integer(), sa.ForeignKey("author.id"), { nullable: false }),
  sa.Column("title", sa.String(200), { nullable: false }),
);
