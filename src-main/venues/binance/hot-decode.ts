import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { Quote, Trade } from '../../../src-shared/domain/market-event.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { Timeframe } from '../../../src-shared/domain/timeframe.ts';
import { ByteNames, type ByteScanner, literal } from '../connection/scan.ts';
import { candleUpdate, type Ticker, type WireEvent } from './decode.ts';
import { intervalOf, timeframesOf } from './intervals.ts';

/*
 * The frames that come by the thousand, read from their bytes in the one order that Binance writes their members in.
 * Anything else (another order, a new member, an escape, a number out of bounds) reads as undefined, and `decode.ts` has
 * the word. A property test holds the two together. Changes of books are read in `hot-depth.ts`.
 */

/** The markets whose frames are expected, by Binance's symbol. */
export type HotMarkets = ByteNames<{ readonly instrument: InstrumentId }>;

const text = {
  envelope: literal('{"stream":"'),
  data: literal(',"data":'),
  envelopeEnd: literal('}'),
  symbol: literal(',"s":"'),
  minus: literal('-'),
};

/** Steps into the envelope of a combined stream, if there is one. */
export function enterEnvelope(scanner: ByteScanner): boolean {
  if (!scanner.accept(text.envelope)) return false;
  scanner.skipPlainString();
  scanner.expect(text.data);
  return true;
}

/** True when the whole frame has been read and all of it was as expected. */
export function isWhole(scanner: ByteScanner, hasEnvelope: boolean): boolean {
  if (hasEnvelope) scanner.expect(text.envelopeEnd);
  return scanner.isSound && scanner.isAtEnd;
}

/** Where the name of an event begins: `{"e":"`. */
const nameOffset = 6;
const code = (character: string) => character.charCodeAt(0);
const [letterT, letterA, letterK, letterB, letterU, digit2] = ['t', 'a', 'k', 'b', 'u', '2'].map(code);

/** Undefined for a frame that the careful decoder must read, a change of a book among them. */
export function decodeHot(
  scanner: ByteScanner,
  markets: HotMarkets,
  now: () => EpochMs,
): WireEvent | undefined {
  const hasEnvelope = enterEnvelope(scanner);
  const event = readEvent(scanner, markets, now);
  return event !== undefined && isWhole(scanner, hasEnvelope) ? event : undefined;
}

function readEvent(scanner: ByteScanner, markets: HotMarkets, now: () => EpochMs): WireEvent | undefined {
  const { bytes, at } = scanner;
  if (bytes[at + 2] === letterU) return readSpotQuote(scanner, markets, now);
  switch (bytes[at + nameOffset]) {
    case letterT:
      return readTrade(scanner, markets);
    case letterA:
      return readAggregateTrade(scanner, markets);
    case letterK:
      return readCandle(scanner, markets);
    case letterB:
      return readFuturesQuote(scanner, markets);
    case digit2:
      return readTicker(scanner, markets);
    default:
      return undefined;
  }
}

const tradeText = {
  begin: literal('{"e":"trade","E":'),
  id: literal(',"t":'),
  price: literal(',"p":"'),
  size: literal('","q":"'),
  /** Ids of the two orders, in frames before 2023. */
  buyOrder: literal('","b":'),
  sellOrder: literal(',"a":'),
  timeAfterOrders: literal(',"T":'),
  time: literal('","T":'),
  maker: literal(',"m":'),
  ignored: literal(',"M":'),
  end: literal('}'),
};

function readTrade(scanner: ByteScanner, markets: HotMarkets): Trade | undefined {
  scanner.expect(tradeText.begin);
  scanner.integer();
  scanner.expect(text.symbol);
  const market = scanner.name(markets);
  scanner.expect(tradeText.id);
  scanner.integer();
  scanner.expect(tradeText.price);
  const price = scanner.decimal();
  scanner.expect(tradeText.size);
  const size = scanner.decimal();
  if (scanner.accept(tradeText.buyOrder)) {
    scanner.integer();
    scanner.expect(tradeText.sellOrder);
    scanner.integer();
    scanner.expect(tradeText.timeAfterOrders);
  } else {
    scanner.expect(tradeText.time);
  }
  return readTradeEnd(scanner, market, price, size);
}

const aggregateText = {
  begin: literal('{"e":"aggTrade","E":'),
  id: literal(',"a":'),
  first: literal('","f":'),
  last: literal(',"l":'),
};

