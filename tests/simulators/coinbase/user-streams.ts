import type { ExchangeEvent } from '../exchange/events.ts';
import type { Order } from '../exchange/orders.ts';
import { memoryOf } from './order-index.ts';
import { orderEvent, ownerUuid } from './order-shapes.ts';
import {
  type Outcome,
  SocketHall,
  type SocketPace,
  type SubscriptionRequest,
  type VenueSocket,
} from './socket-hall.ts';
import type { World } from './world.ts';

const batchSize = 50;
const positions = {
  perpetual_futures_positions: [],
  expiring_futures_positions: [],
  prediction_market_positions: [],
};
/** Topic of a socket that listens to all products. */
const everything = '*';

/**
 * Orders of one portfolio. It tells states, never fills: several fills of one moment are one change, and clients must ask for
 * the fills behind it.
 */
export class UserStreams {
  readonly hall: SocketHall;
  private readonly world: World;
  private readonly changed = new Set<Order>();
  private readonly told = new Map<number, string>();

  constructor(world: World, pace: SocketPace) {
    this.world = world;
    this.hall = new SocketHall(world, pace, (socket, request) => this.subscribe(socket, request));
    world.exchange.onEvent((event) => this.hear(event));
  }

  private hear(event: ExchangeEvent): void {
    if (event.type !== 'order' || memoryOf(event.order).productId === undefined) return;
    const { order, change, requestId } = event;
    if (change === 'placed') this.tell(order, 'PENDING');
    if (change === 'cancelled' && requestId !== undefined) this.tell(order, 'CANCEL_QUEUED');
    // After the present match, so that what it does to an order is told once.
    if (this.changed.size === 0) queueMicrotask(() => this.tellChanges());
    this.changed.add(order);
  }

  private tellChanges(): void {
    const orders = [...this.changed];
    this.changed.clear();
    for (const order of orders) this.tell(order);
  }

  private tell(order: Order, status?: string): void {
    const listeners = [...this.hall.sockets].filter((socket) => isFor(socket, order));
    if (listeners.length === 0) return;
    const text = JSON.stringify(orderEvent(this.world, order, status));
    if (this.told.get(order.id) === text) return;
    this.told.set(order.id, text);
    for (const socket of listeners) socket.frame('user', `[{"type":"update","orders":[${text}]}]`);
  }

  private subscribe(socket: VenueSocket, request: SubscriptionRequest): Outcome {
    const { type, channel, products, key } = request;
    if (channel === 'heartbeats') {
      if (type === 'subscribe') socket.topics.set(channel, new Set([channel]));
      else socket.topics.delete(channel);
      this.acknowledge(socket);
      return 'done';
    }
    if (channel !== 'user' || key?.canView !== true) return 'unknown';
    if (products?.every((id) => this.world.products.find(id) !== undefined) === false) return 'refused';
    if (type === 'unsubscribe') {
      socket.topics.delete(channel);
    } else {
      socket.accountId = key.accountId;
      socket.topics.set(
        channel,
        new Set(products === undefined || products.length === 0 ? [everything] : products),
      );
      this.sendSnapshot(socket, key.accountId);
    }
    this.acknowledge(socket);
    return 'done';
  }

  private sendSnapshot(socket: VenueSocket, accountId: string): void {
    const open = this.world.exchange
      .openOrders(accountId)
      .filter((order) => memoryOf(order).productId !== undefined && isFor(socket, order));
    for (let at = 0; at === 0 || at < open.length; at += batchSize) {
      const orders = open.slice(at, at + batchSize).map((order) => orderEvent(this.world, order));
      socket.frame('user', JSON.stringify([{ type: 'snapshot', orders, positions }]));
    }
  }

  /** Names the person, not the products. */
  private acknowledge(socket: VenueSocket): void {
    const subscriptions = Object.fromEntries(
      [...socket.topics.keys()]
        .sort()
        .map((channel) => [channel, channel === 'user' ? [ownerUuid] : [channel]]),
    );
    socket.frame('subscriptions', JSON.stringify([{ subscriptions }]));
  }
}

/** Unlike market data, orders keep the name of an alias. */
function isFor(socket: VenueSocket, order: Order): boolean {
  const topics = socket.topics.get('user');
  if (topics === undefined || socket.accountId !== order.accountId) return false;
  return topics.has(everything) || topics.has(memoryOf(order).productId);
}
