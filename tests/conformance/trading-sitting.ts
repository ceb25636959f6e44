import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Trading, TradingCapabilities } from '../../src-main/venues/trading.ts';
import type { Venue } from '../../src-main/venues/venue.ts';
import type { Account, AccountKey, AccountMode, Balance } from '../../src-shared/domain/account.ts';
import type { Fill } from '../../src-shared/domain/fill.ts';
import type { InstrumentId } from '../../src-shared/domain/instrument.ts';
import {
  freshClientOrderId,
  type OrderDuration,
  type OrderIntent,
  type OrderReference,
  type OrderReport,
  type OrderTerms,
  type PlaceOutcome,
} from '../../src-shared/domain/order.ts';
import type { Position } from '../../src-shared/domain/position.ts';
import { decimal, downToStep, plain } from '../simulators/exchange/decimal.ts';
import type { Exchange } from '../simulators/exchange/exchange.ts';
import type { FaultHandle, RequestFault } from '../simulators/exchange/faults.ts';
import type { Simulator } from '../simulators/exchange/simulator.ts';
import type { TrueFill, TrueOrder } from '../simulators/exchange/truth.ts';

export type KeyName = 'good' | 'wrongSecret' | 'readOnly' | 'ipBound';

/** One venue's simulator, made ready for the trading exam: everything that the port does not say of a venue. */
export interface TradingStage {
  readonly simulator: Simulator;
  /** The half of the simulator that the instrument belongs to. */
  readonly exchange: Exchange;
  /** The simulator's name of the instrument. */
  readonly market: string;
  readonly instrument: InstrumentId;
  /** Of an ordinary order, and a quarter of it, on the lot step and above the smallest that may be placed. */
  readonly quantity: string;
  readonly quarter: string;
  /** Operations that create orders, as the simulator counts them. */
  readonly creating: readonly string[];
  /** Operations that cancel one order. */
  readonly cancelling: readonly (string | RegExp)[];
  /** The operation that a plain limit order goes by. */
  readonly placing: string;
  /** How the venue says that it is not there. */
  readonly unavailable: Pick<RequestFault, 'status' | 'body'>;
  /** A refusal by its status after which an order may be there all the same; null where it knows none. */
  readonly perhapsPlaced: Pick<RequestFault, 'status' | 'body'> | null;
  /** Frames that tell of a fill, or after which one is asked for. */
  tellsFill(frame: string): boolean;
  /** Asks for the venue's time; null where its signatures hold none. */
  readonly askingTime: string | null;
  /** Fees and liquidity are told with fills. */
  readonly tellsFees: boolean;
  readonly tellsLiquidity: boolean;
  /** Where a key that is bound to another address is refused. */
  readonly addressRefused: 'at connecting' | 'at placing' | 'nowhere';
  /** False where nobody can know what a key may do before an order is refused. */
  readonly tellsRights: boolean;
  /** Where the venue has no keys that may only read. */
  readonly hasNoReadOnlyKeys?: true;
  /** The account's money, where it is not what the instrument is quoted in. */
  money?(): { readonly currency: string; readonly total: string; readonly free: string };
  /** How many fills need more than two pages of a snapshot. */
  readonly manyFills: number;
  /** Durations that an order of these terms may have; the first of the venue's unless told. */
  durationOf?(terms: OrderTerms): OrderDuration;
  /** False where no message tells of orders that wait for their trigger outside the book; questions find them. */
  readonly tellsWaiting?: false;
  /** Choices that an order of these terms needs; none unless told. */
  optionsOf?(terms: OrderTerms): Readonly<Record<string, string>>;
  /** Filled by the exam: client ids of orders that another program placed. */
  readonly foreign: Set<string>;
  /** A connection that is not opened yet. */
  open(key: KeyName): Venue;
  close(): Promise<void>;
}

/** Something taken away from a venue on purpose, so that a case can be seen to fail. */
export type Breakage = (
  trading: Trading<AccountMode>,
  stage: TradingStage,
  venue: Venue,
) => Partial<Trading<AccountMode>> & { readonly venue?: Partial<Venue> };

interface Heard {
  readonly orders: OrderReport[];
  readonly fills: Fill[];
  readonly balances: Balance[];
  readonly positions: Position[];
  readonly gaps: AccountKey[];
}

