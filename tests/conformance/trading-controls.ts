import type { Trading } from '../../src-main/venues/trading.ts';
import type { AccountMode } from '../../src-shared/domain/account.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { Fill } from '../../src-shared/domain/fill.ts';
import type { OrderIntent, OrderReport, PlaceOutcome } from '../../src-shared/domain/order.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import type { Breakage } from './trading-sitting.ts';

/*
 * Venues with one rule taken away, by the case that must notice. Each stands for a mistake that an adapter could make.
 */

type Half = Trading<AccountMode>;
type Report = OrderReport<AccountMode>;

/** Listeners hear what `change` makes of each report or fill. */
const ordersChanged =
  (change: (report: Report) => readonly Report[]): Breakage =>
  (trading) => ({
    onOrders: (listener) =>
      trading.onOrders((reports) => {
        const changed = reports.flatMap(change);
        if (changed.length > 0) listener(changed);
      }),
  });
const fillsChanged =
  (make: () => (fill: Fill) => readonly Fill[]): Breakage =>
  (trading) => ({
    onFills(listener) {
      const change = make();
      return trading.onFills((fills) => {
        const changed = fills.flatMap(change);
        if (changed.length > 0) listener(changed);
      });
    },
  });
const snapshotChanged =
  (change: (snapshot: Awaited<ReturnType<Half['snapshot']>>) => object): Breakage =>
  (trading) => ({
    snapshot: async (account, since, signal) => {
      const snapshot = await trading.snapshot(account, since, signal);
      return { ...snapshot, ...change(snapshot) };
    },
  });
const placedAs =
  (place: (trading: Half, intent: OrderIntent) => Promise<PlaceOutcome>): Breakage =>
  (trading) => ({ place: (intent) => place(trading, intent) });
const outcomeChanged = (change: (outcome: PlaceOutcome) => PlaceOutcome): Breakage =>
  placedAs(async (trading, intent) => change(await trading.place(intent)));

const reSends = placedAs(async (trading, intent) => {
  const outcome = await trading.place(intent);
  return outcome.outcome === 'unknown' ? trading.place(intent) : outcome;
});
const callsUnknownRejected = outcomeChanged((outcome) =>
  outcome.outcome === 'unknown' ? { outcome: 'rejected', code: 'guess', reason: outcome.detail } : outcome,
);
const callsUnknownPlaced = outcomeChanged((outcome) =>
  outcome.outcome === 'unknown'
    ? { outcome: 'acknowledged', venueOrderId: 'guess', time: epochMs(Date.now()) }
    : outcome,
);
const findsNothing: Breakage = () => ({ findOrder: async () => undefined });
const losesTheFirstFill = fillsChanged(() => {
  let isFirst = true;
  return (fill) => {
    const isLost = isFirst;
    isFirst = false;
    return isLost ? [] : [fill];
  };
});
const namesFillsAnew = fillsChanged(() => {
  let count = 0;
  return (fill) => {
    count += 1;
    return [{ ...fill, tradeId: `fill ${count}` }];
  };
});
const snapshotWithoutFills = snapshotChanged(() => ({ fills: [] }));
const tellsNoGap: Breakage = () => ({ onGap: () => () => undefined });
const unpermitted = { connect: () => Promise.reject(new Failure('unavailable', 'It did not work.')) };

