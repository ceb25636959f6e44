import { expect, test } from 'vitest';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import { money } from '../../src-shared/domain/money.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import type { Trading } from '../venues/trading.ts';
import { account, intentOf, market } from './testing/fake-exchange.ts';
import { askAgain, eventually, gateway, live, opened, reportOf, stateOf } from './testing/opened-trading.ts';

/* What may go wrong around the ordinary ways of `trading.test.ts`, one scenario a test. */

test('O4: an answer that cannot be stored is still told, so that nobody takes the order for unsent', async () => {
  const one = await opened();
  await live(one);
  one.exchange.isStreaming = false;
  one.failWrites('acknowledged');
  expect(await gateway(one).place(intentOf('a'), 'ticket')).toMatchObject({ outcome: 'acknowledged' });
  one.failWrites('sent');
  await expect(gateway(one).place(intentOf('b'), 'ticket')).rejects.toThrow('disk');
  expect(one.exchange.placements).toBe(1);
});

test('O9: an account without positions is not compared with any', async () => {
  const one = await opened();
  one.exchange.hasPositions = false;
  await live(one);
  await gateway(one).place(intentOf('a'), 'ticket');
  one.exchange.fill('v1', '2', 't1');
  await one.world.pass(65_000);
  await askAgain(one);
  expect(one.trading.desks()[0]?.disagreements.size).toBe(0);
  expect(one.anomalies).toEqual([]);
});

test('O9: both sides of a hedged market are counted together', async () => {
  const one = await opened();
  const side = { account, instrument: market, averagePrice: '100', time: one.world.parts.now() };
  one.exchange.positions = [
    { ...side, positionId: 'long', quantity: '3' },
    { ...side, positionId: 'short', quantity: '-1' },
  ];
  await live(one);
  await gateway(one).place(intentOf('a'), 'ticket');
  one.exchange.fill('v1', '2', 't1');
  one.exchange.positions = [
    { ...side, positionId: 'long', quantity: '5' },
    { ...side, positionId: 'short', quantity: '-1' },
  ];
  await one.world.pass(65_000);
  await askAgain(one);
  expect([...(one.trading.desks()[0]?.disagreements.values() ?? [])]).toEqual([]);
});

test('O9: positions that were read while fills came in are no ground to compare from', async () => {
  const one = await opened();
  await live(one);
  await gateway(one).place(intentOf('a'), 'ticket');
  await one.stop();
  const two = await opened(one.parts, one.exchange, one.world);
  const position = { account, instrument: market, averagePrice: '100', time: one.world.parts.now() };
  const question = one.exchange.holdSnapshots();
  one.exchange.setPhase('ready');
  await eventually(() => one.exchange.snapshots).toBeGreaterThan(1);
  one.exchange.fill('v1', '2', 't1');
  await eventually(() => two.seen).toEqual(['t1']);
  // The positions had been read before the fill.
  question.answer();
  one.exchange.positions = [{ ...position, quantity: '2' }];
  await eventually(() => two.trading.desks()[0]?.state).toBe('live');
  for (let turn = 0; turn < 3; turn += 1) {
    await one.world.pass(65_000);
    await askAgain(two);
  }
  expect(two.anomalies).toEqual([]);
});

test('O3: the same contradiction is recorded once, and does not ask the venue for ever', async () => {
  const one = await opened();
  one.exchange.hasPositions = false;
  await live(one);
  await gateway(one).place(intentOf('a'), 'ticket');
  one.exchange.fill('v1', '2', 't1');
  await eventually(() => stateOf(one, 'a')).toBe('filled');
  const filled = one.exchange.orders.get('v1');
  if (filled === undefined) throw new Error('no order');
  one.exchange.orders.set('v1', { ...filled, state: 'cancelled' });
  for (let turn = 0; turn < 4; turn += 1) await askAgain(one);
  expect(one.anomalies).toHaveLength(1);
  await eventually(() => one.trading.desks()[0]?.state).toBe('live');
});

test('O8: an order that the venue had accepted and has forgotten is told once and holds nothing up', async () => {
  const one = await opened();
  await live(one);
  await gateway(one).place(intentOf('a'), 'ticket');
  await eventually(() => stateOf(one, 'a')).toBe('open');
  one.exchange.orders.clear();
  for (let turn = 0; turn < 4; turn += 1) await askAgain(one);
  await eventually(() => one.trading.desks()[0]?.state).toBe('live');
  expect(one.anomalies).toHaveLength(1);
});