/** One venue, one case: the connection, what was heard on it, and what really happened. */
export class Sitting {
  readonly stage: TradingStage;
  venue: Venue;
  trading: Trading<AccountMode>;
  readonly heard: Heard = { orders: [], fills: [], balances: [], positions: [], gaps: [] };
  account: AccountKey = { mode: 'live', venue: '', account: '' };
  accountCard: Account | undefined;
  readonly #breakage: Breakage | undefined;
  readonly #patienceMs: number;
  readonly #opened: Venue[] = [];

  constructor(stage: TradingStage, breakage?: Breakage, patienceMs = 8000) {
    this.stage = stage;
    this.#breakage = breakage;
    this.#patienceMs = patienceMs;
    [this.venue, this.trading] = this.#open('good');
  }

  get capabilities(): TradingCapabilities {
    const { trading } = this.venue.capabilities;
    if (trading === null) throw new Error(`${this.venue.label} cannot trade.`);
    return trading;
  }

  /** Another connection, with another key. */
  reopen(key: KeyName): void {
    [this.venue, this.trading] = this.#open(key);
  }

  async connect(): Promise<this> {
    const { trading, heard } = this;
    trading.onOrders((some) => heard.orders.push(...some));
    trading.onFills((some) => heard.fills.push(...some));
    trading.onBalances((some) => heard.balances.push(...some));
    trading.onPositions((some) => heard.positions.push(...some));
    trading.onGap((account) => heard.gaps.push(account));
    await this.venue.connect();
    [this.accountCard] = await trading.accounts();
    if (this.accountCard === undefined) throw new Error('There is no account.');
    this.account = this.accountCard.key;
    return this;
  }

