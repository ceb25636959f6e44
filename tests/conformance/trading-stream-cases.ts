import { expect } from 'vitest';
import { accountName } from '../../src-shared/domain/account.ts';
import { type Fill, fillKey } from '../../src-shared/domain/fill.ts';
import type { OrderReference } from '../../src-shared/domain/order.ts';
import { compareDecimals, plainDecimal } from '../../src-shared/domain/quantity.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { decimal } from '../simulators/exchange/decimal.ts';
import type { StreamFault } from '../simulators/exchange/faults.ts';
import type { TradingCase } from './trading-case.ts';
import { type Sitting, sumOf } from './trading-sitting.ts';

const hourMs = 3_600_000;
/** A snapshot costs much of what a venue lets us ask. */
const askAgainMs = 400;

/** A purchase that rests and is filled in quarters. */
async function filledInParts(sitting: Sitting, parts = 4): Promise<OrderReference> {
  const { stage } = sitting;
  const price = sitting.price(-1);
  const order = await sitting.rest({ terms: { type: 'limit', limitPrice: price, isPostOnly: false } });
  const isOpen = () => sitting.reportsOf(order.clientOrderId).some(({ state }) => state === 'open');
  await sitting.until('the order is open', isOpen);
  for (let part = 0; part < parts; part += 1) {
    sitting.fill(stage.quarter, price);
    // What happens at one moment a venue may tell as one change.
    await sitting.pause(30);
  }
  return order;
}

const snapshotOf = (sitting: Sitting) =>
  sitting.trading.snapshot(sitting.account, epochMs(sitting.stage.simulator.clock.now() - hourMs));

const unique = (fills: readonly Fill[]) => new Map(fills.map((fill) => [fillKey(fill), fill]));

/** What a fill says, without what may be added later. */
function essence({ venueOrderId, side, price, quantity }: Fill): string {
  return JSON.stringify([venueOrderId, side, plainDecimal(price), plainDecimal(quantity)]);
}

async function untilAllHeard(sitting: Sitting): Promise<void> {
  await sitting.until(
    'every fill is heard',
    () => unique(sitting.heard.fills).size >= sitting.trueFills().length,
  );
}

/** The fills of a snapshot are the true ones, each once, under the names the stream gave them. */
async function agreesWithSnapshot(sitting: Sitting): Promise<void> {
  const truth = sitting.trueFills();
  let fills: readonly Fill[] = [];
  await sitting.until(
    'the snapshot has every fill',
    async () => {
      ({ fills } = await snapshotOf(sitting));
      return fills.length >= truth.length;
    },
    askAgainMs,
  );
  const kept = unique(fills);
  expect([fills.length, kept.size]).toEqual([truth.length, truth.length]);
  expect(sumOf(fills.map(({ quantity }) => quantity))).toBe(sumOf(truth.map(({ quantity }) => quantity)));
  for (const [key, fill] of unique(sitting.heard.fills))
    expect(essence(fill), key).toBe(essence(kept.get(key) ?? ({ ...fill, price: '0' } as Fill)));
}

async function withStreamFault(sitting: Sitting, fault: StreamFault['do']): Promise<void> {
  await sitting.connect();
  const { simulator, tellsFill } = sitting.stage;
  simulator.faults.addStream({ do: fault, match: tellsFill, times: 2 });
  const order = await filledInParts(sitting);
  await untilAllHeard(sitting);
  expect(unique(sitting.heard.fills).size).toBe(sitting.trueFills().length);
  await agreesWithSnapshot(sitting);
  expect(await sitting.trading.findOrder(order)).toMatchObject({ state: 'filled' });
}

