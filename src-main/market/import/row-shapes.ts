import type { ColumnMeaning, ImportKind } from './import-types.ts';

/** What a row of each kind is made of, in the order in which rows are kept and handed on. */
export interface RowShape {
  readonly columns: readonly ColumnMeaning[];
  /** Columns without which a row says nothing; the others have the value in `missing`. */
  readonly required: readonly ColumnMeaning[];
  /** Where prices stand, to learn how many decimals they have. */
  readonly prices: readonly ColumnMeaning[];
  /** Value of a column that the file does not have, or that is empty. */
  readonly missing: Readonly<Partial<Record<ColumnMeaning, number>>>;
}

export const rowShapes: Readonly<Record<ImportKind, RowShape>> = {
  candles: {
    columns: ['time', 'open', 'high', 'low', 'close', 'volume'],
    required: ['open', 'high', 'low', 'close'],
    prices: ['open', 'high', 'low', 'close'],
    missing: { volume: 0 },
  },
  quotes: {
    columns: ['time', 'bid', 'ask', 'bidSize', 'askSize'],
    required: ['bid', 'ask'],
    prices: ['bid', 'ask'],
    missing: { bidSize: Number.NaN, askSize: Number.NaN },
  },
  trades: {
    columns: ['time', 'price', 'size', 'side'],
    required: ['price'],
    prices: ['price'],
    missing: { size: 0, side: 0 },
  },
};
