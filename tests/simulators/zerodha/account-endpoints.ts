import { type Amount, decimal, Exact, zero } from '../exchange/decimal.ts';
import { currencyOf } from './exchange-side.ts';
import type { HoldingRecord, PositionRecord } from './ledger.ts';
import { errors } from './venue-error.ts';
import type { Endpoints, SessionCall } from './world.ts';

const number = (amount: Amount) => amount.toNumber();

export const accountEndpoints: Endpoints = {
  'GET /user/profile': {
    needs: 'session',
    run: ({ user }) => ({
      user_id: user.userId,
      user_type: 'individual',
      email: 'someone@example.com',
      user_name: 'Simulated Trader',
      user_shortname: 'Simulated',
      broker: 'ZERODHA',
      exchanges: user.exchanges,
      products: user.products,
      order_types: user.orderTypes,
      avatar_url: null,
      meta: { demat_consent: 'physical' },
    }),
  },

  'GET /user/margins': {
    needs: 'session',
    run: (call) => ({ equity: margins(call, 'equity'), commodity: margins(call, 'commodity') }),
  },

  'GET /user/margins/{segment}': {
    needs: 'session',
    run(call) {
      const { segment } = call.path;
      if (segment !== 'equity' && segment !== 'commodity') throw errors.invalid('segment');
      return margins(call, segment);
    },
  },

  'GET /portfolio/positions': {
    needs: 'session',
    run({ world, user }) {
      const records = world.ledger.positionsOf(user.userId);
      const last = ({ listing }: PositionRecord) => world.board.state(listing);
      const rows = (isDay: boolean) =>
        records.map((record) => {
          const { last: price, close } = last(record);
          return positionRow(isDay ? { ...record, overnightQuantity: zero } : record, price, close);
        });
      return { net: rows(false), day: rows(true) };
    },
  },

  'PUT /portfolio/positions': {
    needs: 'session',
    run({ world, user, form }) {
      const listing = world.catalogue.find(`${form.text('exchange')}:${form.text('tradingsymbol')}`);
      if (listing === undefined) throw errors.invalid('tradingsymbol');
      const product = (name: string) => form.choice(name, ['CNC', 'MIS', 'NRML', 'MTF']);
      const [from, to] = [product('old_product'), product('new_product')];
      const quantity = decimal(form.whole('quantity') ?? 0);
      if (quantity.isZero() || !world.ledger.convert(user.userId, listing, from, to, quantity)) {
        throw errors.order('There is no such position to convert.');
      }
      return true;
    },
  },

  'GET /portfolio/holdings': {
    needs: 'session',
    run: ({ world, user }) =>
      world.ledger.holdingsOf(user.userId).map((holding) => {
        const { last, close } = world.board.state(holding.listing);
        const sold = world.ledger
          .positionsOf(user.userId)
          .filter(({ listing, product }) => listing === holding.listing && product === 'CNC')
          .reduce((sum, { daySellQuantity }) => sum.plus(daySellQuantity), zero);
        return holdingRow(holding, last, close, Exact.min(sold, holding.quantity));
      }),
  },
};

function margins({ world, user }: SessionCall, segment: 'equity' | 'commodity'): object {
  const account = world.exchange.account(user.userId);
  const currency = currencyOf[segment];
  const free = account.free(currency);
  // Shares of earlier days were paid for long ago; the engine counts them as money that is tied up.
  const total = account.total(currency).minus(world.ledger.paidFor(user.userId, segment));
  const net = number(free);
  const cash = number(total);
  const debits = number(total.minus(free));
  const isEnabled = user.exchanges.includes(segment === 'equity' ? 'NSE' : 'MCX');
  return {
    enabled: isEnabled,
    net,
    available: {
      adhoc_margin: 0,
      cash,
      opening_balance: cash,
      live_balance: net,
      collateral: 0,
      intraday_payin: 0,
    },
    utilised: {
      debits,
      exposure: 0,
      m2m_realised: 0,
      m2m_unrealised: 0,
      option_premium: 0,
      payout: 0,
      span: 0,
      holding_sales: 0,
      turnover: 0,
      liquid_collateral: 0,
      stock_collateral: 0,
      delivery: 0,
    },
  };
}

