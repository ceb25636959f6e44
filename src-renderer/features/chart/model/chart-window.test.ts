import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  firstWindow,
  movedWindow,
  pagesWanted,
  windowAround,
  windowBars,
  windowMargin,
} from './chart-window.ts';

const stored = fc
  .record({ start: fc.integer({ min: -200_000, max: 0 }), length: fc.integer({ min: 1, max: 300_000 }) })
  .map(({ start, length }) => ({ start, end: start + length }));
const viewIn = ({ start, end }: { start: number; end: number }) =>
  fc
    .record({ at: fc.double({ min: 0, max: 1, noNaN: true }), span: fc.integer({ min: 3, max: 3000 }) })
    .map(({ at, span }) => {
      const from = start + at * (end - start);
      return { from, to: from + span };
    });
const both = stored.chain((run) => fc.record({ run: fc.constant(run), view: viewIn(run) }));

describe('the chart window', () => {
  it('holds what can be seen, with a margin wherever more is stored', () => {
    fc.assert(
      fc.property(both, ({ run, view }) => {
        const { start, end } = windowAround(view, run);
        expect(start).toBeGreaterThanOrEqual(run.start);
        expect(end).toBeLessThanOrEqual(run.end);
        if (start > run.start) expect(view.from - start).toBeGreaterThanOrEqual(windowMargin - 1);
        if (end < run.end) expect(end - view.to).toBeGreaterThanOrEqual(windowMargin - 1);
      }),
    );
  });

  it('stays near 2,000 bars however long the history', () => {
    fc.assert(
      fc.property(both, ({ run, view }) => {
        const { start, end } = windowAround(view, run);
        const needed = Math.ceil((view.to - view.from) * 1.5) + 2 * windowMargin;
        expect(end - start).toBeLessThanOrEqual(Math.max(windowBars, needed));
      }),
    );
  });

  it('is at first no larger than it has to be to serve as it is', () => {
    fc.assert(
      fc.property(both, ({ run, view }) => {
        const first = firstWindow(view, run);
        expect(movedWindow(first, view, run)).toBeUndefined();
        expect(first.end - first.start).toBeLessThan(view.to - view.from + 2 * windowMargin + 4);
      }),
    );
  });

  it('does not move again at once after it has moved', () => {
    fc.assert(
      fc.property(both, ({ run, view }) => {
        const moved = windowAround(view, run);
        expect(movedWindow(moved, view, run)).toBeUndefined();
      }),
    );
  });

  it('moves when the view comes close to an edge behind which more is stored', () => {
    const run = { start: 0, end: 10_000 };
    const current = { start: 4000, end: 6000 };
    expect(movedWindow(current, { from: 4900, to: 5100 }, run)).toBeUndefined();
    expect(movedWindow(current, { from: 4200, to: 4400 }, run)).toEqual({ start: 3300, end: 5300 });
    expect(movedWindow(current, { from: 5700, to: 5900 }, run)).toEqual({ start: 4800, end: 6800 });
  });

  it('stays at the end of what is stored, and grows there by live bars before it is cut', () => {
    const view = { from: 9900, to: 10_008 };
    expect(movedWindow({ start: 8000, end: 10_400 }, view, { start: 0, end: 10_400 })).toBeUndefined();
    expect(
      movedWindow({ start: 8000, end: 10_600 }, { from: 10_500, to: 10_608 }, { start: 0, end: 10_600 }),
    ).toEqual({ start: 8600, end: 10_600 });
  });

  it('asks for pages before the view arrives at the end of what is stored', () => {
    const run = { start: -5000, end: 5000 };
    expect(pagesWanted({ from: 0, to: 200 }, run)).toEqual({ older: false, newer: false });
    expect(pagesWanted({ from: -4000, to: -3800 }, run)).toEqual({ older: true, newer: false });
    expect(pagesWanted({ from: 3900, to: 4000 }, run)).toEqual({ older: false, newer: true });
    expect(pagesWanted({ from: -2000, to: 0 }, run)).toEqual({ older: true, newer: false });
  });
});
