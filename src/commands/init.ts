import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { parse } from "smol-toml";
import type { Config } from "../config/config.js";
import { printStatus, withStatus } from "../config/status-lines.js";
import { renderTemplate } from "../script/new-revision/render-template.js";
import { CommandError } from "../support/command-error.js";
import { templateFolder } from "./list-templates.js";

/** Options of {@link init}. */
export interface InitOptions {
  /** Name of the template; by default `generic`. */
  readonly template?: string | undefined;
  /** Also write an empty `__init__.py` into the folders; by default `false`. */
  readonly package?: boolean | undefined;
}

/** A new environment. */
export interface MadeEnvironment {
  readonly directory: string;
  /** The files that were written. */
  readonly files: readonly string[];
  /** The alembic.ini of the environment, unless its template has none. */
  readonly ini: string | undefined;
  /** The pyproject.toml or package.json of the environment, unless its template has none. */
  readonly settings: string | undefined;
}

/**
 * Makes a new migration environment. Each step is a status line as it happens.
 *
 * @param directory the folder to make; it may exist, but must be empty.
 * @returns the paths that were written, and the configuration files that the user has to edit.
 * @throws CommandError where the folder is not empty, or the template does not exist.
 */
export async function init(config: Config, directory: string, options: InitOptions = {}): Promise<MadeEnvironment> {
  const { files } = config.services;
  const target = resolve(config.cwd, directory);
  if (files.exists(target) && (!files.isFolder(target) || files.list(target).length > 0)) {
    throw new CommandError(`Directory ${directory} already exists and is not empty`, {
      hint: "Name a folder that is empty or does not exist yet, as in 'init alembic'.",
    });
  }
  const template = join(templateFolder(files), options.template ?? "generic");
  if (!files.isFolder(template))
    throw new CommandError(`No such template ${template}`, {
      hint: "'list_templates' lists the templates.",
    });
  if (!files.exists(target)) {
    await withStatus(config, `Creating directory ${target}`, () => files.makeFolder(target));
  }
  const versions = join(target, "versions");
  await withStatus(config, `Creating directory ${versions}`, () => files.makeFolder(versions));
  const writer = new EnvironmentWriter(config, directory, target);
  const names = files.list(template).flatMap((entry) => (entry.isFolder ? [] : [entry.name]));
  for (const name of names.sort()) await writer.write(join(template, name));
  await writer.declareModules();
  if (options.package) {
    for (const path of [join(target, "__init__.py"), join(versions, "__init__.py")]) {
      await withStatus(config, `Adding ${path}`, () => files.write(path, new Uint8Array()));
      writer.written.push(path);
    }
  }
  return { directory: target, files: writer.written, ini: writer.ini, settings: writer.settings };
}

/** Writes the files of one environment and keeps which configuration files the user has to edit. */
class EnvironmentWriter {
  readonly written: string[] = [];
  ini: string | undefined;
  settings: string | undefined;
  readonly #config: Config;
  /** As in Alembic, the lines about written files are printed in quiet runs too. */
  readonly #loud: Config;
  readonly #directory: string;
  readonly #target: string;

  constructor(config: Config, directory: string, target: string) {
    this.#config = config;
    this.#loud = config.withCmdOpts({ quiet: false });
    this.#directory = directory;
    this.#target = target;
  }

  async write(source: string): Promise<void> {
    const name = basename(source);
    const config = this.#config;
    if (name === "alembic.ini.ejs") {
      this.ini = resolve(config.cwd, config.configFileName ?? "alembic.ini");
      await this.#writeIni(source, this.ini);
    } else if (name === "pyproject.toml.ejs") {
      this.settings = resolve(config.cwd, config.tomlFileName ?? "pyproject.toml");
      await this.#writeToml(source, this.settings);
    } else if (name === "package.json.ejs") {
      this.settings = resolve(config.cwd, config.packageJsonName ?? "package.json");
      await this.#writePackageJson(source, this.settings);
    } else {
      const { files } = config.services;
      await this.#generate(join(this.#target, name), () => files.read(source));
    }
  }

  /**
   * Writes a package.json where `env.ts` and the revisions would belong to a package whose modules are CommonJS: a strict
   * compiler (`verbatimModuleSyntax`) refuses `import` and `export` there.
   */
  async declareModules(): Promise<void> {
    const { files } = this.#config.services;
    for (let folder = this.#target; ; folder = dirname(folder)) {
      const path = join(folder, "package.json");
      if (files.exists(path)) {
        if (isModulePackage(files.readText(path))) return;
        break;
      }
      if (folder === dirname(folder)) break;
    }
    await this.#generate(join(this.#target, "package.json"), () => '{\n  "type": "module"\n}\n');
  }

  async #writeIni(source: string, path: string): Promise<void> {
    if (this.#config.services.files.exists(path)) {
      printStatus(this.#config, `File ${path} already exists, skipping`);
      return;
    }
    await this.#generate(path, () => this.#render(source, path));
  }

  async #writeToml(source: string, path: string): Promise<void> {
    const { files } = this.#config.services;
    if (!files.exists(path)) return this.#generate(path, () => this.#render(source, path));
    const { tool } = parse(files.readText(path)) as { tool?: { alembic?: unknown } };
    if (tool?.alembic !== undefined) {
      printStatus(this.#loud, `File ${path} already exists and already has a [tool.alembic] section, skipping`);
      return;
    }
    await withStatus(this.#loud, `Appending to existing ${path}`, () =>
      files.write(path, encode(`\n\n${this.#render(source, path)}`), "append"),
    );
    this.written.push(path);
  }

  async #writePackageJson(source: string, path: string): Promise<void> {
    const { files } = this.#config.services;
    if (!files.exists(path)) return this.#generate(path, () => this.#render(source, path));
    const text = files.readText(path);
    const found = JSON.parse(text) as Record<string, unknown>;
    if (found["alembic"] !== undefined) {
      printStatus(this.#loud, `File ${path} already exists and already has an "alembic" key, skipping`);
      return;
    }
    await withStatus(this.#loud, `Appending to existing ${path}`, () => {
      const added = JSON.parse(String(this.#render(source, path))) as Record<string, unknown>;
      const indent = /^[ \t]+(?=")/m.exec(text)?.[0] ?? "  ";
      files.write(path, encode(`${JSON.stringify({ ...found, alembic: added["alembic"] }, undefined, indent)}\n`));
    });
    this.written.push(path);
  }

  async #generate(path: string, content: () => string | Uint8Array): Promise<void> {
    await withStatus(this.#loud, `Generating ${path}`, () => {
      const made = content();
      this.#config.services.files.write(path, typeof made === "string" ? encode(made) : made);
    });
    this.written.push(path);
  }

  #render(source: string, configFile: string): string {
    const { files } = this.#config.services;
    return renderTemplate(files, source, { scriptLocation: this.#scriptLocation(configFile) });
  }

  /** The environment's folder as a configuration file names it: from where the file is, unless it was given in full. */
  #scriptLocation(configFile: string): string {
    const directory = this.#directory;
    const path = isAbsolute(directory) ? directory : join("%(here)s", relative(dirname(configFile), this.#target));
    return path.replaceAll("\\", "/");
  }
}

function isModulePackage(manifest: string): boolean {
  try {
    return (JSON.parse(manifest) as { readonly type?: unknown } | null)?.type === "module";
  } catch {
    // Node and the compiler take no type from what cannot be parsed.
    return false;
  }
}

const encode = (text: string) => new TextEncoder().encode(text);
