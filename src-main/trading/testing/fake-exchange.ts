import type { Account, AccountKey, AccountStanding, Balance } from '../../../src-shared/domain/account.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Fill } from '../../../src-shared/domain/fill.ts';
import { type InstrumentId, instrumentId } from '../../../src-shared/domain/instrument.ts';
import type {
  BracketIntent,
  BracketLegChange,
  ChangeOutcome,
  ClientOrderId,
  OrderIntent,
  OrderReport,
  PlaceOutcome,
  ReportedOrderState,
} from '../../../src-shared/domain/order.ts';
import type { Position } from '../../../src-shared/domain/position.ts';
import { addDecimals } from '../../../src-shared/domain/quantity.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import type { AccountSnapshot, Trading, TradingCapabilities } from '../../venues/trading.ts';
import type { ConnectionPhase, ConnectionState, Venue } from '../../venues/venue.ts';

export const account: AccountKey<'paper'> = { mode: 'paper', venue: 'fake', account: '7' };
export const market = instrumentId('FAKE_TEST:BTCUSD');

/** What happens to the next placements, in turn; `take` when the list is empty. */
export type Fate = 'take' | 'refuse' | 'lose-request' | 'lose-answer' | 'throw' | 'hang';

/** An exchange in memory, with the trading half of a venue in front of it and a wire that can be cut on purpose. */
export class FakeExchange {
  readonly fates: Fate[] = [];
  readonly orders = new Map<string, OrderReport<'paper'>>();
  readonly fills: Fill<'paper'>[] = [];
  balances: Balance<'paper'>[] = [];
  positions: Position<'paper'>[] = [];
  /** Others that the venue lists besides its first. */
  moreAccounts: Account<'paper'>[] = [];
  /** False: streams tell nothing, as a dead socket. */
  isStreaming = true;
  /** False: every question fails. */
  isAnswering = true;
  /** False: a place for coins, without positions. */
  hasPositions = true;
  /** What it cannot do. */
  lacks: Partial<Record<'bracket' | 'canTrail' | 'canExitPosition' | 'hasStandings', undefined>> = {};
  standing: AccountStanding<'paper'> | undefined;
  snapshots = 0;
  placements = 0;
  exits = 0;
  readonly #brackets = new Map<string, BracketIntent<'paper'>>();
  /** How often the connection was told to start over. */
  wakes = 0;
  #held: Promise<void> | undefined;
  readonly venue: Venue;
  readonly #now: () => EpochMs;
  readonly #listeners = {
    orders: new Set<Listener>(),
    fills: new Set<Listener>(),
    gap: new Set<Listener>(),
    standings: new Set<Listener>(),
  };
  readonly #states = new Set<(state: ConnectionState) => void>();
  #state: ConnectionState;

  constructor(now: () => EpochMs) {
    this.#now = now;
    this.#state = { phase: 'disconnected', reason: '', since: now() };
    this.venue = this.#asVenue();
  }

  setPhase(phase: ConnectionPhase): void {
    this.#state = { phase, reason: '', since: this.#now() };
    for (const listener of this.#states) listener(this.#state);
  }

  gap(): void {
    for (const listener of this.#listeners.gap) listener(account);
  }

  /** Snapshots show what is true when they are asked for, but the answers wait. */
  holdSnapshots(): { answer(): void } {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#held = promise;
    return {
      answer: () => {
        this.#held = undefined;
        resolve();
      },
    };
  }

  /** Somebody trades with an order. */
  fill(venueOrderId: string, quantity: string, tradeId: string): Fill<'paper'> {
    const order = this.orders.get(venueOrderId);
    if (order === undefined) throw new Error(`no order ${venueOrderId}`);
    const filledQuantity = addDecimals(order.filledQuantity, quantity);
    const state: ReportedOrderState = filledQuantity === order.quantity ? 'filled' : 'partial';
    const fill: Fill<'paper'> = {
      account,
      instrument: order.instrument,
      tradeId,
      venueOrderId,
      ...(order.clientOrderId === undefined ? {} : { clientOrderId: order.clientOrderId as ClientOrderId }),
      side: order.side,
      price: '100',
      quantity,
      liquidity: 'maker',
      time: this.#now(),
      isSynthetic: false,
    };
    this.fills.push(fill);
    this.#set({ ...order, filledQuantity, state, averagePrice: '100', time: this.#now() });
    this.tellFills([fill]);
    if (state === 'filled') this.#placeExits(venueOrderId);
    return fill;
  }

  tellStanding(standing: AccountStanding<'paper'>): void {
    this.standing = standing;
    if (this.isStreaming) for (const listener of this.#listeners.standings) listener([standing]);
  }

  /** Orders of its own, one for each leg, without a client id. A tick is 1. */
  #placeExits(entryId: string): void {
    const bracket = this.#brackets.get(entryId);
    if (bracket === undefined) return;
    const away = bracket.side === 'buy' ? 1 : -1;
    const place = (kind: 'target' | 'stop', { quantity, ticks }: BracketIntent['targets'][number]) => {
      const price = String(100 + (kind === 'target' ? ticks : -ticks) * away);
      this.#set({
        account,
        instrument: bracket.instrument,
        venueOrderId: `v${this.orders.size + 1}`,
        parentOrderId: entryId,
        state: 'open',
        side: bracket.side === 'buy' ? 'sell' : 'buy',
        terms:
          kind === 'target'
            ? { type: 'limit', limitPrice: price, isPostOnly: false }
            : { type: 'stop', triggerPrice: price },
        description: '',
        quantity,
        filledQuantity: '0',
        time: this.#now(),
      });
    };
    for (const leg of bracket.targets) place('target', leg);
    for (const leg of bracket.stops) place('stop', leg);
  }

  #moveLeg(entryId: string, { leg, fromTicks, toTicks }: BracketLegChange): ChangeOutcome {
    const away = this.#brackets.get(entryId)?.side === 'sell' ? -1 : 1;
    const at = (ticks: number) => String(100 + (leg === 'target' ? ticks : -ticks) * away);
    const found = [...this.orders.values()].find(
      ({ parentOrderId, terms }) =>
        parentOrderId === entryId &&
        (leg === 'target'
          ? terms?.type === 'limit' && terms.limitPrice === at(fromTicks)
          : terms?.type === 'stop' && terms.triggerPrice === at(fromTicks)),
    );
    if (found === undefined) return { outcome: 'rejected', code: '-2013', reason: 'No such leg.' };
    this.#set({
      ...found,
      terms:
        leg === 'target'
          ? { type: 'limit', limitPrice: at(toTicks), isPostOnly: false }
          : { type: 'stop', triggerPrice: at(toTicks) },
      time: this.#now(),
    });
    return { outcome: 'acknowledged' };
  }

  /** Takes what is held of a market to nothing, with a market order of its own. */
  #exit(instrument: InstrumentId): ChangeOutcome | Promise<never> {
    this.exits += 1;
    const fate = this.fates.shift() ?? 'take';
    if (fate === 'refuse') return { outcome: 'rejected', code: '-2014', reason: 'Nothing is held.' };
    if (fate === 'throw') throw new Error('a bug in the adapter');
    if (fate === 'hang') return new Promise(() => undefined);
    if (fate === 'lose-request') return { outcome: 'unknown', detail: 'The line went dead.' };
    this.positions = this.positions.filter((position) => position.instrument !== instrument);
    if (fate === 'lose-answer') return { outcome: 'unknown', detail: 'No answer came.' };
    return { outcome: 'acknowledged' };
  }

  tellFills(fills: readonly Fill<'paper'>[]): void {
    if (this.isStreaming) for (const listener of this.#listeners.fills) listener(fills);
  }

  tellOrders(reports: readonly OrderReport<'paper'>[]): void {
    if (this.isStreaming) for (const listener of this.#listeners.orders) listener(reports);
  }

  #set(report: OrderReport<'paper'>): void {
    this.orders.set(report.venueOrderId, report);
    this.tellOrders([report]);
  }

  #place(intent: OrderIntent<'paper'>): PlaceOutcome | Promise<never> {
    this.placements += 1;
    const fate = this.fates.shift() ?? 'take';
    if (fate === 'refuse') return { outcome: 'rejected', code: '-2010', reason: 'Not enough money.' };
    if (fate === 'throw') throw new Error('a bug in the adapter');
    if (fate === 'hang') return new Promise(() => undefined);
    if (fate === 'lose-request') return { outcome: 'unknown', detail: 'The line went dead.' };
    const venueOrderId = `v${this.orders.size + 1}`;
    this.#set({
      account,
      instrument: intent.instrument,
      venueOrderId,
      clientOrderId: intent.clientOrderId,
      state: 'open',
      side: intent.side,
      terms: intent.terms,
      duration: intent.duration,
      description: '',
      quantity: intent.quantity,
      filledQuantity: '0',
      time: this.#now(),
    });
    if ('targets' in intent) this.#brackets.set(venueOrderId, intent as BracketIntent<'paper'>);
    if (fate === 'lose-answer') return { outcome: 'unknown', detail: 'No answer came.' };
    return { outcome: 'acknowledged', venueOrderId, time: this.#now() };
  }

  #ask<T>(answer: () => T): Promise<T> {
    if (this.isAnswering) return Promise.resolve(answer());
    return Promise.reject(new Failure('unavailable', 'The venue does not answer.'));
  }

  #snapshot(since: EpochMs): AccountSnapshot<'paper'> {
    this.snapshots += 1;
    const all = [...this.orders.values()];
    const isOpen = ({ state }: OrderReport) => state === 'open' || state === 'partial';
    return {
      account,
      since,
      asOf: this.#now(),
      openOrders: all.filter(isOpen),
      closedOrders: all.filter((order) => !isOpen(order)),
      fills: this.fills.filter(({ time }) => time >= since),
      positions: this.positions,
      balances: this.balances,
    };
  }

  #asVenue(): Venue {
    const one: Account<'paper'> = {
      key: account,
      label: 'Fake 7',
      currency: 'USD',
      canTrade: true,
      reason: '',
    };
    const listen = (set: Set<Listener>) => (listener: Listener) => {
      set.add(listener);
      return () => set.delete(listener);
    };
    const trading: Trading<'paper'> = {
      mode: 'paper',
      accounts: () => this.#ask(() => [one, ...this.moreAccounts]),
      balances: () => this.#ask(() => this.balances),
      positions: () => this.#ask(() => this.positions),
      place: async (intent) => this.#place(intent),
      placeBracket: async (intent) => this.#place(intent),
      moveBracketLeg: async ({ venueOrderId = '' }, change) => this.#moveLeg(venueOrderId, change),
      exitPosition: async (_account, instrument) => this.#exit(instrument),
      standing: () =>
        this.#ask(() => {
          if (this.standing === undefined) throw new Failure('unavailable', 'Nothing was told yet.');
          return this.standing;
        }),
      onStandings: listen(this.#listeners.standings),
      placeOco: async () => ({ outcome: 'rejected', code: 'none', reason: 'No pairs here.' }),
      modify: async () => ({ outcome: 'acknowledged' }),
      cancel: async ({ venueOrderId = '' }) => {
        const order = this.orders.get(venueOrderId);
        if (order === undefined) return { outcome: 'rejected', code: '-2011', reason: 'Unknown order.' };
        this.#set({ ...order, state: 'cancelled', time: this.#now() });
        return { outcome: 'acknowledged' };
      },
      cancelAll: async () => ({ outcome: 'acknowledged' }),
      cancelAllUnlessRenewed: async () => ({ outcome: 'acknowledged' }),
      findOrder: ({ clientOrderId }) =>
        this.#ask(() => [...this.orders.values()].find((order) => order.clientOrderId === clientOrderId)),
      snapshot: async (_account, since) => {
        const snapshot = await this.#ask(() => this.#snapshot(since));
        await this.#held;
        return snapshot;
      },
      onOrders: listen(this.#listeners.orders),
      onFills: listen(this.#listeners.fills),
      onBalances: () => () => undefined,
      onPositions: () => () => undefined,
      onGap: listen(this.#listeners.gap),
    };
    const states = this.#states;
    const hasPositions = () => this.hasPositions;
    const able: Pick<TradingCapabilities, 'bracket' | 'canTrail' | 'canExitPosition' | 'hasStandings'> = {
      bracket: { mostLegs: 2, canTrail: true, canBreakEven: true },
      canTrail: true,
      canExitPosition: true,
      hasStandings: true,
    };
    const canDo = () => ({ ...able, ...this.lacks }) as typeof able;
    return {
      id: 'c1',
      kind: 'fake',
      label: 'Fake',
      capabilities: {
        streams: [],
        historyTimeframes: [],
        historyPageSize: 0,
        priceSides: ['trade'],
        isHistoryCacheable: false,
        hasClock: false,
        trading: {
          get bracket() {
            return canDo().bracket as NonNullable<typeof able.bracket>;
          },
          get canTrail() {
            return canDo().canTrail === true;
          },
          get canExitPosition() {
            return canDo().canExitPosition === true;
          },
          get hasStandings() {
            return canDo().hasStandings === true;
          },
          mode: 'paper',
          clientOrderId: { alphabet: 'abc', maxLength: 64 },
          orderTypes: ['limit', 'stop'],
          timesInForce: ['gtc'],
          canPostOnly: false,
          canReduceOnly: false,
          oco: 'none',
          orderOptions: [],
          changeable: [],
          hasSendDeadline: false,
          longestDeadManMs: null,
          get hasPositions() {
            return hasPositions();
          },
          tradeIdsRestartDaily: false,
          definiteRefusals: ['-2010'],
        },
        isSearchable: false,
      },
      market: {
        searchInstruments: async () => [],
        instrument: async () => undefined,
        history: async () => {
          throw new Failure('not-found', 'There is no history.');
        },
        subscribe: () => () => undefined,
        onEvents: () => () => undefined,
        now: () => epochMs(this.#now()),
      },
      trading,
      state: () => this.#state,
      onState(listener) {
        states.add(listener);
        return () => states.delete(listener);
      },
      connect: async () => this.setPhase('ready'),
      disconnect: async () => this.setPhase('disconnected'),
      onWake: () => {
        this.wakes += 1;
      },
    };
  }
}

// biome-ignore lint/suspicious/noExplicitAny: one set for listeners of several kinds, each called with its own.
type Listener = (value: any) => void;

export function intentOf(id: string, instrument: InstrumentId = market): OrderIntent<'paper'> {
  return {
    clientOrderId: id as ClientOrderId,
    account,
    instrument,
    side: 'buy',
    quantity: '2',
    terms: { type: 'limit', limitPrice: '100', isPostOnly: false },
    duration: { timeInForce: 'gtc' },
    isReduceOnly: false,
    origin: 'manual',
  };
}

export function bracketOf(id: string, change: Partial<BracketIntent<'paper'>> = {}): BracketIntent<'paper'> {
  return {
    ...intentOf(id),
    targets: [{ quantity: '2', ticks: 8 }],
    stops: [{ quantity: '2', ticks: 4 }],
    ...change,
  };
}
