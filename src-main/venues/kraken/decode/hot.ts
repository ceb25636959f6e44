import type { InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type {
  AggressorSide,
  CandleUpdate,
  Quote,
  Trade,
} from '../../../../src-shared/domain/market-event.ts';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import { ByteNames, ByteScanner, literal } from '../../connection/scan.ts';
import type { BookChanges, CheckedBook } from '../checked-book.ts';
import { timeframeOfMinutes } from '../intervals.ts';

/*
 * The commonest frames, read in one pass over their bytes. Members must come exactly in the order in which Kraken writes
 * them; anything else is left to `frame.ts`, and nothing has happened then. Numbers of a book become whole units of its
 * grid, so that its checksum is made of the very digits that were sent.
 */

/** A market as the hot reading knows it. */
export interface HotMarket {
  readonly instrument: InstrumentId;
  /** There while its book is streamed. */
  book: CheckedBook | undefined;
}

/** What a frame came to: events, or the change of a book. */
export interface HotSink {
  onEvent(event: Trade | Quote | CandleUpdate, market: HotMarket): void;
  /** `isGood` false: the book was not what Kraken has, and has been forgotten. */
  onBook(market: HotMarket, isGood: boolean): void;
}

const most = 1000;
const minuteLength = 17;
/** Frames without any row do not come; rows of one frame are few. */
const mostRows = 1000;

const head = {
  trade: literal('{"channel":"trade","type":"update","data":['),
  ticker: literal('{"channel":"ticker","type":"update","data":['),
  book: literal('{"channel":"book","type":"update","data":['),
  candle: literal('{"channel":"ohlc","type":"update","timestamp":"'),
};
/** Of `book`, `trade`, `ticker` and `ohlc` in `{"channel":"…`. */
const secondLetter = 13;
const [letterO, letterR, letterI, letterH] = [111, 114, 105, 104];
const heartbeat = literal('{"channel":"heartbeat"}');
const data = literal(',"data":[');
const symbolAt = literal('{"symbol":"');
const buyAt = literal(',"side":"buy"');
const sellAt = literal(',"side":"sell"');
const priceAt = literal(',"price":');
const quantityAt = literal(',"qty":');
const limitAt = literal(',"ord_type":"limit"');
const marketAt = literal(',"ord_type":"market"');
const tradeIdAt = literal(',"trade_id":');
const timeAt = literal(',"timestamp":"');
const rowEnd = literal('"}');
const close = literal(']}');
const bidsAt = literal(',"bids":[');
const asksAt = literal('],"asks":[');
const checksumAt = literal('],"checksum":');
const levelAt = literal('{"price":');
const levelEnd = literal('}');
const quote = literal('"');
const comma = literal(',');
const tickerMembers = [
  'bid',
  'bid_qty',
  'ask',
  'ask_qty',
  'last',
  'volume',
  'vwap',
  'low',
  'high',
  'change',
  'change_pct',
].map((name) => literal(`,"${name}":`));
const tradesAt = literal(',"trades":');
const [openAt, highAt, lowAt, closeAt, candleTradesAt, volumeAt, averageAt, beginAt, intervalAt] = [
  ',"open":',
  ',"high":',
  ',"low":',
  ',"close":',
  ',"trades":',
  ',"volume":',
  ',"vwap":',
  ',"interval_begin":"',
  '","interval":',
].map(literal) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
];

