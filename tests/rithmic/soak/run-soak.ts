import type { TradingService } from '../../../src-main/trading/index.ts';
import { createTrading } from '../../../src-main/trading/index.ts';
import type { Dial } from '../../../src-main/venues/connection/dial.ts';
import {
  createVirtualWorld,
  type VirtualWorld,
} from '../../../src-main/venues/connection/testing/virtual-world.ts';
import { Logins } from '../../../src-main/venues/rithmic/logins.ts';
import { openRithmic } from '../../../src-main/venues/rithmic/open.ts';
import type { Venue } from '../../../src-main/venues/venue.ts';
import type { AccountKey } from '../../../src-shared/domain/account.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { freshClientOrderId, type OrderIntent, type OrderTerms } from '../../../src-shared/domain/order.ts';
import { type Random, seededRandom } from '../../faults/random.ts';
import { Exact } from '../../simulators/exchange/decimal.ts';
import type { Chaos } from '../../simulators/exchange/faults.ts';
import { money } from '../../simulators/rithmic/accounts.ts';
import { createRithmicExchange, memoryDial, type RithmicExchange } from '../../simulators/rithmic/index.ts';
import { decodeFact } from '../bufbuild-messages.ts';
import { openSoakJournal, type StoredFill } from './journal.ts';

/*
 * A trader’s connection through many days of virtual time: orders of all kinds, a wire that is cut every few minutes,
 * messages that come twice, late, in another order or not at all. In the end the journal must hold what happened.
 */

export interface SoakPlan {
  readonly seed: number;
  readonly hours: number;
  /** ms since 1970. */
  readonly startAt: number;
  /** On average. Lists of whole days grow with it, and each reconnect reads them. */
  readonly actEveryMs: number;
  readonly chaos: Omit<Chaos, 'seed' | 'match'>;
  /** For controls: something taken away. */
  readonly broken?: (venue: Venue) => Venue;
}

export interface SoakFigures {
  readonly hours: number;
  readonly drops: number;
  readonly orders: number;
  /** Acts that were refused here because the connection was away. */
  readonly refused: number;
  /** Orders whose fate was not known at first. */
  readonly unknown: number;
  /** Orders of ours of which the end is not known in the end. */
  readonly unsettled: number;
  readonly truth: number;
  readonly neverStored: number;
  readonly storedTwice: number;
  readonly surfacedTwice: number;
  readonly invented: number;
  /** Made up for a missing fill, and never replaced by the real one. */
  readonly syntheticLeft: number;
  readonly positions: { readonly broker: Record<string, string>; readonly shown: Record<string, string> };
  readonly profit: { readonly broker: string; readonly journal: string; readonly shown: string };
  readonly fees: { readonly broker: string; readonly journal: string };
  readonly balance: { readonly broker: string; readonly shown: string };
  readonly disagreements: readonly string[];
  readonly mostSessions: number;
  readonly sessionOverruns: number;
  readonly logins: number;
  readonly accountState: string;
}

const system = 'Rithmic Paper Trading';
const symbol = 'ESZ6';
const instrument = instrumentId('CME:ESZ6');
const pointValue = 50;
const minuteMs = 60_000;
const creating = /^Request(NewOrder|BracketOrder|ExitPosition)$/;
const settleMs = 25 * minuteMs;

/** Executions, which chaos may lose; what Rithmic says of an order’s way it may only double and shuffle. */
function isOrderNews(frame: string): boolean {
  const payload = Buffer.from(frame, 'latin1').subarray(4);
  const name = decodeName(payload);
  return name === 'ExchangeOrderNotification' || name === 'RithmicOrderNotification';
}

function decodeName(payload: Uint8Array): string {
  try {
    return decodeFact(payload).name;
  } catch {
    return '';
  }
}

