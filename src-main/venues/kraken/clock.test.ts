import { expect, test } from 'vitest';
import { createVirtualWorld } from '../connection/testing/virtual-world.ts';
import { createKrakenClock } from './clock.ts';

/** Kraken’s clock is so much ahead of ours; its `Time` tells whole seconds and takes 40 ms each way. */
function stage(offsetMs: number) {
  const world = createVirtualWorld();
  const venueNow = () => world.parts.now() + offsetMs;
  const clock = createKrakenClock(async () => {
    await world.pass(40);
    const answer = Math.floor(venueNow() / 1000) * 1000;
    await world.pass(40);
    return answer;
  }, world.parts);
  return { world, clock, venueNow };
}

test('O15: whole seconds tell the offset to within one, and never a time ahead', async () => {
  for (const offset of [-7_300, -450, 0, 320, 61_234]) {
    const { clock, venueNow } = stage(offset);
    expect(clock.isMeasured).toBe(false);
    await clock.measure();
    expect(clock.isMeasured).toBe(true);
    expect(Math.abs(clock.offsetMs - offset)).toBeLessThanOrEqual(1_000);
    expect(clock.earliest).toBeLessThanOrEqual(venueNow());
    expect(clock.forSigning()).toBeLessThanOrEqual(venueNow());
  }
});

test('an answer of the socket narrows it to a round trip', async () => {
  const { world, clock, venueNow } = stage(3_210);
  await clock.measure();
  const sentAt = world.parts.now();
  await world.pass(30);
  const timeIn = venueNow();
  await world.pass(20);
  clock.observe(timeIn, timeIn + 1, sentAt);
  expect(Math.abs(clock.offsetMs - 3_210)).toBeLessThanOrEqual(30);
  expect(clock.earliest).toBeLessThanOrEqual(venueNow());
  expect(venueNow() - clock.earliest).toBeLessThanOrEqual(60);
});

test('clocks that may agree are taken to agree', async () => {
  const { clock } = stage(0);
  await clock.measure();
  expect(clock.offsetMs).toBe(0);
});

test('what contradicts everything before it wins: a clock was set', async () => {
  const { world, clock } = stage(0);
  await clock.measure();
  world.shiftWallClock(-60_000);
  const sentAt = world.parts.now();
  clock.observe(sentAt + 60_000, sentAt + 60_001, sentAt);
  expect(Math.abs(clock.offsetMs - 60_000)).toBeLessThanOrEqual(2);
});

test('nonces: setting this computer’s clock moves the steady time by nothing, neither in a run nor between two', async () => {
  const { world, clock, venueNow } = stage(0);
  await clock.measure();
  world.shiftWallClock(3_600_000);
  await world.pass(500);
  // What the venue would say now, were its clock not made of ours on this stage.
  expect(Math.abs(clock.steady() - (venueNow() - 3_600_000))).toBeLessThanOrEqual(1_000);
  const last = clock.steady();
  // Another run, an hour of wall clock earlier: the venue's own time goes on.
  world.shiftWallClock(-7_200_000);
  const next = createKrakenClock(async () => {
    await world.pass(1_000);
    return Math.floor((world.parts.now() + 3_600_000) / 1000) * 1000;
  }, world.parts);
  await next.measure();
  expect(next.steady()).toBeGreaterThan(last);
});

test('a venue that does not answer leaves it unmeasured', async () => {
  const world = createVirtualWorld();
  const clock = createKrakenClock(() => Promise.reject(new Error('no answer')), world.parts);
  await expect(clock.measure()).rejects.toThrow('no answer');
  expect([clock.isMeasured, clock.offsetMs]).toEqual([false, 0]);
});
