import { describe, expect, it } from 'vitest';
import type { Candle } from '../../../../src-shared/domain/candle.ts';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import { createPriceText } from '../surface/price-text.ts';
import { legendParts } from './chart-legend.ts';

const text = createPriceText({ tickSize: '0.00005', assetClass: 'future' }, 'en-US');
const bar = (close: number): Candle => ({
  time: epochMs(0),
  open: 1.085,
  high: 1.09,
  low: 1.08,
  close,
  volume: 1204,
});

describe('legendParts', () => {
  it('writes prices on the tick grid and the change against the bar before', () => {
    expect(legendParts(bar(1.0862), bar(1.0851), text, true, 'en-US')).toEqual([
      { label: 'O', value: '1.08500', tone: 'up' },
      { label: 'H', value: '1.09000', tone: 'up' },
      { label: 'L', value: '1.08000', tone: 'up' },
      { label: 'C', value: '1.08620', tone: 'up' },
      { label: '', value: '+0.00110 (+0.10%)', tone: 'up' },
      { label: 'V', value: '1.2K', tone: 'up' },
    ]);
  });

  it('has the colour of the bar, and of the change where that goes the other way', () => {
    const tones = (close: number, before: number) =>
      legendParts(bar(close), bar(before), text, false, 'en-US').map(({ tone }) => tone);
    expect(tones(1.0862, 1.0871)).toEqual(['up', 'up', 'up', 'up', 'down']);
    expect(tones(1.0841, 1.0841)).toEqual(['down', 'down', 'down', 'down', 'plain']);
  });

  it('has dashes where nothing is known', () => {
    expect(legendParts(undefined, undefined, text, true, 'en-US').map(({ value }) => value)).toEqual(
      Array.from({ length: 6 }, () => '–'),
    );
  });

  it('counts the first bar of history from its own open', () => {
    expect(legendParts(bar(1.084), undefined, text, false, 'en-US')[4]?.value).toBe('−0.00100 (−0.09%)');
  });
});
