import { plain, zero } from '../exchange/decimal.ts';
import type { MatchingEngine } from '../exchange/matching.ts';
import { type BookLevel, type MarketTrade, opposite } from '../exchange/orders.ts';
import { fixedInterval, type TapeCandle } from '../exchange/trade-tape.ts';
import { errors } from './venue-error.ts';
import { quotientText, timeText } from './wire-text.ts';
import type { Call, Endpoints, World } from './world.ts';

const minute = 60;
const granularities: ReadonlyMap<string, number> = new Map([
  ['ONE_MINUTE', minute],
  ['FIVE_MINUTE', 5 * minute],
  ['FIFTEEN_MINUTE', 15 * minute],
  ['THIRTY_MINUTE', 30 * minute],
  ['ONE_HOUR', 60 * minute],
  ['TWO_HOUR', 120 * minute],
  ['FOUR_HOUR', 240 * minute],
  ['SIX_HOUR', 360 * minute],
  ['ONE_DAY', 1440 * minute],
]);

export const mostCandles = 350;

export function marketOf(world: World, productId: string): MatchingEngine {
  const product = world.products.find(productId);
  if (product === undefined) throw errors.notFound(`product ${productId} was not found`);
  return world.exchange.market(product.canonical);
}

/** A whole number of the query, or what stands for it. */
export function count(query: URLSearchParams, name: string, standard: number, most: number): number {
  const text = query.get(name);
  if (text === null || text === '') return standard;
  if (!/^\d{1,9}$/.test(text)) throw errors.invalid(`${name} is invalid`);
  const number = Number(text);
  return number === 0 ? standard : Math.min(number, most);
}

function seconds(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (!/^\d{1,12}$/.test(text)) throw errors.invalid(`${name} argument is invalid`);
  return Number(text);
}

export function candleRow(candle: TapeCandle) {
  return {
    start: String(candle.openTime / 1000),
    low: plain(candle.low),
    high: plain(candle.high),
    open: plain(candle.open),
    close: plain(candle.close),
    volume: plain(candle.volume),
  };
}

/** Newest first; intervals without trades are missing. */
function candles({ world, query, path }: Call): object {
  const market = marketOf(world, path.id ?? '');
  const length = granularities.get(query.get('granularity') ?? '');
  if (length === undefined) throw errors.invalid('granularity argument is invalid');
  const [start, end] = [seconds(query, 'start'), seconds(query, 'end')];
  if (start === undefined || end === undefined || end < start)
    throw errors.invalid('start and end argument is invalid');
  const wanted = Math.floor(end / length) - Math.ceil(start / length) + 1;
  if (wanted > mostCandles) {
    throw errors.invalid(
      'start and end argument is invalid - number of candles requested should be less than 350',
    );
  }
  const to = Math.min(end * 1000, world.clock.now());
  const found = market.tape
    .candles(fixedInterval(length * 1000), { from: start * 1000, to, limit: mostCandles })
    .filter((candle) => candle.trades > 0);
  return {
    candles: found
      .slice(-count(query, 'limit', mostCandles, mostCandles))
      .reverse()
      .map(candleRow),
  };
}

/** `side` is the side of the order that was waiting. */
export function tradeRow(productId: string, trade: MarketTrade) {
  return {
    trade_id: String(trade.id),
    product_id: productId,
    price: plain(trade.price),
    size: plain(trade.quantity),
    time: timeText(trade.at),
    side: opposite(trade.takerSide).toUpperCase(),
  };
}

function ticker({ world, query, path }: Call): object {
  const productId = path.id ?? '';
  const market = marketOf(world, productId);
  const from = (seconds(query, 'start') ?? 0) * 1000;
  const to = (seconds(query, 'end') ?? 1e12) * 1000;
  const limit = count(query, 'limit', 100, 1000);
  const trades = market.tape.trades
    .slice(market.tape.indexAt(from))
    .filter((trade) => trade.at <= to)
    .slice(-limit)
    .reverse();
  return {
    trades: trades.map((trade) => ({
      ...tradeRow(productId, trade),
      bid: '',
      ask: '',
      exchange: 'coinbase',
    })),
    best_bid: plain(market.book.best('buy')?.price ?? zero),
    best_ask: plain(market.book.best('sell')?.price ?? zero),
  };
}

function levelRows(levels: BookLevel[]) {
  return levels.map(({ price, quantity }) => ({ price: plain(price), size: plain(quantity) }));
}

function priceBook(world: World, productId: string, limit: number) {
  const { book } = marketOf(world, productId);
  return {
    product_id: productId,
    bids: levelRows(book.depth('buy', limit)),
    asks: levelRows(book.depth('sell', limit)),
    time: timeText(world.clock.now()),
  };
}

function productBook({ world, query }: Call): object {
  const productId = query.get('product_id') ?? '';
  const market = marketOf(world, productId);
  const [bid, ask] = [market.book.best('buy')?.price, market.book.best('sell')?.price];
  const spread = bid === undefined || ask === undefined ? zero : ask.minus(bid);
  const middle = bid === undefined || ask === undefined ? zero : ask.plus(bid).dividedBy(2);
  return {
    pricebook: priceBook(world, productId, count(query, 'limit', 10_000, 10_000)),
    last: plain(market.lastPrice),
    mid_market: plain(middle),
    spread_bps: quotientText(middle.isZero() ? zero : spread.times(10_000).dividedBy(middle)),
    spread_absolute: plain(spread),
  };
}

function products({ world, query }: Call): object {
  const wanted = query.getAll('product_ids');
  const rows = world.products
    .rows(query.get('product_type'))
    .filter((row) => wanted.length === 0 || wanted.includes((row as { product_id: string }).product_id));
  const offset = count(query, 'offset', 0, 1_000_000);
  const page = rows.slice(offset, offset + count(query, 'limit', rows.length, 1000));
  return { products: page, num_products: page.length, pagination: null };
}

function product({ world, path }: Call): object {
  const row = world.products.row(path.id ?? '');
  if (row === undefined) throw errors.notFound(`product ${path.id} was not found`);
  return row;
}

function time({ world }: Call): object {
  const now = world.clock.now();
  return {
    iso: new Date(now).toISOString().replace(/\.\d+/, ''),
    epochSeconds: String(Math.floor(now / 1000)),
    epochMillis: String(now),
  };
}

function bestBidAsk({ world, query }: Call): object {
  const wanted = query.getAll('product_ids');
  const ids = wanted.length === 0 ? world.products.ids() : wanted;
  return { pricebooks: ids.map((id) => priceBook(world, id, 1)) };
}

const root = '/api/v3/brokerage';
const shared = {
  '/products': products,
  '/products/{id}': product,
  '/product_book': productBook,
  '/products/{id}/candles': candles,
  '/products/{id}/ticker': ticker,
};

/** Under `/market` for everybody, without it for holders of a key. */
export const marketEndpoints: Endpoints = {
  [`GET ${root}/time`]: { security: 'none', run: time },
  [`GET ${root}/best_bid_ask`]: { security: 'view', run: bestBidAsk },
  ...Object.fromEntries(
    Object.entries(shared).flatMap(([path, run]) => [
      [`GET ${root}/market${path}`, { security: 'none', run }] as const,
      [`GET ${root}${path}`, { security: 'view', run }] as const,
    ]),
  ),
};