export async function runSoak(plan: SoakPlan): Promise<SoakFigures> {
  const random = seededRandom(plan.seed);
  const world = createVirtualWorld({ seed: plan.seed, startAt: plan.startAt });
  const { now, after } = world.parts;
  const rithmic = createRithmicExchange({
    world: { now, after },
    seed: plan.seed,
    systems: [system],
    symbols: [symbol],
    historyMinutes: 2,
    historyHours: 2,
    mostSessions: 1,
    profitThrottleMs: 1000,
    accounts: [
      {
        accountId: 'SOAK',
        name: 'Soak',
        fcmId: 'FIRM',
        ibId: 'DESK',
        balance: '1000000',
        liquidationDistance: '900000',
        highestFloor: undefined,
        isDisabledAfter: false,
        lossLimit: '900000',
        mostPerOrder: 50,
        commission: '2.04',
        margin: '500',
      },
    ],
  });
  const lines = new Lines(memoryDial(rithmic) as Dial);
  const venue = openVenue(world, rithmic, lines.dial);
  const shown = plan.broken?.(venue) ?? venue;
  const journal = await openSoakJournal();
  const surfaced = new Map<string, number>();
  const trading = createTrading({
    repository: journal.repository,
    world: { now, after, monotonicMs: world.parts.monotonicMs, log: () => undefined },
  });
  trading.onFills((fills) => {
    for (const { tradeId, tradeDate, isSynthetic } of fills) {
      const name = `${tradeDate} ${tradeId}`;
      if (!isSynthetic) surfaced.set(name, (surfaced.get(name) ?? 0) + 1);
    }
  });
  const release = trading.attach(shown, 'Soak');
  const connecting = shown.connect();
  await world.pass(20_000);
  await connecting;
  rithmic.run(0.2);
  rithmic.faults.setChaos({ ...plan.chaos, seed: plan.seed, match: isOrderNews });

  const trader = new Trader({
    world,
    trading,
    venue: shown,
    random,
    lastPrice: () => Number(lastPrice(rithmic)),
  });
  const end = now() + plan.hours * 60 * minuteMs;
  let drops = 0;
  let mostSessions = 0;
  let nextDrop = now() + minuteMs;
  let nextAct: number = now();
  while (now() < end) {
    if (now() >= nextAct) {
      await trader.act();
      nextAct = now() + plan.actEveryMs / 2 + random.below(plan.actEveryMs);
    }
    await world.pass(5_000 + random.below(15_000));
    mostSessions = Math.max(mostSessions, sessionsPerPlant(rithmic));
    if (now() < nextDrop) continue;
    nextDrop = now() + minuteMs + random.below(4 * minuteMs);
    drops += 1;
    // Every third takes an order's answer with it, or the order itself.
    if (random.below(3) === 0) {
      rithmic.faults.add({ op: creating, when: random.below(2) === 0 ? 'before' : 'after', do: 'drop' });
    } else {
      lines.cut(random);
    }
    // What happens at the exchange goes on without us.
    rithmic.exchange.cross(symbol, random.below(2) === 0 ? 'buy' : 'sell', lastPrice(rithmic), '3');
  }

  rithmic.faults.setChaos(undefined);
  await world.pass(settleMs);
  await trader.quit();
  await world.pass(settleMs);
  rithmic.stop();
  await world.pass(5 * minuteMs);
  const figures = compare({ plan, rithmic, trading, stored: journal.fills(), surfaced });
  const [card] = trading.accountCards();
  const [desk] = trading.desks();
  const result: SoakFigures = {
    ...figures,
    hours: plan.hours,
    drops,
    orders: trader.orders,
    refused: trader.refused,
    unknown: trader.unknown,
    unsettled: journal.repository.allUnfinished().length,
    disagreements: [...(desk?.disagreements.values() ?? [])],
    mostSessions,
    sessionOverruns: rithmic.gate.overruns,
    logins: rithmic.gate.attempts,
    accountState: `${card?.state}`,
  };
  release();
  const leaving = shown.disconnect();
  await world.pass(10_000);
  await leaving;
  await trading.stop();
  journal.close();
  return result;
}

function openVenue(world: VirtualWorld, rithmic: RithmicExchange, dial: Dial): Venue {
  const { user, password } = rithmic.credentials.good;
  const { record: _, ...parts } = world.parts;
  return openRithmic(
    {
      id: 'soak',
      label: 'Rithmic',
      environment: 'testnet',
      products: ['futures'],
      isTradingEnabled: true,
      settings: { system, appName: 'tdmk:Tidemark' },
      urls: { gateway: 'wss://127.0.0.1:443' },
    },
    {
      ...parts,
      log: () => undefined,
      credentials: {
        use: async (_purpose, use) =>
          use({ user: { reveal: () => user }, password: { reveal: () => password } }),
        replace: () => Promise.reject(new Error('Rithmic replaces no credentials')),
      },
    },
    new Logins(),
    dial,
  );
}

/** The wires that are open, so that some or all of them can be cut. */
class Lines {
  readonly dial: Dial;
  readonly #open = new Set<{ terminate(): void }>();

  constructor(dial: Dial) {
    this.dial = (address, maxPayloadBytes, events) => {
      const wire = dial(address, maxPayloadBytes, {
        ...events,
        onEnd: (end) => {
          this.#open.delete(wire);
          events.onEnd(end);
        },
      });
      this.#open.add(wire);
      return wire;
    };
  }

