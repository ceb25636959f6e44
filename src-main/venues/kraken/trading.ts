import type { Account, AccountKey, Balance } from '../../../src-shared/domain/account.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Fill } from '../../../src-shared/domain/fill.ts';
import type {
  ChangeOutcome,
  OrderIntent,
  OrderReference,
  OrderReport,
  PlaceOutcome,
  Refusal,
  UnknownOutcome,
} from '../../../src-shared/domain/order.ts';
import { addDecimals, compareDecimals, subtractDecimals } from '../../../src-shared/domain/quantity.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { TransportFailure } from '../connection/http-client.ts';
import { Listeners } from '../connection/listeners.ts';
import type { AccountSnapshot, Trading } from '../trading.ts';
import type { VenueConfig, VenueParts } from '../venue-kind.ts';
import type { Catalogue } from './catalogue.ts';
import type { KrakenClock } from './clock.ts';
import { encodeChange, encodeOrder, type Fields, isRefusal } from './encode.ts';
import { orderOutcome, refused } from './errors.ts';
import { createFeeRates } from './fee-rates.ts';
import { askIdentity, type Identity, missingRights } from './identity.ts';
import { amendCost, cancelCost, type KrakenLimits } from './limits.ts';
import { closedOrders, fillsSince, findOrder, queryOrders, reportsOf } from './order-search.ts';
import type { ActionAnswer, Rest } from './rest.ts';
import { isTradable } from './symbols.ts';
import * as wire from './wire.ts';

type Live = AccountKey<'live'>;

export interface TradingParts extends Pick<VenueParts, 'monotonicMs' | 'after'> {
  readonly config: VenueConfig;
  readonly rest: Rest;
  readonly catalogue: Catalogue;
  readonly limits: KrakenLimits;
  readonly clock: KrakenClock;
  noteTrouble(sentence: string): void;
}

export interface KrakenTrading extends Trading<'live'> {
  /** Asks anew whose key it is, as at each connect. */
  identify(): Promise<Identity>;
  /** @throws Failure `not-connected` before `identify`. */
  account(): Live;
  tellOrders(reports: readonly OrderReport<'live'>[]): void;
  tellFills(fills: readonly Fill<'live'>[]): void;
  tellGap(): void;
  /** Balances are asked for, at once or a while after the last time. */
  balancesChanged(): void;
  /** Orders of which the stream told too little. */
  askOrders(venueOrderIds: readonly string[]): void;
  /** Ends what would be asked later. */
  stop(): void;
}

/** Each question about balances counts against the account; the stream may call for one with every fill. */
const balancesEveryMs = 4_000;
const mostAges = 2_000;

