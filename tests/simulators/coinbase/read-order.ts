import { type Amount, decimal, downToStep, isOnStep, plain } from '../exchange/decimal.ts';
import { type NewOrder, opposite, type Side, type TimeInForce } from '../exchange/orders.ts';
import { portfolioOf } from './account-endpoints.ts';
import { delisted, feeTier } from './markets.ts';
import type { OrderMemory } from './order-index.ts';
import { badConfiguration, matchRefusal, precision, previewRefusal } from './order-refusal.ts';
import type { Product } from './products.ts';
import { errors } from './venue-error.ts';
import { readTime } from './wire-text.ts';
import type { PrivateCall } from './world.ts';

export interface ReadOrder {
  order: NewOrder;
  memory: OrderMemory;
  /** The bracket that hangs on it. */
  attached: { order: NewOrder; memory: OrderMemory } | undefined;
}

type Members = Record<string, unknown>;

interface Kind {
  needs: string[];
  may?: string[];
  timeInForce: TimeInForce;
  kind: 'market' | 'limit' | 'stop-limit' | 'bracket';
}

const withEnd = (kind: Kind): Kind => ({
  ...kind,
  needs: [...kind.needs, 'end_time'],
  timeInForce: 'gtd',
});
const size = ['base_size', 'quote_size'];
const limitGtc: Kind = {
  needs: ['limit_price'],
  may: [...size, 'post_only'],
  timeInForce: 'gtc',
  kind: 'limit',
};
const stopGtc: Kind = {
  needs: ['base_size', 'limit_price', 'stop_price', 'stop_direction'],
  timeInForce: 'gtc',
  kind: 'stop-limit',
};
const bracketGtc: Kind = {
  needs: ['base_size', 'limit_price', 'stop_trigger_price'],
  timeInForce: 'gtc',
  kind: 'bracket',
};

const kinds: Record<string, Kind> = {
  market_market_ioc: { needs: [], may: size, timeInForce: 'ioc', kind: 'market' },
  market_market_fok: { needs: [], may: size, timeInForce: 'fok', kind: 'market' },
  sor_limit_ioc: { needs: ['limit_price'], may: size, timeInForce: 'ioc', kind: 'limit' },
  limit_limit_gtc: limitGtc,
  limit_limit_gtd: withEnd(limitGtc),
  limit_limit_fok: { needs: ['limit_price'], may: size, timeInForce: 'fok', kind: 'limit' },
  stop_limit_stop_limit_gtc: stopGtc,
  stop_limit_stop_limit_gtd: withEnd(stopGtc),
  trigger_bracket_gtc: bracketGtc,
  trigger_bracket_gtd: withEnd(bracketGtc),
};

/** Reads and checks a body of `/orders`. @throws OrderRefused, VenueError */
export function readOrder(call: PrivateCall, clientId: string): ReadOrder {
  const { body, accountId } = call;
  const portfolio = body.retail_portfolio_id;
  if (portfolio !== undefined && portfolio !== '' && portfolio !== portfolioOf(accountId))
    throw errors.permission('portfolio is not accessible by this key');
  const { side } = body;
  if (side !== 'BUY' && side !== 'SELL') throw matchRefusal('INVALID_SIDE');
  const product = findProduct(call, body.product_id);
  const [name, members] = configurationOf(body.order_configuration);
  const own = readConfiguration(call, {
    product,
    side: side === 'BUY' ? 'buy' : 'sell',
    clientId,
    name,
    members,
  });
  checkProduct(call, product, own.order, members);
  const attached = readAttached(call, product, own.order);
  return { ...own, attached };
}

function findProduct({ world, accountId }: PrivateCall, id: unknown): Product {
  const product = typeof id === 'string' ? world.products.find(id) : undefined;
  if (product === undefined) {
    const isKnown = typeof id === 'string' && world.products.row(id) !== undefined;
    throw matchRefusal(isKnown || id === delisted ? 'UNTRADABLE_PRODUCT' : 'INVALID_PRODUCT_ID');
  }
  if (!world.exchange.account(accountId).assets().includes(product.wallet))
    throw matchRefusal('UNKNOWN_FAILURE_REASON', 'account is not available');
  return product;
}

