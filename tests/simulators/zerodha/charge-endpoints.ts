import { type Amount, decimal, Exact } from '../exchange/decimal.ts';
import { currencyOf, purseOf } from './exchange-side.ts';
import { type Listing, nameOf } from './listings.ts';
import { isOption } from './order-request.ts';
import { errors } from './venue-error.ts';
import type { Endpoints, SessionCall } from './world.ts';

/* These calls take JSON. The rates are close to the published ones; what matters is that a fill costs something. */

export const chargeEndpoints: Endpoints = {
  'POST /charges/orders': {
    needs: 'session',
    run: (call) =>
      readRows(call).map((row) => ({
        transaction_type: row.side,
        tradingsymbol: row.listing.tradingsymbol,
        exchange: row.listing.exchange,
        variety: row.variety,
        product: row.product,
        order_type: row.type,
        quantity: row.quantity.toNumber(),
        price: row.price.toNumber(),
        charges: charges(row),
      })),
  },
  'POST /margins/orders': { needs: 'session', run: (call) => readRows(call).map((row) => margin(call, row)) },
  'POST /margins/basket': {
    needs: 'session',
    run(call) {
      const orders = readRows(call).map((row) => margin(call, row));
      const total = orders.reduce((sum, { total: one }) => sum + one, 0);
      const sum = { ...emptyMargin, type: '', tradingsymbol: '', exchange: '', total };
      return { initial: sum, final: sum, orders, charges: { total: 0 } };
    },
  },
};

interface Row {
  listing: Listing;
  side: 'BUY' | 'SELL';
  variety: string;
  product: string;
  type: string;
  quantity: Amount;
  price: Amount;
}

function readRows({ world, request }: SessionCall): Row[] {
  if (request.headers['content-type']?.startsWith('application/json') !== true) {
    throw errors.input('Invalid content type: JSON is expected.');
  }
  const rows: unknown = parse(request.body);
  if (!Array.isArray(rows) || rows.length === 0) throw errors.input('Invalid JSON: a list is expected.');
  return rows.map((row: Record<string, unknown>) => {
    const listing = world.catalogue.find(`${String(row.exchange)}:${String(row.tradingsymbol)}`);
    if (listing === undefined) throw errors.invalid('tradingsymbol');
    const side = row.transaction_type;
    if (side !== 'BUY' && side !== 'SELL') throw errors.invalid('transaction_type');
    if (typeof row.quantity !== 'number' || !(row.quantity > 0)) throw errors.invalid('quantity');
    const given = row.average_price ?? row.price;
    const price =
      typeof given === 'number' && given > 0
        ? decimal(given)
        : world.exchange.market(nameOf(listing)).lastPrice;
    return {
      listing,
      side,
      variety: String(row.variety ?? 'regular'),
      product: String(row.product ?? ''),
      type: String(row.order_type ?? ''),
      quantity: decimal(row.quantity),
      price,
    };
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw errors.input('Invalid JSON.');
  }
}

function charges({ listing, side, product, quantity, price }: Row) {
  const turnover = quantity.times(price).times(listing.multiplier);
  const isCommodity = listing.exchange === 'MCX';
  const isDelivery = product === 'CNC' || product === 'MTF';
  const isBuy = side === 'BUY';
  const part = (rate: string) => turnover.times(rate);
  const tax = isDelivery ? part('0.001') : isBuy ? decimal(0) : part(isCommodity ? '0.0001' : '0.0002');
  const exchange = part(isOption(listing) ? '0.000505' : isCommodity ? '0.000026' : '0.0000335');
  const sebi = part('0.000001');
  const brokerage = isDelivery
    ? decimal(0)
    : isOption(listing)
      ? decimal(20)
      : Exact.min(decimal(20), part('0.0003'));
  const gst = brokerage.plus(exchange).times('0.18');
  const total = [tax, exchange, sebi, brokerage, gst].reduce((sum, one) => sum.plus(one));
  return {
    transaction_tax: tax.toNumber(),
    transaction_tax_type: isCommodity ? 'ctt' : 'stt',
    exchange_turnover_charge: exchange.toNumber(),
    sebi_turnover_charge: sebi.toNumber(),
    brokerage: brokerage.toNumber(),
    stamp_duty: 0,
    gst: { igst: gst.toNumber(), cgst: 0, sgst: 0, total: gst.toNumber() },
    total: total.toNumber(),
  };
}

const emptyMargin = {
  span: 0,
  exposure: 0,
  option_premium: 0,
  additional: 0,
  bo: 0,
  cash: 0,
  var: 0,
  pnl: { realised: 0, unrealised: 0 },
  leverage: 1,
};

function margin({ world, user }: SessionCall, row: Row) {
  const { listing } = row;
  const purse = purseOf(listing.exchange);
  const need = world.exchange
    .account(user.userId)
    .needFor(nameOf(listing), row.side === 'BUY' ? 'buy' : 'sell', row.quantity, row.price, currencyOf[purse])
    .toNumber();
  return {
    ...emptyMargin,
    type: purse,
    tradingsymbol: listing.tradingsymbol,
    exchange: listing.exchange,
    ...(listing.type === 'EQ' ? { var: need } : { span: need }),
    charges: charges(row),
    total: need,
  };
}
