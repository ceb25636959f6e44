import type { Account, AccountKey, AccountMode } from '../../../../src-shared/domain/account.ts';
import { Failure } from '../../../../src-shared/domain/failure.ts';
import type { Fill } from '../../../../src-shared/domain/fill.ts';
import type { Trading } from '../../trading.ts';
import type { VenueConfig, VenueParts } from '../../venue-kind.ts';
import type { Plant } from '../plant/plant.ts';
import type { DecodedMessage } from '../wire/codec.ts';
import { requestBracketOrderUserType } from '../wire/generated/enums.ts';
import { isAbout, type RithmicAccount } from './account-list.ts';
import { AccountSide, TradingListeners } from './account-side.ts';
import { findOrder, takeSnapshot } from './account-snapshot.ts';
import { type ActingParts, createActing } from './acting.ts';
import { Availability } from './availability.ts';
import { bootstrap, followAll, type LoginInfo, listAccounts } from './bootstrap.ts';
import { BracketWatch, legsOf } from './bracket-watch.ts';
import { createChanging } from './changing.ts';
import type { InstrumentSource } from './instruments.ts';
import { LeftExits } from './left-exits.ts';
import { othersLinkedTo } from './order-life.ts';
import { createPlacing } from './placing.ts';
import { refused } from './refusals.ts';
import { TradeRoutes } from './trade-routes.ts';

type AskingPlant = Pick<Plant, 'ask' | 'order' | 'onPush' | 'onReady' | 'onLost' | 'login'>;

export interface RithmicTradingParts<Mode extends AccountMode>
  extends Pick<VenueParts, 'now' | 'after' | 'monotonicMs' | 'log'> {
  readonly config: Pick<VenueConfig, 'label' | 'isTradingEnabled'>;
  readonly mode: Mode;
  /** As in the login; part of the accounts' names. */
  readonly system: string;
  readonly plants: { readonly order: AskingPlant; readonly pnl: AskingPlant };
  readonly instruments: InstrumentSource;
  /** Something that a person should know although the connection stands. */
  noteTrouble(sentence: string): void;
  /** What Rithmic tells of the login after each, such as how many sessions it may have. */
  onLoginInfo?(info: LoginInfo): void;
}

export interface RithmicTrading<Mode extends AccountMode> extends Trading<Mode> {
  /** A message of an account's stream could not be read, or was lost in some other way. */
  tellGap(): void;
  stop(): void;
}

/** Questions wait out a reconnect. */
const questionWaitMs = 20_000;
const retryMs = [2_000, 5_000, 15_000, 60_000];
const delayOf = (attempt: number) => retryMs[Math.min(attempt, retryMs.length - 1)] ?? 60_000;

