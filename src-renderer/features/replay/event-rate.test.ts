import { expect, test } from 'vitest';
import { EventRate } from './event-rate.ts';

test('the rate is not known before two moments', () => {
  const rate = new EventRate();
  expect(rate.perSecond()).toBeUndefined();
  rate.add(0, 100);
  expect(rate.perSecond()).toBeUndefined();
});

test('events are counted per second over the window', () => {
  const rate = new EventRate(2000);
  for (let at = 0; at <= 4000; at += 250) rate.add(at, at < 2000 ? 0 : (at - 2000) * 3);
  expect(rate.perSecond()).toBeCloseTo(3000);
});

test('a counter that goes back starts the measurement again', () => {
  const rate = new EventRate();
  rate.add(0, 1000);
  rate.add(500, 2000);
  rate.add(1000, 0);
  expect(rate.perSecond()).toBeUndefined();
  rate.add(1500, 50);
  expect(rate.perSecond()).toBe(100);
});
