import { createClock } from '../exchange/clock.ts';
import { Exchange } from '../exchange/exchange.ts';
import { Faults } from '../exchange/faults.ts';
import { fixedMaterial, randomMaterial } from '../exchange/key-material.ts';
import { MarketFeed } from '../exchange/market-feed.ts';
import { startServer } from '../exchange/server.ts';
import type { Simulator, SimulatorOptions } from '../exchange/simulator.ts';
import type { SimulatorSocket } from '../exchange/socket.ts';
import type { Truth } from '../exchange/truth.ts';
import { answerRest } from './dispatch.ts';
import { createFutures } from './futures/index.ts';
import { keepAlive, limitMessages } from './keep-alive.ts';
import { type BinanceCredentials, type BinanceKey, KeyRing, mainAccount } from './keys.ts';
import { Limits } from './limits.ts';
import { MarketStreams } from './market-streams.ts';
import {
  type BinanceMarket,
  futuresLimits,
  futuresMarkets,
  futuresRules,
  specsOf,
  spotLimits,
  spotMarkets,
  spotRules,
  withLimits,
} from './markets.ts';
import { ApiSocket } from './socket-api.ts';
import { spotAccountEndpoints } from './spot/account-endpoints.ts';
import { spotListEndpoints } from './spot/list-endpoints.ts';
import { spotMarketEndpoints } from './spot/market-endpoints.ts';
import { spotOrderEndpoints } from './spot/order-endpoints.ts';
import { spotStreamShapes } from './spot/stream-shapes.ts';
import { accountOf, expiryReason, spotUserEvents } from './spot/user-events.ts';
import { StreamSocket } from './stream-socket.ts';
import type { World } from './world.ts';

export interface BinanceSimulator extends Simulator<BinanceKey> {
  /** `rest` (also `/sapi`), `ws` (market streams), `wsApi`, `fapi`, `fstream` (with `/public`, `/market`, `/private` behind it). */
  readonly url: { rest: string; ws: string; wsApi: string; fapi: string; fstream: string };
  readonly credentials: BinanceCredentials;
  readonly keys: KeyRing;
  readonly limits: { spot: Limits; futures: Limits };
  /** Set `hiddenMs` to make orders younger than that missing from queries (not from the account's events). */
  readonly freshness: { hiddenMs: number };
  readonly futures: {
    exchange: Exchange;
    truth: Truth;
    feeds: ReadonlyMap<string, MarketFeed>;
    cross(market: string, side: 'buy' | 'sell', price: string, quantity: string): void;
  };
  /** Publishes book changes, candles and tickers now instead of at their pace. */
  flush(): void;
  /** Tells every client that this server is about to restart. */
  announceShutdown(): void;
  /** Ends all subscriptions to account events, with the venue's notice. */
  terminateUserStreams(): void;
  /** Opens another account, on spot and futures, and gives the key to it. */
  openAccount(
    accountId: string,
    balances?: { spot?: Record<string, string>; futures?: Record<string, string> },
  ): BinanceKey;
  /** Takes a key away, as its owner would on the website. */
  revoke(key: BinanceKey): void;
}

export interface BinanceOptions extends SimulatorOptions {
  spotBalances?: Record<string, string>;
  futuresBalances?: Record<string, string>;
  /** False for a testnet, which has no `/sapi`. */
  hasSapi?: boolean;
  /** How the server checks that clients live; 20 s and 60 s unless told. */
  pingEveryMs?: number;
  pingPatienceMs?: number;
  /** Limits to use instead of the venue's own; `exchangeInfo` tells them. */
  limits?: {
    weightPerMinute?: number;
    ordersPerTenSeconds?: number;
    /** 300 in five minutes unless told. */
    connectionAttempts?: number;
    /** 5 on spot streams unless told. */
    streamMessagesPerSecond?: number;
  };
}

const spotPaths = /^\/(ws|stream)(\/.*)?$/;