function readAggregateTrade(scanner: ByteScanner, markets: HotMarkets): Trade | undefined {
  scanner.expect(aggregateText.begin);
  scanner.integer();
  scanner.expect(text.symbol);
  const market = scanner.name(markets);
  scanner.expect(aggregateText.id);
  scanner.integer();
  scanner.expect(tradeText.price);
  const price = scanner.decimal();
  scanner.expect(tradeText.size);
  const size = scanner.decimal();
  scanner.expect(aggregateText.first);
  scanner.integer();
  scanner.expect(aggregateText.last);
  scanner.integer();
  scanner.expect(tradeText.timeAfterOrders);
  return readTradeEnd(scanner, market, price, size);
}

function readTradeEnd(
  scanner: ByteScanner,
  market: { readonly instrument: InstrumentId } | undefined,
  price: number,
  size: number,
): Trade | undefined {
  const time = scanner.integer() as EpochMs;
  scanner.expect(tradeText.maker);
  const isBuyerMaker = scanner.boolean();
  // Futures leave it out.
  if (scanner.accept(tradeText.ignored)) scanner.boolean();
  scanner.expect(tradeText.end);
  if (market === undefined) return undefined;
  const side = isBuyerMaker ? 'sell' : 'buy';
  return { kind: 'trade', instrument: market.instrument, time, price, size, side };
}

const quoteText = {
  spot: literal('{"u":'),
  futures: literal('{"e":"bookTicker","u":'),
  bid: literal(',"b":"'),
  bidSize: literal('","B":"'),
  ask: literal('","a":"'),
  askSize: literal('","A":"'),
  spotEnd: literal('"}'),
  transactionTime: literal('","T":'),
  eventTime: literal(',"E":'),
  futuresEnd: literal('}'),
};

function readSpotQuote(scanner: ByteScanner, markets: HotMarkets, now: () => EpochMs): Quote | undefined {
  scanner.expect(quoteText.spot);
  const quote = readQuote(scanner, markets);
  scanner.expect(quoteText.spotEnd);
  if (quote !== undefined) quote.time = now();
  return quote;
}

function readFuturesQuote(scanner: ByteScanner, markets: HotMarkets): Quote | undefined {
  scanner.expect(quoteText.futures);
  const quote = readQuote(scanner, markets);
  scanner.expect(quoteText.transactionTime);
  const time = scanner.integer() as EpochMs;
  scanner.expect(quoteText.eventTime);
  scanner.integer();
  scanner.expect(quoteText.futuresEnd);
  if (quote !== undefined) quote.time = time;
  return quote;
}

type QuoteDraft = { -readonly [Name in keyof Quote]: Quote[Name] };

/** Up to the size of the ask; the time is not known yet. */
function readQuote(scanner: ByteScanner, markets: HotMarkets): QuoteDraft | undefined {
  scanner.integer();
  scanner.expect(text.symbol);
  const market = scanner.name(markets);
  scanner.expect(quoteText.bid);
  const bid = scanner.decimal();
  scanner.expect(quoteText.bidSize);
  const bidSize = scanner.decimal();
  scanner.expect(quoteText.ask);
  const ask = scanner.decimal();
  scanner.expect(quoteText.askSize);
  const askSize = scanner.decimal();
  if (market === undefined) return undefined;
  const time = 0 as EpochMs;
  return { kind: 'quote', instrument: market.instrument, time, bid, ask, bidSize, askSize, volume: 0 };
}

const frames = new ByteNames<Timeframe>();
for (const frame of timeframesOf(['spot'])) {
  const interval = intervalOf(frame);
  if (interval !== undefined) frames.set(interval, frame);
}

const barText = {
  begin: literal('{"e":"kline","E":'),
  opens: literal(',"k":{"t":'),
  closes: literal(',"T":'),
  interval: literal(',"i":"'),
  first: literal(',"f":'),
  last: literal(',"L":'),
  open: literal(',"o":"'),
  close: literal('","c":"'),
  high: literal('","h":"'),
  low: literal('","l":"'),
  volume: literal('","v":"'),
  count: literal('","n":'),
  isClosed: literal(',"x":'),
  turnover: literal(',"q":"'),
  takerVolume: literal('","V":"'),
  takerTurnover: literal('","Q":"'),
  ignored: literal('","B":"'),
  end: literal('}}'),
};

