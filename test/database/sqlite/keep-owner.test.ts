import { describe, expect, test } from "vitest";
import { keepOwner } from "../../../src/database/sqlite/backup/backup-copy.js";
import type { StorageFile } from "../../../src/database/sqlite/storage/file-storage.js";

/** A file of owner 1 and group 1, of a process that may set only some owners. */
function file(may: (uid: number, gid: number) => boolean) {
  const own = { uid: 1, gid: 1, mode: 0o600 };
  const made = {
    stat: () => ({ ...own }),
    setPermissions: (mode: number) => {
      own.mode = mode;
    },
    setOwner: (uid: number, gid: number) => {
      if (!may(uid, gid)) throw Object.assign(new Error("EPERM: fchown"), { code: "EPERM" });
      Object.assign(own, { uid, gid });
    },
  };
  return { own, file: made as unknown as StorageFile };
}

describe("the owner of a copy", () => {
  test("when root copies then owner, group and permissions are the original's, but no setuid bits", () => {
    const { own, file: copy } = file(() => true);
    keepOwner(copy, 0o6660, 7, 8);
    expect(own).toEqual({ uid: 7, gid: 8, mode: 0o660 });
  });

  test("when the owner cannot be set then the group is", () => {
    const { own, file: copy } = file((uid) => uid === 1);
    keepOwner(copy, 0o660, 7, 8);
    expect(own).toEqual({ uid: 1, gid: 8, mode: 0o660 });
  });

  test("when the group cannot be set either then another group gets no permission", () => {
    const { own, file: copy } = file(() => false);
    keepOwner(copy, 0o664, 7, 8);
    expect(own).toEqual({ uid: 1, gid: 1, mode: 0o604 });
  });

  test("when the group is the same then its permissions stay", () => {
    const { own, file: copy } = file(() => false);
    keepOwner(copy, 0o664, 7, 1);
    expect(own).toEqual({ uid: 1, gid: 1, mode: 0o664 });
  });
});