function positionRow(record: PositionRecord, last: Amount, close: Amount): object {
  const { listing, product, overnightQuantity, overnightPrice } = record;
  const { multiplier } = listing;
  const [carriedBuy, carriedSell] = [
    Exact.max(overnightQuantity, zero),
    Exact.max(overnightQuantity.negated(), zero),
  ];
  const buyQuantity = record.dayBuyQuantity.plus(carriedBuy);
  const sellQuantity = record.daySellQuantity.plus(carriedSell);
  const carried = (quantity: Amount, price: Amount) => quantity.times(price).times(multiplier);
  const buyValue = record.dayBuyValue.plus(carried(carriedBuy, overnightPrice));
  const sellValue = record.daySellValue.plus(carried(carriedSell, overnightPrice));
  const buyM2m = record.dayBuyValue.plus(carried(carriedBuy, close));
  const sellM2m = record.daySellValue.plus(carried(carriedSell, close));
  const quantity = buyQuantity.minus(sellQuantity);
  const price = (value: Amount, of: Amount) =>
    of.isZero() ? zero : value.dividedBy(of).dividedBy(multiplier).toDecimalPlaces(6);
  const [buyPrice, sellPrice] = [price(buyValue, buyQuantity), price(sellValue, sellQuantity)];
  const worth = carried(quantity, last);
  const value = sellValue.minus(buyValue);
  const pnl = number(value.plus(worth));
  return {
    tradingsymbol: listing.tradingsymbol,
    exchange: listing.exchange,
    instrument_token: listing.token,
    product,
    quantity: number(quantity),
    overnight_quantity: number(overnightQuantity),
    multiplier,
    average_price: quantity.isZero() ? 0 : number(quantity.isPositive() ? buyPrice : sellPrice),
    close_price: overnightQuantity.isZero() ? 0 : number(close),
    last_price: number(last),
    value: number(value),
    pnl,
    m2m: number(sellM2m.minus(buyM2m).plus(worth)),
    unrealised: pnl,
    realised: 0,
    buy_quantity: number(buyQuantity),
    buy_price: number(buyPrice),
    buy_value: number(buyValue),
    buy_m2m: number(buyM2m),
    sell_quantity: number(sellQuantity),
    sell_price: number(sellPrice),
    sell_value: number(sellValue),
    sell_m2m: number(sellM2m),
    day_buy_quantity: number(record.dayBuyQuantity),
    day_buy_price: number(price(record.dayBuyValue, record.dayBuyQuantity)),
    day_buy_value: number(record.dayBuyValue),
    day_sell_quantity: number(record.daySellQuantity),
    day_sell_price: number(price(record.daySellValue, record.daySellQuantity)),
    day_sell_value: number(record.daySellValue),
  };
}

function holdingRow(
  { listing, quantity, averagePrice }: HoldingRecord,
  last: Amount,
  close: Amount,
  sold: Amount,
) {
  const change = last.minus(close);
  return {
    tradingsymbol: listing.tradingsymbol,
    exchange: listing.exchange,
    instrument_token: listing.token,
    isin: 'INE000A00000',
    product: 'CNC',
    price: 0,
    quantity: number(quantity.minus(sold)),
    used_quantity: number(sold),
    t1_quantity: 0,
    realised_quantity: number(quantity),
    authorised_quantity: 0,
    authorised_date: '2025-01-17 00:00:00',
    authorisation: {},
    opening_quantity: number(quantity),
    short_quantity: 0,
    collateral_quantity: 0,
    collateral_type: '',
    discrepancy: false,
    average_price: number(averagePrice),
    last_price: number(last),
    close_price: number(close),
    pnl: number(last.minus(averagePrice).times(quantity.minus(sold))),
    day_change: number(change),
    day_change_percentage: close.isZero() ? 0 : number(change.times(100).dividedBy(close)),
    mtf: { quantity: 0, used_quantity: 0, average_price: 0, value: 0, initial_margin: 0 },
  };
}
