import { describe, expect, it } from 'vitest';
import { candleColumnsOf } from '../../../../src-shared/domain/candle.ts';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import { gapsFromOutages } from './data-gaps.ts';

const minute = 60_000;
const at = (...minutes: number[]) =>
  candleColumnsOf(
    minutes.map((one) => ({ time: epochMs(one * minute), open: 1, high: 1, low: 1, close: 1, volume: 0 })),
  );

describe('gapsFromOutages', () => {
  it('names the bars an outage left out', () => {
    const bars = at(1, 2, 3, 9, 10);
    expect(gapsFromOutages(bars, minute, [{ from: 3.5 * minute, to: 9 * minute }])).toEqual([
      { from: 4 * minute, to: 9 * minute },
    ]);
  });

  it('finds nothing where history filled the outage', () => {
    expect(gapsFromOutages(at(1, 2, 3, 4, 5), minute, [{ from: 2 * minute, to: 4 * minute }])).toEqual([]);
  });

  it('leaves pauses of the market alone that no outage covers', () => {
    const bars = at(1, 2, 1000, 1001, 1005);
    expect(gapsFromOutages(bars, minute, [{ from: 1001.2 * minute, to: 1005 * minute }])).toEqual([
      { from: 1002 * minute, to: 1005 * minute },
    ]);
    expect(gapsFromOutages(bars, minute, [])).toEqual([]);
  });
});
