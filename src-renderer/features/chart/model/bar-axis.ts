import type { BarStore } from './bar-store.ts';

/*
 * The horizontal axis counts bars, not hours: nights and weekends take no room. Drawings are anchored to times. These
 * two go back and forth, in fractions of a bar; outside of what is stored a bar is taken to have its usual length.
 */

export function indexOfTime(store: BarStore, time: number, barMs: number): number {
  const newest = store.newest();
  const oldest = store.oldest();
  if (newest === undefined || oldest === undefined) return Number.NaN;
  if (time >= newest.time) return store.end - 1 + (time - newest.time) / barMs;
  if (time <= oldest.time) return store.first - (oldest.time - time) / barMs;
  const after = store.indexAtOrAfter(time);
  const afterTime = store.timeAt(after);
  if (afterTime === time) return after;
  const beforeTime = store.timeAt(after - 1);
  return after - 1 + (time - beforeTime) / (afterTime - beforeTime);
}

export function timeOfIndex(store: BarStore, index: number, barMs: number): number {
  const newest = store.newest();
  const oldest = store.oldest();
  if (newest === undefined || oldest === undefined) return Number.NaN;
  const lastIndex = store.end - 1;
  if (index >= lastIndex) return newest.time + (index - lastIndex) * barMs;
  if (index <= store.first) return oldest.time - (store.first - index) * barMs;
  const whole = Math.floor(index);
  const time = store.timeAt(whole);
  return time + (index - whole) * (store.timeAt(whole + 1) - time);
}
