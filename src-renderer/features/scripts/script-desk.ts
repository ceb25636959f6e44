import type * as Monaco from 'monaco-editor/editor/editor.api.js';
import { createStore } from 'zustand/vanilla';
import type { StoredScript } from '../../../src-shared/contract/scripts.ts';
import type { Diagnostic } from '../../../src-shared/pine/diagnostic.ts';
import type { ScriptErrors } from '../../lib/scripts/script-requests.ts';
import type { LoadedEditor } from './editor/code-editor.tsx';
import { editorLibraries } from './editor/editor-libraries.ts';
import { showDiagnostics } from './editor/markers.ts';
import { askService } from './editor/service-client.ts';
import {
  activeScript,
  changed,
  freeName,
  isReadOnly,
  noScripts,
  type OpenScript,
  type OpenScripts,
  withDraft,
  withLibrary,
  without,
  withStored,
} from './open-scripts.ts';

export interface Problem extends Diagnostic {
  readonly line: number;
  readonly column: number;
}

/** The text in front, once nobody has typed for a moment. */
export interface SettledText {
  readonly key: string;
  readonly text: string;
  readonly hasErrors: boolean;
}

interface DeskState extends OpenScripts {
  readonly problems: readonly Problem[];
  readonly settled: SettledText | null;
}

const readOnlyMessage = {
  value: 'This is the library as it is imported, to be read. Copy it into a new script to change it.',
};
const diagnosticsDelayMs = 150;
const runDelayMs = 400;

/**
 * The scripts that are open in this window, and their texts. It outlives the panel: what was not saved is still there when
 * the panel is opened again.
 */
export class ScriptDesk {
  readonly state = createStore<DeskState>(() => ({ ...noScripts, problems: [], settled: null }));
  readonly #texts = new Map<string, string>();
  readonly #models = new Map<string, Monaco.editor.ITextModel>();
  readonly #views = new Map<string, Monaco.editor.ICodeEditorViewState>();
  #loaded: LoadedEditor | undefined;
  #shown: string | null = null;
  #timers: { diagnostics?: ReturnType<typeof setTimeout>; run?: ReturnType<typeof setTimeout> } = {};
  #lastDraft = 0;

  get active(): OpenScript | undefined {
    return activeScript(this.state.getState());
  }

  get editor(): LoadedEditor['editor'] | undefined {
    return this.#loaded?.editor;
  }

  model(key: string): Monaco.editor.ITextModel | undefined {
    return this.#models.get(key);
  }

  textOf(key: string): string {
    return this.#models.get(key)?.getValue() ?? this.#texts.get(key) ?? '';
  }

