import { expect, test } from "vitest";
import { runModule, startRun } from "../../src/python/run-module.js";

/** Runs a script on files; returns what it printed, and the files afterwards. */
async function run(source: string, files: Readonly<Record<string, string>> = {}) {
  const content = new Map(Object.entries(files));
  let output = "";
  const scripts = startRun(
    {
      write: (text) => {
        output += text;
      },
      folder: "/work",
      readFile: (path) => {
        const found = content.get(path.slice(6));
        return found === undefined ? undefined : new TextEncoder().encode(found);
      },
      writeFile: (path, bytes) => {
        content.set(path.slice(6), new TextDecoder().decode(bytes));
        return "written";
      },
    },
    {},
  );
  await runModule(scripts, { name: "__main__", file: "a.py", source });
  return { lines: output.trimEnd().split("\n"), files: Object.fromEntries(content) };
}

// What Python prints for each of them.
const linesByNewline = [
  ["None", String.raw`['a\n', 'b\n', 'c\n', 'd']`],
  ['""', String.raw`['a\r\n', 'b\r', 'c\n', 'd']`],
  [String.raw`"\n"`, String.raw`['a\r\n', 'b\rc\n', 'd']`],
  [String.raw`"\r"`, String.raw`['a\r', '\nb\r', 'c\nd']`],
  [String.raw`"\r\n"`, String.raw`['a\r\n', 'b\rc\nd']`],
] as const;

test.each(linesByNewline)("when a file is read with newline=%s then its lines are %s", async (newline, lines) => {
  const source = `with open("n.txt", newline=${newline}) as file:\n    print(file.readlines())\n`;
  expect((await run(source, { "n.txt": "a\r\nb\rc\nd" })).lines).toEqual([lines]);
});

test.each([
  ["None", "x\ny\r\nz"],
  ['""', "x\ny\r\nz"],
  [String.raw`"\n"`, "x\ny\r\nz"],
  [String.raw`"\r"`, "x\ry\r\rz"],
  [String.raw`"\r\n"`, "x\r\ny\r\r\nz"],
])("when a file is written with newline=%s then it holds %j", async (newline, content) => {
  const source = `with open("o.txt", "w", newline=${newline}) as file:\n    file.write("x\\ny\\r\\nz")\n`;
  expect((await run(source)).files).toEqual({ "o.txt": content });
});

test("when a quoted field of a CSV file has a line end of two characters then it is kept", async () => {
  const source = 'import csv\nwith open("n.csv", newline="") as file:\n    print(list(csv.reader(file)))\n';
  expect((await run(source, { "n.csv": '1,"a\r\nb"\r\n2,c\r\n' })).lines).toEqual([
    String.raw`[['1', 'a\r\nb'], ['2', 'c']]`,
  ]);
});

test("when io.StringIO is given newline then its text is translated", async () => {
  const source = String.raw`import io
for newline in (None, "", "\n", "\r", "\r\n"):
    text = io.StringIO("a\r\nb\rc\nd", newline=newline)
    print(text.readlines(), repr(text.getvalue()), text.write("\ne\r\n"), repr(text.getvalue()))
`;
  expect((await run(source)).lines).toEqual([
    String.raw`['a\n', 'b\n', 'c\n', 'd'] 'a\nb\nc\nd' 4 'a\nb\nc\nd\ne\n'`,
    String.raw`['a\r\n', 'b\r', 'c\n', 'd'] 'a\r\nb\rc\nd' 4 'a\r\nb\rc\nd\ne\r\n'`,
    String.raw`['a\r\n', 'b\rc\n', 'd'] 'a\r\nb\rc\nd' 4 'a\r\nb\rc\nd\ne\r\n'`,
    String.raw`['a\r', '\r', 'b\r', 'c\r', 'd'] 'a\r\rb\rc\rd' 4 'a\r\rb\rc\rd\re\r\r'`,
    String.raw`['a\r\r\n', 'b\rc\r\n', 'd'] 'a\r\r\nb\rc\r\nd' 4 'a\r\r\nb\rc\r\nd\r\ne\r\r\n'`,
  ]);
});

test("when a file is opened with r+ then its content stays", async () => {
  const source = 'with open("n.txt", "r+") as file:\n    file.write("Z")\n    file.seek(0)\n    print(file.read())\n';
  expect(await run(source, { "n.txt": "abc" })).toEqual({ lines: ["Zbc"], files: { "n.txt": "Zbc" } });
});

test("when a file is opened with a+ then all is written at its end", async () => {
  const source =
    'with open("n.txt", "a+") as file:\n    file.seek(0)\n    file.write("d")\n    file.seek(0)\n    print(file.read())\n';
  expect(await run(source, { "n.txt": "abc" })).toEqual({ lines: ["abcd"], files: { "n.txt": "abcd" } });
});

test("when a script leaves a file open then another open() finds what was written", async () => {
  const source =
    'file = open("n.txt", "w")\nfile.write("abc")\nprint(open("n.txt").read())\nfile.write("d")\nfile.flush()\n';
  expect(await run(source)).toEqual({ lines: ["abc"], files: { "n.txt": "abcd" } });
});

test("when a mode does not allow what is called then the error is that of Python", async () => {
  const source = `
def show(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)

show(lambda: open("n.txt", newline="x"))
show(lambda: open("n.txt", "rb", newline=""))
show(lambda: open("nope", "r+"))
show(lambda: open("n.txt", "a").readline())
show(lambda: open("n.txt", "ab").read())
show(lambda: [*open("n.txt", "ab")])
closed = open("n.txt", "rb")
closed.close()
show(lambda: closed.readline())
show(lambda: [*closed])
show(lambda: open("n.txt").truncate(0))
show(lambda: [(open("n.txt", mode).readable(), open("n.txt", mode).writable()) for mode in ("r", "r+", "a", "a+")])
show(lambda: [type(open("n.txt", mode)).__name__ for mode in ("r", "rb", "r+b", "ab", "a+b")])
`;
  expect((await run(source, { "n.txt": "abc" })).lines).toEqual([
    "ValueError illegal newline value: x",
    "ValueError binary mode doesn't take a newline argument",
    "FileNotFoundError [Errno 2] No such file or directory: 'nope'",
    "UnsupportedOperation not readable",
    "UnsupportedOperation read",
    "UnsupportedOperation read",
    "ValueError readline of closed file",
    "ValueError I/O operation on closed file.",
    "UnsupportedOperation truncate",
    "[(True, False), (True, True), (False, True), (True, True)]",
    "['TextIOWrapper', 'BufferedReader', 'BufferedRandom', 'BufferedWriter', 'BufferedRandom']",
  ]);
});

test("when separators overlap then rsplit() finds those from the right", async () => {
  const source =
    'print("a___b".rsplit("__", 1), "a___b".rsplit("__"), "aaa".rsplit("aa"), b"a___b".rsplit(b"__", 1), "a.b.c".rsplit(".", 1), ".a.".rsplit("."), "".rsplit("."))';
  expect((await run(source)).lines).toEqual([
    "['a_', 'b'] ['a_', 'b'] ['a', ''] [b'a_', b'b'] ['a.b', 'c'] ['', 'a', ''] ['']",
  ]);
});
