import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach } from "vitest";

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder of files that is there until the test ends. */
export class Project {
  readonly folder: string;

  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), "alembic-ts-script-")));
    made.push(this.folder);
    this.write(files);
  }

  /** Writes further files; folders are made. */
  write(files: Readonly<Record<string, string | Uint8Array>>): void {
    for (const [name, content] of Object.entries(files)) {
      const path = this.path(name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
  }

  /** Makes a symbolic link. */
  link(name: string, target: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    symlinkSync(target, this.path(name));
  }

  /** The absolute path of a file. */
  path(name: string): string {
    return join(this.folder, name);
  }
}

/** The text of a TypeScript revision file. */
export function revisionText(
  revision: string,
  down: string | readonly string[] | null,
  options: { doc?: string; labels?: readonly string[]; dependsOn?: string | readonly string[]; body?: string } = {},
): string {
  return `/** ${options.doc ?? revision} */
export const revision = ${JSON.stringify(revision)};
export const downRevision = ${JSON.stringify(down)};
export const branchLabels = ${JSON.stringify(options.labels ?? null)};
export const dependsOn = ${JSON.stringify(options.dependsOn ?? null)};

export async function upgrade() {
  ${options.body ?? ""}
}

export async function downgrade() {}
`;
}
