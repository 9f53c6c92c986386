import { type Module, parseModule } from "./parse-module.js";

/** The most characters of files whose trees are kept. */
const mostCharacters = 8_000_000;

/**
 * The trees of a run's files between their header, their check and their step, so that each file is parsed once. Made for
 * a run, and by it: a command that only reads headers keeps none.
 */
export class ParsedFiles {
  readonly #modules = new Map<string, { readonly text: string; readonly module: Module }>();
  #characters = 0;

  /**
   * The tree of a file, which is kept.
   *
   * @throws {PythonSyntaxError} where Python would refuse the file
   */
  read(text: string, file: string): Module {
    const known = this.#modules.get(file);
    if (known?.text === text) return known.module;
    const module = parseModule(text, file);
    if (this.#characters + text.length <= mostCharacters) {
      this.#characters += text.length;
      this.#modules.set(file, { text, module });
    }
    return module;
  }

  /**
   * The tree of a file, for the last time.
   *
   * @throws {PythonSyntaxError} where Python would refuse the file
   */
  take(text: string, file: string): Module {
    const module = this.read(text, file);
    if (this.#modules.delete(file)) this.#characters -= text.length;
    return module;
  }
}
