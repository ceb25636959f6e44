import { expect, test } from 'vitest';
import type { ImportMapping } from '../../../src-shared/contract/imports.ts';
import { mappingFaults, meaningsOf, withKind, withMeaning } from './column-meanings.ts';

const bars: ImportMapping = {
  kind: 'candles',
  delimiter: ',',
  hasHeader: true,
  timeFormat: 'iso',
  timeZone: 'UTC',
  columns: ['time', 'open', 'high', 'low', 'close', 'ignore'],
};

test('a meaning belongs to one column: giving it away leaves the other one unused', () => {
  expect(withMeaning(bars, 5, 'close').columns).toEqual(['time', 'open', 'high', 'low', 'ignore', 'close']);
});

test('any number of columns can be unused', () => {
  expect(withMeaning(bars, 4, 'ignore').columns).toEqual(['time', 'open', 'high', 'low', 'ignore', 'ignore']);
});

test('another kind keeps the columns that mean something in it', () => {
  expect(withKind(bars, 'quotes')).toMatchObject({
    kind: 'quotes',
    columns: ['time', 'ignore', 'ignore', 'ignore', 'ignore', 'ignore'],
  });
  expect(meaningsOf('trades')).toEqual(['time', 'date', 'clock', 'price', 'size', 'side', 'ignore']);
});

test('a complete mapping has no fault, with one column of time or with two', () => {
  expect(mappingFaults(bars)).toEqual([]);
  expect(mappingFaults({ ...bars, columns: ['date', 'clock', 'open', 'high', 'low', 'close'] })).toEqual([]);
});

test('everything that is missing is said at once', () => {
  const faults = mappingFaults({ ...bars, timeZone: 'Mars/Base', columns: ['ignore', 'open', 'close'] });
  expect(faults).toEqual([
    'Choose which column is the time.',
    'Choose which column is the high and low.',
    '“Mars/Base” is not a time zone. Write one such as UTC or America/New_York.',
  ]);
});

test('a time of day beside a full time is a contradiction', () => {
  expect(mappingFaults({ ...bars, columns: ['time', 'clock', 'open', 'high', 'low', 'close'] })).toEqual([
    'Choose either one column of date and time, or a date and a time of day.',
  ]);
});