  cut(random: Random): void {
    const all = [...this.#open];
    const one = all[random.below(Math.max(1, all.length))];
    for (const wire of random.below(2) === 0 || one === undefined ? all : [one]) wire.terminate();
  }
}

interface TraderParts {
  readonly world: VirtualWorld;
  readonly trading: TradingService;
  readonly venue: Venue;
  readonly random: Random;
  lastPrice(): number;
}

/** Somebody who trades all day, and often enough cancels or closes what there is. */
class Trader {
  orders = 0;
  refused = 0;
  unknown = 0;
  readonly #parts: TraderParts;

  constructor(parts: TraderParts) {
    this.#parts = parts;
  }

  async act(): Promise<void> {
    const { random } = this.#parts;
    const dice = random.below(20);
    if (dice < 12) await this.#settled(this.#place(this.#terms()));
    else if (dice < 15) await this.#settled(this.#bracket());
    else if (dice < 18) await this.#settled(this.#cancelOne());
    else if (dice < 19) await this.#settled(this.#gateway()?.cancelAll(this.#account()));
    else await this.#settled(this.#exit());
  }

  /** Nothing works any more, and something is held most likely. */
  async quit(): Promise<void> {
    await this.#settled(this.#gateway()?.cancelAll(this.#account()));
    await this.#settled(this.#place({ type: 'market' }));
  }

  #account(): AccountKey<'paper'> {
    const [desk] = this.#parts.trading.desks();
    if (desk === undefined) throw new Error('there is no account');
    return desk.key as AccountKey<'paper'>;
  }

  #gateway() {
    return this.#parts.trading.gatewayOf(this.#account());
  }

  /** Waits in virtual time; a refusal is one, anything that was not expected is not. */
  async #settled(acting: Promise<unknown> | undefined): Promise<void> {
    const outcome = Promise.resolve(acting).then(
      (answer) => answer as { readonly outcome?: string } | undefined,
      (error: unknown) => {
        if (!(error instanceof Failure)) throw error;
        return { outcome: 'rejected' };
      },
    );
    let isDone = false;
    const finished = outcome.finally(() => {
      isDone = true;
    });
    for (let waited = 0; !isDone && waited < 90; waited += 1) await this.#parts.world.pass(500);
    const { outcome: said } = (await finished) ?? {};
    if (said === 'rejected') this.refused += 1;
    else this.orders += 1;
    if (said === 'unknown') this.unknown += 1;
  }

  #terms(): OrderTerms {
    const { random, lastPrice } = this.#parts;
    const away = (1 + random.below(12)) * 0.25 * (random.below(2) === 0 ? 1 : -1);
    const price = String(lastPrice() + away);
    const kinds: readonly OrderTerms[] = [
      { type: 'market' },
      { type: 'limit', limitPrice: price, isPostOnly: false },
      { type: 'stop', triggerPrice: price },
      { type: 'if-touched', triggerPrice: price },
    ];
    return kinds[random.below(kinds.length)] as OrderTerms;
  }

  #intent(terms: OrderTerms, quantity: string): OrderIntent<'paper'> {
    const { random, venue } = this.#parts;
    const rules = venue.capabilities.trading?.clientOrderId;
    if (rules === undefined) throw new Error('it cannot trade');
    return {
      clientOrderId: freshClientOrderId(rules, (end) => random.below(end)),
      account: this.#account(),
      instrument,
      side: random.below(2) === 0 ? 'buy' : 'sell',
      quantity,
      terms,
      duration: { timeInForce: 'day' },
      isReduceOnly: false,
      origin: 'manual',
    };
  }

  #place(terms: OrderTerms): Promise<unknown> | undefined {
    const quantity = String(1 + this.#parts.random.below(5));
    return this.#gateway()?.place(this.#intent(terms, quantity), 'soak');
  }

  #bracket(): Promise<unknown> | undefined {
    return this.#gateway()?.placeBracket(
      {
        ...this.#intent({ type: 'market' }, '2'),
        targets: [{ quantity: '2', ticks: 8 }],
        stops: [{ quantity: '2', ticks: 8 }],
      },
      'soak',
    );
  }

  async #cancelOne(): Promise<unknown> {
    const { trading, random } = this.#parts;
    const [desk] = trading.desks();
    const open = [...(desk?.orders.values() ?? [])].filter(({ state }) =>
      ['acknowledged', 'open', 'partial'].includes(state),
    );
    const order = open[random.below(Math.max(1, open.length))];
    if (order === undefined) return undefined;
    const { clientOrderId = '', venueOrderId } = order;
    return this.#gateway()?.cancel({
      account: this.#account(),
      instrument,
      clientOrderId: clientOrderId as OrderIntent['clientOrderId'],
      venueOrderId,
    });
  }

  #exit(): Promise<unknown> | undefined {
    const id = `exit-${this.orders}-${this.refused}`;
    return this.#gateway()?.exitPosition(
      { id, account: this.#account(), instrument, origin: 'manual' },
      'soak',
    );
  }
}

