import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { openStorage } from '../../src-main/storage/index.ts';
import { profileFiles } from '../../src-main/storage/profile/profile-files.ts';
import type { TradingRepository } from '../../src-main/storage/trading-store.ts';
import { createTrading, type OrderGateway, type TradingService } from '../../src-main/trading/index.ts';
import { binance } from '../../src-main/venues/binance/index.ts';
import { createRealWorld } from '../../src-main/venues/connection/testing/real-world.ts';
import type { Venue } from '../../src-main/venues/venue.ts';
import type { AccountMode } from '../../src-shared/domain/account.ts';
import { type Fill, fillKey } from '../../src-shared/domain/fill.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import { type ClientOrderId, freshClientOrderId } from '../../src-shared/domain/order.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { type BinanceSimulator, startBinanceSimulator } from '../simulators/binance/index.ts';
import type { BinanceKey } from '../simulators/binance/keys.ts';
import type { Chaos } from '../simulators/exchange/faults.ts';
import { type Random, seededRandom } from './random.ts';

export interface FillsPlan {
  readonly seed: number;
  readonly connections: number;
  readonly fills: number;
  readonly fillsPerSecond: number;
  /** How many times faster the minutes of the application go; the wire stays as it is. */
  readonly speed: number;
  readonly chaos: Omit<Chaos, 'seed' | 'match'>;
  /** How long after the last fill everything must be there. */
  readonly patienceMs: number;
  /** For controls: something taken away. */
  readonly ledger?: (repository: TradingRepository) => TradingRepository;
  readonly desk?: (venue: Venue) => Venue;
}

export interface FillsFigures {
  /** What happened on the exchanges. */
  readonly truth: number;
  readonly surfaced: number;
  readonly surfacedTwice: number;
  readonly neverSurfaced: number;
  readonly stored: number;
  readonly storedTwice: number;
  readonly neverStored: number;
  /** Stored or surfaced, but never happened, or not so. */
  readonly invented: number;
  /** Made up for a missing one, and those that the real one has replaced. */
  readonly synthetic: number;
  readonly syntheticReplaced: number;
  readonly orders: number;
  readonly reconnects: number;
  /** Came more than two seconds after they happened: the stream had lost them. */
  readonly foundLate: number;
  readonly longestMs: number;
}

const market = 'BTCUSDT';
const instrument = instrumentId('BINANCE:BTCUSDT');
const price = '59000';
const piece = '0.001';
const mostPieces = 10;
/** Each simulator is one address with its limits, so that forty connections do not share one. */
const accountsPerSimulator = 2;
const lateMs = 2000;

interface Customer {
  readonly accountId: string;
  readonly simulator: BinanceSimulator;
  readonly venue: Venue;
  /** The pieces of its order that are still to be filled. */
  left: number;
}