function openWorld(
  markets: readonly BinanceMarket[],
  settlement: 'spot' | 'margin',
  shared: Pick<World, 'keys' | 'clock' | 'faults' | 'freshness'>,
  balances: Record<string, string>,
  wantedLimits: NonNullable<BinanceOptions['limits']>,
): World {
  const isSpot = settlement === 'spot';
  const exchange = new Exchange(
    specsOf(markets, settlement),
    isSpot ? spotRules : futuresRules,
    shared.clock,
  );
  exchange.openAccount(mainAccount, balances);
  const rules = withLimits(isSpot ? spotLimits : futuresLimits, wantedLimits);
  const others = new Map<string, World>();
  const world: World = {
    ...shared,
    exchange,
    accountId: mainAccount,
    markets: new Map(markets.map((market) => [market.symbol, market])),
    limits: new Limits(rules, shared.clock, shared.faults),
    as(accountId) {
      if (accountId === mainAccount) return world;
      const known = others.get(accountId);
      if (known !== undefined) return known;
      const made: World = { ...world, accountId, limits: world.limits.forAccount(accountId) };
      others.set(accountId, made);
      return made;
    },
  };
  return world;
}

function openFeeds(world: World, options: BinanceOptions, firstSeed: number): Map<string, MarketFeed> {
  const { historyMinutes = 300, historyHours = 1000 } = options;
  const feeds = [...world.markets.values()].map(({ symbol, startPrice, largestTrade }, index) => {
    const seed = firstSeed + index;
    const settings = { market: symbol, startPrice, largestTrade, seed, historyMinutes, historyHours };
    return [symbol, new MarketFeed(world.exchange, settings)] as const;
  });
  return new Map(feeds);
}

/** The first fill of an order gives back its place in the count of unfilled orders. */
function countUnfilled(world: World): void {
  world.exchange.onEvent((event) => {
    if (event.type !== 'order') return;
    if (event.change === 'filled' && event.fill !== undefined) {
      const isFirst = event.order.filled.equals(event.fill.quantity);
      if (isFirst) world.as(event.order.accountId).limits.addOrders(-1);
    }
    if (event.change === 'expired' && event.reason !== undefined) {
      event.order.extra.expiryReason = expiryReason(event.reason);
    }
  });
}

