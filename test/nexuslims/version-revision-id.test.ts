import { expect, test } from "vitest";
import { versionRevisionId } from "../../src/nexuslims/version-revision-id.js";

test("when the version has no revision yet, then the id is the version alone", () => {
  expect(versionRevisionId("2.5.0", ["v1_4_3", "v2_4_0a", "v2_4_0b"])).toBe("v2_5_0");
});

test("when the version has revisions, then the next free letter follows", () => {
  expect(versionRevisionId("2.4.0", ["v1_4_3", "v2_4_0a", "v2_4_0b"])).toBe("v2_4_0c");
  expect(versionRevisionId("2.5.0", ["v2_5_0"])).toBe("v2_5_0a");
});

test("when a letter in between is free, then it stays free, for ids sort by age", () => {
  expect(versionRevisionId("2.4.0", ["v2_4_0a", "v2_4_0d"])).toBe("v2_4_0e");
});

test("when z is taken, then aa follows, and az is followed by ba", () => {
  expect(versionRevisionId("2.4.0", ["v2_4_0z"])).toBe("v2_4_0aa");
  expect(versionRevisionId("2.4.0", ["v2_4_0z", "v2_4_0az"])).toBe("v2_4_0ba");
});

test("when another version begins with the same digits, then it does not count", () => {
  expect(versionRevisionId("2.4.1", ["v2_4_10a", "v2_4_1_add"])).toBe("v2_4_1");
});

test("when the version is a pre-release, then the id holds only what a revision identifier may hold", () => {
  expect(versionRevisionId("2.5.0-rc.1+build.7", [])).toBe("v2_5_0_rc_1");
});
