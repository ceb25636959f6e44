import { expect, test } from 'vitest';
import { createVirtualWorld } from './testing/virtual-world.ts';
import { watchSleep } from './watch-sleep.ts';

test('waking is noticed by a jump between the clocks', async () => {
  const world = createVirtualWorld();
  let wakes = 0;
  const stop = watchSleep(world.parts, () => {
    wakes += 1;
  });
  await world.pass(600_000);
  expect(wakes).toBe(0);
  world.sleep(3_600_000);
  await world.pass(5_000);
  expect(wakes).toBe(1);
  await world.pass(60_000);
  expect(wakes).toBe(1);
  stop();
  world.sleep(3_600_000);
  await world.pass(60_000);
  expect([wakes, world.timers]).toEqual([1, 0]);
});

test('where the monotonic clock goes on in sleep, the late timer tells', async () => {
  let time = 0;
  let wakes = 0;
  let timer = () => undefined as unknown;
  const parts = {
    now: () => time as ReturnType<ReturnType<typeof createVirtualWorld>['parts']['now']>,
    monotonicMs: () => time,
    after: (_delay: number, run: () => void) => {
      timer = run;
      return () => undefined;
    },
  };
  watchSleep(parts, () => {
    wakes += 1;
  });
  time += 5_010;
  timer();
  expect(wakes).toBe(0);
  time += 60_000;
  timer();
  expect(wakes).toBe(1);
});

test('setting the wall clock back is no sleep', async () => {
  const world = createVirtualWorld();
  let wakes = 0;
  watchSleep(world.parts, () => {
    wakes += 1;
  });
  world.shiftWallClock(-3_600_000);
  await world.pass(60_000);
  expect(wakes).toBe(0);
});
