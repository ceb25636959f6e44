import { expect, test } from 'vitest';
import { contentFineness, parseStoredContent } from './stored-content.ts';

test('bars are a timeframe and a price side', () => {
  expect(parseStoredContent('1m bid')).toEqual({ kind: 'bars', timeframe: '1m', priceSide: 'bid' });
  expect(parseStoredContent('1D trade')).toEqual({ kind: 'bars', timeframe: '1D', priceSide: 'trade' });
});

test('ticks are quotes or trades', () => {
  expect(parseStoredContent('quote ticks')).toEqual({ kind: 'ticks', ticks: 'quote' });
  expect(parseStoredContent('trade ticks')).toEqual({ kind: 'ticks', ticks: 'trade' });
});

test('words that mean nothing yet are told apart instead of guessed', () => {
  expect(parseStoredContent('depth snapshots')).toBeUndefined();
  expect(parseStoredContent('1m mid')).toBeUndefined();
});

test('ticks are finer than any bar, and unknown content is coarsest', () => {
  const sorted = ['1D trade', 'depth', '1m bid', 'quote ticks'].sort(
    (a, b) => contentFineness(a) - contentFineness(b),
  );
  expect(sorted).toEqual(['quote ticks', '1m bid', '1D trade', 'depth']);
});
