import { expect, test } from 'vitest';
import type { Trading } from '../venues/trading.ts';
import { account, intentOf, market } from './testing/fake-exchange.ts';
import { eventually, gateway, live, type Opened, opened, stateOf } from './testing/opened-trading.ts';
import { secondConnection } from './testing/second-connection.ts';

/* Several saved connections that reach one account. */

const cardOf = ({ trading }: Opened) => trading.accountCards()[0];
const through = (one: Opened) => one.trading.accountCards().map(({ connection }) => connection);

async function both(one: Opened, rights?: { canTrade: boolean }) {
  await live(one);
  const second = secondConnection(one.exchange, rights);
  const release = one.trading.attach(second.venue, 'Other');
  second.setPhase('ready');
  return { ...second, release };
}

test('an account that two connections reach is watched through one: each order, fill and position is there once', async () => {
  const one = await opened();
  await both(one);
  await eventually(() => cardOf(one)?.alsoThrough).toEqual(['Other']);
  await gateway(one).place(intentOf('a'), 'ticket');
  one.exchange.positions = [{ account, instrument: market, quantity: '2', time: one.world.parts.now() }];
  one.exchange.fill('v1', '2', 't1');
  await one.world.pass(65_000);
  await eventually(() => one.trading.positionCards()).toHaveLength(1);
  expect(one.trading.accountCards()).toHaveLength(1);
  expect(one.trading.orderCards()).toHaveLength(1);
  expect(one.seen).toEqual(['t1']);
  // O9: the other one saw the fill too, and judged nothing by it.
  await one.world.pass(65_000);
  expect(one.anomalies).toEqual([]);
});

test('O3: an order on its way through one connection is not taken for lost when another one comes', async () => {
  const one = await opened();
  await live(one);
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  const half = one.exchange.venue.trading as Trading<'paper'>;
  const { place } = half;
  Object.assign(half, {
    place: async (...intent: Parameters<typeof place>) => {
      await answered;
      return place(...intent);
    },
  });
  const outcome = gateway(one).place(intentOf('a'), 'ticket');
  await eventually(() => stateOf(one, 'a')).toBe('sent');
  const second = secondConnection(one.exchange);
  one.trading.attach(second.venue, 'Other');
  second.setPhase('ready');
  one.exchange.setPhase('disconnected');
  await eventually(() => through(one)).toEqual(['c2']);
  await eventually(() => one.trading.desks()[0]?.state).toBe('live');
  expect(stateOf(one, 'a')).toBe('sent');
  answer();
  expect(await outcome).toMatchObject({ outcome: 'acknowledged' });
  await eventually(() => stateOf(one, 'a')).toBe('open');
  const states = one.events.filter(({ clientOrderId }) => clientOrderId === 'a').map(({ state }) => state);
  expect(states).not.toContain('unknown');
});

test('an account passes to the other connection when its own goes, and stays there', async () => {
  const one = await opened();
  const second = await both(one);
  await eventually(() => cardOf(one)?.alsoThrough).toEqual(['Other']);
  one.exchange.setPhase('back-off');
  expect(through(one)).toEqual(['c1']);
  one.exchange.setPhase('disconnected');
  await eventually(() => through(one)).toEqual(['c2']);
  one.exchange.setPhase('ready');
  await eventually(() => cardOf(one)?.alsoThrough).toEqual(['Mine']);
  await one.world.pass(1000);
  expect(through(one)).toEqual(['c2']);
  second.release();
  await eventually(() => through(one)).toEqual(['c1']);
  await eventually(() => cardOf(one)).toMatchObject({ state: 'live', alsoThrough: [] });
});

test('an account is watched through the connection that may trade', async () => {
  const one = await opened();
  const looking = secondConnection(one.exchange, { canTrade: false });
  one.trading.attach(looking.venue, 'Look only');
  looking.setPhase('ready');
  await eventually(() => through(one)).toEqual(['c2']);
  one.exchange.setPhase('ready');
  await eventually(() => through(one)).toEqual(['c1']);
  await eventually(() => cardOf(one)).toMatchObject({
    canTrade: true,
    state: 'live',
    alsoThrough: ['Look only'],
  });
  await gateway(one).place(intentOf('a'), 'ticket');
  expect(one.exchange.placements).toBe(1);
});