function lastPrice(rithmic: RithmicExchange): string {
  return rithmic.exchange.market(symbol).lastPrice.toFixed();
}

function sessionsPerPlant(rithmic: RithmicExchange): number {
  const counts = new Map<string, number>();
  for (const { plant } of rithmic.sessions()) counts.set(plant, (counts.get(plant) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

interface Compared {
  readonly plan: SoakPlan;
  readonly rithmic: RithmicExchange;
  readonly trading: TradingService;
  readonly stored: readonly StoredFill[];
  readonly surfaced: ReadonlyMap<string, number>;
}

function compare({ rithmic, trading, stored, surfaced }: Compared) {
  const account = rithmic.account('SOAK', system);
  const baskets = new Map(
    [...rithmic.orders.desk.baskets.values()].map((basket) => [basket.order?.id, basket.id]),
  );
  const name = (basket: string | undefined, side: string, price: string, quantity: string) =>
    `${basket} ${side} ${Number(price)} ${Number(quantity)}`;
  const truth = counted(
    rithmic.truth.fills
      .filter(({ accountId }) => accountId === account.engineId)
      .map(({ orderId, side, price, quantity }) => name(baskets.get(orderId), side, price, quantity)),
  );
  const real = stored.filter(({ isSynthetic }) => isSynthetic === 0);
  const kept = counted(
    real.map(({ venueOrderId, side, price, quantity }) => name(venueOrderId, side, price, quantity)),
  );
  const standing = trading.desks()[0]?.standing;
  const closed = money(new Exact(standing?.closedProfit?.amount ?? 0));
  return {
    truth: total(truth),
    neverStored: missing(truth, kept),
    storedTwice: missing(kept, truth) - unknownOf(kept, truth),
    surfacedTwice: [...surfaced.values()].reduce((sum, count) => sum + count - 1, 0),
    invented: unknownOf(kept, truth),
    syntheticLeft: stored.filter(({ isSynthetic, remaining }) => isSynthetic === 1 && remaining !== '0')
      .length,
    positions: {
      broker: Object.fromEntries(account.positions().map((held) => [held.symbol, String(held.quantity)])),
      shown: Object.fromEntries(
        trading.positionCards().map((card) => [String(card.instrument).replace('CME:', ''), card.quantity]),
      ),
    },
    profit: {
      broker: money(account.closedProfit),
      journal: money(closedProfitOf(real)),
      shown: closed,
    },
    fees: {
      broker: money(account.commissions),
      journal: money(real.reduce((sum, { fee }) => sum.plus(fee ?? 0), new Exact(0))),
    },
    balance: {
      broker: money(account.value),
      shown: money(new Exact(standing?.balance?.amount ?? 0)),
    },
  };
}

/** Of average cost, as the broker counts it: what fills in the order of their time have made. */
function closedProfitOf(fills: readonly StoredFill[]) {
  let held = new Exact(0);
  let entry = new Exact(0);
  let profit = new Exact(0);
  // Ids are given in turn within an account's day, and these are of one moment.
  const sequence = (key: string) => Number((JSON.parse(key) as readonly string[])[4]);
  const inTime = fills.toSorted((a, b) => a.time - b.time || sequence(a.key) - sequence(b.key));
  for (const { side, price, quantity } of inTime) {
    const signed = new Exact(quantity).times(side === 'buy' ? 1 : -1);
    const isSame = held.isZero() || held.isPositive() === signed.isPositive();
    if (isSame) {
      entry = held
        .abs()
        .times(entry)
        .plus(new Exact(quantity).times(price))
        .dividedBy(held.abs().plus(quantity));
      held = held.plus(signed);
      continue;
    }
    const closing = Exact.min(held.abs(), quantity);
    profit = profit.plus(
      new Exact(price)
        .minus(entry)
        .times(closing)
        .times(held.isPositive() ? 1 : -1),
    );
    const before = held;
    held = held.plus(signed);
    if (held.isZero()) entry = new Exact(0);
    else if (held.isPositive() !== before.isPositive()) entry = new Exact(price);
  }
  return profit.times(pointValue);
}

function counted(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

const total = (counts: ReadonlyMap<string, number>) =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);

function missing(some: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  return [...some].reduce((sum, [name, count]) => sum + Math.max(0, count - (other.get(name) ?? 0)), 0);
}

function unknownOf(some: ReadonlyMap<string, number>, known: ReadonlyMap<string, number>): number {
  return [...some].reduce((sum, [name, count]) => sum + (known.has(name) ? 0 : count), 0);
}
