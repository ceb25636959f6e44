import type { ColumnMeaning, ImportKind } from '../import-types.ts';
import { type FoundTimes, findTimes, isClock } from './time-cells.ts';

export interface FoundColumns {
  readonly kind: ImportKind;
  readonly columns: ColumnMeaning[];
  readonly times: FoundTimes;
  readonly layout: string;
  /** A column of one word per row: the instrument's name. */
  readonly symbolColumn?: number;
}

const isNumber = (cell: string): boolean => /^[+-]?(\d+([.,]\d*)*|\.\d+)(e[+-]?\d+)?$/i.test(cell);
/** Nearly all: one line of garbage in a short sample does not change what a column holds. */
const nearlyAll = (cells: readonly string[], is: (cell: string) => boolean): boolean =>
  cells.filter(is).length > cells.length * 0.7;
const isBoolean = (cell: string): boolean => /^(true|false)$/i.test(cell);

/** Tells the columns of a file that does not name them by what stands in them. */
export function columnsByShape(rows: readonly string[][]): FoundColumns | undefined {
  const width = rows[0]?.length ?? 0;
  const column = (index: number): string[] => rows.map((row) => row[index] ?? '');
  return binance(width, column) ?? ordinary(width, column);
}

/** Binance's public files: https://github.com/binance/binance-public-data, klines, trades and aggregate trades. */
function binance(width: number, column: (index: number) => string[]): FoundColumns | undefined {
  const columns: ColumnMeaning[] = Array.from({ length: width }, () => 'ignore');
  const opens = findTimes(column(0));
  if (width >= 11 && opens?.format.startsWith('epoch') && findTimes(column(6))?.format === opens.format) {
    columns.splice(0, 6, 'time', 'open', 'high', 'low', 'close', 'volume');
    return { kind: 'candles', columns, times: opens, layout: 'binance-kline' };
  }
  const side = Array.from({ length: width }, (_, index) => index).find((index) =>
    nearlyAll(column(index), isBoolean),
  );
  if (side === undefined || side < 4) return undefined;
  const times = findTimes(column(side - 1));
  if (times === undefined || !nearlyAll(column(1), isNumber)) return undefined;
  columns.splice(1, 2, 'price', 'size');
  columns.splice(side - 1, 2, 'time', 'side');
  return { kind: 'trades', columns, times, layout: side === 6 ? 'binance-agg-trades' : 'binance-trades' };
}

function ordinary(width: number, column: (index: number) => string[]): FoundColumns | undefined {
  const columns: ColumnMeaning[] = Array.from({ length: width }, () => 'ignore');
  const timeAt = columns.findIndex((_, index) => findTimes(column(index)) !== undefined);
  const times = timeAt === -1 ? undefined : findTimes(column(timeAt));
  if (times === undefined) return undefined;
  const hasClockColumn = !times.hasClock && nearlyAll(column(timeAt + 1), isClock);
  columns[timeAt] = hasClockColumn ? 'date' : 'time';
  if (hasClockColumn) columns[timeAt + 1] = 'clock';
  const values = columns
    .map((_, index) => index)
    .filter((index) => index > timeAt + (hasClockColumn ? 1 : 0) && nearlyAll(column(index), isNumber));
  const symbolAt = columns.findIndex((_, index) => index < timeAt && /^[A-Z]/i.test(column(index)[0] ?? ''));
  const symbol = symbolAt === -1 ? {} : { symbolColumn: symbolAt };
  const set = (...meanings: ColumnMeaning[]): void => {
    for (const [place, meaning] of meanings.entries()) {
      const index = values[place];
      if (index !== undefined) columns[index] = meaning;
    }
  };
  const allTimes = { ...times, hasClock: times.hasClock || hasClockColumn };
  const isCompact = /^\d{8} \d/.test(column(timeAt)[0] ?? '');
  if (values.length >= 4) {
    set('open', 'high', 'low', 'close', 'volume');
    const layout = isCompact ? 'histdata' : hasClockColumn ? 'metatrader' : 'generic';
    return { kind: 'candles', columns, times: allTimes, layout, ...symbol };
  }
  if (values.length < 2) return undefined;
  const numbers = (place: number): number[] =>
    column(values[place] ?? 0).map((cell) => Number(cell.replace(',', '.')));
  const [left, right] = [numbers(0), numbers(1)];
  const isSpread = left.every((bid, row) => {
    const ask = right[row] ?? Number.NaN;
    return Number.isNaN(bid) || Number.isNaN(ask) || (ask >= bid && ask <= bid * 1.05);
  });
  if (isSpread) {
    set('bid', 'ask');
    const layout = isCompact ? (symbolAt === -1 ? 'histdata' : 'truefx') : 'generic';
    return { kind: 'quotes', columns, times: allTimes, layout, ...symbol };
  }
  set('price', 'size');
  return { kind: 'trades', columns, times: allTimes, layout: 'generic', ...symbol };
}
