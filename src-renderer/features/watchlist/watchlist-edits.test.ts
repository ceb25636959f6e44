import { expect, it } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { withInstrument, withMoved, withoutInstrument } from './watchlist-edits.ts';

const [a, b, c, d] = ['X:A', 'X:B', 'X:C', 'X:D'].map(instrumentId) as [
  ReturnType<typeof instrumentId>,
  ReturnType<typeof instrumentId>,
  ReturnType<typeof instrumentId>,
  ReturnType<typeof instrumentId>,
];
const list = { id: 'main', name: 'Main', position: 0, instruments: [a, b, c] };

it('adds at the end, or before another, and never twice', () => {
  expect(withInstrument(list, d).instruments).toEqual([a, b, c, d]);
  expect(withInstrument(list, d, b).instruments).toEqual([a, d, b, c]);
  expect(withInstrument(list, b)).toBe(list);
});

it('removes', () => {
  expect(withoutInstrument(list, b).instruments).toEqual([a, c]);
  expect(withoutInstrument(list, d).instruments).toEqual([a, b, c]);
});

it('moves to a place, clamped to the list', () => {
  expect(withMoved(list, a, 2).instruments).toEqual([b, c, a]);
  expect(withMoved(list, c, 0).instruments).toEqual([c, a, b]);
  expect(withMoved(list, b, 99).instruments).toEqual([a, c, b]);
  expect(withMoved(list, b, -1).instruments).toEqual([b, a, c]);
  expect(withMoved(list, d, 0)).toBe(list);
});
