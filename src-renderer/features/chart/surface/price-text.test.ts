import { describe, expect, it } from 'vitest';
import { axisStep } from './price-text.ts';

describe('axisStep', () => {
  it('is the tick where the chart library divides down to it in whole ticks', () => {
    for (const tick of ['0.01', '0.00001', '1', '0.25', '0.5', '0.015625']) {
      expect(axisStep(tick)).toBe(Number(tick));
    }
  });

  it('is the next power of ten that is a whole number of ticks otherwise', () => {
    expect(
      ['0.05', '0.00005', '0.005', '0.025', '0.0025', '0.2', '2', '5'].map((tick) => axisStep(tick)),
    ).toEqual([0.1, 0.0001, 0.01, 0.1, 0.01, 1, 10, 10]);
  });

  it('is a power of ten also for ticks that go into none', () => {
    expect(axisStep('0.03')).toBe(0.01);
  });
});
