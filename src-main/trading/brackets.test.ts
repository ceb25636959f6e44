import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BracketIntent, OrderTerms } from '../../src-shared/domain/order.ts';
import { temporaryProfile } from '../storage/testing/temporary-profile.ts';
import type { TradingCapabilities } from '../venues/trading.ts';
import { assertBracket } from './order-checks.ts';
import { account, bracketOf, type Fate, intentOf, market } from './testing/fake-exchange.ts';
import { askAgain, eventually, gateway, live, opened, stateOf } from './testing/opened-trading.ts';

const entry = (id: string, venueOrderId: string) => ({
  account,
  instrument: market,
  clientOrderId: intentOf(id).clientOrderId,
  venueOrderId,
});

test('O1: a bracket is stored whole, sent once, and its exits are shown as ours beneath it', async () => {
  const one = await opened();
  await live(one);
  expect(await gateway(one).placeBracket(bracketOf('a'), 'ticket')).toMatchObject({ venueOrderId: 'v1' });
  expect(one.storage.journal.trading.order('a')?.intent).toEqual(bracketOf('a'));
  await eventually(() => one.trading.orderCards()).toMatchObject([{ exits: 'target 8, stop 4 ticks' }]);
  one.exchange.fill('v1', '2', 't1');
  await eventually(() => one.trading.orderCards().map(({ parentOrderId }) => parentOrderId)).toEqual([
    '',
    'v1',
    'v1',
  ]);
  expect(one.trading.orderCards()).toMatchObject([
    { venueOrderId: 'v1', isOurs: true, state: 'filled' },
    { type: 'limit', limitPrice: '108', isOurs: true, exits: '' },
    { type: 'stop', triggerPrice: '96', isOurs: true },
  ]);
  expect(one.exchange.placements).toBe(1);
  expect(one.anomalies).toEqual([]);
});

test('a leg is moved by where it stands; what is not a bracket has none', async () => {
  const one = await opened();
  await live(one);
  await gateway(one).placeBracket(bracketOf('a'), 'ticket');
  one.exchange.fill('v1', '2', 't1');
  const move = (id: string, fromTicks: number, toTicks: number) =>
    gateway(one).moveBracketLeg(entry(id, 'v1'), { leg: 'stop', fromTicks, toTicks });
  expect(await move('a', 4, 1)).toEqual({ outcome: 'acknowledged' });
  await eventually(() => one.trading.orderCards().map(({ triggerPrice }) => triggerPrice)).toContain('99');
  expect(await move('a', 4, 2)).toMatchObject({ outcome: 'rejected' });
  await expect(move('a', 1, 1)).rejects.toThrow('stands there already');
  await expect(move('a', 1, 0.5)).rejects.toThrow('whole number of ticks');
  await gateway(one).place(intentOf('plain'), 'ticket');
  await expect(move('plain', 1, 2)).rejects.toThrow('without exits');
});

test.each<[words: RegExp, change: Partial<BracketIntent<'paper'>>]>([
  [/target or a stop/, { targets: [], stops: [] }],
  [/come to 1, the entry to 2/, { stops: [{ quantity: '1', ticks: 4 }] }],
  [/whole number of ticks/, { targets: [{ quantity: '2', ticks: 0 }] }],
  [/at most 2 targets/, { targets: [1, 2, 3].map((ticks) => ({ quantity: '1', ticks })) }],
  [
    /same distance/,
    {
      targets: [
        { quantity: '1', ticks: 8 },
        { quantity: '1', ticks: 8 },
      ],
    },
  ],
  [/no stop that could move/, { stops: [], trailAfterTicks: 4 }],
  [/short of where the market/, { breakEven: { afterTicks: 4, ticks: 4 } }],
  [/more than nothing/, { quantity: '0' }],
  [/no market orders/, { terms: { type: 'market' } }],
])('what a bracket cannot be is refused in words, unsent and unstored: %s', async (words, change) => {
  const one = await opened();
  await live(one);
  await expect(gateway(one).placeBracket(bracketOf('a', change), 'ticket')).rejects.toThrow(words);
  expect(one.exchange.placements).toBe(0);
  expect(one.storage.journal.trading.order('a')).toBeUndefined();
});

test('what a venue cannot do is refused here, and nothing is sent', async () => {
  const one = await opened();
  one.exchange.lacks = { bracket: undefined, canTrail: undefined, canExitPosition: undefined };
  await live(one);
  const trailing: OrderTerms = { type: 'stop', triggerPrice: '90', trailTicks: 4 };
  await expect(gateway(one).placeBracket(bracketOf('a'), 'ticket')).rejects.toThrow('places no exits');
  await expect(gateway(one).place({ ...intentOf('b'), terms: trailing }, 'ticket')).rejects.toThrow('follow');
  await expect(gateway(one).modify(entry('b', 'v1'), { quantity: '1', terms: trailing })).rejects.toThrow(
    'follow',
  );
  const wish = { id: 'x', account, instrument: market, origin: 'manual' as const };
  await expect(gateway(one).exitPosition(wish, 'ticket')).rejects.toThrow('closes no positions');
  expect([one.exchange.placements, one.exchange.exits]).toEqual([0, 0]);
});

