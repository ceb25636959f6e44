import { createClock } from '../exchange/clock.ts';
import { decimal, plain } from '../exchange/decimal.ts';
import { Exchange } from '../exchange/exchange.ts';
import { Faults } from '../exchange/faults.ts';
import { fixedMaterial, randomMaterial } from '../exchange/key-material.ts';
import { MarketFeed } from '../exchange/market-feed.ts';
import { startServer } from '../exchange/server.ts';
import type { Simulator, SimulatorOptions } from '../exchange/simulator.ts';
import { accountEndpoints } from './account-endpoints.ts';
import {
  type App,
  type KiteCredentials,
  type KiteKey,
  mainUser,
  otherUser,
  Registry,
  userWithoutSegments,
} from './apps.ts';
import { MarketBoard } from './board.ts';
import { chargeEndpoints } from './charge-endpoints.ts';
import { OrderDesk } from './desk.ts';
import { answerRest, routesOf } from './dispatch.ts';
import { currencyOf } from './exchange-side.ts';
import { GttBook } from './gtt-book.ts';
import { gttEndpoints } from './gtt-endpoints.ts';
import { writePast } from './history-feed.ts';
import { orderMessage } from './kite-order.ts';
import { Ledger } from './ledger.ts';
import { type LimitOptions, Limits, standardLimits } from './limits.ts';
import { Catalogue, type Listing, listingsAt, nameOf } from './listings.ts';
import { loginEndpoints } from './login-endpoints.ts';
import { marketEndpoints } from './market-endpoints.ts';
import { engineRules, leverageOf, specOf } from './markets.ts';
import { orderEndpoints } from './order-endpoints.ts';
import { watchRelatives } from './order-relatives.ts';
import { Ticker, type TickerPace } from './ticker.ts';
import type { World } from './world.ts';

export interface ZerodhaSimulator extends Simulator<KiteKey> {
  /** `rest`, `login` (the page), `ws` (the ticker). */
  readonly url: { rest: string; login: string; ws: string };
  readonly credentials: KiteCredentials;
  readonly registry: Registry;
  readonly catalogue: Catalogue;
  readonly desk: OrderDesk;
  readonly ledger: Ledger;
  readonly triggers: GttBook;
  readonly ticker: Ticker;
  /** How many requests came too fast. */
  readonly tooFast: number;
  /** Sends changed markets now instead of at the ticker's pace. */
  flush(): void;
  /** What the user does on Zerodha's page. Answers the request token. */
  signIn(key: KiteKey): string;
  /** Moves the venue's clock past 06:00 tomorrow: all tokens end. */
  endDay(): void;
  /** A user with money of his own, and an app for him. */
  openAccount(userId: string, rupees?: string): KiteKey;
  app(key: KiteKey): App;
}

export interface ZerodhaOptions extends SimulatorOptions {
  limits?: Partial<LimitOptions>;
  /** 100 ms between ticks and 1 s to a heartbeat, unless told. */
  pace?: Partial<TickerPace>;
  /** How long an order takes over each of its two steps to the exchange; 2 ms unless told. */
  stageMs?: number;
  redirectUrl?: string;
}

