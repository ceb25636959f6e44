import { expect } from 'vitest';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import type { OrderReport, OrderTerms, OrderType } from '../../src-shared/domain/order.ts';
import { compareDecimals, plainDecimal } from '../../src-shared/domain/quantity.ts';
import { decimal } from '../simulators/exchange/decimal.ts';
import type { TradingCase } from './trading-case.ts';
import type { Sitting } from './trading-sitting.ts';

const ended: readonly string[] = ['filled', 'cancelled', 'expired', 'rejected'];

/** Terms of each type for a purchase that does nothing yet, or for a market order is done at once. */
function termsOf(sitting: Sitting, type: OrderType): OrderTerms {
  switch (type) {
    case 'market':
      return { type };
    case 'limit':
      return { type, limitPrice: sitting.price(-2), isPostOnly: false };
    case 'stop':
      return { type, triggerPrice: sitting.price(2) };
    case 'stop-limit':
      return { type, triggerPrice: sitting.price(2), limitPrice: sitting.price(2.5) };
    case 'if-touched':
      return { type, triggerPrice: sitting.price(-2) };
    case 'limit-if-touched':
      return { type, triggerPrice: sitting.price(-2), limitPrice: sitting.price(-1.5) };
  }
}

function plainTerms(terms: OrderTerms | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(terms ?? {}).map(([name, value]) => [
      name,
      name.endsWith('Price') ? plainDecimal(String(value)) : value,
    ]),
  );
}

/** The order's latest news, once it is in one of these states. */
async function inState(
  sitting: Sitting,
  clientOrderId: string,
  ...states: readonly string[]
): Promise<OrderReport> {
  let last: OrderReport | undefined;
  await sitting.until(`the order is told to be ${states.join(' or ')}`, () => {
    last = sitting.reportsOf(clientOrderId).findLast(({ state }) => states.includes(state));
    return last !== undefined;
  });
  return last as OrderReport;
}

const cannotTrigger = (capabilities: { orderTypes: readonly string[] }) =>
  capabilities.orderTypes.includes('stop') || capabilities.orderTypes.includes('stop-limit')
    ? undefined
    : 'it has no stops';

