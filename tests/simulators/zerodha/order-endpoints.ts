import { type Amount, Exact } from '../exchange/decimal.ts';
import type { Placer } from './desk.ts';
import { indianDate } from './indian-time.ts';
import { type KiteOrder, orderRow, tradeRow } from './kite-order.ts';
import {
  type OrderRequest,
  type OrderType,
  readOrder,
  readPrices,
  readProtection,
  type Variety,
  varieties,
} from './order-request.ts';
import { placeChecked } from './placing.ts';
import { errors, VenueError } from './venue-error.ts';
import type { Endpoints, SessionCall, World } from './world.ts';

export const orderEndpoints: Endpoints = {
  'POST /orders/{variety}': {
    needs: 'orders',
    run(call) {
      const { world, user, form } = call;
      const request = readOrder(form, varietyOf(call), user, world.catalogue);
      const freeze = request.listing.freeze;
      if (request.quantity.greaterThan(freeze)) {
        if (request.isAutosliced) return placeSlices(world, placerOf(call), request);
        throw errors.order(`The quantity is larger than the freeze quantity of ${freeze}.`);
      }
      return { order_id: placeChecked(world, placerOf(call), request).id };
    },
  },

  'PUT /orders/{variety}/{id}': {
    needs: 'orders',
    run(call) {
      const { world, form } = call;
      const order = ownOrder(call);
      const { request } = order;
      const type = form.optional('order_type') === undefined ? request.type : newType(call);
      const quantity = form.amount('quantity') ?? request.quantity;
      if (!quantity.modulo(request.listing.lot).isZero() || quantity.lessThanOrEqualTo(order.filled)) {
        throw errors.invalid('quantity');
      }
      const hasPrices = type === request.type ? undefined : type;
      const change: Partial<OrderRequest> = {
        type,
        quantity,
        ...(hasPrices === undefined
          ? givenPrices(call, request)
          : readPrices(form, type, 'regular', request.listing)),
        ...(type === request.type ? {} : { protection: readProtection(form, type) }),
      };
      world.desk.modify(order, change);
      return { order_id: order.id };
    },
  },

  'DELETE /orders/{variety}/{id}': {
    needs: 'orders',
    run(call) {
      const order = ownOrder(call);
      call.world.desk.cancel(order);
      return { order_id: order.id };
    },
  },

  'GET /orders': {
    needs: 'session',
    run: (call) => todaysOrders(call).map(orderRow),
  },

  'GET /orders/{id}': {
    needs: 'session',
    run: ({ world, user, path }) => world.desk.order(user.userId, path.id ?? '').history,
  },

  'GET /trades': {
    needs: 'session',
    run: ({ world, user }) => todaysTrades(world, user.userId).map(tradeRow),
  },

  'GET /orders/{id}/trades': {
    needs: 'session',
    run({ world, user, path }) {
      const order = world.desk.order(user.userId, path.id ?? '');
      return todaysTrades(world, user.userId)
        .filter((trade) => trade.order === order)
        .map(tradeRow);
    },
  },
};

export function varietyOf({ path }: SessionCall): Variety {
  const found = varieties.find((one) => one === path.variety);
  if (found === undefined) throw errors.invalid('variety');
  return found;
}

function placerOf({ session, user }: SessionCall): Placer {
  return { userId: user.userId, appId: session.app.appId };
}

function ownOrder(call: SessionCall): KiteOrder {
  const order = call.world.desk.order(call.user.userId, call.path.id ?? '');
  if (order.request.variety !== varietyOf(call)) throw errors.unknownOrder();
  return order;
}

/** One order per slice: the first names the whole, each other stands or fails for itself. */
function placeSlices(world: World, by: Placer, request: OrderRequest): object {
  const slices: Amount[] = [];
  const { freeze, lot } = request.listing;
  const largest = Math.floor(freeze / lot) * lot;
  for (let left = request.quantity; left.greaterThan(0); left = left.minus(largest)) {
    slices.push(Exact.min(left, largest));
  }
  const [first, ...others] = slices.map((quantity, index) => {
    try {
      const order = placeChecked(world, by, { ...request, quantity });
      return { order_id: order.id };
    } catch (error) {
      if (!(error instanceof VenueError) || index === 0) throw error;
      const { status: code, type: error_type, message } = error;
      return { error: { code, error_type, message, data: null } };
    }
  });
  return { ...first, children: others };
}

function newType({ form }: SessionCall): OrderType {
  return form.choice('order_type', ['MARKET', 'LIMIT', 'SL', 'SL-M']);
}

/** What a change does not name stays. */
function givenPrices({ form }: SessionCall, { type, variety, listing, price, trigger }: OrderRequest) {
  const given: Partial<OrderRequest> = {};
  if (price !== undefined && form.amount('price') !== undefined) {
    const read = readPrices(form, 'LIMIT', 'regular', listing);
    if (read.price !== undefined) given.price = read.price;
  }
  if (trigger !== undefined && form.amount('trigger_price') !== undefined) {
    const read = readPrices(form, 'SL-M', variety, listing);
    if (read.trigger !== undefined) given.trigger = read.trigger;
  }
  if (form.optional('market_protection') !== undefined) given.protection = readProtection(form, type);
  return given;
}

function todaysOrders({ world, user }: SessionCall): KiteOrder[] {
  world.exchange.expireDue();
  const today = indianDate(world.clock.now());
  return world.desk.ordersOf(user.userId).filter(({ placedAt }) => indianDate(placedAt) === today);
}

function todaysTrades({ desk, clock }: World, userId: string) {
  const today = indianDate(clock.now());
  return desk.trades.filter(({ order, at }) => order.userId === userId && indianDate(at) === today);
}