export const controls: Readonly<Record<string, Readonly<Record<string, Breakage>>>> = {
  'VENUE-050': {
    'trades another mode than it says': () => ({ mode: 'replay' }),
  },
  'VENUE-051': {
    'names its account anew at every asking': (trading) => {
      let asked = 0;
      return {
        accounts: async () => {
          asked += 1;
          const accounts = await trading.accounts();
          return accounts.map((one) => ({ ...one, key: { ...one.key, account: `account ${asked}` } }));
        },
      };
    },
  },
  'VENUE-052': {
    'counts what an order holds back as available': (trading) => ({
      balances: async (account) =>
        (await trading.balances(account)).map((one) => ({ ...one, available: one.total })),
    }),
  },
  'VENUE-053': {
    'loses the sign of a position': (trading) => ({
      positions: async (account) =>
        (await trading.positions(account)).map((one) => ({
          ...one,
          quantity: one.quantity.replace('-', ''),
        })),
    }),
  },
  'VENUE-054': {
    'sends a limit order for whatever was asked': placedAs((trading, intent) =>
      trading.place(
        intent.terms.type === 'stop'
          ? {
              ...intent,
              terms: {
                type: 'stop-limit',
                triggerPrice: intent.terms.triggerPrice,
                limitPrice: intent.terms.triggerPrice,
              },
            }
          : intent.terms.type === 'limit'
            ? { ...intent, terms: { ...intent.terms, isPostOnly: true } }
            : intent,
      ),
    ),
    'reports the wrong side': ordersChanged((report) => [{ ...report, side: 'sell' }]),
  },
  'VENUE-055': {
    'forgets that an order was to be post-only': placedAs((trading, intent) =>
      trading.place(
        intent.terms.type === 'limit' ? { ...intent, terms: { ...intent.terms, isPostOnly: false } } : intent,
      ),
    ),
  },
  'VENUE-056': {
    'lets an immediate order rest': placedAs((trading, intent) =>
      trading.place({ ...intent, duration: { timeInForce: 'gtc' } }),
    ),
  },
  'VENUE-057': {
    'does not know a refusal when it sees one': outcomeChanged((outcome) =>
      outcome.outcome === 'rejected' ? { outcome: 'unknown', detail: outcome.reason } : outcome,
    ),
    'refuses with a code that is not on its list': outcomeChanged((outcome) =>
      outcome.outcome === 'rejected' ? { ...outcome, code: 'surprise' } : outcome,
    ),
  },
  'VENUE-058': {
    'takes a triggered stop for a new order': ordersChanged((report) => [
      report.state === 'filled' ? { ...report, venueOrderId: `${report.venueOrderId}0` } : report,
    ]),
  },
  'VENUE-059': {
    'cancels and places anew instead of changing': (trading) => ({
      modify: async (order, change) => {
        await trading.cancel(order);
        const account = order.account;
        await trading.place({
          ...{ clientOrderId: order.clientOrderId, account, instrument: order.instrument, side: 'buy' },
          ...{ quantity: change.quantity, terms: change.terms, duration: { timeInForce: 'gtc' } },
          ...{ isReduceOnly: false, origin: 'manual' },
        });
        return { outcome: 'acknowledged' };
      },
    }),
    'says that it changed and does nothing': () => ({ modify: async () => ({ outcome: 'acknowledged' }) }),
  },
  'VENUE-060': {
    'says that it cancelled and does nothing': () => ({ cancel: async () => ({ outcome: 'acknowledged' }) }),
  },
  'VENUE-061': {
    'cancels its own orders only': (trading, stage) => ({
      cancelAll: async (account) => {
        for (const order of stage.exchange.openOrders(stage.simulator.accountId)) {
          if (stage.foreign.has(order.clientId)) continue;
          const { instrument } = stage;
          await trading.cancel({ account, instrument, clientOrderId: order.clientId as never });
        }
        return { outcome: 'acknowledged' };
      },
    }),
  },
  'VENUE-062': {
    'places the two of a pair one by one': (trading) => ({
      placeOco: async ({ target, stop, ...common }) => {
        const order = { ...common, duration: { timeInForce: 'gtc' }, isReduceOnly: false } as const;
        const { limitPrice, clientOrderId } = target;
        const terms = { type: 'limit', limitPrice, isPostOnly: false } as const;
        const first = await trading.place({ ...order, clientOrderId, terms });
        const stopTerms = { type: 'stop', triggerPrice: stop.triggerPrice } as const;
        const second = await trading.place({ ...order, clientOrderId: stop.clientOrderId, terms: stopTerms });
        if (first.outcome !== 'acknowledged') return first;
        if (second.outcome !== 'acknowledged') return second;
        return { ...first, venueOrderIds: [first.venueOrderId, second.venueOrderId] };
      },
    }),
  },
  'VENUE-063': {
    'never sets the timer': () => ({ cancelAllUnlessRenewed: async () => ({ outcome: 'acknowledged' }) }),
    'never ends it': (trading) => ({
      cancelAllUnlessRenewed: async (account, withinMs) =>
        withinMs === 0 ? { outcome: 'acknowledged' } : trading.cancelAllUnlessRenewed(account, withinMs),
    }),
  },
  'VENUE-064': {
    'forgets that an order was to reduce only': placedAs((trading, intent) =>
      trading.place({ ...intent, isReduceOnly: false }),
    ),
  },
  'VENUE-070': {
    're-sends': reSends,
    'calls it rejected': callsUnknownRejected,
    'calls it placed': callsUnknownPlaced,
    'cannot find it': findsNothing,
  },
  'VENUE-071': { 're-sends': reSends, 'calls it rejected': callsUnknownRejected },
  'VENUE-072': { 're-sends': reSends, 'calls it rejected': callsUnknownRejected },
  'VENUE-073': { 're-sends': reSends, 'calls it placed': callsUnknownPlaced },
  'VENUE-074': { 'believes the status': callsUnknownRejected },
  'VENUE-075': { 're-sends': reSends, 'calls it placed': callsUnknownPlaced },
  'VENUE-076': { 're-sends': reSends },
  'VENUE-077': {
    'looks among the open orders only': (trading) => ({
      findOrder: async (order) => {
        const found = await trading.findOrder(order);
        return found?.state === 'open' ? found : undefined;
      },
    }),
    'finds some order rather than none': (trading) => {
      let last: Report | undefined;
      return {
        findOrder: async (order) => {
          last = (await trading.findOrder(order)) ?? last;
          return last;
        },
      };
    },
  },
  'VENUE-078': {
    'takes no answer for “no such order”': (trading) => ({
      findOrder: (order) => trading.findOrder(order).catch(() => undefined),
    }),
    'takes no answer for an empty account': (trading) => ({
      balances: (account) => trading.balances(account).catch(() => []),
    }),
  },
  'VENUE-079': {
    'takes a lost answer for a cancel': (trading) => ({
      cancel: async (order) => {
        const outcome = await trading.cancel(order);
        return outcome.outcome === 'unknown' ? { outcome: 'acknowledged' } : outcome;
      },
    }),
  },
  'VENUE-080': {
    'loses a fill': losesTheFirstFill,
    'rounds the price': fillsChanged(() => (fill) => [
      { ...fill, price: String(Math.round(Number(fill.price))), quantity: '1' },
    ]),
    'takes every fill for a maker’s': fillsChanged(() => (fill) => [{ ...fill, liquidity: 'maker' }]),
    'forgets the fees': snapshotChanged(({ fills }) => ({ fills: fills.map(({ fee: _, ...fill }) => fill) })),
  },
  'VENUE-081': {
    'loses a part': losesTheFirstFill,
    'tells each order’s last part only': ordersChanged((report) => [{ ...report, filledQuantity: '0' }]),
  },
  'VENUE-082': { 'names a repeated execution anew': namesFillsAnew },
  'VENUE-083': { 'loses what comes late': losesTheFirstFill },
  'VENUE-084': { 'names old executions anew': namesFillsAnew },
  'VENUE-085': {
    'keeps a gap to itself': tellsNoGap,
    'has no fills in its snapshot': snapshotWithoutFills,
  },
  'VENUE-086': {
    'has no fills in its snapshot': snapshotWithoutFills,
    'leaves out open orders': snapshotChanged(() => ({ openOrders: [] })),
  },
  'VENUE-087': { 'keeps a gap to itself': tellsNoGap },
  'VENUE-088': {
    'reads one page only': snapshotChanged(({ fills }) => ({ fills: fills.slice(-50) })),
    'reads a page twice': snapshotChanged(({ fills }) => ({ fills: [...fills, ...fills.slice(-50)] })),
  },
  'VENUE-089': {
    'promises more than it knows': snapshotChanged(({ asOf }) => ({ asOf: epochMs(asOf + 60_000) })),
    'forgets what ended': snapshotChanged(() => ({ closedOrders: [] })),
    'forgets the balances': snapshotChanged(() => ({ balances: [] })),
  },
  'VENUE-090': { 'tells no balances': () => ({ onBalances: () => () => undefined }) },
  'VENUE-091': {
    'shows its own orders only': (trading, stage) => {
      const isOurs = ({ clientOrderId }: Report) =>
        clientOrderId !== undefined && !stage.foreign.has(clientOrderId);
      return ordersChanged((report) => (isOurs(report) ? [report] : []))(trading, stage, undefined as never);
    },
  },
  'VENUE-092': {
    'cannot be left alone': (trading) => ({
      onOrders: (listener) => {
        trading.onOrders(listener);
        return () => undefined;
      },
    }),
  },
  'VENUE-093': {
    'cannot work with another clock': (_trading, stage) => ({
      place: async () => {
        const wrong = Math.abs(stage.simulator.clock.offsetMs) > 1000;
        return { outcome: 'unknown', detail: wrong ? 'The clock is wrong.' : '' };
      },
    }),
  },
  'VENUE-094': {
    'gives up for good when the clock jumps': (trading, stage) => ({
      balances: (account) =>
        stage.simulator.clock.offsetMs === 0
          ? trading.balances(account)
          : Promise.reject(new Failure('unavailable', 'The clock is wrong.')),
    }),
    'asks the time without end': (trading, stage) => ({
      balances: async (account) => {
        for (let count = 0; count < 10; count += 1)
          await fetch(`${stage.simulator.url.rest}${stage.askingTime?.split(' ')[1]}`);
        return trading.balances(account);
      },
    }),
  },
  'VENUE-095': {
    'does not look at what the key may': (trading) => ({
      accounts: async () => (await trading.accounts()).map((one) => ({ ...one, canTrade: true, reason: '' })),
    }),
    'does not understand the refusal': outcomeChanged((outcome) =>
      outcome.outcome === 'rejected' ? { outcome: 'unknown', detail: outcome.reason } : outcome,
    ),
  },
  'VENUE-096': {
    'says only that it did not work': (trading) => ({
      venue: unpermitted,
      place: async (intent) => {
        await trading.place(intent);
        return { outcome: 'rejected', code: 'x', reason: 'It did not work.' };
      },
    }),
  },
  'VENUE-097': { 'says only that it did not work': () => ({ venue: unpermitted }) },
  'VENUE-098': {
    'tries past its own limits': (trading, stage) => ({
      place: async (intent) => {
        const [method = '', path = ''] = stage.placing.split(' ');
        for (let tries = 0; tries < 3; tries += 1)
          await fetch(`${stage.simulator.url.rest}${path}`, { method });
        return trading.place(intent);
      },
    }),
    'calls it placed': outcomeChanged(() => ({
      outcome: 'acknowledged',
      venueOrderId: 'guess',
      time: epochMs(Date.now()),
    })),
  },
  'VENUE-099': {
    'shows an empty account meanwhile': (trading) => ({
      balances: (account) => trading.balances(account).catch(() => []),
    }),
    'calls an order placed meanwhile': (_trading, stage) =>
      outcomeChanged((outcome) =>
        stage.simulator.faults.maintenance
          ? { outcome: 'acknowledged', venueOrderId: 'guess', time: epochMs(Date.now()) }
          : outcome,
      )(_trading, stage, undefined as never),
  },
};