function readCandle(scanner: ByteScanner, markets: HotMarkets): WireEvent | undefined {
  scanner.expect(barText.begin);
  scanner.integer();
  scanner.expect(text.symbol);
  const market = scanner.name(markets);
  scanner.expect(barText.opens);
  const time = scanner.integer() as EpochMs;
  scanner.expect(barText.closes);
  scanner.integer();
  scanner.expect(text.symbol);
  scanner.skipPlainString();
  scanner.expect(barText.interval);
  const frame = scanner.name(frames);
  scanner.expect(barText.first);
  readTradeId(scanner);
  scanner.expect(barText.last);
  readTradeId(scanner);
  scanner.expect(barText.open);
  const open = scanner.decimal();
  scanner.expect(barText.close);
  const close = scanner.decimal();
  scanner.expect(barText.high);
  const high = scanner.decimal();
  scanner.expect(barText.low);
  const low = scanner.decimal();
  scanner.expect(barText.volume);
  const volume = scanner.decimal();
  scanner.expect(barText.count);
  scanner.integer();
  scanner.expect(barText.isClosed);
  const isClosed = scanner.boolean();
  scanner.expect(barText.turnover);
  scanner.skipPlainString();
  // Each of the following begins with the closing quote that has just been stepped over.
  scanner.at -= 1;
  scanner.expect(barText.takerVolume);
  scanner.skipPlainString();
  scanner.at -= 1;
  scanner.expect(barText.takerTurnover);
  scanner.skipPlainString();
  scanner.at -= 1;
  scanner.expect(barText.ignored);
  scanner.skipPlainString();
  scanner.expect(barText.end);
  if (market === undefined || frame === undefined) return undefined;
  return candleUpdate(market.instrument, frame, { time, open, high, low, close, volume }, isClosed);
}

/** -1 in a bar without trades. */
function readTradeId(scanner: ByteScanner): void {
  scanner.accept(text.minus);
  scanner.integer();
}

const tickerText = {
  begin: literal('{"e":"24hrTicker","E":'),
  change: literal(',"p":"'),
  changePercent: literal('","P":"'),
  average: literal('","w":"'),
  closeBefore: literal('","x":"'),
  last: literal('","c":"'),
  lastSize: literal('","Q":"'),
  bid: literal('","b":"'),
  bidSize: literal('","B":"'),
  ask: literal('","a":"'),
  askSize: literal('","A":"'),
  open: literal('","o":"'),
  high: literal('","h":"'),
  low: literal('","l":"'),
  volume: literal('","v":"'),
  turnover: literal('","q":"'),
  opened: literal('","O":'),
  closed: literal(',"C":'),
  first: literal(',"F":'),
  lastId: literal(',"L":'),
  count: literal(',"n":'),
  end: literal('}'),
};

function readTicker(scanner: ByteScanner, markets: HotMarkets): Ticker | undefined {
  scanner.expect(tickerText.begin);
  const time = scanner.integer() as EpochMs;
  scanner.expect(text.symbol);
  const market = scanner.name(markets);
  scanner.expect(tickerText.change);
  const change = scanner.decimal();
  scanner.expect(tickerText.changePercent);
  const changePercent = scanner.decimal();
  scanner.expect(tickerText.average);
  const averagePrice = scanner.decimal();
  // Futures tell no previous close and no best prices.
  if (scanner.accept(tickerText.closeBefore)) scanner.decimal();
  scanner.expect(tickerText.last);
  const last = scanner.decimal();
  scanner.expect(tickerText.lastSize);
  const lastSize = scanner.decimal();
  if (scanner.accept(tickerText.bid)) {
    scanner.decimal();
    scanner.expect(tickerText.bidSize);
    scanner.decimal();
    scanner.expect(tickerText.ask);
    scanner.decimal();
    scanner.expect(tickerText.askSize);
    scanner.decimal();
  }
  scanner.expect(tickerText.open);
  const open = scanner.decimal();
  scanner.expect(tickerText.high);
  const high = scanner.decimal();
  scanner.expect(tickerText.low);
  const low = scanner.decimal();
  scanner.expect(tickerText.volume);
  const volume = scanner.decimal();
  scanner.expect(tickerText.turnover);
  const turnover = scanner.decimal();
  scanner.expect(tickerText.opened);
  scanner.integer();
  scanner.expect(tickerText.closed);
  scanner.integer();
  scanner.expect(tickerText.first);
  readTradeId(scanner);
  scanner.expect(tickerText.lastId);
  readTradeId(scanner);
  scanner.expect(tickerText.count);
  scanner.integer();
  scanner.expect(tickerText.end);
  if (market === undefined) return undefined;
  // Every member written out: an object spread into another costs as much as a third of the reading.
  return {
    kind: 'ticker',
    instrument: market.instrument,
    time,
    open,
    high,
    low,
    last,
    volume,
    turnover,
    change,
    changePercent,
    averagePrice,
    lastSize,
  };
}