export function createRithmicTrading<Mode extends AccountMode>(
  parts: RithmicTradingParts<Mode>,
): RithmicTrading<Mode> {
  const { config, mode, plants } = parts;
  const listeners = new TradingListeners<Mode>();
  const routes = new TradeRoutes();
  const sides = new Map<string, AccountSide<Mode>>();
  /** Listed while the login works, and not followed yet. */
  const coming = new Set<AccountSide<Mode>>();
  const orderSide = new Availability('Rithmic’s order plant', parts);
  const moneySide = new Availability('Rithmic’s P&L plant', parts);
  /** Whose positions and balances were asked to be pushed in this login. */
  const moneyFollowed = new Set<AccountSide<Mode>>();
  const brackets = new BracketWatch({
    after: parts.after,
    isListening: () => orderSide.isUp,
    onMissing: parts.noteTrouble,
  });
  let info: LoginInfo = {};
  let generation = 0;
  let moneyGeneration = 0;
  let isStopped = false;
  let hasGap = false;

  function sideOf(account: RithmicAccount<Mode>): AccountSide<Mode> {
    const known = sides.get(account.key.account);
    if (known !== undefined) return known;
    const side = new AccountSide(account, parts, listeners);
    sides.set(account.key.account, side);
    return side;
  }

  async function logIn(isAgain: boolean, attempt = 0): Promise<void> {
    generation += 1;
    const own = generation;
    orderSide.down();
    // What was missed stays missed until it is told, however often the login breaks off before.
    hasGap ||= isAgain;
    try {
      const done = await bootstrap({ ...parts, plant: plants.order, routes, sideOf, onWorking });
      if (own !== generation || isStopped) return;
      info = done.info;
      parts.onLoginInfo?.(info);
      keepOnly(done.sides);
      orderSide.up();
      if (moneySide.isUp) void followNewMoney();
      if (hasGap) tellGap();
      hasGap = false;
    } catch (error) {
      if (own !== generation || isStopped) return;
      if (!(error instanceof Failure)) throw error;
      if (error.data.isLost === true) return;
      parts.noteTrouble(`The accounts could not be read: ${error.message}`);
      parts.after(delayOf(attempt), () => {
        if (own === generation && !isStopped) void logIn(isAgain, attempt + 1);
      });
    }
  }

  /** An account that is gone would be asked for in vain from now on. */
  function keepOnly(listed: readonly AccountSide<Mode>[]): void {
    for (const [name, side] of sides) if (!listed.includes(side)) sides.delete(name);
  }

  /** Those that are followed go on as they are, whatever becomes of the ones that have come. */
  async function lookForAccounts(): Promise<void> {
    const own = generation;
    const asking = { ...parts, plant: plants.order, routes, onWorking };
    const news: AccountSide<Mode>[] = [];
    let followed: readonly AccountSide<Mode>[] = [];
    const noticed = (account: RithmicAccount<Mode>) => {
      const isNew = !sides.has(account.key.account);
      const side = sideOf(account);
      if (isNew) {
        news.push(side);
        coming.add(side);
      }
      return side;
    };
    try {
      const listed = await listAccounts({ ...asking, sideOf: noticed }, info);
      if (own !== generation || isStopped) return;
      keepOnly([...listed, ...coming]);
      followed = await followAll({ ...asking, sideOf }, news);
    } finally {
      for (const side of news) {
        coming.delete(side);
        // A login in between has followed them all anew.
        if (own === generation && !followed.includes(side)) sides.delete(side.account.key.account);
      }
    }
    if (own === generation && !isStopped && moneySide.isUp) void followNewMoney();
  }

  async function followMoney(isAgain: boolean, attempt = 0): Promise<void> {
    moneyGeneration += 1;
    const own = moneyGeneration;
    moneySide.down();
    try {
      await orderSide.wait(600_000);
      if (own !== moneyGeneration || isStopped) return;
      moneyFollowed.clear();
      await followNewMoney();
      if (own !== moneyGeneration || isStopped) return;
      moneySide.up();
      if (isAgain) tellGap();
    } catch (error) {
      if (own !== moneyGeneration || isStopped) return;
      if (!(error instanceof Failure)) throw error;
      if (error.data.isLost === true) return;
      parts.noteTrouble(`Positions and balances could not be read: ${error.message}`);
      parts.after(delayOf(attempt), () => {
        if (own === moneyGeneration && !isStopped) void followMoney(isAgain, attempt + 1);
      });
    }
  }

  /** Those of which nobody asked yet, each for itself: one that is refused holds up no other one. */
  async function followNewMoney(): Promise<void> {
    const own = moneyGeneration;
    const isOver = () => own !== moneyGeneration || isStopped;
    async function follow(side: AccountSide<Mode>, attempt = 0): Promise<void> {
      try {
        await side.money.subscribe();
        await side.money.refresh();
        if (attempt > 0 && !isOver()) tellGapOf(side);
      } catch (error) {
        if (isOver()) return;
        if (!(error instanceof Failure)) throw error;
        if (error.data.isLost === true) return;
        parts.noteTrouble(
          `Positions and balances of ${side.account.label} could not be read: ${error.message}`,
        );
        parts.after(delayOf(attempt), () => {
          if (!isOver() && sides.get(side.account.key.account) === side) void follow(side, attempt + 1);
        });
      }
    }
    const news = [...sides.values()].filter((side) => !moneyFollowed.has(side));
    for (const side of news) moneyFollowed.add(side);
    await Promise.all(news.map((side) => follow(side)));
  }

  function tellGap(): void {
    for (const side of sides.values()) tellGapOf(side);
  }

  function tellGapOf(side: AccountSide<Mode>): void {
    side.missed();
    listeners.gaps.tell(side.account.key);
  }

  function hearOrderPlant(message: DecodedMessage): void {
    switch (message.name) {
      case 'RithmicOrderNotification':
      case 'ExchangeOrderNotification': {
        const side = about(message.fields);
        if (side === undefined) return;
        const { fill } = side.hear(message);
        if (fill !== undefined) watchBracket(side, fill);
        return;
      }
      case 'TradeRoute':
        routes.take(message.fields);
        return;
      case 'AccountRmsUpdates':
        about(message.fields)?.takeFloor(message.fields);
        return;
      case 'UserAccountUpdate':
        about(message.fields)?.takeRights(message.fields);
        return;
      default:
        return;
    }
  }

  function hearPnlPlant(message: DecodedMessage): void {
    if (message.name === 'InstrumentPnLPositionUpdate')
      about(message.fields)?.money.hearPosition(message.fields);
    if (message.name === 'AccountPnLPositionUpdate') about(message.fields)?.money.hearAccount(message.fields);
  }

  function about(fields: Parameters<typeof isAbout>[1]): AccountSide<Mode> | undefined {
    for (const side of sides.values()) if (isAbout(side.account, fields)) return side;
    return undefined;
  }

  /** What was placed before this run is watched like what is placed now. */
  function onWorking({ ledger }: AccountSide<Mode>, listed: ReadonlySet<string>): void {
    const lives = [...listed].flatMap((basketId) => ledger.life(basketId) ?? []);
    // Exits have the type of their bracket as well; some lists tell their entry, some only which orders belong together.
    const linked = new Set(lives.flatMap(othersLinkedTo));
    for (const { basketId, bracketType, parentId } of lives) {
      if (bracketType === undefined || parentId !== undefined || linked.has(basketId)) continue;
      const legs = legsOf(bracketType.value);
      if (!legs.hasTargets && !legs.hasStops) continue;
      brackets.takeUp(ledger.report(basketId)?.clientOrderId ?? basketId, legs);
    }
  }

  function watchBracket(side: AccountSide<Mode>, fill: Fill<Mode>): void {
    const { venueOrderId: basketId, clientOrderId = basketId } = fill;
    const report = side.ledger.report(basketId);
    const name = `the entry ${basketId}${report === undefined ? '' : ` in ${report.instrument}`}`;
    brackets.filled(clientOrderId, { name, children: () => side.ledger.childrenOf(basketId) });
  }

  const releases = [
    plants.order.onPush(hearOrderPlant),
    plants.pnl.onPush(hearPnlPlant),
    plants.order.onReady((isAgain) => void logIn(isAgain)),
    plants.pnl.onReady((isAgain) => void followMoney(isAgain)),
    plants.order.onLost(() => {
      generation += 1;
      orderSide.down();
    }),
    plants.pnl.onLost(() => {
      moneyGeneration += 1;
      moneySide.down();
    }),
  ];

  function sideBy({ venue, account }: AccountKey<Mode>): AccountSide<Mode> | undefined {
    return venue === 'rithmic' ? sides.get(account) : undefined;
  }

  async function own(key: AccountKey<Mode>, signal?: AbortSignal): Promise<AccountSide<Mode>> {
    await orderSide.wait(questionWaitMs, signal);
    const side = sideBy(key);
    if (side !== undefined) return side;
    throw new Failure('not-found', `${config.label} does not have the account ${key.account}.`);
  }

  async function asked(key: AccountKey<Mode>): Promise<AccountSide<Mode>> {
    const side = await own(key);
    await moneySide.wait(questionWaitMs);
    await side.money.refresh();
    return side;
  }

  const actingParts: ActingParts<Mode> = {
    ...parts,
    plant: plants.order,
    routes,
    brackets,
    ready: orderSide,
    sideOf: sideBy,
    userType: () => info.user_type ?? requestBracketOrderUserType.USER_TYPE_TRADER,
  };
  const acting = createActing(actingParts);
  const placing = createPlacing(actingParts, acting);
  const { cancelBasket, ...changing } = createChanging(actingParts, acting);
  const leftExits = new LeftExits<Mode>({
    after: parts.after,
    isListening: () => orderSide.isUp && moneySide.isUp,
    cancel: cancelBasket,
    onTrouble: parts.noteTrouble,
  });

  return {
    mode,
    async accounts(): Promise<readonly Account<Mode>[]> {
      await orderSide.wait(questionWaitMs);
      return [...sides.values()]
        .filter((side) => !coming.has(side))
        .map((side) => side.card(config.isTradingEnabled));
    },
    async refreshAccounts() {
      await orderSide.wait(questionWaitMs);
      await lookForAccounts();
    },
    balances: async (key) => (await asked(key)).money.balances(),
    positions: async (key) => (await asked(key)).money.positions(),
    standing: async (key) => (await own(key)).money.standing(),
    ...placing,
    ...changing,
    async exitPosition(key, instrument, origin) {
      const outcome = await placing.exitPosition(key, instrument, origin);
      const side = sideBy(key);
      if (outcome.outcome !== 'rejected' && side !== undefined) leftExits.watch(side, instrument);
      return outcome;
    },
    cancelAllUnlessRenewed: async () => refused('local:kind', 'Rithmic has no timer that cancels orders.'),
    async findOrder(order) {
      return findOrder(await own(order.account), order, parts.now());
    },
    async snapshot(key, since, signal) {
      const side = await own(key, signal);
      await moneySide.wait(questionWaitMs, signal);
      return takeSnapshot(side, since, parts, signal);
    },
    onOrders: (listener) => listeners.orders.add(listener),
    onFills: (listener) => listeners.fills.add(listener),
    onBalances: (listener) => listeners.balances.add(listener),
    onPositions: (listener) => listeners.positions.add(listener),
    onStandings: (listener) => listeners.standings.add(listener),
    onGap: (listener) => listeners.gaps.add(listener),
    tellGap,
    stop() {
      isStopped = true;
      generation += 1;
      moneyGeneration += 1;
      orderSide.down();
      moneySide.down();
      brackets.stop();
      leftExits.stop();
      for (const release of releases) release();
    },
  };
}