export class HotFrames {
  readonly #markets = new ByteNames<HotMarket>();
  readonly #scan = new ByteScanner();
  readonly #sink: HotSink;
  readonly #trades: Trade[] = [];
  readonly #tradeMarkets: HotMarket[] = [];
  readonly #figures = new Float64Array(tickerMembers.length);
  readonly #changes: BookChanges = {
    bids: 0,
    asks: 0,
    bidPrices: new Float64Array(most),
    bidSizes: new Float64Array(most),
    askPrices: new Float64Array(most),
    askSizes: new Float64Array(most),
    checksum: 0,
    time: 0,
  };
  /** The last date that was read, as 20260925, and when it began. */
  #date = -1;
  #dateStart = Number.NaN;
  /** The last minute that was read, `2026-09-25T17:48:`, and when it began: frames of one minute come in a row. */
  readonly #minute = new Uint8Array(minuteLength);
  #minuteStart = Number.NaN;

  constructor(sink: HotSink) {
    this.#sink = sink;
  }

  /** From now on frames of this symbol are read. */
  know(symbol: string, market: HotMarket): void {
    this.#markets.set(symbol, market);
  }

  /** False for a frame that must be read carefully. */
  read(frame: Uint8Array): boolean {
    const scan = this.#scan;
    scan.load(frame);
    // The second letter of the channel tells which it can be; only that one is compared whole.
    switch (frame[secondLetter]) {
      case letterO:
        return scan.accept(head.book) && this.#book(scan);
      case letterR:
        return scan.accept(head.trade) && this.#tradesFrame(scan);
      case letterI:
        return scan.accept(head.ticker) && this.#ticker(scan);
      case letterH:
        return scan.accept(head.candle) && this.#candle(scan);
      default:
        return scan.accept(heartbeat) && scan.isAtEnd;
    }
  }

  #tradesFrame(scan: ByteScanner): boolean {
    const trades = this.#trades;
    trades.length = 0;
    this.#tradeMarkets.length = 0;
    for (let row = 0; row < mostRows; row += 1) {
      scan.expect(symbolAt);
      const market = scan.name(this.#markets);
      // Two words that take turns: comparing is quicker than looking them up.
      const isBuy = scan.accept(buyAt);
      if (!isBuy) scan.expect(sellAt);
      const side: AggressorSide = isBuy ? 'buy' : 'sell';
      scan.expect(priceAt);
      const price = scan.decimal();
      scan.expect(quantityAt);
      const size = scan.decimal();
      if (!scan.accept(limitAt)) scan.expect(marketAt);
      scan.expect(tradeIdAt);
      scan.integer();
      scan.expect(timeAt);
      const time = this.#time(scan);
      scan.expect(rowEnd);
      if (!scan.isSound || market === undefined) return false;
      trades.push({ kind: 'trade', instrument: market.instrument, time: time as EpochMs, price, size, side });
      this.#tradeMarkets.push(market);
      if (!scan.accept(comma)) break;
    }
    scan.expect(close);
    if (!scan.isSound || !scan.isAtEnd) return false;
    for (let index = 0; index < trades.length; index += 1) {
      this.#sink.onEvent(trades[index] as Trade, this.#tradeMarkets[index] as HotMarket);
    }
    return true;
  }

  #ticker(scan: ByteScanner): boolean {
    const figures = this.#figures;
    scan.expect(symbolAt);
    const market = scan.name(this.#markets);
    for (let index = 0; index < tickerMembers.length; index += 1) {
      scan.expect(tickerMembers[index] as Uint8Array);
      figures[index] = scan.decimal();
    }
    if (scan.accept(tradesAt)) scan.integer();
    scan.expect(timeAt);
    const time = this.#time(scan);
    scan.expect(rowEnd);
    scan.expect(close);
    if (!scan.isSound || !scan.isAtEnd || market === undefined) return false;
    this.#sink.onEvent(
      {
        kind: 'quote',
        instrument: market.instrument,
        time: time as EpochMs,
        bid: figures[0] as number,
        ask: figures[2] as number,
        bidSize: figures[1] as number,
        askSize: figures[3] as number,
        volume: 0,
      },
      market,
    );
    return true;
  }

  #candle(scan: ByteScanner): boolean {
    this.#time(scan);
    scan.expect(quote);
    scan.expect(data);
    scan.expect(symbolAt);
    const market = scan.name(this.#markets);
    scan.expect(openAt);
    const open = scan.decimal();
    scan.expect(highAt);
    const high = scan.decimal();
    scan.expect(lowAt);
    const low = scan.decimal();
    scan.expect(closeAt);
    const last = scan.decimal();
    scan.expect(candleTradesAt);
    scan.integer();
    scan.expect(volumeAt);
    const volume = scan.decimal();
    scan.expect(averageAt);
    scan.decimal();
    scan.expect(beginAt);
    const time = this.#time(scan);
    scan.expect(intervalAt);
    const timeframe = timeframeOfMinutes(scan.integer());
    scan.expect(timeAt);
    this.#time(scan);
    scan.expect(rowEnd);
    scan.expect(close);
    if (!scan.isSound || !scan.isAtEnd || market === undefined || timeframe === undefined) return false;
    this.#sink.onEvent(
      {
        kind: 'candle',
        instrument: market.instrument,
        timeframe,
        priceSide: 'trade',
        candle: { time: time as EpochMs, open, high, low, close: last, volume },
        isClosed: false,
      },
      market,
    );
    return true;
  }

  #book(scan: ByteScanner): boolean {
    const changes = this.#changes;
    scan.expect(symbolAt);
    const market = scan.name(this.#markets);
    const { book } = market ?? {};
    if (market === undefined || book === undefined) return false;
    const { priceDecimals, sizeDecimals } = book.book;
    scan.expect(bidsAt);
    changes.bids = levels(scan, priceDecimals, sizeDecimals, changes.bidPrices, changes.bidSizes);
    scan.expect(asksAt);
    changes.asks = levels(scan, priceDecimals, sizeDecimals, changes.askPrices, changes.askSizes);
    scan.expect(checksumAt);
    changes.checksum = scan.integer();
    scan.expect(timeAt);
    changes.time = this.#time(scan);
    scan.expect(rowEnd);
    scan.expect(close);
    if (!scan.isSound || !scan.isAtEnd) return false;
    this.#sink.onBook(market, book.applyUnits(changes));
    return true;
  }

  /** `2026-09-25T17:48:24.880679` with one to nine decimals and Z, as whole ms, cut off. The quote after it stays. */
  #time(scan: ByteScanner): number {
    const { bytes, at: start } = scan;
    if (!scan.accept(this.#minute)) {
      this.#learnMinute(bytes, start);
      scan.at = start + minuteLength;
    }
    const second = number(bytes, start + minuteLength, 2);
    let at = start + 20;
    let ms = 0;
    let worth = 100;
    for (let digit = (bytes[at] as number) - 48; digit >= 0 && digit <= 9; ) {
      ms += digit * worth;
      worth = worth === 100 ? 10 : worth === 10 ? 1 : 0;
      at += 1;
      digit = (bytes[at] as number) - 48;
    }
    const decimals = at - start - 20;
    const time = this.#minuteStart + second * 1000 + ms;
    // The point and the Z in their places.
    const isShaped = bytes[start + 19] === 46 && bytes[at] === 90 && decimals >= 1 && decimals <= 9;
    if (!isShaped || !(second < 60) || Number.isNaN(time)) scan.isSound = false;
    scan.at = at + 1;
    return time;
  }

  /** A minute that does not exist makes every time of it NaN. */
  #learnMinute(bytes: Uint8Array, start: number): void {
    const date =
      number(bytes, start, 4) * 10_000 + number(bytes, start + 5, 2) * 100 + number(bytes, start + 8, 2);
    if (date !== this.#date) this.#learnDate(date);
    const hour = number(bytes, start + 11, 2);
    const minute = number(bytes, start + 14, 2);
    // -, T and : in their places
    const isShaped =
      bytes[start + 4] === 45 &&
      bytes[start + 7] === 45 &&
      bytes[start + 10] === 84 &&
      bytes[start + 13] === 58 &&
      bytes[start + 16] === 58;
    const isMinute = isShaped && hour < 24 && minute < 60;
    this.#minuteStart = isMinute ? this.#dateStart + (hour * 60 + minute) * 60_000 : Number.NaN;
    for (let index = 0; index < minuteLength; index += 1) this.#minute[index] = bytes[start + index] ?? 0;
  }

  /** A date that does not exist makes every time of it NaN. */
  #learnDate(date: number): void {
    const [year, month, day] = [Math.floor(date / 10_000), Math.floor(date / 100) % 100, date % 100];
    const start = Date.UTC(year, month - 1, day);
    const found = new Date(start);
    const isDate = year >= 1970 && found.getUTCMonth() === month - 1 && found.getUTCDate() === day;
    this.#date = isDate ? date : -1;
    this.#dateStart = isDate ? start : Number.NaN;
  }
}

/** So many digits as a number; NaN when one of them is none. */
function number(bytes: Uint8Array, start: number, digits: number): number {
  let value = 0;
  for (let index = 0; index < digits; index += 1) {
    const digit = (bytes[start + index] as number) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Levels up to the bracket, which stays; how many there are. */
function levels(
  scan: ByteScanner,
  priceDecimals: number,
  sizeDecimals: number,
  prices: Float64Array,
  sizes: Float64Array,
): number {
  if (scan.next === 93) return 0;
  for (let count = 0; count < most; count += 1) {
    scan.expect(levelAt);
    prices[count] = scan.units(priceDecimals);
    scan.expect(quantityAt);
    sizes[count] = scan.units(sizeDecimals);
    scan.expect(levelEnd);
    if (!scan.isSound || (sizes[count] as number) < 0) break;
    if (!scan.accept(comma)) return count + 1;
  }
  scan.isSound = false;
  return 0;
}
