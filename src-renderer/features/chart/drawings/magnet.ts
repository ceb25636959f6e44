import type { BarStore } from '../model/bar-store.ts';
import type { Anchor } from './drawing.ts';

/** Reach of the magnet in pixels. */
export const magnetReach = 24;

/** The open, high, low or close of a bar that is nearest on the screen, or undefined when none is near enough. */
export function nearestBarPrice(
  store: BarStore,
  index: number,
  y: number,
  yOfPrice: (price: number) => number,
  reach = magnetReach,
): Anchor | undefined {
  const bar = store.at(Math.round(index));
  if (bar === undefined) return undefined;
  let best = reach;
  let price: number | undefined;
  for (const candidate of [bar.open, bar.high, bar.low, bar.close]) {
    const gap = Math.abs(yOfPrice(candidate) - y);
    if (gap <= best) {
      best = gap;
      price = candidate;
    }
  }
  return price === undefined ? undefined : { time: bar.time, price };
}
