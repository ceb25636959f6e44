import { type Amount, decimal, isOnStep } from '../exchange/decimal.ts';
import type { Fields } from './fields.ts';
import type { Gtt, GttLeg, GttTerms } from './gtt-book.ts';
import { indianClock } from './indian-time.ts';
import type { Catalogue, Listing } from './listings.ts';
import { errors } from './venue-error.ts';
import type { Endpoints, SessionCall } from './world.ts';

export const gttEndpoints: Endpoints = {
  'GET /gtt/triggers': {
    needs: 'session',
    run: ({ world, user }) => world.triggers.of(user.userId).map(gttRow),
  },

  'POST /gtt/triggers': {
    needs: 'session',
    run({ world, user, session, form }) {
      const terms = readTerms(form, world.catalogue);
      const by = { userId: user.userId, appId: session.app.appId };
      return { trigger_id: world.triggers.add(by, terms).id };
    },
  },

  'GET /gtt/triggers/{id}': { needs: 'session', run: (call) => gttRow(own(call)) },

  'PUT /gtt/triggers/{id}': {
    needs: 'session',
    run(call) {
      const trigger = own(call);
      requireActive(trigger);
      trigger.terms = readTerms(call.form, call.world.catalogue);
      trigger.results = trigger.terms.legs.map(() => null);
      trigger.updatedAt = call.world.clock.now();
      return { trigger_id: trigger.id };
    },
  },

  'DELETE /gtt/triggers/{id}': {
    needs: 'session',
    run(call) {
      const trigger = own(call);
      requireActive(trigger);
      trigger.status = 'deleted';
      trigger.updatedAt = call.world.clock.now();
      return { trigger_id: trigger.id };
    },
  },
};

function own({ world, user, path }: SessionCall): Gtt {
  const trigger = world.triggers.find(user.userId, Number(path.id));
  if (trigger === undefined) throw errors.input('Invalid `trigger_id`.');
  return trigger;
}

function requireActive({ status }: Gtt): void {
  if (status !== 'active') throw errors.order(`The trigger is ${status}.`);
}

function gttRow(trigger: Gtt): object {
  const { terms, results } = trigger;
  const { listing } = terms;
  return {
    id: trigger.id,
    user_id: trigger.userId,
    parent_trigger: null,
    type: terms.type,
    created_at: indianClock(trigger.createdAt),
    updated_at: indianClock(trigger.updatedAt),
    expires_at: indianClock(trigger.expiresAt),
    status: trigger.status,
    condition: {
      exchange: listing.exchange,
      last_price: terms.lastPrice.toNumber(),
      tradingsymbol: listing.tradingsymbol,
      trigger_values: terms.triggers.map((value) => value.toNumber()),
      instrument_token: listing.token,
    },
    orders: terms.legs.map((leg, index) => ({
      exchange: leg.listing.exchange,
      tradingsymbol: leg.listing.tradingsymbol,
      product: leg.product,
      order_type: 'LIMIT',
      transaction_type: leg.side === 'buy' ? 'BUY' : 'SELL',
      quantity: leg.quantity.toNumber(),
      price: leg.price.toNumber(),
      result: results[index] ?? null,
    })),
    meta: {},
  };
}

type Json = Record<string, unknown>;

/** @throws VenueError with what is wrong in the form or in the JSON texts inside it. */
function readTerms(form: Fields, catalogue: Catalogue): GttTerms {
  const type = form.choice('type', ['single', 'two-leg']);
  const condition = json(form, 'condition');
  const orders = json(form, 'orders');
  const count = type === 'single' ? 1 : 2;
  if (!isObject(condition)) throw errors.invalid('condition');
  const listing = listed(condition, catalogue);
  const { trigger_values: values } = condition;
  if (!Array.isArray(values) || values.length !== count) throw errors.invalid('trigger_values');
  const triggers = values.map((value) => price(value, 'trigger_values', listing));
  const lastPrice = price(condition.last_price, 'last_price', undefined);
  const [first, second] = triggers;
  const isAround = first?.lessThan(lastPrice) === true && second?.greaterThan(lastPrice) === true;
  if (type === 'two-leg' && !isAround) throw errors.invalid('trigger_values');
  if (first?.equals(lastPrice) === true) throw errors.input('Trigger already met.');
  if (!Array.isArray(orders) || orders.length !== count) throw errors.invalid('orders');
  return {
    type,
    listing,
    triggers,
    lastPrice,
    legs: orders.map((order) => readLeg(order, listing, catalogue)),
  };
}

function readLeg(order: unknown, listing: Listing, catalogue: Catalogue): GttLeg {
  if (!isObject(order) || listed(order, catalogue) !== listing) throw errors.invalid('orders');
  const { transaction_type: side, order_type: type, quantity, product } = order;
  if (side !== 'BUY' && side !== 'SELL') throw errors.invalid('transaction_type');
  if (type !== 'LIMIT') throw errors.invalid('order_type');
  if (product !== 'CNC' && product !== 'NRML' && product !== 'MIS' && product !== 'MTF') {
    throw errors.invalid('product');
  }
  const isWhole = typeof quantity === 'number' && Number.isInteger(quantity) && quantity > 0;
  if (!isWhole || quantity % listing.lot !== 0) throw errors.invalid('quantity');
  return {
    listing,
    side: side === 'BUY' ? 'buy' : 'sell',
    quantity: decimal(quantity),
    product,
    price: price(order.price, 'price', listing),
  };
}

function json(form: Fields, name: string): unknown {
  try {
    return JSON.parse(form.text(name));
  } catch (error) {
    if (error instanceof SyntaxError) throw errors.invalid(name);
    throw error;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listed({ exchange, tradingsymbol }: Json, catalogue: Catalogue): Listing {
  const listing = catalogue.find(`${String(exchange)}:${String(tradingsymbol)}`);
  if (listing === undefined || listing.isIndex) throw errors.invalid('tradingsymbol');
  return listing;
}

/** On the market's grid, where one is given. */
function price(value: unknown, name: string, listing: Listing | undefined): Amount {
  if (typeof value !== 'number' || !(value > 0)) throw errors.invalid(name);
  const amount = decimal(String(value));
  if (listing !== undefined && !isOnStep(amount, decimal(listing.tick))) throw errors.invalid(name);
  return amount;
}