test('a trailing stop is sent with its distance and shown with it', async () => {
  const one = await opened();
  await live(one);
  const terms: OrderTerms = { type: 'stop', triggerPrice: '90', trailTicks: 4 };
  await gateway(one).place({ ...intentOf('a'), terms }, 'ticket');
  await eventually(() => one.trading.orderCards()).toMatchObject([{ triggerPrice: '90', trailTicks: 4 }]);
  await expect(
    gateway(one).place({ ...intentOf('b'), terms: { ...terms, trailTicks: 1.5 } }, 'ticket'),
  ).rejects.toThrow('whole number of ticks');
});

test('O5: after a crash at any point a bracket is asked for and never sent again', async () => {
  for (const fate of ['lose-answer', 'lose-request', 'hang'] as const) {
    const parts = temporaryProfile();
    const first = await opened(parts);
    await live(first);
    first.exchange.isStreaming = false;
    first.exchange.fates.push(fate);
    const sending = gateway(first).placeBracket(bracketOf('a'), 'ticket');
    if (fate === 'hang') await eventually(() => first.exchange.placements).toBe(1);
    else await sending;
    await first.stop();
    const second = await opened(parts, first.exchange, first.world);
    first.exchange.isStreaming = true;
    second.exchange.setPhase('ready');
    const end = fate === 'lose-answer' ? 'open' : 'not-placed';
    await eventually(async () => {
      await second.world.pass(16_000);
      return stateOf(second, 'a');
    }).toBe(end);
    expect(second.exchange.placements).toBe(1);
    await second.stop();
  }
});

test('O5: 120 brackets with a fault at each point: at most one entry each, each with its own exits only', async () => {
  const one = await opened();
  await live(one);
  const fates: Fate[] = ['take', 'refuse', 'lose-request', 'lose-answer', 'throw'];
  const ids = Array.from({ length: 120 }, (_, index) => `b${index}`);
  for (const [index, id] of ids.entries()) {
    one.exchange.isStreaming = index % 2 === 0;
    one.exchange.fates.push(fates[index % fates.length] as Fate);
    await gateway(one).placeBracket(bracketOf(id), 'ticket');
  }
  one.exchange.isStreaming = true;
  const entries = [...one.exchange.orders.values()];
  for (const [index, { venueOrderId }] of entries.entries())
    one.exchange.fill(venueOrderId, '2', `t${index}`);
  const open = () => ids.filter((id) => ['intent', 'sent', 'unknown'].includes(stateOf(one, id) ?? 'intent'));
  await eventually(async () => {
    await one.world.pass(16_000);
    return open();
  }).toEqual([]);
  expect(entries.length).toBe(48);
  expect(new Set(entries.map(({ clientOrderId }) => clientOrderId)).size).toBe(48);
  expect(ids.filter((id) => stateOf(one, id) === 'filled')).toHaveLength(48);
  const children = [...one.exchange.orders.values()].filter((order) => order.parentOrderId !== undefined);
  expect(children).toHaveLength(96);
  expect(one.exchange.placements).toBe(120);
});

test('property: a bracket passes exactly when its legs come to the entry, at distances of their own', () => {
  const can = {
    orderTypes: ['limit'],
    timesInForce: ['gtc'],
    bracket: { mostLegs: 5, canTrail: false, canBreakEven: false },
  } as unknown as TradingCapabilities;
  const leg = fc.record({
    quantity: fc.integer({ min: 1, max: 4 }).map(String),
    ticks: fc.integer({ min: 1, max: 9 }),
  });
  const legs = fc.array(leg, { maxLength: 5 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), legs, legs, (quantity, targets, stops) => {
      const fits = (some: typeof targets) =>
        some.length === 0 ||
        (some.reduce((sum, one) => sum + Number(one.quantity), 0) === quantity &&
          new Set(some.map(({ ticks }) => ticks)).size === some.length);
      const isRight = targets.length + stops.length > 0 && fits(targets) && fits(stops);
      const judge = () => assertBracket(bracketOf('a', { quantity: String(quantity), targets, stops }), can);
      if (isRight) expect(judge).not.toThrow();
      else expect(judge).toThrow();
    }),
  );
});

test('O8: exits that stand stay shown through a reconciliation', async () => {
  const one = await opened();
  await live(one);
  await gateway(one).placeBracket(bracketOf('a'), 'ticket');
  one.exchange.fill('v1', '2', 't1');
  await askAgain(one);
  expect(one.trading.orderCards().filter(({ state }) => state === 'open')).toHaveLength(2);
});
