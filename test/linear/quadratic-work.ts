type Work = (text: string) => unknown;

/** Mistakes that make a parser quadratic, each on a text of `b`, many spaces and `c`. */
export const quadratic: Readonly<Record<string, Work>> = {
  "a loop in a loop": (text) => {
    for (let at = 0; at < text.length; at++) for (let other = 0; other < at; other += 8) void other;
  },
  "a pattern for the end of a text": (text) => text.replace(/ +$/, ""),
  "a pattern with two ways through a text": (text) => /^b(?: *)(?: *)x/.test(text),
  "a pattern behind which something is missing": (text) => / [^x]*y/.test(text),
  "looking for a text that is missing": (text) => {
    for (let at = 0; at < text.length; at++) text.indexOf("x", at);
  },
  "a search in a list": (text) => {
    const seen: string[] = [];
    for (const [at] of [...text].entries()) if (!seen.includes(`${at}`)) seen.push(`${at}`);
  },
  "a list that is copied for each member": (text) => {
    let all: string[] = [];
    for (const one of text) all = [...all, one];
  },
  "a list that is concatenated": (text) => {
    let all: string[] = [];
    for (const one of text) all = all.concat(one);
  },
  "a list that loses its first member": (text) => {
    for (const list = [...text]; list.length > 0; ) list.shift();
  },
  "a text that is split again for each character": (text) => [...text].map(() => text.split("\n")),
  "lower case for each character": (text) => [...text].map(() => text.toLowerCase()),
};

/** What a parser may do. */
export const linear: Work = (text) => [...text.trim().split(" ")].map((part) => part.toLowerCase()).join(" ");
