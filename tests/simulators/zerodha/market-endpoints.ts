import { gzipSync } from 'node:zlib';
import type { Amount } from '../exchange/decimal.ts';
import { fixedInterval, type Interval, type TapeCandle } from '../exchange/trade-tape.ts';
import type { DepthRow, MarketState } from './board.ts';
import { candleTime, dayMs, indianClock, indianMidnight, readIndian } from './indian-time.ts';
import { type Listing, nameOf } from './listings.ts';
import { errors } from './venue-error.ts';
import { type Call, type Endpoints, PlainAnswer, type SessionCall } from './world.ts';

const minuteMs = 60_000;

/** Bars are counted from the beginning of the session, 09:15 or 09:00 in India, which are whole quarters of an hour. */
function fromSession(ms: number, listing: Listing): Interval {
  const opensAt = (['NSE', 'BSE', 'NFO', 'BFO'].includes(listing.exchange) ? 9.25 : 9) * 60 * minuteMs;
  const fixed = fixedInterval(ms);
  const sessionOf = (time: number) => indianMidnight(time) + opensAt;
  return {
    openOf: (time) => sessionOf(time) + fixed.openOf(time - sessionOf(time)),
    nextOpen: (open) => open + ms,
  };
}

const daily: Interval = { openOf: indianMidnight, nextOpen: (open) => open + dayMs };

/** Longest span of one call, in days. */
const intervals: Record<string, { minutes: number; days: number }> = {
  minute: { minutes: 1, days: 60 },
  '3minute': { minutes: 3, days: 100 },
  '5minute': { minutes: 5, days: 100 },
  '10minute': { minutes: 10, days: 100 },
  '15minute': { minutes: 15, days: 200 },
  '30minute': { minutes: 30, days: 200 },
  '60minute': { minutes: 60, days: 400 },
  day: { minutes: 1440, days: 2000 },
};

export const marketEndpoints: Endpoints = {
  'GET /instruments': { needs: 'session', run: (call) => instrumentList(call) },
  'GET /instruments/{exchange}': {
    needs: 'session',
    run: (call) => instrumentList(call, call.path.exchange),
  },
  'GET /instruments/historical/{token}/{interval}': { needs: 'prices', run: history },
  'GET /quote': { needs: 'prices', run: (call) => quotes(call, 500, wholeQuote) },
  'GET /quote/ohlc': { needs: 'prices', run: (call) => quotes(call, 1000, shortQuote) },
  'GET /quote/ltp': { needs: 'prices', run: (call) => quotes(call, 1000, lastPrice) },
};

const columns =
  'instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,instrument_type,segment,exchange';

function instrumentList({ world, request }: Call, exchange?: string): PlainAnswer {
  const rows = world.catalogue.rows.filter((row) => exchange === undefined || row.exchange === exchange);
  if (rows.length === 0) throw errors.invalid('exchange');
  const text = `${[columns, ...rows.map(csvRow)].join('\n')}\n`;
  const headers = { 'content-type': 'text/csv' };
  const takesGzip = String(request.headers['accept-encoding'] ?? '').includes('gzip');
  return takesGzip
    ? new PlainAnswer(200, { ...headers, 'content-encoding': 'gzip' }, gzipSync(text))
    : new PlainAnswer(200, headers, text);
}

function csvRow(row: Listing): string {
  const float = (value: number) => (Number.isInteger(value) ? value.toFixed(1) : String(value));
  return [
    row.token,
    Math.floor(row.token / 256),
    row.tradingsymbol,
    row.type === 'CE' || row.type === 'PE' ? '' : row.name,
    '0.0',
    row.expiry,
    float(row.strike),
    row.isIndex ? '0.0' : float(row.tick),
    row.lot,
    row.type,
    row.segment,
    row.exchange,
  ].join(',');
}

