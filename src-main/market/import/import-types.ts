import type {
  ImportPreview as ContractPreview,
  ImportReport as ContractReport,
  ImportMapping,
  ImportTarget,
} from '../../../src-shared/contract/imports.ts';
import type { Instrument } from '../../../src-shared/domain/instrument.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { Timeframe } from '../../../src-shared/domain/timeframe.ts';
import type { MarketStore } from '../../storage/market-store.ts';
import type { ImportLimits } from './limits.ts';

export type { ImportMapping, ImportTarget };
export type ImportKind = ImportMapping['kind'];
export type ColumnMeaning = ImportMapping['columns'][number];

export interface ImportParts {
  readonly market: MarketStore;
  now(): EpochMs;
  log(event: string, fields?: Record<string, unknown>): void;
  /** The rules' limits unless a test sets its own. */
  readonly limits?: ImportLimits;
}

export interface Rejection {
  /** Counted from 1, as editors do. */
  readonly line: number;
  readonly reason: string;
}

export interface ImportPreview extends ContractPreview {
  /** Why the file cannot be imported before the user has chosen something, if so. */
  readonly undecided?: string;
}

export interface ImportProgress {
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly rows: number;
  readonly phase: 'reading' | 'storing';
}

export interface ImportReport extends ContractReport {
  readonly kind: ImportKind;
  readonly timeframe?: Timeframe;
  /** The instrument that was made up for this file, when the store did not know it yet. */
  readonly newInstrument?: Instrument;
}

export interface PreviewRequest {
  readonly path: string;
  /** The user's name for the file, when `path` is a temporary one. */
  readonly name?: string;
  /** Shows the file through this mapping instead of the one found. */
  readonly mapping?: ImportMapping;
}

export interface RunRequest {
  readonly path: string;
  readonly name?: string;
  /** What it lacks is taken from the file's name and rows. */
  readonly target?: ImportPreview['suggested'];
  readonly mapping?: ImportMapping;
  /** What is known of the mapping when there is no whole one; the rest is found out. */
  readonly known?: Partial<ImportMapping>;
}

export interface RunOptions {
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
}

export interface Importer {
  /** What the file seems to be. @throws Failure when it cannot be a market file. */
  preview(request: PreviewRequest, options?: { signal?: AbortSignal }): Promise<ImportPreview>;
  /** Stores all rows of the file that are valid, in one transaction. @throws Failure; then nothing was stored. */
  run(request: RunRequest, options?: RunOptions): Promise<ImportReport>;
  /** Stops what is running and frees the thread. */
  close(): Promise<void>;
}
