import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { python } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The colours come from the style sheet, so that they follow the page from light to dark. */
const colors = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: "var(--pg-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--pg-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--pg-number)" },
  { tag: [tags.comment, tags.docString], color: "var(--pg-comment)" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: "var(--pg-call)" },
  { tag: [tags.typeName, tags.className], color: "var(--pg-type)" },
]);

const selectedText = ".cm-selectionBackground";
const selection = EditorView.theme({
  [`& ${selectedText}, &.cm-focused > .cm-scroller > .cm-selectionLayer ${selectedText}`]: {
    background: "var(--vp-c-brand-soft)",
  },
});

/** What the editor tells. */
export interface EditorEvents {
  change(text: string): void;
  /** Mod-Enter. */
  run(): void;
}

/** The editor of one file at a time; each file keeps its own history. Tab leaves it, as the keyboard needs it to. */
export class Editor {
  readonly #view: EditorView;
  readonly #events: EditorEvents;
  readonly #states = new Map<string, EditorState>();
  #name = "";

  constructor(parent: HTMLElement, events: EditorEvents) {
    this.#events = events;
    this.#view = new EditorView({ parent });
  }

  /** Shows a file. */
  show(name: string, text: string): void {
    if (this.#name !== "") this.#states.set(this.#name, this.#view.state);
    this.#name = name;
    const kept = this.#states.get(name);
    this.#view.setState(kept?.doc.toString() === text ? kept : this.#newState(name, text));
  }

  /** Marks lines, and takes the marks of before away. */
  mark(problems: readonly { readonly line: number; readonly message: string }[]): void {
    const { doc } = this.#view.state;
    const diagnostics = problems.map(({ line, message }) => {
      const { from, to, text } = doc.line(Math.min(Math.max(line, 1), doc.lines));
      const start = from + (text.length - text.trimStart().length);
      return { from: Math.min(start, to), to, severity: "error" as const, message };
    });
    this.#view.dispatch(setDiagnostics(this.#view.state, diagnostics));
  }

  /** Puts the cursor on a line. */
  goTo(line: number): void {
    const { doc } = this.#view.state;
    const { from } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    this.#view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    this.#view.focus();
  }

  close(): void {
    this.#view.destroy();
  }

  #newState(name: string, doc: string): EditorState {
    const run = () => {
      this.#events.run();
      return true;
    };
    return EditorState.create({
      doc,
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-Enter", run }])),
        lineNumbers(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        indentOnInput(),
        bracketMatching(),
        lintGutter(),
        name.endsWith(".py") ? python() : javascript({ typescript: true }),
        syntaxHighlighting(colors),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        selection,
        EditorView.contentAttributes.of({ "aria-label": `Text of ${name}` }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) this.#events.change(update.state.doc.toString());
        }),
      ],
    });
  }
}
