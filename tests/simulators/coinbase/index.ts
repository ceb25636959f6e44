import { createClock } from '../exchange/clock.ts';
import { Exchange } from '../exchange/exchange.ts';
import { Faults } from '../exchange/faults.ts';
import { fixedMaterial, randomMaterial } from '../exchange/key-material.ts';
import { MarketFeed } from '../exchange/market-feed.ts';
import { startServer } from '../exchange/server.ts';
import type { Simulator, SimulatorOptions } from '../exchange/simulator.ts';
import { accountEndpoints } from './account-endpoints.ts';
import { AliasWallets } from './alias-wallets.ts';
import { watchBrackets } from './brackets.ts';
import { answerRest, routesOf } from './dispatch.ts';
import { type CoinbaseCredentials, type CoinbaseKey, KeyRing, mainAccount, otherAccount } from './keys.ts';
import { type LimitOptions, Limits } from './limits.ts';
import { marketEndpoints } from './market-endpoints.ts';
import { MarketStreams } from './market-streams.ts';
import { markets, rules, specs } from './markets.ts';
import { orderEndpoints } from './order-endpoints.ts';
import { OrderIndex } from './order-index.ts';
import { ProductBoard, type ProductFlags } from './products.ts';
import type { SocketPace } from './socket-hall.ts';
import type { TokenFault } from './token.ts';
import { transferEndpoints } from './transfer-endpoints.ts';
import { UserStreams } from './user-streams.ts';
import type { World } from './world.ts';

export interface CoinbaseSimulator extends Simulator<CoinbaseKey> {
  /** `rest` (also `/v2`), `ws` (market data), `user` (orders). */
  readonly url: { rest: string; ws: string; user: string };
  readonly credentials: CoinbaseCredentials;
  readonly keys: KeyRing;
  /** Set `hiddenMs` to make orders younger than that missing from queries (not from the user channel). */
  readonly freshness: { hiddenMs: number };
  /** Why tokens were refused, newest last: a client sees the same 401 for all of them. */
  readonly tokenFaults: readonly TokenFault[];
  /** How many tokens came a second time. */
  readonly reusedTokens: number;
  /** Publishes book changes, trades, candles and tickers now instead of at their pace, and beats the hearts once. */
  flush(): void;
  setFlags(productId: string, flags: Partial<ProductFlags>): void;
  /** Opens another portfolio with its own balances and gives the key to it. */
  openAccount(accountId: string, balances?: Record<string, string>): CoinbaseKey;
  /** Takes a key away, as its owner would on the website. Subscriptions that stand go on. */
  revoke(key: CoinbaseKey): void;
}

export interface CoinbaseOptions extends SimulatorOptions {
  balances?: Record<string, string>;
  /** How much of a currency is shown in a second wallet of the same currency. */
  splitWallets?: Record<string, string>;
  limits?: LimitOptions;
  /** 5 s for the first message, 75 s without a frame, unless told. */
  pace?: Partial<SocketPace>;
}

const standardBalances = { BTC: '2', ETH: '30', USD: '200000', USDC: '100000', USDT: '0' };
const paths = { market: '/market-data', user: '/user-data' };

/** Coinbase Advanced Trade on loopback: REST with real tokens, market data and orders over sockets, on one port. */
export async function startCoinbaseSimulator(options: CoinbaseOptions = {}): Promise<CoinbaseSimulator> {
  const clock = createClock();
  const faults = new Faults();
  const keys = new KeyRing(options.keys === 'fixed' ? fixedMaterial('coinbase') : randomMaterial);
  const exchange = new Exchange(specs, rules, clock);
  exchange.openAccount(mainAccount, { ...standardBalances, ...options.balances });
  exchange.openAccount(otherAccount, { BTC: '0.5', USD: '1000' });
  const world: World = {
    exchange,
    products: new ProductBoard(exchange),
    orders: new OrderIndex(exchange),
    wallets: new AliasWallets(exchange),
    limits: new Limits(options.limits ?? {}, clock, faults),
    keys,
    clock,
    faults,
    freshness: { hiddenMs: 0 },
    splitWallets: options.splitWallets ?? { ETH: '1' },
    tokenFaults: [],
    nonces: { seen: new Set(), reused: 0 },
  };
  watchBrackets(exchange);
  const { seed = 1, historyMinutes = 300, historyHours = 1000 } = options;
  const feeds = new Map(
    markets.map(({ symbol, startPrice, largestTrade }, index) => {
      const settings = { market: symbol, startPrice, largestTrade, historyMinutes, historyHours };
      return [symbol, new MarketFeed(exchange, { ...settings, seed: seed + index })] as const;
    }),
  );
  const pace = { patienceMs: 5000, idleMs: 75_000, ...options.pace };
  const user = new UserStreams(world, pace);
  const market = new MarketStreams(world, pace, (counter) => user.hall.beat(counter));
  const routes = routesOf({
    ...marketEndpoints,
    ...accountEndpoints,
    ...transferEndpoints,
    ...orderEndpoints,
  });

  const server = await startServer({
    faults,
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.tls === undefined ? {} : { tls: options.tls }),
    answer: (request) => answerRest(world, routes, request),
    acceptsSocket(path) {
      if (!Object.values(paths).includes(path)) return false;
      return world.limits.sockets.take() ? true : 429;
    },
    onSocket: (socket) => (socket.path === paths.user ? user : market).hall.open(socket),
  });

  return {
    venue: 'coinbase',
    url: {
      rest: server.http,
      ws: `${server.ws}${paths.market}`,
      user: `${server.ws}${paths.user}`,
    },
    ca: server.ca,
    truth: exchange.truth,
    faults,
    clock,
    credentials: keys.credentials,
    keys,
    exchange,
    feeds,
    server,
    accountId: mainAccount,
    freshness: world.freshness,
    tokenFaults: world.tokenFaults,
    get reusedTokens() {
      return world.nonces.reused;
    },
    cross: (symbol, side, price, quantity) => exchange.cross(symbol, side, price, quantity),
    run(eventsPerSecond) {
      for (const feed of feeds.values()) feed.run(eventsPerSecond);
    },
    flush: () => market.flush(),
    setFlags: (productId, flags) => world.products.setFlags(productId, flags),
    openAccount(accountId, balances = {}) {
      exchange.openAccount(accountId, balances);
      return keys.issueFor(accountId);
    },
    revoke(key) {
      const record = keys.find(key.keyName);
      if (record !== undefined) record.isRevoked = true;
    },
    async close() {
      for (const feed of feeds.values()) feed.stop();
      market.stop();
      await server.close();
    },
  };
}
