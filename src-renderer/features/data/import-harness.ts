import type {
  ImportEvent,
  ImportMapping,
  ImportPreview,
  ImportReport,
} from '../../../src-shared/contract/imports.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { ImportCalls } from './import-session.ts';

export const mapping: ImportMapping = {
  kind: 'candles',
  delimiter: ',',
  hasHeader: true,
  timeFormat: 'iso',
  timeZone: 'UTC',
  columns: ['time', 'open', 'high', 'low', 'close'],
};

export const preview: ImportPreview = {
  layout: 'generic',
  encoding: 'utf-8',
  mapping,
  columnNames: ['Time', 'Open', 'High', 'Low', 'Close'],
  rows: [],
  suggested: { instrument: instrumentId('FX:EURUSD'), timeframe: '1m', priceSide: 'bid' },
  warnings: [],
};

export const report: ImportReport = {
  file: 'a.csv',
  instrument: instrumentId('FX:EURUSD'),
  imported: 3,
  duplicates: 0,
  replaced: 0,
  rejectedCount: 0,
  rejected: [],
};

/** A main process that keeps uploads in memory; `run` gives the events and then waits where `holdAfter` says so. */
export class FakeImports implements ImportCalls {
  readonly uploads = new Map<string, { name: string; size: number; bytes: number[] }>();
  readonly asked: string[] = [];
  runEvents: readonly ImportEvent[] = [{ kind: 'done', report }];
  /** The run gives its events and then nothing more until it is ended. */
  isRunHeld = false;
  wasRunEnded = false;
  failure: { readonly on: 'append' | 'preview' | 'run'; readonly error: Failure } | undefined;
  #last = 0;

  async begin({ name, size }: { name: string; size: number }): Promise<{ upload: string }> {
    this.#last += 1;
    const upload = `u${this.#last}`;
    this.uploads.set(upload, { name, size, bytes: [] });
    return { upload };
  }

  async append(input: { upload: string; offset: number; base64: string }): Promise<{ received: number }> {
    this.#failOn('append');
    const upload = this.uploads.get(input.upload);
    if (upload?.bytes.length !== input.offset) throw new Failure('invalid', 'A piece came out of order.');
    for (const letter of atob(input.base64)) upload.bytes.push(letter.charCodeAt(0));
    return { received: upload.bytes.length };
  }

  async discard({ upload }: { upload: string }): Promise<{ wasThere: boolean }> {
    this.asked.push(`discard ${upload}`);
    return { wasThere: this.uploads.delete(upload) };
  }

  async preview(input: { upload: string; mapping?: ImportMapping }): Promise<ImportPreview> {
    this.asked.push(`preview ${input.upload}`);
    this.#failOn('preview');
    return { ...preview, mapping: input.mapping ?? preview.mapping };
  }

  async run(input: { upload: string }): Promise<AsyncIterator<ImportEvent>> {
    this.asked.push(`run ${input.upload}`);
    this.#failOn('run');
    const events = [...this.runEvents];
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    return {
      next: async () => {
        const value = events.shift();
        if (value !== undefined) return { done: false, value };
        if (this.isRunHeld) await ended;
        else this.uploads.delete(input.upload);
        return { done: true, value: undefined };
      },
      return: async () => {
        this.wasRunEnded = true;
        end();
        return { done: true, value: undefined };
      },
    };
  }

  #failOn(call: 'append' | 'preview' | 'run'): void {
    if (this.failure?.on === call) throw this.failure.error;
  }
}
