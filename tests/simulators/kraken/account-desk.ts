import type { ExchangeEvent } from '../exchange/events.ts';
import type { Order } from '../exchange/orders.ts';
import {
  balanceRows,
  changeRows,
  filledRow,
  ledgerRow,
  openOrderRow,
  type Row,
  tradeRow,
} from './account-frames.ts';
import {
  type ClientSocket,
  type Desk,
  type Outcome,
  type SocketParams,
  unknownMethod,
} from './client-socket.ts';
import type { KeyRecord } from './keys.ts';
import { noteReason } from './order-extra.ts';
import { socketMethods } from './socket-orders.ts';
import { KrakenError } from './venue-error.ts';
import type { World } from './world.ts';

type Channel = 'executions' | 'balances';

interface Subscription {
  client: ClientSocket;
  accountId: string;
  channel: Channel;
  /** Counts frames of this channel on this connection, over resubscriptions too. */
  sequence: number;
  isActive: boolean;
  /** All changes of orders, or only that one opened or ended. */
  withStatus: boolean;
  withRateCount: boolean;
}

type Sent = Outcome | { frame: string };

const publicChannels = new Set(['ticker', 'trade', 'ohlc', 'book', 'instrument']);
const openAndClose = new Set(['new', 'filled', 'canceled', 'expired']);
const snapshotTrades = 50;
const quietEndings: Readonly<Record<string, string>> = {
  'no-liquidity': 'Insufficient liquidity',
  'would-not-fill': 'Order could not be filled completely',
  'would-match': 'Post only order',
};

/** The account's streams and the trading methods of the private socket. */
export class AccountDesk implements Desk {
  private readonly world: World;
  private readonly subscriptions = new Map<ClientSocket, Map<Channel, Subscription>>();

  constructor(world: World) {
    this.world = world;
    world.exchange.onEvent((event) => this.hear(event));
    world.ledger.onEntries((entries) => {
      const first = entries[0];
      if (first === undefined) return;
      this.publish('balances', first.accountId, () => entries.map(ledgerRow));
    });
  }

  *handle(client: ClientSocket, method: string, params: SocketParams): Iterable<Sent> {
    const { channel } = params;
    if (publicChannels.has(String(channel))) {
      yield { error: 'Public market data subscriptions are unavailable on this endpoint. Try ws.kraken.com' };
      return;
    }
    if (method === 'subscribe' || method === 'unsubscribe') {
      if (channel !== 'executions' && channel !== 'balances') {
        yield { error: `Unsupported channel ${String(channel)}` };
        return;
      }
      yield* this.follow(client, method, channel, params);
      return;
    }
    const perform = socketMethods[method];
    if (perform === undefined) throw unknownMethod();
    const key = this.authorise(client, params);
    if (!perform.needs.some((permission) => key.can(permission))) {
      throw new KrakenError('EGeneral:Permission denied');
    }
    this.world.deadMan.check();
    yield* perform.run({ world: this.world, accountId: key.rights.accountId, params });
  }

  leave(client: ClientSocket): void {
    this.subscriptions.delete(client);
  }

  /** As if a frame had been lost on every stream. */
  skipSequence(): void {
    for (const channels of this.subscriptions.values()) {
      for (const subscription of channels.values()) subscription.sequence += 1;
    }
  }

  private authorise(client: ClientSocket, params: SocketParams): KeyRecord {
    const token = typeof params.token === 'string' ? params.token : undefined;
    const key = this.world.tokens.use(token, (used) => client.tokens.has(used));
    if (token !== undefined) client.tokens.add(token);
    return key;
  }

  private *follow(
    client: ClientSocket,
    method: string,
    channel: Channel,
    params: SocketParams,
  ): Iterable<Sent> {
    let key: KeyRecord;
    try {
      key = this.authorise(client, params);
      const needed = channel === 'executions' ? 'query-open-trades' : 'query-funds';
      if (!key.can(needed)) throw new KrakenError('EGeneral:Permission denied');
    } catch (error) {
      if (!(error instanceof KrakenError)) throw error;
      yield { error: error.message, more: { channel, status: 'error' } };
      return;
    }
    const known = this.subscriptions.get(client)?.get(channel);
    if (method === 'unsubscribe') {
      if (known?.isActive !== true) {
        yield { error: 'Subscription Not Found', more: { channel } };
        return;
      }
      known.isActive = false;
      client.topics.delete(channel);
      yield { result: { channel } };
      return;
    }
    if (known?.isActive === true) {
      yield { error: 'Already subscribed', more: { channel } };
      return;
    }
    const subscription: Subscription = {
      client,
      accountId: key.rights.accountId,
      channel,
      sequence: known?.sequence ?? 0,
      isActive: true,
      withStatus: params.order_status !== false,
      withRateCount: params.ratecounter === true,
    };
    this.remember(subscription);
    yield* this.welcome(subscription, params);
  }