/** Markets that are not listed are silently absent. */
function quotes(call: SessionCall, most: number, shape: (state: MarketState, now: number) => object): object {
  const names = call.request.query.getAll('i');
  if (names.length === 0) throw errors.missing('i');
  if (names.length > most) throw errors.input(`Invalid \`instruments\`. At most ${most} in one call.`);
  const { board, clock } = call.world;
  const found: Record<string, object> = {};
  for (const name of names) {
    const state = board.find(name);
    if (state !== undefined) found[name] = shape(state, clock.now());
  }
  return found;
}

const number = (amount: Amount) => amount.toNumber();

function lastPrice({ listing, last }: MarketState): object {
  return { instrument_token: listing.token, last_price: number(last) };
}

function ohlcOf({ open, high, low, close }: MarketState): object {
  return { open: number(open), high: number(high), low: number(low), close: number(close) };
}

function shortQuote(state: MarketState): object {
  return { ...lastPrice(state), ohlc: ohlcOf(state) };
}

function wholeQuote(state: MarketState, now: number): object {
  const { listing, last, close, lastTradeAt } = state;
  const head = {
    instrument_token: listing.token,
    timestamp: indianClock(now),
    last_trade_time: lastTradeAt === undefined ? null : indianClock(lastTradeAt),
    last_price: number(last),
  };
  const change = number(last.minus(close));
  if (listing.isIndex) {
    const { last_trade_time: _none, ...index } = head;
    return { ...index, net_change: change, ohlc: ohlcOf(state) };
  }
  return {
    ...head,
    last_quantity: number(state.lastQuantity),
    buy_quantity: number(state.buyQuantity),
    sell_quantity: number(state.sellQuantity),
    volume: number(state.volume),
    average_price: number(state.averagePrice.toDecimalPlaces(2)),
    oi: state.openInterest,
    oi_day_high: state.openInterest,
    oi_day_low: state.openInterest,
    net_change: change,
    lower_circuit_limit: number(state.lowerLimit),
    upper_circuit_limit: number(state.upperLimit),
    ohlc: ohlcOf(state),
    depth: { buy: depthOf(state.bids), sell: depthOf(state.asks) },
  };
}

function depthOf(rows: DepthRow[]): object[] {
  return Array.from({ length: 5 }, (_, index) => {
    const row = rows[index];
    return row === undefined
      ? { price: 0, quantity: 0, orders: 0 }
      : { price: number(row.price), quantity: number(row.quantity), orders: row.orders };
  });
}

function history({ world, path, query }: SessionCall): object {
  const interval = intervals[path.interval ?? ''];
  if (interval === undefined) throw errors.invalid('interval');
  const listing = world.catalogue.withToken(Number(path.token));
  if (listing === undefined) throw errors.invalid('instrument_token');
  const from = moment(query.text('from'), 'from');
  const to = moment(query.text('to'), 'to');
  if (to < from) throw errors.invalid('to');
  if (to - from > interval.days * dayMs) {
    throw errors.input(`interval exceeds max limit: ${interval.days} days`);
  }
  if (query.optional('continuous') === '1' && path.interval !== 'day') throw errors.invalid('continuous');
  const spec = path.interval === 'day' ? daily : fromSession(interval.minutes * minuteMs, listing);
  const showsInterest = query.optional('oi') === '1';
  const { tape } = world.exchange.market(nameOf(listing));
  const until = Math.min(to, world.clock.now());
  const bars = tape.candles(spec, { from: Math.max(from, 0), to: until, limit: 1_000_000 });
  return {
    candles: bars
      // Without a trade there is no bar.
      .filter(({ trades }) => trades > 0)
      .map((bar) => (showsInterest ? [...candleRow(bar), openInterest(listing)] : candleRow(bar))),
  };
}

function moment(text: string, name: string): number {
  const at = readIndian(text);
  if (at === undefined) throw errors.invalid(name);
  return at;
}

function openInterest({ type }: Listing): number {
  return type === 'EQ' ? 0 : 1_366_775;
}

function candleRow({ openTime, open, high, low, close, volume }: TapeCandle): (string | number)[] {
  return [candleTime(openTime), number(open), number(high), number(low), number(close), number(volume)];
}
