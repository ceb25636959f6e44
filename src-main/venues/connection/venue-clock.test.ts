import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { createVirtualWorld } from './testing/virtual-world.ts';
import { createVenueClock } from './venue-clock.ts';

/** A venue whose clock differs by so much, and that is reached by ways of these lengths. */
function stage(differenceMs: number, ways: readonly { there: number; back: number }[]) {
  const world = createVirtualWorld();
  let asked = 0;
  const clock = createVenueClock(() => {
    const way = ways[asked % ways.length] ?? { there: 0, back: 0 };
    asked += 1;
    return new Promise((resolve) => {
      world.parts.after(way.there, () => {
        const answer = world.parts.now() + differenceMs;
        world.parts.after(way.back, () => resolve(answer));
      });
    });
  }, world.parts);
  return { world, clock, asked: () => asked };
}

test('O15: the shortest of several round trips counts', async () => {
  const ways = [
    { there: 400, back: 20 },
    { there: 10, back: 10 },
    { there: 20, back: 300 },
    { there: 90, back: 90 },
    { there: 50, back: 60 },
  ];
  const { world, clock, asked } = stage(2_500, ways);
  expect([clock.isMeasured, clock.offsetMs]).toEqual([false, 0]);
  const measuring = clock.measure();
  await world.pass(5_000);
  await measuring;
  expect([clock.isMeasured, clock.offsetMs, asked()]).toEqual([true, 2_500, 5]);
  expect(clock.now() - world.parts.now()).toBe(2_500);
});

test('O15: what is signed never lies in the venue’s future, whatever the ways there and back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: -100_000, max: 100_000 }),
      fc.array(fc.record({ there: fc.nat(2_000), back: fc.nat(2_000) }), { minLength: 1, maxLength: 5 }),
      async (difference, ways) => {
        const { world, clock } = stage(difference, ways);
        const measuring = clock.measure();
        await world.pass(40_000);
        await measuring;
        const venueNow = world.parts.now() + difference;
        expect(clock.forSigning()).toBeLessThanOrEqual(venueNow);
        const shortest = Math.min(...ways.map(({ there, back }) => there + back));
        expect(venueNow - clock.forSigning()).toBeLessThanOrEqual(shortest + 2);
        expect(Math.abs(clock.now() - venueNow)).toBeLessThanOrEqual(shortest / 2 + 2);
      },
    ),
    { numRuns: 60, seed: 5 },
  );
});

test('O15: one new measurement after a refused signature, then none for a minute', async () => {
  const { world, clock, asked } = stage(0, [{ there: 1, back: 1 }]);
  const first = clock.resyncOnce();
  await world.pass(100);
  expect([await first, asked()]).toEqual([true, 5]);
  expect(await clock.resyncOnce()).toBe(false);
  await world.pass(60_000);
  const later = clock.resyncOnce();
  await world.pass(100);
  expect([await later, asked()]).toEqual([true, 10]);
});

test('it rejects as the venue does when nothing is answered, and keeps what it knew', async () => {
  const world = createVirtualWorld();
  let isDown = false;
  const clock = createVenueClock(async () => {
    if (isDown) throw new Failure('unavailable', 'The venue is being repaired.');
    return world.parts.now() + 40;
  }, world.parts);
  await Promise.all([clock.measure(), clock.measure()]);
  isDown = true;
  await expect(clock.measure()).rejects.toMatchObject({ kind: 'unavailable' });
  expect([clock.offsetMs, clock.isMeasured]).toEqual([40, true]);
});