export function createTrading(parts: TradingParts): KrakenTrading {
  const { rest, catalogue, limits, clock, config } = parts;
  const orders = new Listeners<[readonly OrderReport<'live'>[]]>();
  const fills = new Listeners<[readonly Fill<'live'>[]]>();
  const balanceListeners = new Listeners<[readonly Balance<'live'>[]]>();
  const gaps = new Listeners<[Live]>();
  /** When orders were first heard of, monotonic: cancelling young ones costs more of the venue's patience. */
  const born = new Map<string, number>();
  /** Kraken's ids of orders by ours, so that asking for one takes one call. */
  const names = new Map<string, string>();
  let identity: Identity | undefined;
  let balancesAskedAt = Number.NEGATIVE_INFINITY;
  let stopBalances: (() => void) | undefined;

  const search = { rest, catalogue };
  const feeRates = createFeeRates(rest, catalogue, parts.monotonicMs);

  async function identify(): Promise<Identity> {
    identity = await askIdentity(rest, config.id);
    return identity;
  }

  /** Commands and questions name their account; one of another connection has no business here. */
  async function own(account: Live): Promise<Live> {
    const known = (identity ?? (await identify())).account;
    if (account.account === known.account && account.venue === known.venue) return known;
    throw new Failure('not-found', `${config.label} does not have the account ${account.account}.`);
  }

  async function refuseForeign(account: Live): Promise<Refusal | undefined> {
    try {
      await own(account);
      return undefined;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return refused('local:not-sent', error.message);
    }
  }

  async function readBalances(account: Live): Promise<Balance<'live'>[]> {
    const rows = await rest.BalanceEx();
    return Object.entries(rows).map(([asset, row]) => {
      const currency = catalogue.currencyOf(asset);
      const { balance: total, hold_trade: held = '0', credit = '0', credit_used: used = '0' } = row;
      const free = subtractDecimals(subtractDecimals(addDecimals(total, credit), used), held);
      const available = !isTradable(asset) || compareDecimals(free, '0') < 0 ? '0' : free;
      return { account, total: { amount: total, currency }, available: { amount: available, currency } };
    });
  }

  function noteBorn(venueOrderId: string, clientOrderId?: string): void {
    if (clientOrderId !== undefined) {
      names.set(clientOrderId, venueOrderId);
      for (const oldest of names.keys()) {
        if (names.size <= mostAges) break;
        names.delete(oldest);
      }
    }
    if (born.has(venueOrderId)) return;
    born.set(venueOrderId, parts.monotonicMs());
    for (const oldest of born.keys()) {
      if (born.size <= mostAges) break;
      born.delete(oldest);
    }
  }

  /** An order that was there before we listened is old. */
  function ageOf({ venueOrderId }: OrderReference<'live'>): number {
    const since = venueOrderId === undefined ? undefined : born.get(venueOrderId);
    return since === undefined ? Number.POSITIVE_INFINITY : parts.monotonicMs() - since;
  }

  /** Sends once and judges the answer (O4, O5). `points` are of the market's trading counter. */
  async function act<Done>(
    name: string,
    fields: Fields,
    points: { readonly symbol: string; readonly cost: number; readonly isForced: boolean },
    done: (result: unknown) => Done | undefined,
  ): Promise<Done | Refusal | UnknownOutcome> {
    const limit = limits.tradingName(points.symbol);
    let answer: ActionAnswer;
    try {
      await limits.budget.take({ [limit]: points.cost }, 'order').catch((error: unknown) => {
        // Our own count may be wrong, and what makes orders fewer must not wait for it.
        const isBlocked = error instanceof Failure && error.data.until !== undefined;
        if (!points.isForced || isBlocked) throw error;
      });
      answer = await rest.act(name, fields);
    } catch (error) {
      if (error instanceof TransportFailure) {
        return error.isSent
          ? { outcome: 'unknown', detail: error.message }
          : refused('local:not-sent', `${error.message} Nothing was sent.`);
      }
      if (error instanceof Failure) {
        return refused(
          error.kind === 'rate-limited' ? 'local:rate-limited' : 'local:not-sent',
          error.message,
        );
      }
      throw error;
    }
    if (answer.errors.length > 0) {
      const outcome = orderOutcome(answer.errors);
      if (outcome.outcome === 'rejected' && outcome.code === 'EOrder:Rate limit exceeded') {
        limits.budget.observe(limit, limits.tier.tradingCount);
      }
      return outcome;
    }
    return (
      done(answer.result) ?? { outcome: 'unknown', detail: `Kraken’s answer to ${name} could not be read.` }
    );
  }

  async function place(intent: OrderIntent<'live'>): Promise<PlaceOutcome> {
    if (!config.isTradingEnabled) {
      return refused('local:read-only', `${config.label} is set to read only; no order was sent.`);
    }
    const foreign = await refuseForeign(intent.account);
    if (foreign !== undefined) return foreign;
    const market = catalogue.byId(intent.instrument);
    if (market === undefined) {
      return refused(
        'local:instrument',
        `${intent.instrument} is not a market of Kraken that can be traded.`,
      );
    }
    const encoded = encodeOrder(intent, market, clock.now());
    if (isRefusal(encoded)) return encoded;
    const { symbol } = market;
    return act(
      'AddOrder',
      encoded.fields,
      { symbol, cost: 1, isForced: false },
      (result): PlaceOutcome | undefined => {
        const [venueOrderId] = wire.added.safeParse(result).data?.txid ?? [];
        if (venueOrderId === undefined) return undefined;
        noteBorn(venueOrderId, intent.clientOrderId);
        return { outcome: 'acknowledged', venueOrderId, time: clock.now() };
      },
    );
  }

  /** What a change needs of a market; without one it is counted for itself. */
  function symbolOf({ instrument }: OrderReference<'live'>): string {
    return catalogue.byId(instrument)?.symbol ?? instrument;
  }

  async function actOnAll(account: Live, name: string, fields: Fields): Promise<ChangeOutcome> {
    const foreign = await refuseForeign(account);
    return foreign ?? act(name, fields, { symbol: 'all', cost: 0, isForced: true }, acknowledged);
  }

  const acknowledged = (): ChangeOutcome => ({ outcome: 'acknowledged' });

  async function snapshot(key: Live, since: EpochMs, signal?: AbortSignal): Promise<AccountSnapshot<'live'>> {
    const account = await own(key);
    await catalogue.refresh();
    const asOf = clock.earliest;
    // Open orders first: one that closes meanwhile is met again among the closed, and none falls between.
    const { open } = await rest.OpenOrders();
    const closed = await closedOrders(search, since, signal);
    const known = new Map([...Object.entries(open), ...closed]);
    const fillsFound = await fillsSince(search, account, since, known, signal);
    const stillOpen = Object.fromEntries(Object.entries(open).filter(([txid]) => !closed.has(txid)));
    return {
      account,
      since,
      asOf,
      openOrders: reportsOf(search, account, stillOpen),
      closedOrders: reportsOf(search, account, Object.fromEntries(closed)),
      fills: fillsFound,
      positions: [],
      balances: await readBalances(account),
    };
  }

  function askBalances(): void {
    stopBalances = undefined;
    balancesAskedAt = parts.monotonicMs();
    const account = identity?.account;
    if (account === undefined) return;
    readBalances(account).then(
      (found) => balanceListeners.tell(found),
      (error: Error) => parts.noteTrouble(`Balances could not be read: ${error.message}`),
    );
  }

  return {
    mode: 'live',
    identify,
    account() {
      if (identity !== undefined) return identity.account;
      throw new Failure('not-connected', `${config.label} is not connected yet.`);
    },
    tellOrders(reports) {
      for (const { venueOrderId, clientOrderId } of reports) noteBorn(venueOrderId, clientOrderId);
      orders.tell(reports);
    },
    tellFills: (found) => fills.tell(found),
    tellGap() {
      if (identity !== undefined) gaps.tell(identity.account);
    },
    balancesChanged() {
      if (stopBalances !== undefined) return;
      const waitMs = balancesAskedAt + balancesEveryMs - parts.monotonicMs();
      stopBalances = parts.after(Math.max(20, waitMs), askBalances);
    },
    askOrders(venueOrderIds) {
      const account = identity?.account;
      if (account === undefined) return;
      queryOrders(search, venueOrderIds).then(
        (found) => {
          const reports = reportsOf(search, account, found);
          if (reports.length > 0) orders.tell(reports);
        },
        (error: Error) => {
          parts.noteTrouble(`An order could not be asked for: ${error.message}`);
          gaps.tell(account);
        },
      );
    },
    stop() {
      stopBalances?.();
      stopBalances = undefined;
    },

    async accounts() {
      const { account, permissions } = identity ?? (await identify());
      const missing = permissions === undefined ? undefined : missingRights(permissions);
      const isAllowed = permissions?.canTrade !== false;
      const reason = !config.isTradingEnabled
        ? 'This connection is set to read only.'
        : !isAllowed
          ? 'The key lacks the right to place and cancel orders (“Create & modify orders”, “Cancel & close orders”).'
          : (missing ?? '');
      const found: Account<'live'> = {
        key: account,
        label: config.label,
        currency: 'USD',
        canTrade: config.isTradingEnabled && isAllowed,
        reason,
      };
      return [found];
    },
    balances: async (account) => readBalances(await own(account)),
    async positions(account) {
      await own(account);
      return [];
    },
    async feeRates(account, instrument) {
      await own(account);
      await catalogue.refresh();
      return feeRates(instrument);
    },
    place,
    placeOco: () => {
      throw new Error('Kraken has no OCO, as its capabilities say');
    },
    async modify(order, change) {
      const market = catalogue.byId(order.instrument);
      if (market === undefined)
        return refused('local:instrument', `${order.instrument} is not a market of Kraken.`);
      if (!config.isTradingEnabled) return refused('local:read-only', `${config.label} is set to read only.`);
      const encoded = encodeChange(change, market);
      if (isRefusal(encoded)) return encoded;
      const cost = amendCost(ageOf(order));
      const { symbol } = market;
      return act(
        'AmendOrder',
        { ...idOf(order), ...encoded.fields },
        { symbol, cost, isForced: false },
        acknowledged,
      );
    },
    async cancel(order) {
      const cost = cancelCost(ageOf(order));
      return act('CancelOrder', idOf(order), { symbol: symbolOf(order), cost, isForced: true }, acknowledged);
    },
    cancelAll: (account) => actOnAll(account, 'CancelAll', {}),
    cancelAllUnlessRenewed(account, withinMs) {
      const timeout = String(withinMs <= 0 ? 0 : Math.max(1, Math.floor(withinMs / 1000)));
      return actOnAll(account, 'CancelAllOrdersAfter', { timeout });
    },
    async findOrder(order) {
      const account = await own(order.account);
      await catalogue.refresh();
      const venueOrderId = order.venueOrderId ?? names.get(order.clientOrderId);
      return findOrder(search, account, {
        ...order,
        ...(venueOrderId === undefined ? {} : { venueOrderId }),
      });
    },
    snapshot,
    onOrders: (listener) => orders.add(listener),
    onFills: (listener) => fills.add(listener),
    onBalances: (listener) => balanceListeners.add(listener),
    // Spot accounts have none, so none ever changes.
    onPositions: () => () => undefined,
    onGap: (listener) => gaps.add(listener),
  };
}

/** Kraken's id where it is known: ours is unique among open orders only. */
function idOf({ venueOrderId, clientOrderId }: OrderReference<'live'>): Fields {
  return venueOrderId === undefined ? { cl_ord_id: clientOrderId } : { txid: venueOrderId };
}