  async close(): Promise<void> {
    for (const venue of this.#opened) await venue.disconnect();
    await this.stage.close();
  }

  /** A price so many percent from the last, on the tick. */
  price(percent: number): string {
    const { exchange, market } = this.stage;
    const { lastPrice, spec } = exchange.market(market);
    const wanted = lastPrice.times(100 + percent).dividedBy(100);
    return downToStep(wanted, spec.tick).toFixed();
  }

  duration(terms: OrderTerms): OrderDuration {
    const given = this.stage.durationOf?.(terms);
    if (given !== undefined) return given;
    const [first] = this.capabilities.timesInForce.filter((name) => name !== 'gtd');
    return { timeInForce: first ?? 'gtc' };
  }

  intent(change: Partial<OrderIntent> = {}): OrderIntent {
    const { instrument, quantity } = this.stage;
    const terms = change.terms ?? { type: 'limit', limitPrice: this.price(-2), isPostOnly: false };
    const options = this.stage.optionsOf?.(terms);
    return {
      clientOrderId: freshClientOrderId(this.capabilities.clientOrderId, (end) => randomInt(end)),
      account: this.account,
      instrument,
      side: 'buy',
      quantity,
      terms,
      duration: this.duration(terms),
      isReduceOnly: false,
      origin: 'manual',
      ...(options === undefined ? {} : { options }),
      ...change,
    };
  }

  async place(change: Partial<OrderIntent> = {}): Promise<{ intent: OrderIntent; outcome: PlaceOutcome }> {
    const intent = this.intent(change);
    return { intent, outcome: await this.trading.place(intent) };
  }

  /** An order that rests, known to its venue id. */
  async rest(change: Partial<OrderIntent> = {}): Promise<OrderReference> {
    const { intent, outcome } = await this.place(change);
    if (outcome.outcome !== 'acknowledged')
      throw new Error(`It was not taken: ${JSON.stringify([intent, outcome])}`);
    return { ...this.reference(intent), venueOrderId: outcome.venueOrderId };
  }

  /** The same account in another program, which places a purchase far from the market. */
  async placeElsewhere(change: Partial<OrderIntent> = {}): Promise<OrderReference> {
    const other = this.stage.open('good');
    this.#opened.push(other);
    await other.connect();
    const trading = other.trading as unknown as Trading<AccountMode>;
    const terms: OrderTerms = { type: 'limit', limitPrice: this.price(-3), isPostOnly: false };
    const intent = this.intent({ terms, ...change });
    this.stage.foreign.add(intent.clientOrderId);
    const outcome = await trading.place(intent);
    if (outcome.outcome !== 'acknowledged')
      throw new Error(`It was not taken: ${JSON.stringify([intent, outcome])}`);
    return { ...this.reference(intent), venueOrderId: outcome.venueOrderId };
  }

  /** Until the exchange has it, which some venues take a moment for. */
  async isThere({ clientOrderId }: { readonly clientOrderId: string }): Promise<void> {
    await this.until('the exchange has the order', () => this.trueOrders(clientOrderId).length === 1);
  }

  reference(intent: OrderIntent): OrderReference {
    const { account, instrument, clientOrderId } = intent;
    return { account, instrument, clientOrderId };
  }

  /** What the exchange really has under this name. */
  trueOrders(clientOrderId: string): TrueOrder[] {
    return this.stage.exchange.truth.orders.filter((order) => order.clientId === clientOrderId);
  }

  trueFills(): TrueFill[] {
    return this.stage.exchange.truth.fills.filter(
      ({ accountId, market }) => accountId === this.stage.simulator.accountId && market === this.stage.market,
    );
  }

  /** The money that a purchase is paid with, as the exchange keeps it. */
  money(): { readonly currency: string; readonly total: string; readonly free: string } {
    const { exchange, market, simulator } = this.stage;
    const { quote } = exchange.market(market).spec;
    const account = exchange.account(simulator.accountId);
    const usual = { currency: quote, total: plain(account.total(quote)), free: plain(account.free(quote)) };
    return this.stage.money?.() ?? usual;
  }

  /** The rest of the market trades with a resting purchase. */
  fill(quantity: string, price: string): void {
    this.stage.exchange.cross(this.stage.market, 'sell', price, quantity);
  }

  fault(fault: Omit<RequestFault, 'op'>, op: string | RegExp = this.stage.placing): FaultHandle {
    return this.stage.simulator.faults.add({ op, ...fault });
  }

  /** How often requests that create orders came in. */
  sent(operations: readonly string[] = this.stage.creating): number {
    const { counts } = this.stage.simulator.server;
    return operations.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
  }

  reportsOf(clientOrderId: string): OrderReport[] {
    return this.heard.orders.filter((report) => report.clientOrderId === clientOrderId);
  }

  async until(what: string, isSo: () => boolean | Promise<boolean>, everyMs = 15): Promise<void> {
    const end = performance.now() + this.#patienceMs;
    while (!(await isSo())) {
      if (performance.now() > end) throw new Error(`It did not come about that ${what}.`);
      await delay(everyMs);
    }
  }

  async ready(): Promise<void> {
    await this.until('the connection is ready', () => this.venue.state().phase === 'ready');
  }

  /** The wire is cut and comes back. */
  async reconnect(meanwhile: () => void = () => undefined): Promise<void> {
    const { simulator } = this.stage;
    simulator.faults.refuseSockets = true;
    simulator.server.dropAll();
    await this.until('the loss is noticed', () => this.venue.state().phase !== 'ready');
    meanwhile();
    simulator.faults.refuseSockets = false;
    await this.ready();
  }

  /** Long enough for what was not wanted to arrive. */
  pause(ms = 150): Promise<void> {
    return delay(ms);
  }

  #open(key: KeyName): [Venue, Trading<AccountMode>] {
    const venue = this.stage.open(key);
    this.#opened.push(venue);
    if (venue.trading === undefined) throw new Error(`${venue.label} has no trading half.`);
    const trading = venue.trading as unknown as Trading<AccountMode>;
    if (this.#breakage === undefined) return [venue, trading];
    const { venue: brokenVenue = {}, ...broken } = this.#breakage(trading, this.stage, venue);
    return [overlaid(venue, brokenVenue), overlaid(trading, broken)];
  }
}

function overlaid<T extends object>(whole: T, instead: Partial<T>): T {
  return new Proxy(whole, {
    get(target, name) {
      const from = Object.hasOwn(instead, name) ? instead : target;
      const value: unknown = Reflect.get(from, name);
      return typeof value === 'function' ? value.bind(from) : value;
    },
  });
}

/** A sum of decimals. */
export function sumOf(amounts: readonly string[]): string {
  return amounts.reduce((sum, amount) => sum.plus(amount), decimal('0')).toFixed();
}
