import type { SimulatorClock } from '../exchange/clock.ts';
import { Exchange } from '../exchange/exchange.ts';
import { Faults } from '../exchange/faults.ts';
import { fixedMaterial, randomMaterial } from '../exchange/key-material.ts';
import { MarketFeed } from '../exchange/market-feed.ts';
import type { Side } from '../exchange/orders.ts';
import type { SimulatorSocket } from '../exchange/socket.ts';
import type { TrueFill, Truth } from '../exchange/truth.ts';
import {
  AccountBook,
  type AccountTerms,
  type HeldPosition,
  type RithmicAccount,
  usualAccounts,
} from './accounts.ts';
import { Client, type PlantName, type Request } from './client.ts';
import { stamp } from './fields.ts';
import type { Floor } from './floor.ts';
import { Gate, type GateRules, type Session } from './gate.ts';
import { HistoryPlant } from './history-plant.ts';
import { Liquidation } from './liquidation.ts';
import { type Manners, usualManners } from './manners.ts';
import { type Contract, contracts, Listing, rules, specOf } from './markets.ts';
import { connectInMemory, type MemoryConnection } from './memory.ts';
import { RequestRefused } from './order-codes.ts';
import { OrderPlant } from './order-plant.ts';
import { ProfitPlant } from './profit-plant.ts';
import { RepositoryPlant } from './repository-plant.ts';
import { TickerPlant } from './ticker-plant.ts';
import { referenceHandlers } from './ticker-reference.ts';
import { TradeStamps } from './trade-stamps.ts';
import { type RithmicCredentials, UserList } from './users.ts';
import { clockOf, every, realWorld, type World } from './world.ts';

export interface RithmicExchangeOptions {
  /** Real time unless told. */
  readonly world?: World;
  readonly seed?: number;
  /** The same passwords at each start, for a person who enters them once. */
  readonly keys?: 'fixed' | 'random';
  readonly historyMinutes?: number;
  readonly historyHours?: number;
  /** Symbols that are listed; all unless told. Fewer are cheaper. */
  readonly symbols?: readonly string[];
  readonly systems?: readonly string[];
  /** Names of programs that may log in; any that has one unless told. */
  readonly approvedApps?: readonly string[];
  readonly heartbeatSeconds?: number;
  /** Sessions of one user on one plant; two unless told. */
  readonly mostSessions?: number;
  readonly overLimit?: GateRules['overLimit'];
  /** Off unless told. */
  readonly stagger?: GateRules['stagger'];
  /** Rows of one replay without `resume_bars`; 10,000 unless told. */
  readonly rowLimit?: number;
  readonly accounts?: readonly AccountTerms[];
  /** How long changes of money are collected before they are told; 50 ms unless told. */
  readonly profitThrottleMs?: number;
}

export const systemNames: readonly string[] = [
  'Rithmic Test',
  'Rithmic Paper Trading',
  'Rithmic 01',
  'Rithmic 04 Colo',
  'TopstepTrader',
  'SpeedUp',
  'TradeFundrr',
  'UProfitTrader',
  'Apex',
  'Leeloo Trading',
  'MES Capital',
  'TheTradingPit',
  'FundedFuturesNetwork',
  'Bulenox',
  'PropShopTrader',
  '4PropTrader',
  'LucidTrading',
  'FastTrackTrading',
  'Earn2Trade',
  'DayTraders.com',
  '10XFutures',
  'LegendsTrading',
  'tradesea',
];

