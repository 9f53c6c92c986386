import { bytesIOClass, stringIOClass, unsupportedClass } from "../builtins/memory-files.js";
import { openFile } from "../builtins/open-file.js";
import { activeRun } from "../protocol/run.js";
import { native } from "../values/py-function.js";
import { PyList } from "../values/py-list.js";
import { PyModule } from "../values/py-module.js";
import type { Eval, Value } from "../values/value.js";
import { base64Source } from "./bytes/base64.js";
import { hashlibModule, hmacSource } from "./bytes/hashlib.js";
import { collectionsSource } from "./data/collections.js";
import { copySource } from "./data/copy.js";
import { dataclassesSource } from "./data/dataclasses.js";
import { enumSource } from "./data/enum.js";
import { uuidModule } from "./data/uuid.js";
import { contextlibSource } from "./functional/contextlib.js";
import { functoolsSource } from "./functional/functools.js";
import { itertoolsSource } from "./functional/itertools.js";
import { operatorSource } from "./functional/operator.js";
import { abcSource } from "./language/abc.js";
import { namedTupleFunction } from "./language/named-tuple.js";
import { sysModule } from "./language/sys.js";
import { typesSource } from "./language/types.js";
import { typingModule } from "./language/typing.js";
import { decimalSource } from "./math/decimal.js";
import { mathModule } from "./math/math.js";
import { randomBase, randomSource, secretsSource } from "./math/random.js";
import { reModule } from "./re/re.js";
import { asyncioSource } from "./system/asyncio.js";
import { fnmatchSource } from "./system/fnmatch.js";
import { hostModule } from "./system/host-module.js";
import { dictConfigSource, loggingConfigSource, loggingSource } from "./system/logging.js";
import { osSource } from "./system/os.js";
import { osPathSource } from "./system/os-path.js";
import { pathlibSource } from "./system/pathlib.js";
import { shutilSource } from "./system/shutil.js";
import { warningsSource } from "./system/warnings.js";
import { csvSource } from "./text/csv.js";
import { jsonModule } from "./text/json.js";
import { stringSource } from "./text/string.js";
import { textwrapSource } from "./text/textwrap.js";
import { urllibParseSource } from "./text/urllib-parse.js";
import { datetimeModule } from "./time/datetime.js";
import { timeModule } from "./time/time.js";

const futures =
  "annotations division absolute_import print_function unicode_literals generator_stop with_statement nested_scopes generators";

/** The modules of ours in JavaScript, each made when a run imports it. */
const made: Readonly<Record<string, () => PyModule | Promise<PyModule>>> = {
  __future__: () => PyModule.of("__future__", Object.fromEntries(futures.split(" ").map((name) => [name, null]))),
  _collections: () => PyModule.of("_collections", { namedtuple: namedTupleFunction() }),
  _host: hostModule,
  _random: randomBase,
  builtins: () => new PyModule("builtins", activeRun().builtins),
  datetime: datetimeModule,
  hashlib: hashlibModule,
  importlib: () =>
    PyModule.of("importlib", {
      import_module: native("import_module", "name, package=None", function* (name: string): Eval {
        return (yield* activeRun().importer?.(name, true) ?? (null as never)) as Value;
      }),
    }),
  io: () =>
    PyModule.of("io", {
      StringIO: stringIOClass,
      BytesIO: bytesIOClass,
      open: openFile,
      UnsupportedOperation: unsupportedClass,
    }),
  json: jsonModule,
  "json.decoder": jsonModule,
  "json.encoder": jsonModule,
  math: mathModule,
  re: reModule,
  sys: sysModule,
  time: timeModule,
  typing: typingModule,
  typing_extensions: typingModule,
  urllib: () => PyModule.of("urllib", { __path__: new PyList([]) }),
  uuid: uuidModule,
};

/** The modules of ours in Python, which the evaluator runs. */
const sources: Readonly<Record<string, string>> = {
  _dict_config: dictConfigSource,
  abc: abcSource,
  asyncio: asyncioSource,
  base64: base64Source,
  binascii: `${base64Source}\nhexlify = lambda data: data.hex().encode("ascii")\nunhexlify = lambda text: bytes.fromhex(text if isinstance(text, str) else text.decode("ascii"))\n`,
  collections: collectionsSource,
  "collections.abc":
    "from typing import *\nfrom typing import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence, MutableSequence, Hashable, Sized, Collection, Container, Generator, Awaitable, Coroutine\nSet = AbstractSet\n",
  contextlib: contextlibSource,
  copy: copySource,
  csv: csvSource,
  dataclasses: dataclassesSource,
  decimal: decimalSource,
  enum: enumSource,
  fnmatch: fnmatchSource,
  functools: functoolsSource,
  hmac: hmacSource,
  itertools: itertoolsSource,
  logging: loggingSource,
  "logging.config": loggingConfigSource,
  operator: operatorSource,
  os: osSource,
  "os.path": osPathSource,
  pathlib: pathlibSource,
  random: randomSource,
  secrets: secretsSource,
  shutil: shutilSource,
  string: stringSource,
  textwrap: textwrapSource,
  types: typesSource,
  "urllib.parse": urllibParseSource,
  warnings: warningsSource,
};

/** A module of the standard library: an object, or the Python text that makes it. */
export type StandardModule =
  | { readonly kind: "module"; readonly module: PyModule | Promise<PyModule> }
  | { readonly kind: "source"; readonly source: string };

/** A module of the standard library that the evaluator has; `undefined` for any other name. */
export function standardModule(name: string): StandardModule | undefined {
  const make = Object.hasOwn(made, name) ? made[name] : undefined;
  if (make !== undefined) return { kind: "module", module: make() };
  const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
  return source === undefined ? undefined : { kind: "source", source };
}

/** The names of the modules that {@link standardModule} has. */
export const standardModuleNames = (): readonly string[] =>
  [...Object.keys(made), ...Object.keys(sources)]
    .filter((name) => !name.startsWith("_") || name === "__future__")
    .sort();