test('O8: many gaps in a row put the question off no further', async () => {
  const one = await opened();
  await live(one);
  const before = one.exchange.snapshots;
  for (let turn = 0; turn < 6; turn += 1) {
    one.exchange.gap();
    await one.world.pass(1000);
  }
  await eventually(() => one.exchange.snapshots).toBeGreaterThan(before);
});

test('O8: a question from before a reconnect does not stand for the one after it', async () => {
  const one = await opened();
  const question = one.exchange.holdSnapshots();
  one.exchange.setPhase('ready');
  await eventually(() => one.exchange.snapshots).toBe(1);
  one.exchange.setPhase('back-off');
  one.exchange.setPhase('ready');
  question.answer();
  await one.world.pass(0);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(one.trading.desks()[0]?.state).toBe('reconciling');
  await askAgain(one);
  await eventually(() => one.trading.desks()[0]?.state).toBe('live');
});

test('O5: a clock that is set forward makes no order “not placed” before its time', async () => {
  const one = await opened();
  await live(one);
  one.exchange.fates.push('lose-request');
  await gateway(one).place(intentOf('gone'), 'ticket');
  one.world.shiftWallClock(10 * 60_000);
  await askAgain(one);
  one.world.shiftWallClock(10 * 60_000);
  await askAgain(one);
  await one.world.settle();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(stateOf(one, 'gone')).toBe('unknown');
});

test('O8: an order on its way is not asked for, and is no anomaly when it was just accepted', async () => {
  const one = await opened();
  await live(one);
  one.exchange.isStreaming = false;
  await gateway(one).place(intentOf('a'), 'ticket');
  // Eventually consistent: accepted, but not to be found yet.
  const order = one.exchange.orders.get('v1');
  one.exchange.orders.clear();
  one.exchange.gap();
  await one.world.pass(2100);
  await eventually(() => one.trading.desks()[0]?.state).toBe('live');
  expect(one.anomalies).toEqual([]);
  if (order !== undefined) one.exchange.orders.set('v1', order);
  await askAgain(one);
  await eventually(() => stateOf(one, 'a')).toBe('open');
});

test('O7: a second gap of the same size is explained too, after a real fill took the first one’s place in part', async () => {
  const one = await opened();
  await live(one);
  await gateway(one).place(intentOf('a'), 'ticket');
  one.exchange.isStreaming = false;
  const part = one.exchange.fill('v1', '0.5', 't1');
  one.exchange.fill('v1', '1.5', 't2');
  one.exchange.fills.length = 0;
  await one.world.pass(65_000);
  await eventually(() => one.seen).toHaveLength(1);
  // Only one of the two real ones ever comes.
  one.exchange.fills.push(part);
  await one.world.pass(65_000);
  await askAgain(one);
  const sum = () =>
    one.storage.journal.trading
      .fillsOfOrder({ account, instrument: market, venueOrderId: 'v1' })
      .reduce((total, { quantity }) => total + Number(quantity), 0);
  await eventually(sum).toBe(2);
});

test('O7, O9: a stand-in agrees with the position, and so do the real fills that take its place in parts', async () => {
  const one = await opened();
  await live(one);
  await gateway(one).place(intentOf('a'), 'ticket');
  one.exchange.isStreaming = false;
  const parts = [one.exchange.fill('v1', '0.5', 't1'), one.exchange.fill('v1', '1.5', 't2')];
  one.exchange.positions = [{ account, instrument: market, quantity: '2', time: one.world.parts.now() }];
  one.exchange.fills.length = 0;
  await one.world.pass(65_000);
  await eventually(() => one.seen).toEqual(['synthetic:v1:0-2']);
  for (const part of parts) {
    one.exchange.fills.push(part);
    // A snapshot that is still being stored on a busy machine puts the next question off.
    await eventually(async () => {
      await one.world.pass(65_000);
      return one.seen;
    }).toContain(part.tradeId);
    const booked = one.trading.fillCards('', null, 9).fills.map(({ quantity }) => Number(quantity));
    expect(booked.reduce((sum, quantity) => sum + quantity, 0)).toBe(2);
  }
  await askAgain(one);
  expect(one.anomalies).toEqual([]);
  expect(one.trading.fillCards('', null, 9).fills.map(({ tradeId }) => tradeId)).toEqual(['t2', 't1']);
});

test('O9: a position that is gone though the fills say otherwise is shown, and recorded the first time it is seen', async () => {
  const one = await opened();
  one.exchange.positions = [{ account, instrument: market, quantity: '3', time: one.world.parts.now() }];
  await live(one);
  one.exchange.positions = [];
  await askAgain(one);
  const disagreement = 'The venue says 0, the fills come to 3.';
  await eventually(() => one.trading.positionCards()).toMatchObject([{ quantity: '0', disagreement }]);
  expect(one.anomalies).toEqual([`${market}: ${disagreement}`]);
  await askAgain(one);
  expect(one.anomalies).toHaveLength(1);
});