/** Kite Connect v3 on loopback: login page, REST, and the ticker, on one port. */
export async function startZerodhaSimulator(options: ZerodhaOptions = {}): Promise<ZerodhaSimulator> {
  const clock = createClock();
  const faults = new Faults();
  const catalogue = new Catalogue(listingsAt(clock.now()));
  const exchange = new Exchange(catalogue.rows.map(specOf), engineRules, clock);
  const registry = new Registry(clock, options.keys === 'fixed' ? fixedMaterial('zerodha') : randomMaterial);
  const limits = new Limits({ ...standardLimits, ...options.limits }, clock, faults);
  const board = new MarketBoard(exchange, catalogue);
  const base = { exchange, clock, faults, registry, limits, catalogue, board };
  const ledger = new Ledger(base);
  const desk = new OrderDesk(base, ledger, { stageMs: options.stageMs ?? 2 });
  const floor = { ...base, ledger, desk };
  const world: World = { ...floor, triggers: new GttBook(floor) };
  const openUser = (userId: string, rupees: string) => {
    const account = exchange.openAccount(userId, {
      [currencyOf.equity]: rupees,
      [currencyOf.commodity]: rupees,
    });
    for (const row of catalogue.rows) account.leverage.set(nameOf(row), leverageOf(row));
  };
  for (const userId of [mainUser, otherUser, userWithoutSegments]) openUser(userId, '1000000');
  const feeds = startFeeds(exchange, catalogue.rows, options);
  for (const [name, quantity, price] of [
    ['NSE:INFY', '100', '1400.5'],
    ['NSE:M&M', '16', '2801.78'],
  ] as const) {
    const listing = catalogue.find(name);
    if (listing !== undefined) ledger.give(mainUser, listing, quantity, price);
  }
  board.start();
  watchRelatives(floor);
  const ticker = new Ticker(world, { tickMs: 100, heartbeatMs: 1000, ...options.pace });
  desk.onChange((order) => ticker.tell(order.userId, 'order', orderMessage(order)));
  const routes = routesOf({
    ...loginEndpoints,
    ...marketEndpoints,
    ...accountEndpoints,
    ...orderEndpoints,
    ...gttEndpoints,
    ...chargeEndpoints,
  });

  const server = await startServer({
    faults,
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.tls === undefined ? {} : { tls: options.tls }),
    answer: (request) => answerRest(world, routes, request),
    acceptsSocket: (path, query) => (path === '/' ? ticker.admits(query) : false),
    onSocket: (socket) => ticker.open(socket),
  });
  const app = (key: KiteKey): App => {
    const found = registry.app(key.apiKey);
    if (found === undefined) throw new Error('There is no such app.');
    return found;
  };
  if (options.redirectUrl !== undefined) {
    for (const key of Object.values(registry.credentials)) {
      const found = registry.app(key.apiKey);
      if (found !== undefined) found.redirectUrl = options.redirectUrl;
    }
  }

  return {
    venue: 'zerodha',
    url: { rest: server.http, login: `${server.http}/connect/login`, ws: server.ws },
    ca: server.ca,
    truth: exchange.truth,
    faults,
    clock,
    credentials: registry.credentials,
    registry,
    catalogue,
    desk,
    ledger,
    triggers: world.triggers,
    ticker,
    exchange,
    feeds,
    server,
    accountId: mainUser,
    get tooFast() {
      return limits.refused;
    },
    cross: (symbol, side, price, quantity) => exchange.cross(symbol, side, price, quantity),
    run(eventsPerSecond) {
      for (const feed of feeds.values()) feed.run(eventsPerSecond);
    },
    flush: () => ticker.flush(),
    signIn: (key) => registry.signIn(key.apiKey),
    endDay() {
      clock.offsetMs += 86_400_000;
    },
    openAccount(userId, rupees = '1000000') {
      registry.addUser(userId);
      openUser(userId, rupees);
      return registry.issue(userId);
    },
    app,
    async close() {
      for (const feed of feeds.values()) feed.stop();
      ticker.stop();
      desk.stop();
      await server.close();
    },
  };
}

function startFeeds(
  exchange: Exchange,
  rows: readonly Listing[],
  { seed = 1, historyMinutes = 400, historyHours = 600 }: ZerodhaOptions,
): Map<string, MarketFeed> {
  const feeds = new Map<string, MarketFeed>();
  for (const row of rows) {
    if (row.startPrice === undefined) continue;
    const market = nameOf(row);
    const settings = { seed: seed + feeds.size, largestTrade: row.largestTrade };
    const past = { ...settings, startPrice: row.startPrice, minutes: historyMinutes, hours: historyHours };
    const last = writePast(exchange.market(market), exchange.clock.now(), past);
    // Without a past of its own the feed prints one trade now, from which it goes on.
    const startPrice = plain(decimal(last));
    const now = { market, startPrice, historyMinutes: 0, historyHours: 0 };
    feeds.set(market, new MarketFeed(exchange, { ...settings, ...now }));
  }
  return feeds;
}
