import type { PythonWorld } from "../python/python-scripts.js";
import type { ProvidedModules, PythonLoader, ScriptLoader } from "./script-loader.js";

/** The running package under the names by which scripts import it, as any other program would get it. */
const runningPackage: ProvidedModules = {
  "alembic-ts": () => import("alembic-ts"),
  "alembic-ts/nexuslims": () => import("alembic-ts/nexuslims"),
};

/** A loader that loads its compiler when the first file is run, because most commands run none. */
export function lazyScriptLoader(
  modules: ProvidedModules = runningPackage,
  world?: () => PythonWorld,
  runsSteps = false,
): ScriptLoader {
  const kept: ScriptLoader["kept"] = runsSteps ? { files: undefined, plain: new Map() } : undefined;
  let loader: ScriptLoader | undefined;
  let python: PythonLoader | undefined;
  const whole = async (): Promise<ScriptLoader> => {
    if (loader !== undefined) return loader;
    const { ModuleLoader } = await import("./module-loader.js");
    loader ??= new ModuleLoader(modules);
    return loader;
  };
  const pythonLoader = async (): Promise<PythonLoader> => {
    const { PythonScripts } = await import("../python/python-scripts.js");
    python ??= new PythonScripts({
      ...(world as () => PythonWorld)(),
      ...(kept === undefined ? {} : { read: { plain: kept.plain, ...(kept.files && { parsed: kept.files }) } }),
    });
    return python as PythonLoader;
  };
  return {
    kept,
    ...(world === undefined ? {} : { python: pythonLoader }),
    load: async (path, source) => (await whole()).load(path, source),
    prepare: async (path, source) => (await whole()).prepare(path, source),
    async mapError(error) {
      await loader?.mapError(error);
    },
  };
}