test('O7: orders with one id in two markets are two orders', async () => {
  const one = await opened();
  await live(one);
  const { clientOrderId: _, ...foreign } = {
    ...reportOf(one, 'b'),
    venueOrderId: 'v7',
    state: 'open' as const,
  };
  const elsewhere = instrumentId('FAKE_TEST:ETHUSD');
  one.exchange.tellOrders([foreign, { ...foreign, instrument: elsewhere }]);
  await eventually(() => one.trading.orderCards().map(({ instrument }) => instrument)).toEqual([
    market,
    elsewhere,
  ]);
  expect(new Set(one.trading.orderCards().map(({ id }) => id)).size).toBe(2);
});

test('J8: a fee that comes late is told to whoever shows fills, and the fill itself is not told again', async () => {
  const one = await opened();
  await live(one);
  let corrections = 0;
  one.trading.onFillsCorrected(() => {
    corrections += 1;
  });
  await gateway(one).place(intentOf('a'), 'ticket');
  const bare = one.exchange.fill('v1', '2', 't1');
  await eventually(() => one.seen).toEqual(['t1']);
  one.exchange.tellFills([{ ...bare, fee: money('0.2', 'USD') }]);
  await eventually(() => corrections).toBe(1);
  expect(one.trading.fillCards('', null, 9).fills).toMatchObject([
    { fee: { amount: '0.2', currency: 'USD' } },
  ]);
  expect(one.seen).toEqual(['t1']);
});

test('O3: of a pair that the venue keeps as one order, the other leg goes to “not placed” by the table of legal moves', async () => {
  const one = await opened();
  const half = one.exchange.venue.trading as Trading<'paper'>;
  Object.assign(half, {
    placeOco: async () => ({ outcome: 'acknowledged', venueOrderIds: ['v1'], time: one.world.parts.now() }),
  });
  await live(one);
  const { side, quantity, origin } = intentOf('a');
  const target = { clientOrderId: intentOf('target').clientOrderId, limitPrice: '110' };
  const stop = { clientOrderId: intentOf('stop').clientOrderId, triggerPrice: '90' };
  await gateway(one).placeOco(
    { account, instrument: market, side, quantity, origin, target, stop },
    'ticket',
  );
  expect([stateOf(one, 'target'), stateOf(one, 'stop')]).toEqual(['acknowledged', 'not-placed']);
  expect(one.anomalies).toEqual([]);
});

test('order cards ask the disk twice, however many orders and accounts there are', async () => {
  const one = await opened();
  await live(one);
  for (let index = 0; index < 30; index += 1) await gateway(one).place(intentOf(`n${index}`), 'ticket');
  await eventually(() => one.trading.orderCards().filter(({ isOurs }) => isOurs)).toHaveLength(30);
  const before = one.reads();
  one.trading.orderCards();
  expect(one.reads() - before).toBe(2);
});

test('W4: more than can be stored starts the connection over once', async () => {
  const one = await opened();
  await live(one);
  const report = { ...reportOf(one, 'other'), state: 'open' as const };
  one.exchange.tellOrders(
    Array.from({ length: 10_500 }, (_, index) => ({
      ...report,
      venueOrderId: `x${index}`,
      time: epochMs(index),
    })),
  );
  expect(one.exchange.wakes).toBe(1);
});

test('accounts that were read twice are watched once', async () => {
  const one = await opened();
  one.exchange.isAnswering = false;
  one.exchange.setPhase('ready');
  await one.world.pass(16_000);
  one.exchange.isAnswering = true;
  await one.world.pass(16_000);
  await live(one);
  expect(one.trading.desks()).toHaveLength(1);
});

test('a question that is broken off by the end of an account is told to nobody', async () => {
  const one = await opened();
  await live(one);
  const half = one.exchange.venue.trading as Trading<'paper'>;
  let asked = 0;
  Object.assign(half, {
    snapshot: (_account: unknown, _since: unknown, signal: AbortSignal) =>
      new Promise((_resolve, reject) => {
        asked += 1;
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
  });
  one.exchange.gap();
  await one.world.pass(2100);
  await eventually(() => asked).toBe(1);
  const before = one.world.logged.length;
  await one.stop();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(one.world.logged.slice(before)).toEqual([]);
});