/** Binance on loopback: spot with its WebSocket API, and USD-M futures, on one port. */
export async function startBinanceSimulator(options: BinanceOptions = {}): Promise<BinanceSimulator> {
  const clock = createClock();
  const faults = new Faults();
  const material = options.keys === 'fixed' ? fixedMaterial('binance') : randomMaterial;
  const keys = new KeyRing(clock.now() - 86_400_000, material);
  const freshness = { hiddenMs: 0 };
  const shared = { clock, faults, keys, freshness };
  const wantedLimits = options.limits ?? {};
  const spotBalances = {
    BTC: '2.00000000',
    ETH: '30.00000000',
    BNB: '10.00000000',
    USDT: '200000.00000000',
    ...options.spotBalances,
  };
  const spot = openWorld(spotMarkets, 'spot', shared, spotBalances, wantedLimits);
  const futuresBalances = {
    USDT: '100000',
    BNB: '0',
    ...options.futuresBalances,
  };
  const margin = openWorld(futuresMarkets, 'margin', shared, futuresBalances, wantedLimits);
  const seed = options.seed ?? 1;
  const feeds = openFeeds(spot, options, seed);
  const futuresFeeds = openFeeds(margin, options, seed + 100);
  for (const world of [spot, margin]) countUnfilled(world);

  const spotEndpoints = {
    ...spotMarketEndpoints,
    ...spotOrderEndpoints,
    ...spotListEndpoints,
    ...spotAccountEndpoints,
  };
  const spotStreams = new MarketStreams(spot.exchange, clock, spotStreamShapes);
  const futures = createFutures(margin);
  const apiSockets = new Set<ApiSocket>();
  const streamSockets = new Set<StreamSocket>();
  const attempts: number[] = [];

  spot.exchange.onEvent((event) => {
    const accountId = accountOf(event);
    if (accountId === undefined || apiSockets.size === 0) return;
    for (const message of spotUserEvents(spot.as(accountId), event)) {
      const text = JSON.stringify(message);
      for (const socket of apiSockets) socket.notify(accountId, text);
    }
  });

  const openApi = (socket: SimulatorSocket): void => {
    const api = new ApiSocket(socket, spot, spotEndpoints);
    apiSockets.add(api);
    socket.onClose(() => apiSockets.delete(api));
  };
  const openStreams = (socket: SimulatorSocket): void => {
    limitMessages(socket, options.limits?.streamMessagesPerSecond ?? 5);
    const combined = socket.path.startsWith('/stream');
    const listed = combined ? (socket.query.get('streams') ?? '') : socket.path.replace(/^\/ws\/?/, '');
    const names = listed.split('/').filter((name) => name !== '');
    const stream = new StreamSocket(socket, spotStreams, { combined, names, delivers: () => true });
    streamSockets.add(stream);
    socket.onClose(() => streamSockets.delete(stream));
  };

  const server = await startServer({
    faults,
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.tls === undefined ? {} : { tls: options.tls }),
    answer: (request) => {
      if (options.hasSapi === false && request.path.startsWith('/sapi/'))
        return { status: 404, body: '<html>404</html>' };
      return request.path.startsWith('/fapi/')
        ? answerRest(margin, futures.endpoints, request)
        : answerRest(spot, spotEndpoints, request);
    },
    acceptsSocket(path) {
      const now = Date.now();
      while ((attempts[0] ?? now) < now - 300_000) attempts.shift();
      attempts.push(now);
      if (attempts.length > (options.limits?.connectionAttempts ?? 300)) return 429;
      return path === '/ws-api/v3' || spotPaths.test(path) || futures.acceptsSocket(path);
    },
    onSocket(socket) {
      keepAlive(socket, options.pingEveryMs ?? 20_000, options.pingPatienceMs ?? 60_000);
      if (socket.path === '/ws-api/v3') openApi(socket);
      else if (spotPaths.test(socket.path)) openStreams(socket);
      else futures.openSocket(socket);
    },
  });

  return {
    venue: 'binance',
    url: {
      rest: server.http,
      ws: server.ws,
      wsApi: `${server.ws}/ws-api/v3`,
      fapi: server.http,
      fstream: server.ws,
    },
    ca: server.ca,
    truth: spot.exchange.truth,
    faults,
    clock,
    credentials: keys.credentials,
    keys,
    exchange: spot.exchange,
    feeds,
    server,
    accountId: mainAccount,
    freshness,
    limits: { spot: spot.limits, futures: margin.limits },
    futures: {
      exchange: margin.exchange,
      truth: margin.exchange.truth,
      feeds: futuresFeeds,
      cross: (market, side, price, quantity) => margin.exchange.cross(market, side, price, quantity),
    },
    cross: (market, side, price, quantity) => spot.exchange.cross(market, side, price, quantity),
    run(eventsPerSecond) {
      for (const feed of [...feeds.values(), ...futuresFeeds.values()]) feed.run(eventsPerSecond);
    },
    flush() {
      spotStreams.flush();
      futures.flush();
    },
    announceShutdown() {
      for (const socket of [...apiSockets, ...streamSockets]) socket.announceShutdown(clock.now());
    },
    terminateUserStreams() {
      for (const socket of apiSockets) socket.terminateSubscription(clock.now());
      futures.expireListenKeys();
    },
    openAccount(accountId, balances = {}) {
      spot.exchange.openAccount(accountId, balances.spot ?? {});
      margin.exchange.openAccount(accountId, balances.futures ?? {});
      return keys.issueFor(accountId);
    },
    revoke(key) {
      const record = keys.find(key.apiKey);
      if (record === undefined) return;
      record.isRevoked = true;
      for (const socket of apiSockets) socket.dropSessionOf(record);
    },
    async close() {
      for (const feed of [...feeds.values(), ...futuresFeeds.values()]) feed.stop();
      spotStreams.stop();
      futures.stop();
      await server.close();
    },
  };
}
