import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { createRateBudget, type RateLimit, type Urgency } from './rate-budget.ts';
import { createVirtualWorld } from './testing/virtual-world.ts';

const weight: RateLimit = {
  name: 'weight',
  capacity: 100,
  refill: { kind: 'window', everyMs: 60_000 },
  reservedForOrders: 0.2,
};
const orders: RateLimit = { name: 'orders', capacity: 10, refill: { kind: 'window', everyMs: 10_000 } };
const counter: RateLimit = { name: 'counter', capacity: 20, refill: { kind: 'leak', perSecond: 0.5 } };
const pair: RateLimit = { name: 'pair', capacity: 2, refill: { kind: 'leak', perSecond: 1 } };

function stage(limits: readonly RateLimit[], startAt = Date.UTC(2026, 0, 5, 12, 0, 30)) {
  const world = createVirtualWorld({ startAt });
  return { world, budget: createRateBudget(limits, world.parts) };
}

/** Starts a take and tells how it stands. */
function follow(promise: Promise<void>): { state: string; failure?: unknown } {
  const followed: { state: string; failure?: unknown } = { state: 'waits' };
  promise.then(
    () => {
      followed.state = 'went';
    },
    (failure) => {
      followed.state = 'refused';
      followed.failure = failure;
    },
  );
  return followed;
}

test('a window starts again at whole multiples of its length in venue time', async () => {
  const { world, budget } = stage([orders]);
  await budget.take({ orders: 10 }, 'order');
  const next = follow(budget.take({ orders: 1 }, 'read'));
  await world.pass(9_900);
  expect(next.state).toBe('waits');
  await world.pass(200);
  expect(next.state).toBe('went');
  expect(budget.report()).toEqual([{ name: 'orders', used: 1, capacity: 10 }]);
});

test('windows turn by the venue’s clock, not by ours', async () => {
  const world = createVirtualWorld({ startAt: Date.UTC(2026, 0, 5, 12, 0, 30) });
  const budget = createRateBudget([orders], { ...world.parts, venueNow: () => world.parts.now() + 7_000 });
  await budget.take({ orders: 10 }, 'read');
  const next = follow(budget.take({ orders: 1 }, 'read'));
  await world.pass(3_100);
  expect(next.state).toBe('went');
});

test('a leaking counter sinks steadily', async () => {
  const { world, budget } = stage([counter]);
  await budget.take({ counter: 20 }, 'read');
  const next = follow(budget.take({ counter: 2 }, 'read'));
  await world.pass(3_900);
  expect(next.state).toBe('waits');
  await world.pass(200);
  expect(next.state).toBe('went');
});

test('charts never take what is reserved for orders', async () => {
  const { world, budget } = stage([weight]);
  await budget.take({ weight: 80 }, 'read');
  const chart = follow(budget.take({ weight: 1 }, 'read'));
  const order = follow(budget.take({ weight: 20 }, 'order'));
  await world.settle();
  expect([chart.state, order.state]).toEqual(['waits', 'went']);
});

test('an order waits a second at most, and is refused unsent', async () => {
  const { world, budget } = stage([orders]);
  await budget.take({ orders: 10 }, 'order');
  const order = follow(budget.take({ orders: 1 }, 'order'));
  await world.pass(990);
  expect(order.state).toBe('waits');
  await world.pass(20);
  expect(order).toMatchObject({ state: 'refused', failure: { kind: 'rate-limited' } });
  await world.pass(60_000);
  expect(budget.report()[0]?.used).toBe(0);
});

test('several limits are taken together or not at all', async () => {
  const { world, budget } = stage([weight, orders]);
  await budget.take({ orders: 10 }, 'order');
  const both = follow(budget.take({ weight: 50, orders: 1 }, 'read'));
  await world.settle();
  expect([both.state, budget.report()[0]?.used]).toEqual(['waits', 0]);
});

test('nobody overtakes on a limit that an earlier one waits for; other limits go on', async () => {
  const { world, budget } = stage([weight, counter]);
  await budget.take({ weight: 70 }, 'read');
  const big = follow(budget.take({ weight: 50 }, 'read'));
  const small = follow(budget.take({ weight: 1 }, 'read'));
  const other = follow(budget.take({ counter: 1 }, 'read'));
  await world.settle();
  expect([big.state, small.state, other.state]).toEqual(['waits', 'waits', 'went']);
  await world.pass(30_100);
  expect([big.state, small.state]).toEqual(['went', 'went']);
});

test('the venue’s own count wins over ours, both ways', async () => {
  const { world, budget } = stage([weight]);
  await budget.take({ weight: 10 }, 'read');
  budget.observe('weight', 80);
  const next = follow(budget.take({ weight: 1 }, 'read'));
  await world.settle();
  expect(next.state).toBe('waits');
  budget.observe('weight', 5);
  await world.settle();
  expect(next.state).toBe('went');
  budget.giveBack('weight', 3);
  expect(budget.report()[0]?.used).toBe(3);
});

