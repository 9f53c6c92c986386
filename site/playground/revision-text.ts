import type { PlaygroundFile } from "./protocol.js";

/** What a new revision holds. */
export interface RevisionText {
  readonly revision: string;
  readonly downRevision: string | readonly string[] | null;
  readonly message: string;
  /** The bodies of the functions, indented; left out, the functions do nothing. */
  readonly upgrades?: string | undefined;
  readonly downgrades?: string | undefined;
  readonly imports?: string | undefined;
}

/** An identifier as `revision` makes them: 12 hexadecimal digits. */
export function newRevisionId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A new revision in TypeScript or Python, as the templates of `init` write it. */
export function revisionFile(language: "ts" | "py", text: RevisionText): PlaygroundFile {
  const slug = text.message
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_|_$/g, "")
    .slice(0, 40);
  const name = `${text.revision}${slug === "" ? "" : `_${slug}`}.${language}`;
  return { name, text: language === "ts" ? typescript(text) : python(text) };
}

function typescript({ revision, downRevision, message, upgrades, downgrades, imports = "" }: RevisionText): string {
  const body = (steps: string | undefined) => steps ?? "void [op, sa];";
  return `/** ${message.replaceAll("*/", "*\\/")}
 *
 * Revision ID: ${revision}
 * Revises: ${[downRevision ?? ""].flat().join(", ")}
 */
import { sa, type Operations } from "alembic-ts";
${imports === "" ? "" : `${imports}\n`}
export const revision = ${JSON.stringify(revision)};
export const downRevision = ${JSON.stringify(downRevision)};

export async function upgrade(op: Operations): Promise<void> {
  ${body(upgrades)}
}

export async function downgrade(op: Operations): Promise<void> {
  ${body(downgrades)}
}
`;
}

function python({ revision, downRevision, message, upgrades, downgrades, imports = "" }: RevisionText): string {
  const parents =
    downRevision === null
      ? "None"
      : typeof downRevision === "string"
        ? JSON.stringify(downRevision)
        : `(${downRevision.map((one) => JSON.stringify(one)).join(", ")})`;
  return `"""${message.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}

Revision ID: ${revision}
Revises: ${[downRevision ?? ""].flat().join(", ")}
"""
from alembic import op
import sqlalchemy as sa
${imports === "" ? "" : `${imports}\n`}
revision = ${JSON.stringify(revision)}
down_revision = ${parents}


def upgrade() -> None:
    ${upgrades ?? "pass"}


def downgrade() -> None:
    ${downgrades ?? "pass"}
`;
}
