import type {
  ImportEvent,
  ImportMapping,
  ImportPreview,
  ImportTarget,
} from '../../../src-shared/contract/imports.ts';
import { largestImportBytes } from '../../../src-shared/contract/upload-limits.ts';
import { failureKind, failureSentence } from '../../lib/host/failure-sentence.ts';
import { advance, canGoOn, idleWizard, type WizardEvent, type WizardState } from './import-wizard-state.ts';
import { type TargetDraft, targetOf } from './target-draft.ts';
import { discardQuietly, type UploadCalls, uploadFile } from './upload-file.ts';

interface CallOptions {
  readonly signal?: AbortSignal;
}

/** What an import asks of the main process; `rpc.imports` is one. */
export interface ImportCalls extends UploadCalls {
  preview(input: { upload: string; mapping?: ImportMapping }, options?: CallOptions): Promise<ImportPreview>;
  run(
    input: { upload: string; target: ImportTarget; mapping: ImportMapping },
    options?: CallOptions,
  ): Promise<AsyncIterator<ImportEvent>>;
}

/** A file as the browser gives it. */
export interface ImportFile extends Blob {
  readonly name: string;
}

/**
 * Takes files through the wizard one after another: it does the calls, `advance` decides the states. `onStored` is
 * called after each import that went through.
 */
export class ImportSession {
  readonly #calls: ImportCalls;
  readonly #onStored: () => void;
  readonly #listeners = new Set<() => void>();
  readonly #files = new Map<number, ImportFile>();
  #state = idleWizard;
  #lastId = 0;
  /** Ends what runs for the current file. */
  #work = new AbortController();
  #look = new AbortController();
  #run: AsyncIterator<ImportEvent> | undefined;
  /** Lies at the main process until imported or discarded. */
  #upload: string | undefined;

  constructor(calls: ImportCalls, onStored: () => void) {
    this.#calls = calls;
    this.#onStored = onStored;
  }

  readonly state = (): WizardState => this.#state;

  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Queues files; the first starts at once when nothing else is going on. */
  add(files: readonly ImportFile[]): void {
    const picked = files.map((file) => {
      this.#lastId += 1;
      this.#files.set(this.#lastId, file);
      return { id: this.#lastId, name: file.name, size: file.size };
    });
    const isIdle = this.#state.current === null;
    this.#tell({ kind: 'picked', files: picked });
    if (isIdle) this.#begin();
  }

  /** Reads the file with other choices and shows it again. */
  changeMapping(mapping: ImportMapping): void {
    const { current } = this.#state;
    if (current?.stage.name !== 'preview') return;
    this.#tell({ kind: 'mapped', mapping });
    void this.#lookAt(current.stage.upload, mapping);
  }

  changeTarget(draft: TargetDraft): void {
    this.#tell({ kind: 'targeted', draft });
  }

  back(): void {
    this.#tell({ kind: 'back' });
  }

  /** From the columns to the market, from there to the import. */
  next(): void {
    const stage = this.#state.current?.stage;
    if (stage?.name === 'preview' && canGoOn(stage)) this.#tell({ kind: 'next' });
    if (stage?.name !== 'target') return;
    const target = targetOf(stage.draft, stage.mapping.kind);
    if (target === undefined) return;
    this.#tell({ kind: 'next' });
    void this.#import(stage.upload, target, stage.mapping);
  }

  /** Stops the running import; nothing is stored then. */
  cancelRun(): void {
    this.#tell({ kind: 'cancel-asked' });
    const stage = this.#state.current?.stage;
    if (stage?.name !== 'running' || !stage.isCancelling) return;
    void this.#run?.return?.();
    this.#work.abort();
  }

  /** Sends a file up again whose upload broke. */
  retry(): void {
    if (this.#state.current?.stage.name !== 'failed') return;
    this.#discardUpload();
    this.#tell({ kind: 'retry' });
    this.#begin();
  }

  /** Leaves this file as it is and turns to the next one. */
  closeFile(): void {
    this.#drop();
    this.#tell({ kind: 'file-closed' });
    this.#begin();
  }

  /** Stops everything, discards the upload and forgets the queue. */
  leave(): void {
    this.#drop();
    this.#files.clear();
    this.#tell({ kind: 'left' });
  }

  /** What was under way has no end any more: its answers will not come. */
  connectionLost(): void {
    const { current } = this.#state;
    if (current === null) return;
    const { stage } = current;
    const { name } = stage;
    // A file that only waits for the user still lies at the main process, unless that was restarted, which it will say.
    const isUnderWay = name === 'preview' ? stage.isRefreshing : underWay.includes(name);
    if (!isUnderWay) return;
    this.#work.abort();
    this.#look.abort();
    this.#run = undefined;
    const sentence =
      name === 'running' ? unknownFate : 'The connection to Tidemark was lost. Nothing was stored.';
    this.#tell({ kind: 'failed', sentence });
  }

  #drop(): void {
    const { current } = this.#state;
    if (current === null) return;
    void this.#run?.return?.();
    this.#run = undefined;
    this.#work.abort();
    this.#look.abort();
    this.#files.delete(current.file.id);
    this.#discardUpload();
  }

  #discardUpload(): void {
    if (this.#upload !== undefined) void discardQuietly(this.#calls, this.#upload);
    this.#upload = undefined;
  }

  #begin(): void {
    const { current } = this.#state;
    const file = current === null ? undefined : this.#files.get(current.file.id);
    if (current?.stage.name === 'uploading' && file !== undefined) void this.#send(file);
  }

