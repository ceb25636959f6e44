import { expect, test } from 'vitest';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { BookView } from '../../lib/market/market-feed.ts';
import { depthFace, loadingFace } from './depth-face.ts';
import { readDepthSettings } from './depth-settings.ts';

const side = (...prices: number[]) => ({
  price: Float64Array.from(prices),
  size: Float64Array.from(prices, () => 1),
});
const book = (state: BookView['state'], time = 5, bids = side(1), asks = side(2)): BookView => ({
  instrument: 'X:Y' as InstrumentId,
  state,
  note: state === 'none' ? 'Nobody has one.' : '',
  time,
  bids,
  asks,
});

test('every state of a book has a face', () => {
  const faces = (['live', 'syncing', 'stale', 'broken', 'none'] as const).map(
    (state) => depthFace(book(state), loadingFace).state,
  );
  expect(faces).toEqual(['live', 'catching-up', 'stale', 'stale', 'none']);
  expect(depthFace(book('syncing', Number.NaN, side(), side()), loadingFace)).toEqual(loadingFace);
  expect(depthFace(book('none'), loadingFace).note).toBe('Nobody has one.');
});

test('a live book changes the face once, not with every price', () => {
  const live = depthFace(book('live', 5), loadingFace);
  expect(depthFace(book('live', 6), live)).toBe(live);
  expect(depthFace(book('stale', 6), live)).toEqual({ state: 'stale', note: '', time: 6 });
});

test('what cannot be read of the saved state is as in a new panel', () => {
  expect(readDepthSettings({ instrument: 'X:Y', grouping: 10 })).toEqual({ instrument: 'X:Y', grouping: 10 });
  expect(readDepthSettings({ instrument: 7, grouping: 3 })).toEqual({ instrument: null, grouping: 1 });
});
