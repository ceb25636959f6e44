import type { Amount } from '../exchange/decimal.ts';
import { decimal, isOnStep } from '../exchange/decimal.ts';
import type { Side } from '../exchange/orders.ts';
import type { User } from './apps.ts';
import type { Fields } from './fields.ts';
import type { Catalogue, Listing } from './listings.ts';
import { errors } from './venue-error.ts';

export const varieties = ['regular', 'amo', 'co', 'iceberg', 'auction'] as const;
export type Variety = (typeof varieties)[number];
const exchanges = ['NSE', 'BSE', 'NFO', 'BFO', 'CDS', 'BCD', 'MCX'] as const;
const orderTypes = ['MARKET', 'LIMIT', 'SL', 'SL-M'] as const;
export type OrderType = (typeof orderTypes)[number];
const products = ['CNC', 'MIS', 'NRML', 'MTF', 'CO'] as const;
export type Product = (typeof products)[number];
const validities = ['DAY', 'IOC', 'TTL'] as const;

/** What was asked for, found sound. */
export interface OrderRequest {
  variety: Variety;
  listing: Listing;
  side: Side;
  type: OrderType;
  quantity: Amount;
  product: Product;
  price: Amount | undefined;
  trigger: Amount | undefined;
  validity: (typeof validities)[number];
  ttlMinutes: number | undefined;
  disclosed: number;
  /** Percent; −1 leaves it to Zerodha, 0 is none. */
  protection: Amount;
  iceberg: { legs: number; legQuantity: Amount } | undefined;
  isAutosliced: boolean;
  tag: string | undefined;
}

export function isOption({ type }: Listing): boolean {
  return type === 'CE' || type === 'PE';
}

/** @throws VenueError with what is wrong in the form. */
export function readOrder(form: Fields, variety: Variety, user: User, catalogue: Catalogue): OrderRequest {
  const exchange = form.choice('exchange', exchanges);
  const listing = catalogue.find(`${exchange}:${form.text('tradingsymbol')}`);
  if (listing === undefined || listing.isIndex) throw errors.invalid('tradingsymbol');
  if (!user.exchanges.includes(exchange)) {
    throw errors.permission(`The ${exchange} segment is not enabled for this account.`);
  }
  const type = form.choice('order_type', orderTypes);
  const validity = form.optional('validity') === undefined ? 'DAY' : form.choice('validity', validities);
  const request: OrderRequest = {
    variety,
    listing,
    side: form.choice('transaction_type', ['BUY', 'SELL']) === 'BUY' ? 'buy' : 'sell',
    type,
    quantity: readQuantity(form, listing),
    product: form.choice('product', products),
    ...readPrices(form, type, variety, listing),
    validity,
    ttlMinutes: validity === 'TTL' ? form.whole('validity_ttl') : undefined,
    disclosed: form.whole('disclosed_quantity') ?? 0,
    protection: readProtection(form, type),
    iceberg: undefined,
    isAutosliced: form.optional('autoslice') === 'true',
    tag: form.optional('tag'),
  };
  checkRules(request, form);
  return variety === 'iceberg' ? withLegs(request, form) : request;
}

function readQuantity(form: Fields, { lot }: Listing): Amount {
  const quantity = form.whole('quantity');
  if (quantity === undefined) throw errors.missing('quantity');
  if (quantity === 0 || quantity % lot !== 0) throw errors.invalid('quantity');
  return decimal(quantity);
}

/** Price and trigger as this type of order needs them; others are ignored. */
export function readPrices(
  form: Fields,
  type: OrderType,
  variety: Variety,
  listing: Listing,
): Pick<OrderRequest, 'price' | 'trigger'> {
  const needsPrice = type === 'LIMIT' || type === 'SL';
  const needsTrigger = type === 'SL' || type === 'SL-M' || variety === 'co';
  const read = (name: string) => {
    const value = form.amount(name);
    if (value === undefined) throw errors.missing(name);
    if (value.isNegative() || !isOnStep(value, decimal(listing.tick))) throw errors.invalid(name);
    return value;
  };
  return {
    price: needsPrice ? read('price') : undefined,
    trigger: needsTrigger ? read('trigger_price') : undefined,
  };
}

/** Since April 2026 orders without a limit must say how far they may go. */
export function readProtection(form: Fields, type: OrderType): Amount {
  const isNeeded = type === 'MARKET' || type === 'SL-M';
  const text = form.optional('market_protection');
  if (!isNeeded) return decimal(0);
  if (text === undefined) throw errors.missing('market_protection');
  const value = form.amount('market_protection');
  const isSound =
    value !== undefined && (value.equals(-1) || (value.greaterThan(0) && value.lessThanOrEqualTo(100)));
  if (!isSound) throw errors.invalid('market_protection');
  return value;
}

function checkRules(request: OrderRequest, form: Fields): void {
  const { listing, type, validity, product, variety, tag } = request;
  if (tag !== undefined && !/^[0-9A-Za-z]{1,20}$/.test(tag)) throw errors.invalid('tag');
  if (validity === 'IOC' && listing.exchange === 'MCX') throw errors.invalid('validity');
  if (validity === 'TTL' && (request.ttlMinutes ?? 0) < 1) throw errors.invalid('validity_ttl');
  if (type === 'SL-M' && isOption(listing)) {
    throw errors.order('SL-M orders are blocked for options. Use an SL order.');
  }
  const isCash = listing.exchange === 'NSE' || listing.exchange === 'BSE';
  if (isCash ? product === 'NRML' : product === 'CNC' || product === 'MTF') throw errors.invalid('product');
  if ((variety === 'co') !== (product === 'CO')) throw errors.invalid('product');
  if (variety === 'auction' && form.optional('auction_number') === undefined) {
    throw errors.missing('auction_number');
  }
  if (type === 'SL' && request.price !== undefined && request.trigger !== undefined) {
    const isCrossed =
      request.side === 'buy'
        ? request.trigger.greaterThan(request.price)
        : request.trigger.lessThan(request.price);
    if (isCrossed) throw errors.invalid('trigger_price');
  }
}

function withLegs(request: OrderRequest, form: Fields): OrderRequest {
  const legs = form.whole('iceberg_legs');
  if (legs === undefined) throw errors.missing('iceberg_legs');
  if (legs < 2 || legs > 10) throw errors.invalid('iceberg_legs');
  const legQuantity = form.whole('iceberg_quantity');
  if (legQuantity === undefined) throw errors.missing('iceberg_quantity');
  const needed = request.quantity.dividedBy(legQuantity).ceil().toNumber();
  if (needed !== legs || legQuantity % request.listing.lot !== 0) throw errors.invalid('iceberg_quantity');
  return { ...request, iceberg: { legs, legQuantity: decimal(legQuantity) } };
}