function configurationOf(value: unknown): [string, Members] {
  const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
  const [name, members] = entries[0] ?? [];
  if (entries.length !== 1 || name === undefined || typeof members !== 'object' || members === null)
    throw badConfiguration('exactly one order configuration is required');
  return [name, members as Members];
}

interface Wanted {
  product: Product;
  side: Side;
  clientId: string;
  name: string;
  members: Members;
}

function readConfiguration(call: PrivateCall, wanted: Wanted): { order: NewOrder; memory: OrderMemory } {
  const { world, accountId } = call;
  const { product, side, clientId, name, members } = wanted;
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (kind === undefined) throw badConfiguration(`unknown order configuration ${name}`);
  for (const member of kind.needs)
    if (members[member] === undefined || members[member] === '') throw badConfiguration(`missing ${member}`);
  for (const member of Object.keys(members))
    if (![...kind.needs, ...(kind.may ?? [])].includes(member))
      throw badConfiguration(`unknown member ${member}`);

  const price = kind.kind === 'market' ? undefined : priceOf(members.limit_price, product);
  const sizes = readSize(product, side, kind, members, price);
  const memory: OrderMemory = {
    productId: product.id,
    wallet: product.wallet,
    configurationName: name,
    configuration: { ...members },
    inQuote: members.quote_size !== undefined && members.quote_size !== '',
    edits: [],
  };
  const order: NewOrder = {
    accountId,
    market: product.canonical,
    clientId,
    side,
    kind: kind.kind === 'market' ? 'market' : 'limit',
    timeInForce: kind.timeInForce,
    selfTrade: 'expire-maker',
    postOnly: members.post_only === true,
    ...sizes,
    ...(price === undefined ? {} : { price }),
  };
  if (kind.timeInForce === 'gtd') order.expiresAt = endOf(members.end_time, world.clock.now());
  if (kind.kind === 'stop-limit') {
    order.stopPrice = priceOf(members.stop_price, product);
    order.kind = stopKind(side, members.stop_direction);
  }
  if (kind.kind === 'bracket') memory.stopTrigger = stopOf(call, product, side, price, members);
  order.extra = memory as unknown as Record<string, unknown>;
  return { order, memory };
}

/** With the market (up for buys) it is a stop, against it a take-profit. */
function stopKind(side: Side, direction: unknown): 'stop-limit' | 'take-profit-limit' {
  if (direction !== 'STOP_DIRECTION_STOP_UP' && direction !== 'STOP_DIRECTION_STOP_DOWN')
    throw badConfiguration('invalid stop_direction');
  return (direction === 'STOP_DIRECTION_STOP_UP') === (side === 'buy') ? 'stop-limit' : 'take-profit-limit';
}

/** The stop of a bracket lies on the other side of the market from its limit. */
function stopOf(
  call: PrivateCall,
  product: Product,
  side: Side,
  limit: Amount | undefined,
  members: Members,
): Amount {
  const stop = priceOf(members.stop_trigger_price, product);
  const last = call.world.exchange.market(product.canonical).lastPrice;
  const isWrong =
    side === 'sell'
      ? stop.greaterThanOrEqualTo(limit ?? stop) || stop.greaterThanOrEqualTo(last)
      : stop.lessThanOrEqualTo(limit ?? stop) || stop.lessThanOrEqualTo(last);
  if (isWrong)
    throw previewRefusal(
      'UNKNOWN_FAILURE_REASON',
      'PREVIEW_INVALID_BRACKET_PRICES',
      'invalid bracket prices',
    );
  return stop;
}

function endOf(value: unknown, now: number): number {
  const at = typeof value === 'string' ? readTime(value) : undefined;
  if (at === undefined) throw badConfiguration('end_time is not a timestamp');
  if (at <= now) throw matchRefusal('INVALID_REQUEST', 'end_time is in the past');
  return at;
}

/** Plain decimals in text only: numbers and exponents are refused. */
export function amountOf(value: unknown, kind: 'SIZE' | 'PRICE'): Amount {
  if (typeof value !== 'string' || !/^\d+(\.\d+)?$/.test(value)) throw precision(kind);
  return decimal(value);
}

