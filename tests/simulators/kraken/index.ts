import { createClock } from '../exchange/clock.ts';
import { Exchange } from '../exchange/exchange.ts';
import { Faults } from '../exchange/faults.ts';
import { fixedMaterial, randomMaterial } from '../exchange/key-material.ts';
import { MarketFeed } from '../exchange/market-feed.ts';
import { startServer } from '../exchange/server.ts';
import type { Simulator, SimulatorOptions } from '../exchange/simulator.ts';
import { AccountDesk } from './account-desk.ts';
import { accountEndpoints } from './account-endpoints.ts';
import { ClientSocket } from './client-socket.ts';
import { ConnectionLimit } from './connection-limit.ts';
import { DeadMan } from './dead-man.ts';
import { answerRest } from './dispatch.ts';
import { TransactionIds } from './ids.ts';
import { KeyRing, type KrakenCredentials, type KrakenKey, mainAccount } from './keys.ts';
import { Ledger } from './ledger.ts';
import { type LimitOptions, Limits } from './limits.ts';
import { MarketDesk } from './market-desk.ts';
import { MarketList, markets, rules, specsOf } from './markets.ts';
import { orderEndpoints } from './order-endpoints.ts';
import { publicEndpoints } from './public-endpoints.ts';
import { type MaintenanceNotice, type SystemStatus, VenueStatus } from './status.ts';
import { SessionTokens } from './tokens.ts';
import { TrailingStops } from './trailing-stops.ts';
import type { World } from './world.ts';

export interface KrakenSimulator extends Simulator<KrakenKey> {
  /** `ws` and `wsAuth` are the complete addresses of the two sockets. */
  readonly url: { rest: string; ws: string; wsAuth: string };
  readonly credentials: KrakenCredentials;
  readonly keys: KeyRing;
  readonly limits: Limits;
  /** Tells all sockets, and decides what is answered. `faults.maintenance` also refuses new sockets. */
  setSystemStatus(status: SystemStatus): void;
  announceMaintenance(notice: MaintenanceNotice): void;
  /** The next book frame of this market (`BTC/USD`) has a wrong checksum. */
  breakChecksum(symbol: string): void;
  /** Leaves a gap in the numbers of the account's streams, as if a frame had been lost. */
  skipSequence(): void;
  /** Opens another account and gives the key to it. */
  openAccount(accountId: string, balances: Record<string, string>): KrakenKey;
  /** Takes a key away, as its owner would on the website. */
  revoke(key: KrakenKey): void;
  /** All tokens for the account's streams are forgotten. */
  endSessions(): void;
}

export interface KrakenOptions extends SimulatorOptions {
  /** By the assets' names of WebSocket v2: BTC, DOGE, USD. */
  balances?: Record<string, string>;
  limits?: LimitOptions & {
    /** Connections in ten minutes; 150 unless told. */
    connectionAttempts?: number;
  };
}

const publicPath = '/v2';
const privatePath = '/auth/v2';
const timersMs = 100;

/** Kraken spot on loopback: REST, the public socket and the private one, on one port. */
export async function startKrakenSimulator(options: KrakenOptions = {}): Promise<KrakenSimulator> {
  const world = openWorld(options);
  const { exchange, faults, clock, keys, tokens, limits, status, txids } = world;
  const trailing = new TrailingStops(exchange);
  exchange.onEvent((event) => {
    if (event.type === 'order' && event.change === 'placed') {
      txids.of(event.order);
      trailing.watch(event.order);
    }
  });
  exchange.openAccount(mainAccount, {
    BTC: '2',
    ETH: '30',
    DOGE: '100000',
    SOL: '50',
    USD: '200000',
    ...options.balances,
  });
  const { historyMinutes = 300, historyHours = 1000, seed = 1 } = options;
  const feeds = new Map(
    markets.map(({ symbol, startPrice, largestTrade }, index) => {
      const settings = { startPrice, largestTrade, seed: seed + index, historyMinutes, historyHours };
      return [symbol, new MarketFeed(exchange, { market: symbol, ...settings })] as const;
    }),
  );

  const marketDesk = new MarketDesk(world);
  const accountDesk = new AccountDesk(world);
  const connections = new ConnectionLimit(options.limits?.connectionAttempts ?? 150);
  const endpoints = { public: publicEndpoints, private: { ...accountEndpoints, ...orderEndpoints } };
  const server = await startServer({
    faults,
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.tls === undefined ? {} : { tls: options.tls }),
    answer: (request) => answerRest(world, endpoints, request),
    acceptsSocket: (path) => {
      if (path !== publicPath && path !== privatePath) return false;
      return connections.admit() ? true : 429;
    },
    onSocket: (socket) => {
      new ClientSocket(socket, world, socket.path === publicPath ? marketDesk : accountDesk);
    },
  });
  const timer = setInterval(() => {
    world.deadMan.check();
    exchange.expireDue();
  }, timersMs);
  timer.unref();

  return {
    venue: 'kraken',
    url: { rest: server.http, ws: server.ws + publicPath, wsAuth: server.ws + privatePath },
    ca: server.ca,
    truth: exchange.truth,
    faults,
    clock,
    credentials: keys.credentials,
    keys,
    limits,
    exchange,
    feeds,
    server,
    accountId: mainAccount,
    cross: (market, side, price, quantity) => exchange.cross(market, side, price, quantity),
    run(eventsPerSecond) {
      for (const feed of feeds.values()) feed.run(eventsPerSecond);
    },
    setSystemStatus: (state) => status.set(state),
    announceMaintenance: (notice) => status.announce(notice),
    breakChecksum: (symbol) => marketDesk.breakChecksum(symbol),
    skipSequence: () => accountDesk.skipSequence(),
    openAccount(accountId, balances) {
      exchange.openAccount(accountId, balances);
      return keys.issue(accountId, { accountId });
    },
    revoke(key) {
      const record = keys.find(key.apiKey);
      if (record !== undefined) record.isRevoked = true;
    },
    endSessions: () => tokens.forgetAll(),
    async close() {
      clearInterval(timer);
      for (const feed of feeds.values()) feed.stop();
      await server.close();
    },
  };
}

function openWorld(options: KrakenOptions): World {
  const clock = createClock();
  const faults = new Faults();
  const list = new MarketList(markets);
  const exchange = new Exchange(specsOf(markets), rules, clock);
  return {
    exchange,
    markets: list,
    clock,
    faults,
    keys: new KeyRing(clock, options.keys === 'fixed' ? fixedMaterial('kraken') : randomMaterial),
    tokens: new SessionTokens(clock),
    limits: new Limits(options.limits ?? {}, clock, faults),
    status: new VenueStatus(faults),
    txids: new TransactionIds(),
    ledger: new Ledger(exchange, list),
    deadMan: new DeadMan(exchange, clock),
  };
}
