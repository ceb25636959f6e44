import { expect, test } from 'vitest';
import { candleColumnsOf } from '../../../../src-shared/domain/candle.ts';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import { volumeDataAt } from './series-data.ts';

const bars = candleColumnsOf(
  [0, 5, 5].map((volume, index) => ({
    time: epochMs(index * 60_000),
    open: 10,
    high: 12,
    low: 8,
    close: index === 2 ? 9 : 11,
    volume,
  })),
);

test('a bar without volume draws nothing, the others stand in the colour of their bar', () => {
  const colours = { up: 'green', down: 'red' };
  expect([0, 1, 2].map((index) => volumeDataAt(bars, index, colours))).toEqual([
    { time: 0 },
    { time: 60, value: 5, color: 'green' },
    { time: 120, value: 5, color: 'red' },
  ]);
});
