import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candle, candleColumnsOf, candlesOf } from '../../../../src-shared/domain/candle.ts';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import { BarStore } from './bar-store.ts';

const bar = (minute: number, close = minute): Candle => ({
  time: epochMs(minute * 60_000),
  open: close,
  high: close,
  low: close,
  close,
  volume: 1,
});
const bars = (from: number, to: number) =>
  candleColumnsOf(Array.from({ length: to - from }, (_, index) => bar(from + index)));
const minutes = (store: BarStore) => candlesOf(store.all()).map(({ time }) => time / 60_000);

describe('BarStore', () => {
  it('keeps every index when older pages are put in front', () => {
    const store = new BarStore();
    store.replaceAll(bars(100, 110));
    expect(store.prepend(bars(90, 100))).toEqual({ added: 10, dropped: 0 });
    expect([store.first, store.end]).toEqual([-10, 10]);
    expect(store.at(0)?.close).toBe(100);
    expect(store.at(-10)?.close).toBe(90);
    expect(store.at(-11)).toBeUndefined();
  });

  it('takes each bar once where pages overlap', () => {
    const store = new BarStore();
    store.replaceAll(bars(100, 110));
    store.prepend(bars(95, 105));
    store.append(bars(105, 115));
    expect(minutes(store)).toEqual(Array.from({ length: 20 }, (_, index) => 95 + index));
  });

  it('lets go of the far end when it is full', () => {
    const store = new BarStore(20);
    store.replaceAll(bars(100, 120));
    expect(store.prepend(bars(90, 100)).dropped).toBe(10);
    expect(minutes(store)).toEqual(Array.from({ length: 20 }, (_, index) => 90 + index));
    expect(store.append(bars(110, 115)).dropped).toBe(5);
    expect(store.oldest()?.close).toBe(95);
    expect(store.at(store.first)?.close).toBe(95);
  });

  it('replaces, revises, adds or ignores a live bar by its time', () => {
    const store = new BarStore();
    store.replaceAll(bars(100, 103));
    expect(store.upsert(bar(102, 7))).toBe('replaced-last');
    expect(store.upsert(bar(103, 8))).toBe('appended');
    expect(store.upsert(bar(101, 9))).toBe('revised');
    expect(store.upsert({ ...bar(101), time: epochMs(101.5 * 60_000) })).toBe('ignored');
    expect(store.upsert(bar(50))).toBe('ignored');
    expect(candlesOf(store.all()).map(({ close }) => close)).toEqual([100, 9, 7, 8]);
  });

  it('joins a newest page only where it reaches back to what is stored', () => {
    const store = new BarStore();
    store.replaceAll(bars(100, 110));
    expect(store.replaceNewest(bars(111, 120))).toBe(false);
    expect(store.replaceNewest(bars(105, 108))).toBe(true);
    expect(minutes(store)).toEqual([100, 101, 102, 103, 104, 105, 106, 107]);
    expect(store.replaceNewest(bars(90, 95))).toBe(true);
    expect(minutes(store)).toEqual([90, 91, 92, 93, 94]);
  });

  it('holds an ascending run without holes of its own after any pages', () => {
    const step = fc.record({
      kind: fc.constantFrom('prepend', 'append', 'live'),
      count: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.integer({ min: 30, max: 200 }), (steps, limit) => {
        const store = new BarStore(limit);
        store.replaceAll(bars(1000, 1010));
        for (const { kind, count } of steps) {
          const oldest = (store.oldest()?.time ?? 0) / 60_000;
          const newest = (store.newest()?.time ?? 0) / 60_000;
          if (kind === 'prepend') store.prepend(bars(oldest - count, oldest + 2));
          else if (kind === 'append') store.append(bars(newest - 1, newest + count));
          else store.upsert(bar(newest + 1));
        }
        const times = minutes(store);
        expect(times).toEqual(times.map((_, index) => (times[0] ?? 0) + index));
        expect(store.length).toBeLessThanOrEqual(limit);
        for (let index = store.first; index < store.end; index += 7) {
          expect(store.indexAtOrAfter(store.timeAt(index))).toBe(index);
        }
      }),
    );
  });

  it('keeps indices when the newest page replaces everything', () => {
    const store = new BarStore();
    store.replaceAll(bars(100, 110));
    expect(store.replaceNewest(bars(95, 120))).toBe(true);
    expect([store.first, store.end]).toEqual([-5, 20]);
    expect(store.at(0)?.close).toBe(100);
    expect(store.replaceNewest(bars(50, 60))).toBe(true);
    expect([store.first, store.end]).toEqual([-15, -5]);
    expect(minutes(store)).toEqual(Array.from({ length: 10 }, (_, index) => 50 + index));
  });
});
