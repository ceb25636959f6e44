import { expect, test } from 'vitest';
import type { ChartSurface } from './chart-surface.ts';
import { CountdownLabel } from './countdown-label.ts';

test('the countdown takes part in the stacking of the axis, next below the price', () => {
  const surface = {
    bars: { price: { priceToCoordinate: (price: number) => 500 - price } },
    priceText: { format: String },
    colours: { textDim: '#888', raised: '#111' },
  } as unknown as ChartSurface;
  const label = new CountdownLabel(surface);
  expect(label.set('04:07', 120)).toBe(true);
  const [view] = label.priceAxisViews();
  // A fixed place would be left out where labels are set apart, and covered.
  expect(view?.fixedCoordinate?.()).toBeUndefined();
  expect(view?.coordinate()).toBeGreaterThan(380);
  expect(view?.coordinate()).toBeLessThan(380.01);
  expect(view?.visible?.()).toBe(true);
});