/** The whole simulated brokerage without a network: markets, logins and plants. */
export class RithmicExchange {
  readonly world: World;
  /** The first of its systems. */
  readonly system: string;
  readonly clock: SimulatorClock;
  readonly faults = new Faults();
  readonly manners: Manners = usualManners();
  readonly exchange: Exchange;
  readonly feeds: ReadonlyMap<string, MarketFeed>;
  readonly listing: Listing;
  readonly gate: Gate;
  readonly users: UserList;
  /** Requests by the name of their message. */
  readonly counts = new Map<string, number>();
  readonly history: HistoryPlant;
  readonly ticker: TickerPlant;
  readonly accounts: AccountBook;
  readonly orders: OrderPlant;
  readonly profit: ProfitPlant;
  readonly repository: RepositoryPlant;
  /** Where gateways are, as the gateway question answers; the server that listens tells it. */
  gateways: { name: string; uri: string }[] = [{ name: 'Memory', uri: 'wss://127.0.0.1:443' }];
  private readonly floor: Floor;
  private readonly firstAccountId: string;
  private stopFeeds: () => void = () => undefined;

  constructor(options: RithmicExchangeOptions = {}) {
    const { seed = 1, historyMinutes = 1500, historyHours = 1000 } = options;
    this.world = options.world ?? realWorld;
    this.system = (options.systems ?? systemNames)[0] ?? '';
    this.clock = clockOf(this.world);
    const listed = contracts.filter(({ symbol }) => options.symbols?.includes(symbol) ?? true);
    this.listing = new Listing(listed);
    this.exchange = new Exchange(listed.map(specOf), rules, this.clock);
    this.feeds = new Map(
      listed.map(({ symbol, startPrice, largestTrade, stepTicks }, index) => {
        const walk = { startPrice, largestTrade, stepTicks, depth: 12, levelTicks: 1 };
        const past = { historyMinutes, historyHours };
        return [
          symbol,
          new MarketFeed(this.exchange, { market: symbol, seed: seed + index, ...walk, ...past }),
        ];
      }),
    );
    this.users = new UserList(
      options.keys === 'fixed' ? fixedMaterial('rithmic') : randomMaterial,
      options.mostSessions ?? 2,
    );
    this.gate = new Gate(
      {
        systems: options.systems ?? systemNames,
        approvedApps: options.approvedApps,
        heartbeatSeconds: options.heartbeatSeconds ?? 60,
        overLimit: options.overLimit ?? 'end the oldest',
        stagger: options.stagger,
        gateways: () => this.gateways,
      },
      this.users,
      this.world,
      this.manners,
      this.faults,
    );
    this.floor = {
      world: this.world,
      exchange: this.exchange,
      feeds: this.feeds,
      listing: this.listing,
      manners: this.manners,
      stamps: new TradeStamps(this.exchange),
      wantsRolls: (client, product) => this.ticker.wantsRolls(client, product),
    };
    this.ticker = new TickerPlant(this.floor);
    this.history = new HistoryPlant(this.floor, options.rowLimit ?? 10_000);
    this.accounts = new AccountBook(options.accounts ?? usualAccounts, this.exchange, this.listing);
    this.firstAccountId = (options.accounts ?? usualAccounts)[0]?.accountId ?? '';
    this.orders = new OrderPlant(this.floor, this.accounts);
    this.profit = new ProfitPlant(
      this.floor,
      this.accounts,
      this.orders.desk,
      options.profitThrottleMs ?? 50,
    );
    this.repository = new RepositoryPlant(this.floor);
    new Liquidation(this.floor, this.accounts, this.orders.desk, (account, fields) =>
      this.orders.tellFloor(account, fields),
    );
  }

  get credentials(): RithmicCredentials {
    return this.users.credentials;
  }

  get truth(): Truth {
    return this.exchange.truth;
  }

  /** A connection without a network. */
  connect(): MemoryConnection {
    return connectInMemory(this);
  }

  /** Serves what came in over a network, or in memory. */
  serve(socket: SimulatorSocket): void {
    const client = new Client(socket, {
      world: this.world,
      manners: this.manners,
      faults: this.faults,
      handle: (from, request) => this.handle(from, request),
      came: (name) => this.counts.set(name, (this.counts.get(name) ?? 0) + 1),
    });
    this.gate.admit(client);
    socket.onData((bytes) => client.receive(bytes));
    socket.onClose(() => client.gone());
  }