export const streamCases: readonly TradingCase[] = [
  {
    id: 'VENUE-080',
    sentence: 'tells fills with price, quantity, side, fee and liquidity as they were',
    async run(sitting) {
      await sitting.connect();
      const order = await filledInParts(sitting, 1);
      await sitting.place({ terms: { type: 'market' }, quantity: sitting.stage.quarter });
      await sitting.until('it has happened', () => sitting.trueFills().length >= 2);
      await untilAllHeard(sitting);
      const heard = [...unique(sitting.heard.fills).values()];
      const truth = sitting.trueFills();
      expect(heard).toHaveLength(truth.length);
      const facts = (side: string, price: string, quantity: string) =>
        JSON.stringify([side, plainDecimal(price), plainDecimal(quantity)]);
      expect(heard.map(({ side, price, quantity }) => facts(side, price, quantity)).toSorted()).toEqual(
        truth.map(({ side, price, quantity }) => facts(side, price, quantity)).toSorted(),
      );
      const own = heard.find(({ venueOrderId }) => venueOrderId === order.venueOrderId);
      expect(own?.clientOrderId).toBe(order.clientOrderId);
      expect(
        heard.every(
          ({ isSynthetic, account }) => !isSynthetic && accountName(account) === accountName(sitting.account),
        ),
      ).toBe(true);
      const { fills } = await snapshotOf(sitting);
      for (const fill of [...heard, ...fills]) {
        const real = truth.find(
          (one) => facts(one.side, one.price, one.quantity) === facts(fill.side, fill.price, fill.quantity),
        );
        expect(real, JSON.stringify([fill, truth])).toBeDefined();
        expect(Math.abs(fill.time - (real?.at ?? 0))).toBeLessThan(2000);
        const liquidity = real?.isMaker === true ? 'maker' : 'taker';
        expect(sitting.stage.tellsLiquidity ? [liquidity] : ['unknown', liquidity]).toContain(fill.liquidity);
      }
      if (!sitting.stage.tellsFees) return;
      const fees = (some: readonly Fill[]) =>
        some.map(({ fee }) => `${plainDecimal(fee?.amount ?? '0')} ${fee?.currency}`).toSorted();
      expect(fees(fills)).toEqual(
        truth.map(({ fee, feeAsset }) => `${plainDecimal(fee)} ${feeAsset}`).toSorted(),
      );
    },
  },
  {
    id: 'VENUE-081',
    sentence: 'tells part after part, and the parts add up to what the order says',
    async run(sitting) {
      await sitting.connect();
      const order = await filledInParts(sitting);
      await untilAllHeard(sitting);
      await sitting.until('it is filled', () =>
        sitting.reportsOf(order.clientOrderId).some(({ state }) => state === 'filled'),
      );
      const reports = sitting.reportsOf(order.clientOrderId);
      const filled = reports.map(({ filledQuantity }) => Number(filledQuantity));
      expect(Math.max(...filled)).toBe(Number(sitting.stage.quantity));
      const fills = [...unique(sitting.heard.fills).values()];
      expect(fills).toHaveLength(4);
      const whole = reports.findLast(({ state }) => state === 'filled');
      expect(
        compareDecimals(sumOf(fills.map(({ quantity }) => quantity)), whole?.filledQuantity ?? '0'),
      ).toBe(0);
      for (const state of ['open', 'acknowledged'])
        expect(
          reports.filter((report) => report.state === state && Number(report.filledQuantity) > 0),
        ).toEqual([]);
    },
  },
  {
    id: 'VENUE-082',
    sentence: 'gives each execution one name, the same in the stream, in a repeat and in the snapshot',
    async run(sitting) {
      await withStreamFault(sitting, 'duplicate');
    },
  },
  {
    id: 'VENUE-083',
    sentence: 'makes nothing up and loses nothing when messages come out of order',
    run: (sitting) => withStreamFault(sitting, 'reorder'),
  },
  {
    id: 'VENUE-084',
    sentence: 'makes nothing new of old messages that come again',
    run: (sitting) => withStreamFault(sitting, 'replay'),
  },
  {
    id: 'VENUE-085',
    sentence: 'says after a reconnect that something may be missing, and its snapshot has it',
    async run(sitting) {
      await sitting.connect();
      const price = sitting.price(-1);
      const order = await sitting.rest({ terms: { type: 'limit', limitPrice: price, isPostOnly: false } });
      expect(sitting.heard.gaps).toEqual([]);
      await sitting.reconnect(() => sitting.fill(sitting.stage.quarter, price));
      await sitting.until('the gap is told', () => sitting.heard.gaps.length > 0);
      expect(sitting.heard.gaps.map(accountName)).toContain(accountName(sitting.account));
      await agreesWithSnapshot(sitting);
      const { openOrders } = await snapshotOf(sitting);
      expect(openOrders.find(({ venueOrderId }) => venueOrderId === order.venueOrderId)).toMatchObject({
        state: 'partial',
        clientOrderId: order.clientOrderId,
      });
      const before = unique(sitting.heard.fills).size;
      sitting.fill(sitting.stage.quarter, price);
      await sitting.until('the stream goes on', () => unique(sitting.heard.fills).size > before);
    },
  },
  {
    id: 'VENUE-086',
    sentence: 'brings in its snapshot what the stream lost without a word',
    async run(sitting) {
      await sitting.connect();
      const { simulator, tellsFill } = sitting.stage;
      const handle = simulator.faults.addStream({ do: 'swallow', match: tellsFill, times: 2 });
      const order = await filledInParts(sitting, 3);
      await sitting.until('the messages are lost', () => handle.hits === 2);
      await agreesWithSnapshot(sitting);
      const { openOrders } = await snapshotOf(sitting);
      const found = openOrders.find(({ venueOrderId }) => venueOrderId === order.venueOrderId);
      expect(found?.state).toBe('partial');
      expect(
        compareDecimals(
          found?.filledQuantity ?? '0',
          sumOf(sitting.trueFills().map(({ quantity }) => quantity)),
        ),
      ).toBe(0);
    },
  },
  {
    id: 'VENUE-087',
    sentence: 'asks for a snapshot when an account message cannot be read',
    async run(sitting) {
      await sitting.connect();
      const { simulator, tellsFill } = sitting.stage;
      simulator.faults.addStream({ do: 'corrupt', match: tellsFill });
      await filledInParts(sitting, 1);
      await sitting.until('the gap is told', () => sitting.heard.gaps.length > 0);
      await agreesWithSnapshot(sitting);
    },
  },
  {
    id: 'VENUE-088',
    sentence: 'has every fill in a snapshot, however many pages that takes',
    async run(sitting) {
      await sitting.connect();
      const { exchange, market, quarter, manyFills } = sitting.stage;
      const price = sitting.price(-1);
      const first = await sitting.rest({
        terms: { type: 'limit', limitPrice: price, isPostOnly: false },
        quantity: quarter,
      });
      await sitting.isThere(first);
      const step = exchange.market(market).spec.step.toFixed();
      const whole = decimal(step).times(manyFills).plus(sitting.stage.quantity).toFixed();
      const other = await sitting.placeElsewhere({
        quantity: whole,
        terms: { type: 'limit', limitPrice: price, isPostOnly: false },
      });
      await sitting.isThere(other);
      sitting.fill(quarter, price);
      for (let count = 0; count < manyFills; count += 1) sitting.fill(step, price);
      await agreesWithSnapshot(sitting);
      expect(sitting.trueFills().length).toBeGreaterThan(manyFills);
    },
  },
  {
    id: 'VENUE-089',
    sentence: 'says up to when a snapshot is complete and from when, and holds what is open, ended and held',
    async run(sitting) {
      await sitting.connect();
      const open = await sitting.rest();
      const gone = await sitting.rest();
      await sitting.trading.cancel(gone);
      await filledInParts(sitting);
      await sitting.until(
        'the fill is in it',
        async () => (await snapshotOf(sitting)).fills.length > 0,
        askAgainMs,
      );
      const { clock } = sitting.stage.simulator;
      const since = epochMs(clock.now() - hourMs);
      const asked = clock.now();
      const snapshot = await sitting.trading.snapshot(sitting.account, since);
      expect(snapshot.since).toBeGreaterThanOrEqual(since);
      expect(snapshot.asOf).toBeGreaterThan(asked - 1500);
      expect(snapshot.asOf).toBeLessThanOrEqual(clock.now());
      const ids = (orders: readonly { venueOrderId: string }[]) =>
        orders.map(({ venueOrderId }) => venueOrderId);
      expect(ids(snapshot.openOrders)).toEqual([open.venueOrderId]);
      expect(ids(snapshot.closedOrders)).toContain(gone.venueOrderId);
      expect(accountName(snapshot.account)).toBe(accountName(sitting.account));
      expect(snapshot.balances.length).toBeGreaterThan(0);
      const { currency, total: truth } = sitting.money();
      const money = snapshot.balances.find(({ total }) => total.currency === currency);
      expect(compareDecimals(money?.total.amount ?? '0', truth)).toBe(0);
      if (sitting.capabilities.hasPositions)
        expect(snapshot.positions.map(({ instrument }) => instrument)).toContain(sitting.stage.instrument);
    },
  },
  {
    id: 'VENUE-090',
    sentence: 'tells balances after a fill, and of positions where it has them',
    async run(sitting) {
      await sitting.connect();
      await filledInParts(sitting);
      await sitting.until('the new balance is told', () =>
        sitting.heard.balances.some(
          ({ total }) =>
            total.currency === sitting.money().currency &&
            compareDecimals(total.amount, sitting.money().total) === 0,
        ),
      );
      if (!sitting.capabilities.hasPositions) return;
      const toldHeld = () =>
        sitting.heard.positions.find(
          ({ instrument, quantity }) =>
            instrument === sitting.stage.instrument &&
            compareDecimals(quantity, sitting.stage.quantity) === 0,
        );
      await sitting.until('the position is told', () => toldHeld() !== undefined);
      const id = toldHeld()?.positionId;
      const sale = await sitting.place({
        side: 'sell',
        terms: { type: 'market' },
      });
      expect(sale.outcome, JSON.stringify(sale.outcome)).toMatchObject({ outcome: 'acknowledged' });
      await sitting.until('it is flat', () => sitting.trueFills().length >= 5);
      await sitting.until('that it is flat is told', () => {
        const last = sitting.heard.positions.findLast(
          ({ instrument, positionId }) => instrument === sitting.stage.instrument && positionId === id,
        );
        return compareDecimals(last?.quantity ?? '1', '0') === 0;
      });
    },
  },
  {
    id: 'VENUE-091',
    sentence: 'tells of orders that another program placed, in the stream and in the snapshot',
    async run(sitting) {
      await sitting.connect();
      const before = new Set(sitting.heard.orders.map(({ venueOrderId }) => venueOrderId));
      const foreign = await sitting.placeElsewhere();
      const told = () =>
        sitting.heard.orders.filter(
          ({ venueOrderId, state }) => !before.has(venueOrderId) && state === 'open',
        );
      await sitting.until('it is told', () => told().length > 0);
      expect(before.has(foreign.venueOrderId ?? '')).toBe(false);
      const [report] = told();
      expect(report).toMatchObject({ instrument: sitting.stage.instrument, side: 'buy' });
      const { openOrders } = await snapshotOf(sitting);
      expect(openOrders.map(({ venueOrderId }) => venueOrderId)).toContain(report?.venueOrderId);
      sitting.fill(sitting.stage.quarter, sitting.price(-3));

      await sitting.until('its fill is told', () =>
        sitting.heard.fills.some(({ venueOrderId }) => venueOrderId === report?.venueOrderId),
      );
    },
  },
  {
    id: 'VENUE-092',
    sentence: 'tells nothing to a released listener, and nothing once disconnected',
    async run(sitting) {
      await sitting.connect();
      let released = 0;
      const release = sitting.trading.onOrders(() => {
        released += 1;
      });
      release();
      release();
      await sitting.rest();
      await sitting.until('others hear it', () => sitting.heard.orders.length > 0);
      expect(released).toBe(0);
      await sitting.venue.disconnect();
      const told = sitting.heard.orders.length;
      await sitting.placeElsewhere();
      await sitting.pause(300);
      expect(sitting.heard.orders.length).toBe(told);
    },
  },
];
