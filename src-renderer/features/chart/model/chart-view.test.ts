import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampView,
  fittedView,
  indexAtX,
  isAtNewest,
  newestView,
  panned,
  rightMarginBars,
  viewAfterChange,
  visibleBars,
  xOfIndex,
  zoomedAt,
} from './chart-view.ts';

const view = fc.record({
  right: fc.double({ min: -1e5, max: 1e5, noNaN: true }),
  spacing: fc.double({ min: 0.8, max: 80, noNaN: true }),
});
const width = fc.integer({ min: 300, max: 4000 });

describe('the chart view', () => {
  it('goes from bar to pixel and back', () => {
    fc.assert(
      fc.property(view, width, fc.integer({ min: -1000, max: 5000 }), (one, wide, x) => {
        expect(xOfIndex(one, wide, indexAtX(one, wide, x))).toBeCloseTo(x, 4);
      }),
    );
  });

  it('keeps the bar under the pointer when zooming', () => {
    fc.assert(
      fc.property(view, width, fc.double({ min: 0.1, max: 10, noNaN: true }), (one, wide, factor) => {
        const x = wide / 3;
        const zoomed = zoomedAt(one, wide, x, factor);
        expect(indexAtX(zoomed, wide, x)).toBeCloseTo(indexAtX(one, wide, x), 4);
      }),
    );
  });

  it('moves bars with the pointer when panning', () => {
    const before = { right: 100, spacing: 5 };
    const after = panned(before, 50);
    expect(xOfIndex(after, 800, 90)).toBeCloseTo(xOfIndex(before, 800, 90) + 50, 9);
  });

  it('never loses all bars out of sight', () => {
    fc.assert(
      fc.property(view, width, fc.integer({ min: 5, max: 5000 }), (one, wide, count) => {
        const stored = { start: 0, end: count };
        const { from, to } = visibleBars(clampView(one, wide, stored), wide);
        expect(Math.min(to, count - 1) - Math.max(from, 0)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('shows the newest bar in the newest view and everything in the fitted one', () => {
    const stored = { start: -50, end: 450 };
    expect(isAtNewest(newestView(stored), stored.end)).toBe(true);
    expect(visibleBars(fittedView(stored, 1000), 1000).from).toBeLessThanOrEqual(-49);
  });
});

describe('viewAfterChange', () => {
  const before = { start: 0, end: 1000 };
  const following = newestView(before);

  it('goes on following the newest bar, whichever way the end has moved', () => {
    for (const end of [40, 999, 1001, 9000]) {
      const stored = { start: end - 40, end };
      expect(viewAfterChange(following, 700, stored, 1000, true)).toEqual(newestView(stored));
    }
  });

  it('stays where the trader scrolled to while those bars are there', () => {
    const scrolled = panned(following, 3500);
    expect(viewAfterChange(scrolled, 700, { start: 0, end: 5000 }, 1000, true)).toEqual(scrolled);
    expect(viewAfterChange(scrolled, 700, { start: 0, end: 800 }, 1000, true)).toEqual(scrolled);
  });

  it('shows the newest bars when those in view are gone, also without auto scroll', () => {
    const stored = { start: -1000, end: 100 };
    const scrolled = panned(following, 3500);
    for (const isAutoScroll of [true, false]) {
      expect(viewAfterChange(scrolled, 700, stored, 1000, isAutoScroll).right).toBe(99 + rightMarginBars);
    }
  });

  it('does not move a view that has no width', () => {
    expect(clampView(following, 0, before)).toEqual(following);
  });
});