  /** One account of a system; the first one of the first system unless told. */
  account(accountId = this.firstAccountId, system = this.system): RithmicAccount {
    const found = this.accounts.of(system).find(({ terms }) => terms.accountId === accountId);
    if (found === undefined) throw new Error(`There is no account ${accountId} on ${system}.`);
    return found;
  }

  sessions(): Session[] {
    return this.gate.sessions();
  }

  /** Somebody logs in elsewhere, or the broker ends it. */
  forceLogout(plant?: PlantName): void {
    this.gate.forceLogoutAll(plant);
  }

  /** Cuts every socket now, over the network or in memory; of one plant where it is named. */
  dropAll(plant?: PlantName): void {
    this.gate.cutAll(plant);
  }

  /** The rest of the market trades at a price. */
  cross(symbol: string, side: Side, price: string, quantity: string): void {
    this.exchange.cross(symbol, side, price, quantity);
  }

  /** The exchange rejects the next order, with these words, after Rithmic has acknowledged it. */
  rejectNext(words: string): void {
    this.orders.desk.rejectNext(words);
  }

  /** Every fill of an account in truth, in the order of booking. */
  fills(accountId?: string, system?: string): readonly TrueFill[] {
    const { engineId } = this.account(accountId, system);
    return this.truth.fills.filter((fill) => fill.accountId === engineId);
  }

  /** What an account holds in truth. */
  positions(accountId?: string, system?: string): readonly HeldPosition[] {
    return this.account(accountId, system).positions();
  }

  /** A default route of all firms goes down or comes up. */
  setRoute(exchange: string, status: 'UP' | 'DOWN'): void {
    this.orders.setRoute(exchange, status);
  }

  /** The next month becomes the front one, and whoever asked is told. */
  roll(product: string): Contract {
    const contract = this.listing.roll(product);
    this.ticker.announceRoll(contract);
    return contract;
  }

  /** All markets move by themselves. */
  run(eventsPerSecondPerMarket: number): void {
    this.stop();
    this.stopFeeds = every(this.world, 1000 / eventsPerSecondPerMarket, () => this.tick());
  }

  /** One event in every market. */
  tick(): void {
    this.exchange.expireDue();
    for (const feed of this.feeds.values()) feed.tick();
  }

  stop(): void {
    this.stopFeeds();
  }

  private handle(client: Client, request: Request): void {
    if (this.gate.handle(client, request)) return;
    if (client.login === undefined) {
      client.reject(userMsgOf(request), '7', 'not logged in');
      return;
    }
    if (request.name === 'RequestHeartbeat') {
      client.answer(request, stamp(this.clock.now()));
      return;
    }
    try {
      if (!this.handleOnPlant(client, client.login.plant, request)) {
        client.reject(userMsgOf(request), '7', 'request is not served by this plant');
      }
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      client.refuse(request, error.code, error.message);
    }
  }

  private handleOnPlant(client: Client, plant: PlantName, request: Request): boolean {
    // Reference data is served everywhere.
    if (request.name === 'RequestReferenceData') {
      referenceHandlers.RequestReferenceData?.(this.floor, client, request);
      return true;
    }
    switch (plant) {
      case 'ticker':
        return this.ticker.handle(client, request);
      case 'history':
        return this.history.handle(client, request);
      case 'order':
        return this.orders.handle(client, request);
      case 'pnl':
        return this.profit.handle(client, request);
      case 'repository':
        return this.repository.handle(client, request);
    }
  }
}

function userMsgOf({ fields }: Request): readonly string[] {
  const { user_msg: given } = fields;
  return Array.isArray(given) ? given.map(String) : [];
}

export function createRithmicExchange(options: RithmicExchangeOptions = {}): RithmicExchange {
  return new RithmicExchange(options);
}
