import type { ColumnMeaning, ImportKind } from '../import-types.ts';
import { rowShapes } from '../row-shapes.ts';
import { meaningsByName, plainName, symbolColumnNames } from './column-names.ts';
import { columnsByShape } from './columns-by-shape.ts';
import { commonestWidth } from './table.ts';
import { type FoundTimes, findTimes } from './time-cells.ts';

export interface DetectedColumns {
  readonly layout: string;
  readonly kind: ImportKind;
  readonly hasHeader: boolean;
  readonly columnNames: readonly string[];
  readonly columns: readonly ColumnMeaning[];
  readonly times?: FoundTimes;
  /** The rows without the header. */
  readonly rows: readonly string[][];
  /** What a column of instrument names holds. */
  readonly symbols: readonly string[];
  /** What could not be found. */
  readonly missing?: string;
}

const looked = 200;

/** Lines that are left aside one at a time. */
const suspects = 8;

/**
 * Finds out what the columns of a sample mean: by their names where there are any, else by what stands in them. Where
 * that fails, lines of another width than most (a title, a remark, garbage) are left aside and it is tried again; at last
 * each of the first lines in turn, since in a short file a single one of the right width is enough to spoil it.
 */
export function detectColumns(table: readonly string[][]): DetectedColumns {
  const found = detectIn(table);
  if (found.missing === undefined) return found;
  const { width } = commonestWidth(table);
  const regular = table.filter(({ length }) => length === width);
  if (regular.length < table.length) {
    const again = detectIn(regular);
    if (again.missing === undefined) return again;
  }
  const tries = regular.length > 2 ? Math.min(suspects, regular.length) : 0;
  for (let left = 0; left < tries; left += 1) {
    const again = detectIn(regular.filter((_, index) => index !== left));
    if (again.missing === undefined) return again;
  }
  return found;
}

function detectIn(table: readonly string[][]): DetectedColumns {
  const [first = []] = table;
  const hasHeader = isHeader(first);
  const rows = hasHeader ? table.slice(1) : table;
  const width = Math.max(first.length, rows[0]?.length ?? 0);
  const columnNames = Array.from({ length: width }, (_, index) => {
    const name = hasHeader ? (first[index] ?? '') : '';
    return name === '' ? `Column ${index + 1}` : name.slice(0, 200);
  });
  const common = { hasHeader, columnNames, rows };
  const named = hasHeader ? byName(columnNames, rows) : undefined;
  if (named !== undefined) return { ...common, ...named };

  const shaped = columnsByShape(rows.slice(0, looked));
  if (shaped !== undefined) {
    return { ...common, ...shaped, symbols: symbolsIn(rows, shaped.symbolColumn ?? -1) };
  }
  return {
    ...common,
    layout: 'unknown',
    kind: 'candles',
    columns: columnNames.map(() => 'ignore' as const),
    symbols: [],
    missing: 'The columns of this file could not be told apart. Choose what each one means.',
  };
}

/** Names do not contain numbers or times on their own; rows do. */
function isHeader(cells: readonly string[]): boolean {
  return (
    cells.some((cell) => cell !== '') &&
    cells.every((cell) => !/^[+-]?[\d.]+/.test(cell) || /[a-z]{3}/i.test(cell))
  );
}

function byName(
  columnNames: readonly string[],
  rows: readonly string[][],
): Omit<DetectedColumns, 'hasHeader' | 'columnNames' | 'rows'> | undefined {
  const meanings = meaningsByName(columnNames);
  const has = (...all: ColumnMeaning[]): boolean => all.every((meaning) => meanings.includes(meaning));
  const kind: ImportKind | undefined = has('open', 'high', 'low', 'close')
    ? 'candles'
    : has('bid', 'ask')
      ? 'quotes'
      : has('price')
        ? 'trades'
        : undefined;
  const timeAt = meanings.includes('time') ? meanings.indexOf('time') : meanings.indexOf('date');
  if (kind === undefined || timeAt === -1) return undefined;
  const times = findTimes(rows.map((row) => row[timeAt] ?? ''));
  const hasClock = times?.hasClock === true || has('clock');
  const symbolAt = columnNames.findIndex((name) => symbolColumnNames.includes(plainName(name)));
  return {
    layout: layoutOf(columnNames, meanings),
    kind,
    columns: onlyOf(kind, meanings, rows),
    symbols: symbolsIn(rows, symbolAt),
    ...(times === undefined
      ? { missing: `The column “${columnNames[timeAt]}” does not hold times that can be read.` }
      : { times: { ...times, hasClock } }),
  };
}

function layoutOf(columnNames: readonly string[], meanings: readonly ColumnMeaning[]): string {
  const [first = ''] = columnNames;
  const plain = columnNames.map(plainName);
  if (/^<(DATE|DTYYYYMMDD|TICKER)>$/i.test(first)) return 'metatrader';
  if (columnNames.slice(0, 5).join() === 'time,open,high,low,close') return 'tradingview';
  if (first === 'open_time' && plain.includes('takerbuyvolume')) return 'binance-kline';
  if (plain.includes('isbuyermaker'))
    return plain.includes('quoteqty') ? 'binance-trades' : 'binance-agg-trades';
  if (/^(gmt|local) time$/i.test(first) && meanings.includes('open')) return 'dukascopy';
  return 'generic';
}

/** Each meaning once, and only those that rows of this kind have. */
function onlyOf(kind: ImportKind, meanings: ColumnMeaning[], rows: readonly string[][]): ColumnMeaning[] {
  const wanted: ColumnMeaning[] = [...rowShapes[kind].columns, 'date', 'clock'];
  const volume = volumeColumn(meanings, rows);
  return meanings.map((meaning, index) => {
    if (!wanted.includes(meaning)) return 'ignore';
    if (meaning === 'volume') return index === volume ? meaning : 'ignore';
    return meanings.indexOf(meaning) === index ? meaning : 'ignore';
  });
}

/** MetaTrader counts ticks in one column and lots in the next, which it fills with zeros where it knows no lots. */
function volumeColumn(meanings: readonly ColumnMeaning[], rows: readonly string[][]): number | undefined {
  const [first, second] = meanings.flatMap((meaning, index) => (meaning === 'volume' ? [index] : []));
  if (second === undefined || second - 1 !== first) return first;
  const knowsLots = rows.slice(0, looked).some((row) => Number(row[second]?.replace(',', '.')) > 0);
  return knowsLots ? second : first;
}

function symbolsIn(rows: readonly string[][], column: number): string[] {
  if (column === -1) return [];
  return [...new Set(rows.map((row) => row[column] ?? ''))].filter((symbol) => symbol !== '');
}