export const orderCases: readonly TradingCase[] = [
  {
    id: 'VENUE-054',
    sentence: 'places an order of each type it names, and reports the very terms that were asked for',
    async run(sitting) {
      await sitting.connect();
      for (const type of sitting.capabilities.orderTypes) {
        const terms = termsOf(sitting, type);
        const { intent, outcome } = await sitting.place({ terms });
        expect(outcome, `${type}: ${JSON.stringify(outcome)}`).toMatchObject({
          outcome: 'acknowledged',
          venueOrderId: expect.stringMatching(/\S/),
        });
        const states = type === 'market' ? ['filled'] : ['open', 'acknowledged'];
        const found = () => sitting.trading.findOrder(sitting.reference(intent));
        const isSilent = sitting.stage.tellsWaiting === false && type.endsWith('if-touched');
        const report = isSilent ? await found() : await inState(sitting, intent.clientOrderId, ...states);
        if (report === undefined) throw new Error(`The ${type} order is not found.`);
        expect(report, type).toMatchObject({
          account: sitting.account,
          instrument: intent.instrument,
          side: 'buy',
          ...(outcome.outcome === 'acknowledged' ? { venueOrderId: outcome.venueOrderId } : {}),
        });
        expect(compareDecimals(report.quantity, intent.quantity), type).toBe(0);
        expect(plainTerms(report.terms), type).toEqual(plainTerms(terms));
        expect(plainTerms((await found())?.terms), type).toEqual(plainTerms(terms));
      }
    },
  },
  {
    id: 'VENUE-055',
    sentence: 'lets a post-only order rest, and never lets it take',
    skip: ({ canPostOnly }) => (canPostOnly ? undefined : 'it has no post-only orders'),
    async run(sitting) {
      await sitting.connect();
      const limit = (percent: number): OrderTerms => ({
        type: 'limit',
        limitPrice: sitting.price(percent),
        isPostOnly: true,
      });
      const resting = await sitting.place({ terms: limit(-2) });
      expect(resting.outcome).toMatchObject({ outcome: 'acknowledged' });
      const report = await inState(sitting, resting.intent.clientOrderId, 'open');
      expect(report.terms).toMatchObject({ type: 'limit', isPostOnly: true });
      const crossing = await sitting.place({ terms: limit(1) });
      if (crossing.outcome.outcome === 'rejected')
        expect(sitting.capabilities.definiteRefusals).toContain(crossing.outcome.code);
      else await inState(sitting, crossing.intent.clientOrderId, 'expired', 'cancelled', 'rejected');
      expect(sitting.trueFills()).toEqual([]);
    },
  },
  {
    id: 'VENUE-056',
    sentence: 'ends an immediate order with what it could fill, and an all-or-nothing one with nothing',
    skip: ({ timesInForce }) =>
      timesInForce.includes('ioc') ? undefined : 'it has no immediate-or-cancel orders',
    async run(sitting) {
      await sitting.connect();
      const terms: OrderTerms = { type: 'limit', limitPrice: sitting.price(-2), isPostOnly: false };
      for (const timeInForce of ['ioc', 'fok'] as const) {
        if (!sitting.capabilities.timesInForce.includes(timeInForce)) continue;
        const { intent, outcome } = await sitting.place({ terms, duration: { timeInForce } });
        if (outcome.outcome === 'acknowledged') {
          const report = await inState(sitting, intent.clientOrderId, 'expired', 'cancelled', 'rejected');
          expect(compareDecimals(report.filledQuantity, '0')).toBe(0);
        } else expect(outcome.outcome).toBe('rejected');
        const taking: OrderTerms = { ...terms, limitPrice: sitting.price(1) };
        const taken = await sitting.place({ terms: taking, duration: { timeInForce } });
        expect(taken.outcome.outcome).toBe('acknowledged');
        const report = await inState(sitting, taken.intent.clientOrderId, 'filled');
        expect(report.duration).toEqual({ timeInForce });
      }
    },
  },
  {
    id: 'VENUE-057',
    sentence:
      'answers what cannot be with “rejected”, a code from its list and a reason, and nothing is placed',
    async run(sitting) {
      await sitting.connect();
      const poor = sitting.price(-2);
      const tooMuch = decimal(sitting.stage.quantity).times(100_000).toFixed();
      const wrong = {
        'more than can be paid for': { quantity: tooMuch },
        'a price off the grid': {
          terms: { type: 'limit', limitPrice: `${poor.replace(/\..*/, '')}.0000000001`, isPostOnly: false },
        },
        'a market that is not there': { instrument: instrumentId('NOWHERE:NOTHING') },
      } as const;
      for (const [what, change] of Object.entries(wrong)) {
        const { intent, outcome } = await sitting.place(change);
        expect(outcome, what).toMatchObject({ outcome: 'rejected', reason: expect.stringMatching(/\S/) });
        if (outcome.outcome === 'rejected')
          expect(sitting.capabilities.definiteRefusals, what).toContain(outcome.code);
        expect(
          sitting.trueOrders(intent.clientOrderId).filter(({ status }) => status !== 'rejected'),
          what,
        ).toEqual([]);
      }
    },
  },
  {
    id: 'VENUE-058',
    sentence: 'triggers a stop, which then keeps its name to the end',
    skip: cannotTrigger,
    async run(sitting) {
      await sitting.connect();
      const type = sitting.capabilities.orderTypes.includes('stop') ? 'stop' : 'stop-limit';
      const terms = termsOf(sitting, type);
      const { venueOrderId, clientOrderId } = await sitting.rest({ terms });
      await inState(sitting, clientOrderId, 'open', 'acknowledged');
      await sitting.pause(50);
      const { exchange, market, quantity } = sitting.stage;
      // Whoever sells above the trigger, so that there is something to buy when it is met.
      exchange.market(market).setCrowd('sell', decimal(sitting.price(2.3)), decimal(quantity).times(50));
      const comeBy = () => exchange.cross(market, 'buy', sitting.price(2.1), quantity);
      comeBy();
      // A venue that is still about to lay the order down when the price comes by has missed it: it comes by again.
      let looks = 0;
      await sitting.until('the trigger is met', () => {
        looks += 1;
        if (looks % 60 === 0) comeBy();
        return sitting.reportsOf(clientOrderId).some(({ state }) => state === 'filled');
      });
      const report = await inState(sitting, clientOrderId, 'filled');
      expect(report.venueOrderId).toBe(venueOrderId);
      await sitting.until('its fills come under its name', () =>
        sitting.heard.fills.some((fill) => fill.venueOrderId === venueOrderId),
      );
      expect(
        await sitting.trading.findOrder(sitting.reference(sitting.intent({ clientOrderId }))),
      ).toMatchObject({
        state: 'filled',
        venueOrderId,
        clientOrderId,
      });
    },
  },
  {
    id: 'VENUE-059',
    sentence: 'changes in place what it says it can, and the order keeps its ids',
    skip: ({ changeable }) => (changeable.length > 0 ? undefined : 'it changes no order in place'),
    async run(sitting) {
      await sitting.connect();
      const { capabilities, stage } = sitting;
      const less = decimal(stage.quantity).minus(stage.quarter).toFixed();
      const more = decimal(stage.quantity).plus(stage.quarter).toFixed();
      const limit = (limitPrice: string): OrderTerms => ({ type: 'limit', limitPrice, isPostOnly: false });
      const price = sitting.price(-2);
      const changes = {
        'quantity-down': { quantity: less, terms: limit(price) },
        'quantity-up': { quantity: more, terms: limit(price) },
        'limit-price': { quantity: stage.quantity, terms: limit(sitting.price(-3)) },
      } as const;
      for (const [part, change] of Object.entries(changes)) {
        if (!capabilities.changeable.some((name) => name === part)) continue;
        const order = await sitting.rest({ terms: limit(price) });
        await inState(sitting, order.clientOrderId, 'open');
        expect(await sitting.trading.modify(order, change), part).toMatchObject({ outcome: 'acknowledged' });
        await sitting.until(`${part} is told`, () =>
          sitting
            .reportsOf(order.clientOrderId)
            .some(
              (report) =>
                report.venueOrderId === order.venueOrderId &&
                compareDecimals(report.quantity, change.quantity) === 0 &&
                JSON.stringify(plainTerms(report.terms)) === JSON.stringify(plainTerms(change.terms)),
            ),
        );
        const found = await sitting.trading.findOrder(order);
        expect(found, part).toMatchObject({
          venueOrderId: order.venueOrderId,
          clientOrderId: order.clientOrderId,
        });
        expect(compareDecimals(found?.quantity ?? '0', change.quantity), part).toBe(0);
      }
    },
  },
  {
    id: 'VENUE-060',
    sentence: 'cancels an order, by either of its names; twice is harmless',
    async run(sitting) {
      await sitting.connect();
      for (const isByVenueId of [true, false]) {
        const order = await sitting.rest();
        await sitting.isThere(order);
        const { venueOrderId: _, ...byName } = order;
        const named = isByVenueId ? order : byName;
        expect(await sitting.trading.cancel(named)).toEqual({ outcome: 'acknowledged' });
        await inState(sitting, order.clientOrderId, 'cancelled');
        expect(sitting.trueOrders(order.clientOrderId)).toMatchObject([{ status: 'cancelled' }]);
        const again = await sitting.trading.cancel(named);
        if (again.outcome === 'rejected') expect(sitting.capabilities.definiteRefusals).toContain(again.code);
        else expect(again.outcome).toBe('acknowledged');
      }
    },
  },
  {
    id: 'VENUE-061',
    sentence: 'cancels everything that is open, also what another program placed',
    async run(sitting) {
      await sitting.connect();
      const own = await sitting.rest();
      const foreign = await sitting.placeElsewhere();
      expect(await sitting.trading.cancelAll(sitting.account)).toEqual({ outcome: 'acknowledged' });
      const open = () => sitting.stage.exchange.openOrders(sitting.stage.simulator.accountId);
      await sitting.until('nothing is open', () => open().length === 0);
      for (const { clientOrderId } of [own, foreign])
        expect(sitting.trueOrders(clientOrderId)).toMatchObject([{ status: 'cancelled' }]);
      expect(await sitting.trading.cancelAll(sitting.account)).toEqual({ outcome: 'acknowledged' });
    },
  },
  {
    id: 'VENUE-062',
    sentence: 'places a pair of which only one can fill, under the names it was given',
    skip: ({ oco }) => (oco === 'none' ? 'it has no pairs of which one cancels the other' : undefined),
    async run(sitting) {
      await sitting.connect();
      const { account, instrument, side, quantity, origin } = sitting.intent({ side: 'sell' });
      const target = { clientOrderId: sitting.intent().clientOrderId, limitPrice: sitting.price(2) };
      const stop = {
        clientOrderId: sitting.intent().clientOrderId,
        triggerPrice: sitting.price(-2),
        ...(sitting.capabilities.oco === 'needs-stop-limit' ? { limitPrice: sitting.price(-2.5) } : {}),
      };
      const sent = sitting.sent();
      const outcome = await sitting.trading.placeOco({
        ...{ account, instrument, side, quantity, origin, target, stop },
      });
      expect(outcome, JSON.stringify(outcome)).toMatchObject({ outcome: 'acknowledged' });
      expect(sitting.sent() - sent).toBe(1);
      if (outcome.outcome !== 'acknowledged') return;
      expect([1, 2]).toContain(outcome.venueOrderIds.length);
      const [targetId = '', stopId] = outcome.venueOrderIds;
      if (sitting.stage.tellsWaiting !== false)
        await sitting.until('the target is told', () =>
          sitting.heard.orders.some((report) => report.venueOrderId === targetId),
        );
      expect(sitting.reportsOf(target.clientOrderId).every((one) => one.venueOrderId === targetId)).toBe(
        true,
      );
      const isFilled = () =>
        sitting.heard.orders.some((one) => one.venueOrderId === targetId && one.state === 'filled');
      await sitting.until(
        'the target is filled',
        () => {
          // Where the target waits outside the book, the first trade only wakes it.
          const isOpen = sitting.trueFills().length === 0;
          if (isOpen) sitting.stage.exchange.cross(sitting.stage.market, 'buy', target.limitPrice, quantity);
          return isFilled();
        },
        200,
      );
      if (stopId !== undefined)
        await sitting.until('the stop is gone', () =>
          sitting.heard.orders.some((one) => one.venueOrderId === stopId && ended.includes(one.state)),
        );
      const filled = sitting.trueFills().reduce((sum, fill) => sum.plus(fill.quantity), decimal('0'));
      expect(filled.toFixed()).toBe(decimal(quantity).toFixed());
      expect(sitting.stage.exchange.openOrders(sitting.stage.simulator.accountId)).toEqual([]);
    },
  },
  {
    id: 'VENUE-063',
    sentence:
      'has the venue itself cancel everything when it is not told otherwise in time, and ends that with 0',
    skip: ({ longestDeadManMs }) => (longestDeadManMs === null ? 'it has no such timer' : undefined),
    async run(sitting) {
      await sitting.connect();
      const first = await sitting.rest();
      const within = (ms: number) => sitting.trading.cancelAllUnlessRenewed(sitting.account, ms);
      expect(await within(1000)).toEqual({ outcome: 'acknowledged' });
      await inState(sitting, first.clientOrderId, 'cancelled', 'expired');
      const second = await sitting.rest();
      expect(await within(1000)).toEqual({ outcome: 'acknowledged' });
      expect(await within(0)).toEqual({ outcome: 'acknowledged' });
      await sitting.pause(1800);
      expect(sitting.trueOrders(second.clientOrderId)).toMatchObject([{ status: 'open' }]);
    },
  },
  {
    id: 'VENUE-064',
    sentence: 'never makes a position larger with an order that may only make it smaller',
    skip: ({ canReduceOnly }) => (canReduceOnly ? undefined : 'it has no reduce-only orders'),
    async run(sitting) {
      await sitting.connect();
      const { intent, outcome } = await sitting.place({ isReduceOnly: true, terms: { type: 'market' } });
      if (outcome.outcome === 'acknowledged')
        await inState(sitting, intent.clientOrderId, 'rejected', 'expired', 'cancelled');
      else expect(outcome.outcome).toBe('rejected');
      expect(sitting.trueFills()).toEqual([]);
    },
  },
];
