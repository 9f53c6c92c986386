import fc from "fast-check";
import { atom, float, integer, number, quoted, small, type Text, text, tupleOf, value } from "./values.js";

export const spec: Text = fc
  .tuple(
    fc.constantFrom("", "", "", "*", "0", "é"),
    fc.constantFrom("", "<", ">", "^", "="),
    fc.constantFrom("", "", "+", "-", " "),
    fc.constantFrom("", "", "#"),
    fc.constantFrom("", "", "0"),
    fc.constantFrom("", "", "1", "5", "12", "30"),
    fc.constantFrom("", "", ",", "_"),
    fc.constantFrom("", "", ".0", ".1", ".3", ".10", ".25"),
    fc.constantFrom("", "d", "f", "e", "g", "s", "x", "X", "o", "b", "c", "n", "%", "E", "G", "F", "q"),
  )
  .map(([fill, align, ...rest]) => (align === "" ? "" : fill) + align + rest.join(""));

export const percentSpec: Text = fc
  .tuple(
    fc.constantFrom("", "-", "+", " ", "#", "0", "-0", "+#0"),
    fc.constantFrom("", "1", "8", "20"),
    fc.constantFrom("", ".0", ".2", ".10"),
    fc.constantFrom(..."sdrifgexXoEGFacu%".split("")),
  )
  .map((parts) => `%${parts.join("")}`);

/** Specifications that most numbers have. */
const usualSpec: Text = fc
  .tuple(
    fc.constantFrom("", "<", "*>", "^", "0="),
    fc.constantFrom("", "", "+", " "),
    fc.constantFrom("", "#"),
    fc.constantFrom("", "0"),
    fc.constantFrom("", "7", "20"),
    fc.constantFrom("", "", "_"),
    fc.constantFrom(..."bcdoxXneEfFgG%".split("")),
  )
  .map((parts) => parts.join(""))
  .map((one) => (/[cn]$/.test(one) ? one.replace(/[+ #_]/g, "") : one));

export const formats: readonly Text[] = [
  fc.tuple(fc.oneof(small, integer), usualSpec).map(([a, b]) => `format(${a}, "${b}")`),
  fc.tuple(fc.oneof(number, number, text), spec).map(([a, b]) => `format(${a}, "${b}")`),
  fc
    .tuple(fc.oneof(number, text), spec, fc.constantFrom("", "!r", "!s", "!a"))
    .map(([a, b, c]) => `"{0${c}:${b}}|{0}".format(${a})`),
  fc
    .tuple(
      atom,
      fc.constantFrom(
        "{}",
        "{0}",
        "{x}",
        "{0[0]}",
        "{",
        "}",
        "{{}}",
        "{!r}",
        "{0.real}",
        "{:>{w}}",
        "{1}",
        "{} {0}",
        "{x!z}",
        "{a b}",
      ),
    )
    .map(([a, b]) => `${quoted(b)}.format(${a}, x=2, w=9)`),
  fc.tuple(percentSpec, fc.oneof(atom, atom, tupleOf(atom))).map(([a, b]) => `"${a}" % (${b},)`),
  fc.tuple(percentSpec, percentSpec, atom, value).map(([a, b, c, d]) => `"<${a}|${b}>" % (${c}, ${d})`),
  fc.tuple(percentSpec, atom).map(([a, b]) => `"${a.replace("%", "%(k)")}" % {"k": ${b}}`),
  fc.tuple(atom, spec).map(([a, b]) => `(lambda v: f"{v:${b}} {v!r} {v=}")(${a})`),
  fc
    .tuple(float, fc.integer({ min: 0, max: 20 }))
    .map(([a, b]) => `(lambda v, p: f"{v:.{p}f} {v:{p}.3e} {v:.{p}g}")(${a}, ${b})`),
];