  open(script: StoredScript): void {
    const next = withStored(this.state.getState(), script);
    if (next.active !== null && !this.#texts.has(next.active)) this.#texts.set(next.active, script.source);
    this.#set(next);
  }

  /** One that comes with the program, or an older version of a saved one, to be read. */
  openLibrary(path: string, text: string): void {
    const next = withLibrary(this.state.getState(), path, text);
    if (next.active !== null) this.#texts.set(next.active, text);
    this.#set(next);
  }

  newDraft(text: string, wanted: string): string {
    this.#lastDraft += 1;
    const key = `draft-${this.#lastDraft}`;
    const name = freeName(
      this.state.getState().list.map((one) => one.name),
      wanted,
    );
    this.#texts.set(key, text);
    this.#set(withDraft(this.state.getState(), key, name, text));
    return key;
  }

  activate(key: string): void {
    this.#set({ list: this.state.getState().list, active: key });
  }

  close(key: string): void {
    this.#set(without(this.state.getState(), key));
    this.#models.get(key)?.dispose();
    this.#models.delete(key);
    this.#texts.delete(key);
    this.#views.delete(key);
  }

  change(key: string, change: Partial<OpenScript>): void {
    this.#set(changed(this.state.getState(), key, change));
    this.#noteDirty(key);
  }

  /** As one edit that can be undone. */
  replaceText(key: string, text: string): void {
    const model = this.#models.get(key);
    if (model === undefined) {
      this.#texts.set(key, text);
      this.#noteDirty(key);
      return;
    }
    model.pushStackElement();
    model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
    model.pushStackElement();
  }

  /** Puts the open scripts into an editor. Returns the way to take them out. */
  attach(loaded: LoadedEditor): () => void {
    this.#loaded = loaded;
    this.#shown = null;
    this.#show();
    return () => {
      this.#keepView();
      for (const [key, model] of this.#models) this.#texts.set(key, model.getValue());
      loaded.editor.setModel(null);
      this.#loaded = undefined;
      this.#shown = null;
    };
  }

  /** Of the text in front; counts from 1. */
  lineOf(offset: number): number {
    return this.editor?.getModel()?.getPositionAt(offset).lineNumber ?? 1;
  }

  goTo(start: number, end = start): void {
    const { editor } = this;
    const model = editor?.getModel();
    if (editor === undefined || model === null || model === undefined) return;
    const from = model.getPositionAt(start);
    const to = model.getPositionAt(end);
    editor.setSelection({
      startLineNumber: from.lineNumber,
      startColumn: from.column,
      endLineNumber: to.lineNumber,
      endColumn: to.column,
    });
    editor.revealPositionInCenterIfOutsideViewport(from);
    editor.focus();
  }

  /** What keeps a text from running, as it is at this moment; undefined for nothing. */
  async errorsOf(key: string): Promise<ScriptErrors | undefined> {
    const model = this.#models.get(key);
    if (model === undefined) return undefined;
    await editorLibraries.bring(model);
    const diagnostics = await askService(model, 'diagnostics');
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const [first] = errors.toSorted((a, b) => a.start - b.start);
    if (first === undefined) return undefined;
    return { count: errors.length, message: first.message, place: { start: first.start, end: first.end } };
  }

  /** Looks at the text in front now instead of in a moment. */
  settle(): void {
    clearTimeout(this.#timers.diagnostics);
    clearTimeout(this.#timers.run);
    void this.#look(true);
  }

  #set(next: OpenScripts): void {
    const { list, active } = next;
    this.state.setState({ list, active });
    this.#show();
  }

  #keepView(): void {
    const view = this.#loaded?.editor.saveViewState();
    if (this.#shown !== null && view !== null && view !== undefined) this.#views.set(this.#shown, view);
  }

  #show(): void {
    const { active } = this.state.getState();
    if (this.#loaded === undefined || active === this.#shown) return;
    const { editor } = this.#loaded;
    this.#keepView();
    this.#shown = active;
    if (active === null) {
      editor.setModel(null);
      this.state.setState({ problems: [], settled: null });
      return;
    }
    editor.setModel(this.#modelOf(active, this.#loaded.monaco));
    editor.updateOptions({ readOnly: isReadOnly({ key: active }), readOnlyMessage });
    const view = this.#views.get(active);
    if (view !== undefined) editor.restoreViewState(view);
    this.settle();
  }

  #modelOf(key: string, monaco: typeof Monaco): Monaco.editor.ITextModel {
    const known = this.#models.get(key);
    if (known !== undefined && !known.isDisposed()) return known;
    const uri = monaco.Uri.from({ scheme: 'pine', path: `/${key}` });
    const model = monaco.editor.createModel(this.#texts.get(key) ?? '', 'pine', uri);
    model.setEOL(monaco.editor.EndOfLineSequence.LF);
    model.updateOptions({ tabSize: 4, insertSpaces: true });
    model.onDidChangeContent(() => this.#edited(key));
    this.#models.set(key, model);
    return model;
  }

  #edited(key: string): void {
    this.#noteDirty(key);
    if (key !== this.state.getState().active) return;
    clearTimeout(this.#timers.diagnostics);
    clearTimeout(this.#timers.run);
    this.#timers.diagnostics = setTimeout(() => void this.#look(false), diagnosticsDelayMs);
    this.#timers.run = setTimeout(() => void this.#look(true), runDelayMs);
  }

  #noteDirty(key: string): void {
    const script = this.state.getState().list.find((one) => one.key === key);
    if (script === undefined) return;
    const isNew = script.id === null && !script.isSample;
    const isDirty = isNew || this.textOf(key) !== script.saved;
    if (isDirty !== script.isDirty) {
      const { list, active } = changed(this.state.getState(), key, { isDirty });
      this.state.setState({ list, active });
    }
  }

  async #look(isSettled: boolean): Promise<void> {
    const key = this.state.getState().active;
    const model = key === null ? undefined : this.#models.get(key);
    if (key === null || model === undefined || this.#loaded === undefined) return;
    const version = model.getVersionId();
    await editorLibraries.bring(model);
    const diagnostics = await askService(model, 'diagnostics');
    const isOld = model.isDisposed() || model.getVersionId() !== version;
    if (isOld || this.#loaded === undefined || this.state.getState().active !== key) return;
    showDiagnostics(this.#loaded.monaco, model, diagnostics);
    const problems = diagnostics
      .map((one) => {
        const { lineNumber, column } = model.getPositionAt(one.start);
        return { ...one, line: lineNumber, column };
      })
      // What keeps the script from running comes first.
      .sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
    const hasErrors = diagnostics.some(({ severity }) => severity === 'error');
    const settled = { key, text: model.getValue(), hasErrors };
    this.state.setState(isSettled ? { problems, settled } : { problems });
  }
}

/** The one of this window. */
export const scriptDesk = new ScriptDesk();
