import { pythonFormat } from "../../config/python/python-format.js";
import type { CreateDate } from "./create-date.js";

/** The `file_template` where none is configured. */
export const defaultFileTemplate = "%(rev)s_%(slug)s";

/**
 * The message as it goes into a file name: its words in lower case with `_` between, cut at a word's end where it is
 * longer than `length`.
 */
export function slugOf(message: string | null, length: number): string {
  const words = (message ?? "").match(/[\p{L}\p{N}_]+/gu) ?? [];
  const slug = words.join("_").toLowerCase();
  const characters = [...slug];
  if (characters.length <= length) return slug;
  const cut = characters.slice(0, length).join("");
  const last = cut.lastIndexOf("_");
  return `${last < 0 ? cut : cut.slice(0, last)}_`;
}

/**
 * The name of a new revision's file without its ending.
 *
 * @throws {CommandError} Where the template has an unknown token.
 */
export function revisionFileName(
  template: string,
  revision: string,
  message: string | null,
  date: CreateDate,
  slugLength: number,
): string {
  return pythonFormat(
    template,
    {
      rev: revision,
      slug: slugOf(message, slugLength),
      epoch: date.epoch,
      year: date.year,
      month: date.month,
      day: date.day,
      hour: date.hour,
      minute: date.minute,
      second: date.second,
    },
    "file_template",
  );
}
