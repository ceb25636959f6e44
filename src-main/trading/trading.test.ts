import { expect, test } from 'vitest';
import { fillKey } from '../../src-shared/domain/fill.ts';
import { temporaryProfile } from '../storage/testing/temporary-profile.ts';
import { account, type Fate, intentOf, market } from './testing/fake-exchange.ts';
import { askAgain, eventually, gateway, live, opened, reportOf, stateOf } from './testing/opened-trading.ts';

test('an order is stored, sent once and followed to its end; its fills are told once', async () => {
  const one = await opened();
  await live(one);
  expect(await gateway(one).place(intentOf('a'), 'ticket')).toMatchObject({
    outcome: 'acknowledged',
    venueOrderId: 'v1',
  });
  await eventually(() => stateOf(one, 'a')).toBe('open');
  const first = one.exchange.fill('v1', '0.5', 't1');
  one.exchange.tellFills([first, first]);
  one.exchange.fill('v1', '1.5', 't2');
  await eventually(() => stateOf(one, 'a')).toBe('filled');
  await eventually(() => one.seen).toEqual(['t1', 't2']);
  await askAgain(one);
  expect(one.seen).toEqual(['t1', 't2']);
  expect(one.trading.orderCards()).toMatchObject([{ isOurs: true, state: 'filled', filledQuantity: '2' }]);
  expect(one.exchange.placements).toBe(1);
});

test('O1: an order whose intent cannot be stored is not sent', async () => {
  const one = await opened();
  await live(one);
  await gateway(one).place(intentOf('a'), 'ticket');
  await expect(gateway(one).place(intentOf('a'), 'ticket')).rejects.toMatchObject({ kind: 'invalid' });
  expect(one.exchange.placements).toBe(1);
});

test('O4: a definite refusal ends it; everything else is unknown until the venue is asked', async () => {
  const one = await opened();
  await live(one);
  one.exchange.fates.push('refuse', 'lose-answer', 'throw');
  expect(await gateway(one).place(intentOf('refused'), 'ticket')).toMatchObject({ outcome: 'rejected' });
  expect(stateOf(one, 'refused')).toBe('rejected');
  one.exchange.isStreaming = false;
  expect(await gateway(one).place(intentOf('lost'), 'ticket')).toMatchObject({ outcome: 'unknown' });
  expect(stateOf(one, 'lost')).toBe('unknown');
  expect(await gateway(one).place(intentOf('bug'), 'ticket')).toMatchObject({ outcome: 'unknown' });
  await askAgain(one);
  await eventually(() => stateOf(one, 'lost')).toBe('open');
  expect(stateOf(one, 'bug')).toBe('unknown');
});

test('O5, O6: “no such order” counts only twice, apart, and late; meanwhile the market takes no automated order', async () => {
  const one = await opened();
  await live(one);
  one.exchange.fates.push('lose-request');
  await gateway(one).place(intentOf('gone'), 'ticket');
  expect(gateway(one).hasUnknown(account, market)).toBe(true);
  for (let turn = 0; turn < 3; turn += 1) {
    await askAgain(one);
    expect(stateOf(one, 'gone')).toBe('unknown');
    expect(one.trading.accountCards()[0]).toMatchObject({ state: 'reconciling' });
  }
  await eventually(async () => {
    await one.world.pass(16_000);
    return stateOf(one, 'gone');
  }).toBe('not-placed');
  expect(one.exchange.placements).toBe(1);
  expect(gateway(one).hasUnknown(account, market)).toBe(false);
  await eventually(() => one.trading.desks()[0]?.state).toBe('live');
});

test('O5: a late accept wins over not placed', async () => {
  const one = await opened();
  await live(one);
  one.exchange.fates.push('lose-request');
  await gateway(one).place(intentOf('late'), 'ticket');
  await eventually(async () => {
    await one.world.pass(16_000);
    return stateOf(one, 'late');
  }).toBe('not-placed');
  one.exchange.tellOrders([{ ...reportOf(one, 'late'), venueOrderId: 'v9', state: 'open' }]);
  await eventually(() => stateOf(one, 'late')).toBe('open');
});

test('after a crash between storing and answering, the order is asked for and never sent again', async () => {
  for (const wasPlaced of [true, false]) {
    const parts = temporaryProfile();
    const first = await opened(parts);
    await live(first);
    first.exchange.isStreaming = false;
    first.exchange.fates.push(wasPlaced ? 'lose-answer' : 'lose-request');
    await gateway(first).place(intentOf('a'), 'ticket');
    await first.stop();
    const second = await opened(parts, first.exchange, first.world);
    first.exchange.isStreaming = true;
    second.exchange.setPhase('ready');
    if (wasPlaced) await eventually(() => stateOf(second, 'a')).toBe('open');
    else {
      await eventually(async () => {
        await second.world.pass(16_000);
        return stateOf(second, 'a');
      }).toBe('not-placed');
    }
    expect(second.exchange.placements).toBe(1);
    await second.stop();
  }
});

