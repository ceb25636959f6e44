import type { FailureKind } from '../../../src-shared/domain/failure.ts';
import type { Timeframe } from '../../../src-shared/domain/timeframe.ts';
import type { ImportKind, ImportMapping, ImportPreview, Rejection } from './import-types.ts';
import type { ImportLimits } from './limits.ts';

/** What the importing thread is asked to do. It gets a file and gives back data; it never sees the store. */
export interface WorkerTask {
  readonly kind: 'preview' | 'read';
  readonly path: string;
  /** The user's name for the file. */
  readonly name: string;
  readonly mapping?: ImportMapping;
  /** Parts of the mapping that are known, for a file that is read without a whole one. */
  readonly known?: Partial<ImportMapping>;
  readonly limits: ImportLimits;
}

/** A whole file's valid rows, oldest first, one array per column of the kind's row shape. */
export interface ReadRows {
  readonly kind: ImportKind;
  readonly mapping: ImportMapping;
  readonly columns: readonly Float64Array<ArrayBuffer>[];
  readonly rejected: readonly Rejection[];
  readonly rejectedCount: number;
  /** Rows left out because the file has them twice. */
  readonly same: number;
  readonly priceDecimals: number;
  /** The bar length that the rows' spacing shows. */
  readonly spacing?: Timeframe;
  readonly suggested: ImportPreview['suggested'];
  readonly layout: string;
}

export interface TaskResults {
  readonly preview: ImportPreview;
  readonly read: ReadRows;
}

export type WorkerReply =
  | {
      readonly kind: 'progress';
      readonly bytesRead: number;
      readonly bytesTotal: number;
      readonly rows: number;
    }
  | { readonly kind: 'done'; readonly result: ImportPreview | ReadRows }
  | {
      readonly kind: 'failed';
      readonly failure: FailureKind;
      readonly sentence: string;
      readonly data: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'broken'; readonly error: unknown };