  private *welcome(subscription: Subscription, params: SocketParams): Iterable<Sent> {
    const { channel, accountId } = subscription;
    if (channel === 'balances') {
      const isWanted = params.snapshot !== false;
      yield { result: { channel, snapshot: isWanted } };
      const rows = balanceRows(this.world.exchange.account(accountId));
      if (isWanted) yield { frame: frameOf(subscription, 'snapshot', rows) };
      return;
    }
    const withOrders = params.snap_orders !== false;
    const withTrades = params.snap_trades === true;
    const maxratecount = this.world.limits.tier.tradingCount;
    const told = { snap_orders: withOrders, snap_trades: withTrades, snapshot: withOrders || withTrades };
    yield { result: { channel, maxratecount, ...told } };
    const { exchange } = this.world;
    const orders = withOrders
      ? exchange.openOrders(accountId).map((order) => openOrderRow(this.world, order))
      : [];
    const trades = withTrades ? this.lastTrades(accountId) : [];
    if (withOrders || withTrades) {
      yield { frame: frameOf(subscription, 'snapshot', [...orders, ...trades]) };
    }
  }

  private lastTrades(accountId: string): Row[] {
    const { exchange } = this.world;
    return exchange.truth.fills
      .filter((fill) => fill.accountId === accountId)
      .slice(-snapshotTrades)
      .flatMap((fill) => {
        const order = exchange.order(fill.orderId);
        return order === undefined ? [] : [tradeRow(this.world, order, fill)];
      });
  }

  private remember(subscription: Subscription): void {
    const { client, channel } = subscription;
    client.topics.add(channel);
    const channels = this.subscriptions.get(client) ?? new Map<Channel, Subscription>();
    channels.set(channel, subscription);
    this.subscriptions.set(client, channels);
  }

  private hear(event: ExchangeEvent): void {
    if (event.type !== 'order') return;
    const { order, change } = event;
    if (change === 'self-trade-prevented') noteReason(order, 'Self trade prevention');
    const ending = event.reason === undefined ? undefined : quietEndings[event.reason];
    if (ending !== undefined) noteReason(order, ending);
    for (const row of changeRows(this.world, change, order, event.fill)) this.publishOrder(order, row);
    if (change === 'filled' && order.quoteQuantity !== undefined) this.tellCompletion(order);
  }

  /** An order by amount of money is complete when the match is over, not when a quantity is reached. */
  private tellCompletion(order: Order): void {
    if (order.extra.isCompletionDue === true) return;
    order.extra.isCompletionDue = true;
    queueMicrotask(() => {
      if (order.status === 'filled') this.publishOrder(order, filledRow(this.world, order));
    });
  }

  private publishOrder(order: Order, row: Row): void {
    this.publish('executions', order.accountId, ({ withStatus, withRateCount }) => {
      if (!withStatus && !openAndClose.has(String(row.exec_type))) return [];
      const count = Math.ceil(this.world.limits.tradingCount(order.accountId, order.market));
      return [withRateCount ? { ...row, ratecount: count } : row];
    });
  }

  private publish(channel: Channel, accountId: string, rowsFor: (subscription: Subscription) => Row[]): void {
    for (const channels of this.subscriptions.values()) {
      const subscription = channels.get(channel);
      if (subscription?.isActive !== true || subscription.accountId !== accountId) continue;
      const rows = rowsFor(subscription);
      if (rows.length > 0) subscription.client.send(frameOf(subscription, 'update', rows));
    }
  }
}

function frameOf(subscription: Subscription, type: string, data: Row[]): string {
  subscription.sequence += 1;
  return JSON.stringify({ channel: subscription.channel, type, data, sequence: subscription.sequence });
}
