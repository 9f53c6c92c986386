import { readFile, writeFile } from "../../builtins/open-file.js";
import { activeRun, type LoggerSetup } from "../../protocol/run.js";
import { PyDict } from "../../values/py-dict.js";
import { native } from "../../values/py-function.js";
import { PyList, PyTuple } from "../../values/py-list.js";
import { PyModule } from "../../values/py-module.js";
import type { Eval, Value } from "../../values/value.js";

/** Bytes from the host's source of chance, or the platform's. */
export function randomBytes(count: number): Uint8Array {
  const { host } = activeRun();
  return host.randomBytes?.(count) ?? crypto.getRandomValues(new Uint8Array(count));
}

const itemsOf = (list: Value): readonly Value[] =>
  list instanceof PyList || list instanceof PyTuple ? list.items : [];

/** A logger as `logging.config` of the scripts hands it over: its name, level, propagation and handlers. */
function loggerOf(given: Value): LoggerSetup {
  const [name, level, propagate, handlers] = itemsOf(given);
  return {
    name: String(name),
    level: Number(level),
    propagate: propagate === true,
    handlers: itemsOf(handlers ?? null).map((one) => {
      const [target, least, format, datefmt] = itemsOf(one);
      return {
        target: target === "stdout" || target === "nowhere" ? target : "stderr",
        level: Number(least),
        format: String(format),
        datefmt: typeof datefmt === "string" ? datefmt : undefined,
      };
    }),
  };
}

/** `_host`: the functions of the host that the modules written in Python use. */
export function hostModule(): PyModule {
  const host = () => activeRun().host;
  return PyModule.of("_host", {
    environ: native("environ", "", () =>
      PyDict.fromNames(
        Object.entries(host().environment ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
    ),
    folder: native("folder", "", () => host().folder ?? "/"),
    kind: native("kind", "path", (path: string) => host().kindOfPath?.(path) ?? null),
    list_folder: native("list_folder", "path", (path: string) => {
      const names = host().listFolder?.(path);
      return names === undefined ? null : new PyList([...names]);
    }),
    copy_file: native("copy_file", "source, target", function* (source: string, target: string): Eval {
      writeFile(target, yield* readFile(source));
      return null;
    }),
    file_config: native("file_config", "file", (file: string) => {
      host().setLog?.({ kind: "file", file });
      return null;
    }),
    basic_config: native("basic_config", "level, format", (level: number, format: string) => {
      host().setLog?.({ kind: "basic", level, format });
      return null;
    }),
    dict_config: native("dict_config", "loggers, disables", (loggers: Value, disables: boolean) => {
      host().setLog?.({ kind: "dict", loggers: itemsOf(loggers).map(loggerOf), disablesOthers: disables });
      return null;
    }),
    random_bytes: native("random_bytes", "size", (size: number) => randomBytes(size)),
    split_drive: native("split_drive", "path", (path: string) => /^[A-Za-z]:(?=[\\/])/.exec(path)?.[0] ?? ""),
    log: native("log", "logger, level, message", (logger: string, level: number, message: string) => {
      host().log?.({ logger, level, message });
      return null;
    }),
    write_error: native("write_error", "text", (text: Value) => {
      host().write?.(String(text), "stderr");
      return null;
    }),
  });
}
