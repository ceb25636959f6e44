import { expect, test } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { bytesText, countWords, inOrder, matches, type StoredRow } from './stored-row.ts';

function row(instrument: string, content: string, count = 1): StoredRow {
  return { instrument: instrumentId(instrument), content, count, first: epochMs(0), last: epochMs(1) };
}

test('rows stand by market, the finest content first', () => {
  const rows = [
    row('FX:B', '1D bid'),
    row('FX:A', '1h bid'),
    row('FX:B', 'quote ticks'),
    row('FX:B', '1m bid'),
  ];
  expect(inOrder(rows).map((one) => `${one.instrument} ${one.content}`)).toEqual([
    'FX:A 1h bid',
    'FX:B quote ticks',
    'FX:B 1m bid',
    'FX:B 1D bid',
  ]);
});

test('a filter is words that all occur', () => {
  expect(matches(row('FX:EURUSD', '1m bid'), 'eur BID')).toBe(true);
  expect(matches(row('FX:EURUSD', '1m bid'), 'eur ask')).toBe(false);
  expect(matches(row('FX:EURUSD', '1m bid'), '')).toBe(true);
});

test('a count says what is counted', () => {
  expect(countWords(row('FX:A', '1m bid', 30_117))).toBe('30,117 bars');
  expect(countWords(row('FX:A', 'quote ticks', 1))).toBe('1 tick');
});

test('sizes are short', () => {
  expect([bytesText(12), bytesText(2048), bytesText(1_700_000)]).toEqual(['12 B', '2 KB', '1.6 MB']);
});
