import { createStore, type StoreApi } from 'zustand/vanilla';
import type { InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { RpcClient } from '../../../lib/host/rpc-client.ts';
import type { Drawing, DrawingKind } from './drawing.ts';
import {
  type DrawingDocument,
  emptyDocument,
  mostDrawings,
  readDrawingDocument,
  writeDrawingDocument,
} from './drawing-document.ts';
import {
  applyEdit,
  type DrawingChange,
  type DrawingHistory,
  emptyHistory,
  redo,
  remembered,
  undo,
} from './drawing-history.ts';

export interface DrawingState {
  readonly document: DrawingDocument;
  readonly history: DrawingHistory;
  readonly selected: string | null;
  /** The tool in hand; null is the pointer. */
  readonly tool: DrawingKind | null;
  /** A sentence while the last save has not worked; empty otherwise. */
  readonly fault: string;
}

type DrawingsRpc = RpcClient['drawings'];

const saveDelayMs = 120;

/**
 * The drawings of the instrument shown: loaded, edited with undo, saved after each finished edit, and kept the same as
 * in every other chart of that instrument.
 */
export class DrawingBook {
  readonly state: StoreApi<DrawingState> = createStore<DrawingState>(() => ({
    document: emptyDocument,
    history: emptyHistory,
    selected: null,
    tool: null,
    fault: '',
  }));
  readonly #rpc: DrawingsRpc;
  #instrument: InstrumentId | undefined;
  #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isUnsaved = false;
  /** Own saves whose echo has not come back; an echo must not undo what was drawn after it. */
  #unechoed: string[] = [];

  constructor(rpc: DrawingsRpc) {
    this.#rpc = rpc;
  }

  /** Whose drawings these are. */
  get instrument(): InstrumentId | undefined {
    return this.#instrument;
  }

  get drawings(): readonly Drawing[] {
    return this.state.getState().document.drawings;
  }

  find(id: string | null): Drawing | undefined {
    return this.drawings.find((drawing) => drawing.id === id);
  }

  /** Opens the drawings of another instrument; what of the earlier one is not saved yet is saved first. */
  open(instrument: InstrumentId | undefined): void {
    if (instrument === this.#instrument) return;
    this.#flush();
    this.#controller.abort();
    this.#controller = new AbortController();
    this.#instrument = instrument;
    this.#unechoed = [];
    this.#isUnsaved = false;
    this.state.setState({ document: emptyDocument, history: emptyHistory, selected: null, fault: '' });
    this.reload();
  }

  /** Reads afresh, after a failure or a new connection. */
  reload(): void {
    const instrument = this.#instrument;
    const { signal } = this.#controller;
    if (instrument === undefined || this.#timer !== undefined || this.#isUnsaved) return;
    this.#rpc.get({ instrument }, { signal }).then(
      (saved) => {
        if (signal.aborted || this.#timer !== undefined) return;
        this.state.setState({ document: readDrawingDocument(saved.document), fault: '' });
      },
      () => {
        if (!signal.aborted)
          this.state.setState({ fault: 'The drawings of this market could not be loaded.' });
      },
    );
  }

  /** After a failure: saves again what could not be saved, or reads again what could not be read. */
  retry(): void {
    if (this.#isUnsaved) this.#save();
    else this.reload();
  }

  /** A save made anywhere, this page included. */
  hear(instrument: InstrumentId, json: unknown): void {
    if (instrument !== this.#instrument) return;
    const text = JSON.stringify(json);
    const echo = this.#unechoed.indexOf(text);
    if (echo >= 0) {
      this.#unechoed.splice(0, echo + 1);
      return;
    }
    if (this.#timer !== undefined) return;
    if (text === JSON.stringify(writeDrawingDocument(this.state.getState().document))) return;
    const document = readDrawingDocument(json);
    const { selected } = this.state.getState();
    const stays = document.drawings.some((drawing) => drawing.id === selected);
    this.state.setState({ document, selected: stays ? selected : null });
  }

  close(): void {
    this.#flush();
    this.#controller.abort();
  }

  take(tool: DrawingKind | null): void {
    this.state.setState({ tool, selected: tool === null ? this.state.getState().selected : null });
  }

  select(id: string | null): void {
    if (this.state.getState().selected !== id) this.state.setState({ selected: id });
  }

  add(drawing: Drawing): void {
    if (this.drawings.length >= mostDrawings) return;
    this.#edit([{ id: drawing.id, before: undefined, after: drawing }]);
    this.state.setState({ selected: drawing.id });
  }

  /** Replaces a drawing by its edited self; `before` is what undo goes back to. */
  change(after: Drawing, before: Drawing | undefined = this.find(after.id)): void {
    if (before === undefined || JSON.stringify(before) === JSON.stringify(after)) return;
    this.#edit([{ id: after.id, before, after }]);
  }

  remove(id: string): void {
    const before = this.find(id);
    if (before === undefined || before.isLocked) return;
    this.#edit([{ id, before, after: undefined }]);
    this.state.setState({ selected: null });
  }

  /** Locked ones stay. */
  removeAll(): void {
    const gone = this.drawings.filter((drawing) => !drawing.isLocked);
    if (gone.length === 0) return;
    this.#edit(gone.map((drawing) => ({ id: drawing.id, before: drawing, after: undefined })));
    this.state.setState({ selected: null });
  }

  undo(): void {
    this.#step(undo(this.state.getState().history));
  }

  redo(): void {
    this.#step(redo(this.state.getState().history));
  }

  #step(step: ReturnType<typeof undo>): void {
    const { document, selected } = this.state.getState();
    if (step === undefined || document.isReadOnly) return;
    const drawings = applyEdit(document.drawings, step.edit);
    const stays = drawings.some((drawing) => drawing.id === selected);
    this.state.setState({
      document: { ...document, drawings },
      history: step.history,
      selected: stays ? selected : null,
    });
    this.#saveSoon();
  }

  #edit(edit: readonly DrawingChange[]): void {
    const { document, history } = this.state.getState();
    if (document.isReadOnly) return;
    this.state.setState({
      document: { ...document, drawings: applyEdit(document.drawings, edit) },
      history: remembered(history, edit),
    });
    this.#saveSoon();
  }

  #saveSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), saveDelayMs);
  }

  #flush(): void {
    if (this.#timer !== undefined) this.#save();
  }

  #save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const instrument = this.#instrument;
    const { document } = this.state.getState();
    if (instrument === undefined || document.isReadOnly) return;
    const json = writeDrawingDocument(document);
    this.#unechoed.push(JSON.stringify(json));
    // Foreign entries came from JSON and are JSON still.
    this.#rpc.save({ instrument, document: json as Parameters<DrawingsRpc['save']>[0]['document'] }).then(
      () => {
        if (instrument !== this.#instrument) return;
        this.#isUnsaved = false;
        this.state.setState({ fault: '' });
      },
      () => {
        if (instrument !== this.#instrument) return;
        this.#isUnsaved = true;
        this.#unechoed = [];
        const fault = 'The drawing could not be saved. It stays on this chart until it can be.';
        this.state.setState({ fault });
      },
    );
  }
}
