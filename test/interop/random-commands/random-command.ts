import type { Random } from "../random.js";

/** What a command may speak of. */
export interface Vocabulary {
  readonly ids: readonly string[];
  readonly labels: readonly string[];
  /** The version rows. */
  readonly rows: readonly string[];
}

/** A name for a revision: an identifier, part of one, a label, or a symbol. */
function name(random: Random, { ids, labels }: Vocabulary): string {
  const roll = random.next();
  const id = random.pick(ids);
  if (roll < 0.35) return id;
  if (roll < 0.5) return id.slice(0, 1 + random.below(id.length));
  if (roll < 0.6 && labels.length > 0) return random.pick(labels);
  if (roll < 0.75) return random.pick(["head", "heads", "base"]);
  if (roll < 0.95) {
    const branch = random.chance(0.7) && labels.length > 0 ? random.pick(labels) : random.pick(ids);
    return `${branch}@${random.pick(["head", "heads", "base", random.pick(ids), random.pick(ids).slice(0, 4)])}`;
  }
  return random.pick(["nonsense", "ffffffffffff", "", "xx@head", "@head", "head@base"]);
}

/** A target: a name, or a distance. */
function target(random: Random, words: Vocabulary, sign: string): string {
  if (random.chance(0.55)) return name(random, words);
  const distance = `${random.chance(0.85) ? sign : random.pick(["+", "-"])}${1 + random.below(random.chance(0.8) ? 3 : 9)}`;
  const roll = random.next();
  if (roll < 0.4) return distance;
  if (roll < 0.6) return `${random.pick(words.ids)}${distance}`;
  if (roll < 0.7) return `${random.pick(["head", "heads", "base", "current"])}${distance}`;
  return `${random.pick([...words.labels, ...words.ids])}@${random.chance(0.7) ? "" : random.pick([...words.ids, "head", "base"])}${distance}`;
}

function history(random: Random, words: Vocabulary): string[] {
  const argv = ["history"];
  if (random.chance(0.3)) argv.push("-v");
  if (random.chance(0.25)) argv.push("-i");
  if (random.chance(0.6)) {
    const end = (sign: string) =>
      random.chance(0.25) ? "" : random.chance(0.15) ? "current" : target(random, words, sign);
    argv.push(`-r${end("-")}${random.chance(0.95) ? ":" : ""}${end("+")}`);
  }
  return argv;
}

/** Options in front of a number that would be taken for one. */
const guard = (argv: readonly string[], last: string) => [...argv, last];

/** One random command; `serial` makes the identifiers of new revisions. */
export function randomCommand(random: Random, words: Vocabulary, serial: number): readonly string[] {
  const roll = random.next();
  const revId = `${random.pick(["9e", "ab", "c0"])}${serial.toString(16).padStart(6, "0")}`;
  if (roll < 0.22) return guard(["upgrade"], random.chance(0.3) ? "heads" : target(random, words, "+"));
  if (roll < 0.38) return guard(["downgrade"], target(random, words, "-"));
  if (roll < 0.46) {
    const names = Array.from({ length: 1 + (random.chance(0.25) ? 1 + random.below(2) : 0) }, () =>
      name(random, words),
    );
    return ["stamp", ...(random.chance(0.2) ? ["--purge"] : []), ...names];
  }
  if (roll < 0.54) return ["current", ...flags(random, ["-v", "--check-heads"], 0.25)];
  if (roll < 0.6) return ["heads", ...flags(random, ["-v", "--resolve-dependencies"], 0.4)];
  if (roll < 0.65) return ["branches", ...flags(random, ["-v"], 0.4)];
  if (roll < 0.74) return ["show", random.chance(0.15) ? "current" : target(random, words, "-")];
  if (roll < 0.84) return history(random, words);
  if (roll < 0.87) {
    const from = random.chance(0.5) ? `${name(random, words)}:` : "";
    return ["upgrade", "--sql", `${from}${target(random, words, "+")}`];
  }
  if (roll < 0.89) return ["downgrade", "--sql", `${name(random, words)}:${target(random, words, "-")}`];
  if (roll < 0.9)
    return ["stamp", "--sql", `${random.chance(0.5) ? `${name(random, words)}:` : ""}${name(random, words)}`];
  if (roll < 0.93) {
    const names = Array.from({ length: 1 + random.below(3) }, () => name(random, words));
    return ["merge", "-m", "join", "--rev-id", revId, ...flags(random, ["--splice"], 0.2), ...names];
  }
  return ["revision", "-m", "new", "--rev-id", revId, ...newRevision(random, words, serial)];
}

function newRevision(random: Random, words: Vocabulary, serial: number): readonly string[] {
  const argv = flags(random, ["--splice"], 0.3);
  if (random.chance(0.7)) argv.push("--head", target(random, words, "-"));
  // Only labels that are free: with one that is taken, Alembic writes a file that breaks its environment.
  if (random.chance(0.2)) argv.push("--branch-label", `new${serial}`);
  if (random.chance(0.25)) argv.push("--depends-on", name(random, words));
  return argv;
}

const flags = (random: Random, names: readonly string[], probability: number): string[] =>
  names.filter(() => random.chance(probability));