  async #send(file: ImportFile): Promise<void> {
    const fault = sizeFault(file.size);
    if (fault !== undefined) return this.#tell({ kind: 'failed', sentence: fault });
    const work = new AbortController();
    this.#work = work;
    try {
      const onSent = (bytes: number) => this.#tellWhile(work, { kind: 'sent', bytes });
      const upload = await uploadFile(this.#calls, file.name, file, onSent, work.signal);
      this.#upload = upload;
      this.#tellWhile(work, { kind: 'uploaded', upload });
      await this.#lookAt(upload);
    } catch (error) {
      this.#tellWhile(work, { kind: 'failed', sentence: failureSentence(error) });
    }
  }

  async #lookAt(upload: string, mapping?: ImportMapping): Promise<void> {
    this.#look.abort();
    const look = new AbortController();
    this.#look = look;
    try {
      const input = mapping === undefined ? { upload } : { upload, mapping };
      const preview = await this.#calls.preview(input, { signal: look.signal });
      this.#tellWhile(look, { kind: 'looked', preview });
    } catch (error) {
      this.#tellWhile(look, {
        kind: isUploadGone(error) ? 'failed' : 'look-failed',
        sentence: failureSentence(error),
      });
    }
  }

  async #import(upload: string, target: ImportTarget, mapping: ImportMapping): Promise<void> {
    const work = new AbortController();
    this.#work = work;
    try {
      const run = await this.#calls.run({ upload, target, mapping }, { signal: work.signal });
      this.#run = run;
      for (let step = await run.next(); step.done !== true; step = await run.next()) {
        if (work.signal.aborted) break;
        if (step.value.kind === 'done') {
          this.#upload = undefined;
          this.#tell({ kind: 'reported', report: step.value.report });
          this.#onStored();
        } else {
          this.#tell({ kind: 'progressed', progress: step.value });
        }
      }
      this.#ended(work);
    } catch (error) {
      if (work.signal.aborted) this.#ended(work);
      else this.#runFailed(error);
    } finally {
      if (this.#work === work) this.#run = undefined;
    }
  }

  /** The iteration is over: with a report, cancelled, or (a connection that went) without a word. */
  #ended(work: AbortController): void {
    if (this.#work !== work) return;
    if (work.signal.aborted) this.#tell({ kind: 'cancelled' });
    else if (this.#state.current?.stage.name === 'running')
      this.#tell({ kind: 'failed', sentence: unknownFate });
  }

  #runFailed(error: unknown): void {
    const sentence = failureSentence(error);
    if (failureKind(error) === 'not-connected') {
      this.#tell({ kind: 'failed', sentence: unknownFate });
      this.#onStored();
    } else if (isUploadGone(error)) {
      this.#tell({ kind: 'failed', sentence: `${sentence} Nothing was stored.` });
    } else {
      this.#tell({ kind: 'run-failed', sentence: withoutStored(sentence) });
    }
  }

  #tellWhile(work: AbortController, event: WizardEvent): void {
    if (!work.signal.aborted) this.#tell(event);
  }

  #tell(event: WizardEvent): void {
    const next = advance(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }
}

const underWay: readonly string[] = ['uploading', 'detecting', 'running'];

/** A file goes in whole or not at all, but which of the two it was is not known without an answer. */
const unknownFate =
  'The connection went before the report came. Either the whole file is stored or nothing of it; the table of stored data shows which. Importing it again is harmless: what is there already is not stored twice.';

function isUploadGone(error: unknown): boolean {
  return failureKind(error) === 'not-found';
}

function withoutStored(sentence: string): string {
  return /nothing was stored/i.test(sentence) ? sentence : `${sentence} Nothing was stored.`;
}

function sizeFault(bytes: number): string | undefined {
  if (bytes === 0) return 'The file is empty.';
  if (bytes <= largestImportBytes) return undefined;
  const mebibytes = (size: number) => `${Math.round(size / 1024 / 1024).toLocaleString('en-US')} MB`;
  return `The file has ${mebibytes(bytes)}; imports take up to ${mebibytes(largestImportBytes)}. Compress it with gzip or split it.`;
}