/** Connections with an account each, through everything that can go wrong on a stream, into real storage. */
export async function runFills(plan: FillsPlan): Promise<FillsFigures> {
  const random = seededRandom(plan.seed);
  const profile = mkdtempSync(join(tmpdir(), 'tidemark-fills-'));
  const now = () => epochMs(Date.now());
  const storage = await openStorage({ profile, now, log: () => undefined });
  const ledger = plan.ledger ?? ((repository) => repository);
  const world = createRealWorld(plan.speed);
  const trading = createTrading({ repository: ledger(storage.journal.trading), world });
  const surfaced: { readonly fill: Fill; readonly at: number }[] = [];
  trading.onFills((fills) => {
    for (const fill of fills) surfaced.push({ fill, at: Date.now() });
  });
  const simulators: BinanceSimulator[] = [];
  const customers: Customer[] = [];
  let orders = 0;
  try {
    for (let index = 0; index < plan.connections; index += 1) {
      if (index % accountsPerSimulator === 0) simulators.push(await startQuietSimulator(plan.seed + index));
      const simulator = simulators.at(-1) as BinanceSimulator;
      const accountId = `customer-${index}`;
      const key = simulator.openAccount(accountId, { spot: { USDT: '100000000' } });
      const opened = openVenue(accountId, simulator, key, plan.speed, random);
      const venue = plan.desk?.(opened) ?? opened;
      await venue.connect();
      trading.attach(venue, accountId);
      customers.push({ accountId, simulator, venue, left: 0 });
    }
    const isStarted = () => {
      const desks = trading.desks();
      // Without snapshots none ever comes alive.
      const isAlive = plan.desk !== undefined || desks.every(({ state }) => state === 'live');
      return desks.length === plan.connections && isAlive;
    };
    await until(30_000, isStarted);
    for (const [index, { faults }] of simulators.entries())
      faults.setChaos({ ...plan.chaos, seed: plan.seed + index, match: isAccountEvent });

    const started = performance.now();
    for (let count = 0; count < plan.fills; count += 1) {
      const customer = customers[random.below(customers.length)] as Customer;
      if (customer.left === 0) {
        customer.left = 1 + random.below(mostPieces);
        await placeOrder(trading, customer, random);
        orders += 1;
      }
      const { simulator, accountId } = customer;
      // Whoever is first in the queue of this simulator trades.
      const before = simulator.truth.fills.length;
      simulator.cross(market, 'sell', price, piece);
      const fill = simulator.truth.fills[before];
      const owner = fill === undefined ? customer : customers.find((one) => one.accountId === fill.accountId);
      if (fill !== undefined && owner !== undefined) owner.left -= 1;
      else throw new Error(`nobody traded at ${accountId}`);
      const ahead = (count / plan.fillsPerSecond) * 1000 - (performance.now() - started);
      if (ahead > 5) await delay(ahead);
    }
    // The last frames of chaos are held back until others come; the next snapshot has to find what they told.
    for (const { faults } of simulators) faults.setChaos(undefined);
    const truth = simulators.flatMap((simulator) => simulator.truth.fills);
    await until(plan.patienceMs, () => {
      const real = new Set(surfaced.filter(({ fill }) => !fill.isSynthetic).map(({ fill }) => fillKey(fill)));
      return real.size >= truth.length;
    });
    const reconnects = customers.reduce((sum, { venue }) => sum + (venue.health?.().reconnects ?? 0), 0);
    for (const { venue } of customers) await venue.disconnect();
    await trading.stop();
    await storage.close();
    return { ...compare(simulators, surfaced, storedFills(profile)), orders, reconnects };
  } finally {
    for (const simulator of simulators) await simulator.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

const isAccountEvent = (frame: string) => /"executionReport"|"outboundAccountPosition"/.test(frame);

function startQuietSimulator(seed: number): Promise<BinanceSimulator> {
  return startBinanceSimulator({
    seed,
    historyMinutes: 1,
    historyHours: 1,
    limits: { connectionAttempts: 1_000_000, weightPerMinute: 6000, ordersPerTenSeconds: 100_000 },
  });
}

function openVenue(
  id: string,
  simulator: BinanceSimulator,
  key: BinanceKey,
  speed: number,
  random: Random,
): Venue {
  const { url } = simulator;
  return binance.open(
    {
      id,
      label: id,
      environment: 'live',
      products: ['spot'],
      isTradingEnabled: true,
      urls: {
        spotRest: url.rest,
        spotStream: url.ws,
        spotWsApi: url.wsApi,
        futuresRest: url.fapi,
        futuresStream: url.fstream,
      },
    },
    {
      ...createRealWorld(speed),
      random: () => random.next(),
      randomBytes: (length) => Uint8Array.from({ length }, () => random.below(256)),
      credentials: {
        use: async (_purpose, use) =>
          use({ apiKey: { reveal: () => key.apiKey }, secret: { reveal: () => key.secret } }),
        replace: () => Promise.reject(new Error('Binance replaces no credentials')),
      },
    },
  );
}

async function placeOrder(trading: TradingService, customer: Customer, random: Random): Promise<void> {
  const desk = trading.desks().find(({ account }) => account.label.startsWith(`${customer.accountId},`));
  if (desk === undefined) throw new Error(`no account of ${customer.accountId}`);
  const gateway = trading.gatewayOf(desk.key) as OrderGateway<AccountMode>;
  const { clientOrderId: rules } = customer.venue.capabilities.trading ?? { clientOrderId: undefined };
  if (rules === undefined) throw new Error('it cannot trade');
  const clientOrderId: ClientOrderId = freshClientOrderId(rules, (end) => random.below(end));
  const outcome = await gateway.place(
    {
      clientOrderId,
      account: desk.key,
      instrument,
      side: 'buy',
      quantity: (Number(piece) * customer.left).toFixed(3),
      terms: { type: 'limit', limitPrice: price, isPostOnly: false },
      duration: { timeInForce: 'gtc' },
      isReduceOnly: false,
      origin: 'manual',
    },
    'fault run',
  );
  if (outcome.outcome !== 'acknowledged') throw new Error(`not placed: ${JSON.stringify(outcome)}`);
}

interface StoredFill {
  readonly key: string;
  readonly account: string;
  readonly tradeId: string;
  readonly venueOrderId: string;
  readonly price: string;
  readonly quantity: string;
  readonly isSynthetic: 0 | 1;
  /** What of a synthetic one is not explained by real ones. */
  readonly remaining: string;
}

/** What the file holds, read past the application. */
function storedFills(profile: string): StoredFill[] {
  const database = new Database(profileFiles(profile).journal, { readonly: true });
  const rows = database
    .prepare(
      `SELECT key, account, trade_id AS "tradeId", venue_order_id AS "venueOrderId", price, quantity,
         is_synthetic AS "isSynthetic", coalesce((SELECT remaining FROM fill_superseded
           WHERE synthetic = fill.key ORDER BY sequence DESC LIMIT 1), quantity) AS remaining FROM fill`,
    )
    .all() as StoredFill[];
  database.close();
  return rows;
}

/** What makes an execution itself, whoever tells of it: the order's id is unique in its simulator, whose accounts differ. */
const essence = (order: string | number, trade: string | number, at: string, quantity: string) =>
  `${order} ${trade} ${Number(at)} ${Number(quantity)}`;

function compare(
  simulators: readonly BinanceSimulator[],
  surfaced: readonly { readonly fill: Fill; readonly at: number }[],
  stored: readonly StoredFill[],
): Omit<FillsFigures, 'orders' | 'reconnects'> {
  const counted = (names: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
    return counts;
  };
  const real = surfaced.filter(({ fill }) => !fill.isSynthetic);
  // Ids are unique within a simulator only; equal ones of different simulators are told apart by their counts.
  const nameOf = (fill: Fill) => essence(fill.venueOrderId, plainId(fill.tradeId), fill.price, fill.quantity);
  const truth = counted(
    simulators.flatMap(({ truth: { fills } }) =>
      fills.map((fill) => essence(fill.orderId, fill.tradeId, fill.price, fill.quantity)),
    ),
  );
  const seen = counted(real.map(({ fill }) => nameOf(fill)));
  const kept = counted(
    stored
      .filter(({ isSynthetic }) => isSynthetic === 0)
      .map((row) => essence(row.venueOrderId, plainId(row.tradeId), row.price, row.quantity)),
  );
  const difference = (some: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>) =>
    [...some].reduce((sum, [name, count]) => sum + Math.max(0, count - (other.get(name) ?? 0)), 0);
  const known = (some: ReadonlyMap<string, number>) =>
    [...some.keys()].filter((name) => !truth.has(name)).length;
  const delays = real.map(({ fill, at }) => at - fill.time);
  const synthetic = stored.filter(({ isSynthetic }) => isSynthetic === 1);
  return {
    truth: [...truth.values()].reduce((sum, count) => sum + count, 0),
    surfaced: real.length,
    surfacedTwice: difference(seen, truth) - known(seen),
    neverSurfaced: difference(truth, seen),
    stored: stored.length - synthetic.length,
    storedTwice: difference(kept, truth) - known(kept),
    neverStored: difference(truth, kept),
    invented: known(seen) + known(kept),
    synthetic: synthetic.length,
    syntheticReplaced: synthetic.filter(({ remaining }) => remaining === '0').length,
    foundLate: delays.filter((ms) => ms > lateMs).length,
    longestMs: delays.reduce((longest, ms) => Math.max(longest, ms), 0),
  };
}

/** A control marks the fills it doubles behind a hash. */
const plainId = (tradeId: string) => tradeId.split('#')[0] ?? tradeId;

async function until(patienceMs: number, isSo: () => boolean): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!isSo() && performance.now() < end) await delay(50);
}