export function priceOf(value: unknown, { market }: Product): Amount {
  const price = amountOf(value, 'PRICE');
  if (!isOnStep(price, decimal(market.priceIncrement))) throw precision('PRICE');
  if (price.isZero()) throw matchRefusal('INVALID_LIMIT_PRICE');
  return price;
}

export function baseSizeOf(value: unknown, { market }: Product): Amount {
  const amount = amountOf(value, 'SIZE');
  if (!isOnStep(amount, decimal(market.baseIncrement))) throw precision('SIZE');
  checkSize(amount, 'BASE', market.baseMinSize, market.baseMaxSize);
  return amount;
}

function checkSize(amount: Amount, which: 'BASE' | 'QUOTE', least: string, most: string): void {
  const reason = `PREVIEW_INVALID_${which}_SIZE_TOO_`;
  if (amount.lessThan(least)) throw previewRefusal('UNKNOWN_FAILURE_REASON', `${reason}SMALL`, '');
  if (amount.greaterThan(most)) throw previewRefusal('UNKNOWN_FAILURE_REASON', `${reason}LARGE`, '');
}

function readSize(
  product: Product,
  side: Side,
  kind: Kind,
  members: Members,
  price: Amount | undefined,
): { quantity: Amount } | { quoteQuantity: Amount } {
  const { market } = product;
  const { base_size: base, quote_size: quote } = members;
  const isBase = base !== undefined && base !== '';
  const isQuote = quote !== undefined && quote !== '';
  if (isBase === isQuote) throw badConfiguration('exactly one of base_size and quote_size is required');
  if (isBase) return { quantity: baseSizeOf(base, product) };
  if (kind.kind === 'market' && side === 'sell')
    throw badConfiguration('Market sells must be parameterized in base currency');
  const amount = amountOf(quote, 'SIZE');
  if (!isOnStep(amount, decimal(market.quoteIncrement))) throw precision('SIZE');
  checkSize(amount, 'QUOTE', market.quoteMinSize, market.quoteMaxSize);
  if (price !== undefined)
    return { quantity: downToStep(amount.dividedBy(price), decimal(market.baseIncrement)) };
  // The fee comes out of the amount named.
  return { quoteQuantity: amount.dividedBy(decimal(feeTier.taker).plus(1)).toDecimalPlaces(8) };
}

function checkProduct({ world }: PrivateCall, product: Product, order: NewOrder, members: Members): void {
  const flags = world.products.flagsOf(product.id);
  if (flags.view_only || flags.is_disabled) throw matchRefusal('UNTRADABLE_PRODUCT');
  if (flags.limit_only && order.kind === 'market') throw matchRefusal('ORDER_ENTRY_DISABLED', 'limit only');
  if (flags.post_only && members.post_only !== true) throw matchRefusal('ORDER_ENTRY_DISABLED', 'post only');
  const { book } = world.exchange.market(product.canonical);
  if (order.kind === 'market' && book.best(opposite(order.side)) === undefined)
    throw matchRefusal('INVALID_NO_LIQUIDITY');
  if (world.exchange.openOrders(order.accountId, order.market).length >= 500)
    throw matchRefusal('COMMANDER_REJECTED_NEW_ORDER', 'maximum of open orders reached');
}

function readAttached(call: PrivateCall, product: Product, entry: NewOrder): ReadOrder['attached'] {
  const wanted = call.body.attached_order_configuration;
  if (wanted === undefined || wanted === null) return undefined;
  const [name, members] = configurationOf(wanted);
  const isPossible = name.startsWith('trigger_bracket_') && members.base_size === undefined;
  const isOwnWallet = product.wallet === product.market.quote || entry.side === 'buy';
  if (!isPossible || !isOwnWallet || entry.quantity === undefined)
    throw badConfiguration('invalid attached order configuration');
  return readConfiguration(call, {
    product,
    side: opposite(entry.side),
    clientId: '',
    name,
    members: { ...members, base_size: plain(entry.quantity) },
  });
}