test('O8: what a silent stream lost is found by the next snapshot, within a minute', async () => {
  const one = await opened();
  await live(one);
  await gateway(one).place(intentOf('a'), 'ticket');
  await eventually(() => stateOf(one, 'a')).toBe('open');
  one.exchange.isStreaming = false;
  one.exchange.fill('v1', '2', 't1');
  await one.world.pass(1000);
  expect(one.seen).toEqual([]);
  await one.world.pass(60_000);
  await eventually(() => one.seen).toEqual(['t1']);
  await eventually(() => stateOf(one, 'a')).toBe('filled');
});

test('O8: a question without an answer leaves what is known, and says that it is not confirmed', async () => {
  const one = await opened();
  await live(one);
  await gateway(one).place(intentOf('a'), 'ticket');
  await eventually(() => one.trading.orderCards().length).toBe(1);
  one.exchange.isAnswering = false;
  one.exchange.gap();
  await one.world.pass(3000);
  await eventually(() => one.trading.accountCards()[0]?.stateReason).toContain('does not answer');
  expect(one.trading.orderCards()).toHaveLength(1);
  one.exchange.isAnswering = true;
  await one.world.pass(20_000);
  await eventually(() => one.trading.desks()[0]?.state).toBe('live');
  one.exchange.setPhase('back-off');
  expect(one.trading.desks()[0]?.state).toBe('stale');
  expect(one.trading.orderCards()).toHaveLength(1);
});

test('O7: a quantity that no fill explains gets a marked one, which gives way to the real ones', async () => {
  const one = await opened();
  await live(one);
  await gateway(one).place(intentOf('a'), 'ticket');
  one.exchange.isStreaming = false;
  const real = one.exchange.fill('v1', '2', 't1');
  one.exchange.fills.length = 0;
  await one.world.pass(65_000);
  await eventually(() => one.seen).toEqual(['synthetic:v1:0-2']);
  expect(one.trading.fillCards('', null, 10).fills).toMatchObject([{ isSynthetic: true, quantity: '2' }]);
  one.exchange.fills.push(real);
  // Time that passes while a question is still under way plans no other one.
  await askAgain(one);
  await eventually(() => one.trading.fillCards('', null, 10).fills).toMatchObject([
    { id: fillKey(real), isSynthetic: false },
  ]);
});

test('O9: a position that is not what the fills come to is shown with both numbers', async () => {
  const one = await opened();
  const position = {
    account,
    instrument: market,
    quantity: '1',
    averagePrice: '100',
    time: one.world.parts.now(),
  };
  one.exchange.positions = [position];
  await live(one);
  expect(one.trading.positionCards()).toMatchObject([{ quantity: '1', disagreement: '' }]);
  await gateway(one).place(intentOf('a'), 'ticket');
  one.exchange.fill('v1', '2', 't1');
  one.exchange.positions = [{ ...position, quantity: '3' }];
  await one.world.pass(65_000);
  await askAgain(one);
  await eventually(() => one.trading.positionCards()).toMatchObject([{ quantity: '3', disagreement: '' }]);
  one.exchange.positions = [{ ...position, quantity: '5' }];
  await one.world.pass(65_000);
  await askAgain(one);
  await eventually(() => one.trading.positionCards()).toMatchObject([
    { quantity: '5', disagreement: 'The venue says 5, the fills come to 3.' },
  ]);
});

test('O3: what no order may do is an anomaly: it changes nothing and asks the venue', async () => {
  const one = await opened();
  await live(one);
  await gateway(one).place(intentOf('a'), 'ticket');
  await gateway(one).cancel({
    account,
    instrument: market,
    clientOrderId: intentOf('a').clientOrderId,
    venueOrderId: 'v1',
  });
  await eventually(() => stateOf(one, 'a')).toBe('cancelled');
  const before = one.exchange.snapshots;
  one.exchange.tellOrders([
    { ...reportOf(one, 'a'), venueOrderId: 'v1', state: 'filled', filledQuantity: '2' },
  ]);
  await eventually(() => one.trading.desks()[0]?.state).toBe('reconciling');
  expect(stateOf(one, 'a')).toBe('cancelled');
  await one.world.pass(3000);
  await eventually(() => one.exchange.snapshots).toBeGreaterThan(before);
});

test('O5: 300 placements with a fault at each point: at most one order each, and none unaccounted for', async () => {
  const one = await opened();
  await live(one);
  const fates: Fate[] = ['take', 'refuse', 'lose-request', 'lose-answer', 'throw'];
  const ids = Array.from({ length: 300 }, (_, index) => `n${index}`);
  for (const [index, id] of ids.entries()) {
    one.exchange.isStreaming = index % 2 === 0;
    one.exchange.fates.push(fates[index % fates.length] as Fate);
    await gateway(one).place(intentOf(id), 'ticket');
  }
  const open = () => ids.filter((id) => ['intent', 'sent', 'unknown'].includes(stateOf(one, id) ?? 'intent'));
  expect(open().length).toBeGreaterThan(100);
  await eventually(async () => {
    await one.world.pass(16_000);
    return open();
  }).toEqual([]);
  const perIntent = Map.groupBy(one.exchange.orders.values(), ({ clientOrderId }) => clientOrderId);
  expect(Math.max(...[...perIntent.values()].map((orders) => orders.length))).toBe(1);
  expect(ids.filter((id) => stateOf(one, id) === 'open').length).toBe(perIntent.size);
  expect(one.exchange.placements).toBe(300);
});
