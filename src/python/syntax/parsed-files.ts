import { type Module, parseModule } from "./parse-module.js";

/** The largest number of characters in files whose trees are kept. */
const mostCharacters = 8_000_000;

/**
 * The syntax trees of the files of a run. A tree is kept from the reading of the header to the step, so that each file
 * is parsed once. Only a run keeps trees; a command that only reads headers does not.
 */
export class ParsedFiles {
  readonly #modules = new Map<string, { readonly text: string; readonly module: Module }>();
  #characters = 0;

  /**
   * Returns the tree of a file, and keeps it.
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
   * Returns the tree of a file, and no longer keeps it.
   *
   * @throws {PythonSyntaxError} where Python would refuse the file
   */
  take(text: string, file: string): Module {
    const module = this.read(text, file);
    if (this.#modules.delete(file)) this.#characters -= text.length;
    return module;
  }
}
