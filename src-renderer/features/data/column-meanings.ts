import type { columnMeanings, ImportMapping, timeFormats } from '../../../src-shared/contract/imports.ts';

export type ColumnMeaning = (typeof columnMeanings)[number];
export type ImportKind = ImportMapping['kind'];
type TimeFormat = (typeof timeFormats)[number];

export const kindNames: Readonly<Record<ImportKind, string>> = {
  candles: 'Bars (open, high, low, close)',
  quotes: 'Quotes (bid and ask)',
  trades: 'Trades (price and size)',
};

export const meaningNames: Readonly<Record<ColumnMeaning, string>> = {
  time: 'Date and time',
  date: 'Date',
  clock: 'Time of day',
  open: 'Open',
  high: 'High',
  low: 'Low',
  close: 'Close',
  volume: 'Volume',
  bid: 'Bid',
  ask: 'Ask',
  bidSize: 'Bid size',
  askSize: 'Ask size',
  price: 'Price',
  size: 'Size',
  side: 'Side',
  ignore: 'Not used',
};

export const timeFormatNames: Readonly<Record<TimeFormat, string>> = {
  iso: 'ISO (2024-01-31T14:05)',
  ymd: 'Year month day',
  dmy: 'Day month year',
  mdy: 'Month day year',
  'epoch-s': 'Unix seconds',
  'epoch-ms': 'Unix milliseconds',
  'epoch-us': 'Unix microseconds',
  'epoch-ns': 'Unix nanoseconds',
};

export const delimiterNames: Readonly<Record<ImportMapping['delimiter'], string>> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Bar |',
  ' ': 'Space',
};

const timeMeanings = ['time', 'date', 'clock'] as const;

const valueMeanings: Readonly<Record<ImportKind, readonly ColumnMeaning[]>> = {
  candles: ['open', 'high', 'low', 'close', 'volume'],
  quotes: ['bid', 'ask', 'bidSize', 'askSize'],
  trades: ['price', 'size', 'side'],
};

const needed: Readonly<Record<ImportKind, readonly ColumnMeaning[]>> = {
  candles: ['open', 'high', 'low', 'close'],
  quotes: ['bid', 'ask'],
  trades: ['price'],
};

/** What a column of such a file can be, in the order of the chooser. */
export function meaningsOf(kind: ImportKind): readonly ColumnMeaning[] {
  return [...timeMeanings, ...valueMeanings[kind], 'ignore'];
}

/** Gives one column a meaning; whichever column had it before is not used any more. */
export function withMeaning(mapping: ImportMapping, index: number, meaning: ColumnMeaning): ImportMapping {
  const columns = mapping.columns.map((before, at) => {
    if (at === index) return meaning;
    return before === meaning ? 'ignore' : before;
  });
  return { ...mapping, columns };
}

/** What the file holds; columns that mean nothing in such a file are not used any more. */
export function withKind(mapping: ImportMapping, kind: ImportKind): ImportMapping {
  const meanings = meaningsOf(kind);
  const columns = mapping.columns.map((before) => (meanings.includes(before) ? before : 'ignore'));
  return { ...mapping, kind, columns };
}

/** What must still be chosen before such a file can be read, as sentences. Empty when nothing. */
export function mappingFaults(mapping: ImportMapping): string[] {
  const { columns, kind } = mapping;
  const has = (meaning: ColumnMeaning) => columns.includes(meaning);
  const faults: string[] = [];
  if (!has('time') && !has('date')) faults.push('Choose which column is the time.');
  if (has('time') && (has('date') || has('clock'))) {
    faults.push('Choose either one column of date and time, or a date and a time of day.');
  }
  const missing = needed[kind].filter((meaning) => !has(meaning));
  if (missing.length > 0) {
    const names = missing.map((meaning) => meaningNames[meaning].toLowerCase());
    faults.push(`Choose which column is the ${listed(names)}.`);
  }
  if (!isTimeZone(mapping.timeZone)) {
    faults.push(`“${mapping.timeZone}” is not a time zone. Write one such as UTC or America/New_York.`);
  }
  return faults;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export function isTimeZone(zone: string): boolean {
  if (zone.trim() === '') return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