describe('when the venue says stop', () => {
  test('nothing goes out until then, waiting ones are told, and a later word never shortens it', async () => {
    const { world, budget } = stage([weight, orders]);
    await budget.take({ weight: 80 }, 'read');
    const waiting = follow(budget.take({ weight: 10 }, 'read'));
    const until = epochMs(world.parts.now() + 120_000);
    budget.block(until, 'The venue banned this address.');
    budget.block(epochMs(world.parts.now() + 1_000), 'Too many requests.');
    await world.settle();
    expect(waiting).toMatchObject({ state: 'refused', failure: { kind: 'rate-limited', data: { until } } });
    const order = follow(budget.take({ orders: 1 }, 'order'));
    await world.pass(119_000);
    expect(order).toMatchObject({ state: 'refused', failure: { data: { until } } });
    expect(budget.blocked).toEqual({ until, reason: 'The venue banned this address.' });
    expect(budget.report().map(({ blockedUntil }) => blockedUntil)).toEqual([until, until]);
    await world.pass(2_000);
    expect(budget.blocked).toBeUndefined();
    await budget.take({ orders: 1 }, 'order');
  });

  test('a block on one limit leaves the others alone', async () => {
    const { world, budget } = stage([weight, orders]);
    budget.block(epochMs(world.parts.now() + 5_000), 'Too many orders.', 'orders');
    await expect(budget.take({ orders: 1 }, 'order')).rejects.toMatchObject({ kind: 'rate-limited' });
    await budget.take({ weight: 1 }, 'order');
  });
});

test('a limit per instrument is counted by instrument', async () => {
  const { world, budget } = stage([pair]);
  await budget.take({ 'pair:BTC/USD': 2 }, 'read');
  await budget.take({ 'pair:ETH/USD': 1 }, 'read');
  const third = follow(budget.take({ 'pair:BTC/USD': 1 }, 'read'));
  await world.settle();
  expect([third.state, budget.report()]).toEqual(['waits', [{ name: 'pair', used: 2, capacity: 2 }]]);
  for (let count = 0; count < 3_000; count += 1) await budget.take({ [`pair:X${count}`]: 1 }, 'read');
  await world.pass(60_000);
  expect(third.state).toBe('went');
});

test('whoever cancels waits no more and costs nothing; too many waiting ones are refused', async () => {
  const { world, budget } = stage([orders]);
  await budget.take({ orders: 10 }, 'read');
  const controller = new AbortController();
  const cancelled = follow(budget.take({ orders: 5 }, 'read', controller.signal));
  const behind = follow(budget.take({ orders: 6 }, 'read'));
  controller.abort();
  await world.pass(10_100);
  expect([cancelled.state, behind.state]).toEqual(['refused', 'went']);
  expect(cancelled.failure).toMatchObject({ kind: 'cancelled' });
  const crowd = Array.from({ length: 2_100 }, () => follow(budget.take({ orders: 10 }, 'read')));
  await world.settle();
  expect(crowd.filter(({ state }) => state === 'refused').length).toBe(100);
});

test('asking for more than there can ever be, or for an unknown limit, is a bug', async () => {
  const { budget } = stage([weight]);
  await expect(budget.take({ weight: 81 }, 'read')).rejects.toThrow(RangeError);
  await expect(budget.take({ wait: 1 }, 'read')).rejects.toThrow(RangeError);
});

test('whatever is asked for, no window ever gives more than its capacity, nor reads more than their share', async () => {
  const request = fc.record({
    cost: fc.integer({ min: 1, max: 40 }),
    urgency: fc.constantFrom<Urgency[]>('order', 'read'),
    pauseMs: fc.nat(8_000),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(request, { maxLength: 40 }), async (requests) => {
      const { world, budget } = stage([weight]);
      const given: { at: number; cost: number; urgency: Urgency }[] = [];
      for (const { cost, urgency, pauseMs } of requests) {
        budget.take({ weight: cost }, urgency).then(
          () => given.push({ at: world.parts.now(), cost, urgency }),
          () => undefined,
        );
        await world.pass(pauseMs);
      }
      await world.pass(600_000);
      const windows = Map.groupBy(given, ({ at }) => Math.floor(at / 60_000));
      for (const taken of windows.values()) {
        const sum = (some: typeof taken) => some.reduce((total, { cost }) => total + cost, 0);
        expect(sum(taken)).toBeLessThanOrEqual(100);
        expect(sum(taken.filter(({ urgency }) => urgency === 'read'))).toBeLessThanOrEqual(80);
      }
      expect(given.filter(({ urgency }) => urgency === 'read').length).toBe(
        requests.filter(({ urgency }) => urgency === 'read').length,
      );
    }),
    { numRuns: 60, seed: 11 },
  );
});
