import { crc32 } from 'node:zlib';
import { CheckedBook } from '../../../src-main/venues/kraken/checked-book.ts';
import { decodeFrame } from '../../../src-main/venues/kraken/decode/frame.ts';
import { HotFrames, type HotMarket } from '../../../src-main/venues/kraken/decode/hot.ts';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import type { Candidate, RunOptions } from '../comparison.ts';
import { compare, timed } from '../harness.ts';
import { peer } from '../peers.ts';
import { random, startTime } from '../seeded.ts';

/*
 * Kraken's commonest frames, in the members and number formats of recorded ones: text in, trades, quotes and bars out, and
 * changes applied to a book whose checksum is verified after every frame. ccxt's checksum is off, as it ships.
 */

const frameCount = 20_000;
const scale = 1e6 / frameCount;
const symbol = 'BTC/USD';
const instrument = instrumentId(`KRAKEN:${symbol}`);
const [priceDecimals, sizeDecimals, depth] = [1, 8, 10];

interface Workload {
  readonly name: string;
  readonly note: string;
  readonly goal: number;
  /** What must be read before, such as a book's snapshot. */
  readonly first: readonly string[];
  readonly frames: readonly string[];
  /** JSON.parse and the least that gives the same numbers. */
  limit(first: readonly string[], frames: readonly Buffer[]): ArrayLike<number>;
}

export async function run(options: RunOptions): Promise<void> {
  for (const workload of [trades(), tickers(), candles(), books()]) await one(workload, options);
}

async function one(workload: Workload, options: RunOptions): Promise<void> {
  const { name, note, goal, first } = workload;
  const frames = workload.frames.map((text) => Buffer.from(text));
  const candidates: Candidate[] = [
    { role: 'ours', label: 'HotFrames', run: () => timed(scale, () => ours(first, frames)) },
    {
      role: 'limit',
      label: 'JSON.parse + map',
      run: () => timed(scale, () => workload.limit(first, frames)),
    },
    {
      role: 'beside',
      label: 'our careful decoder',
      isComparable: false,
      run: () => timed(scale, () => careful(frames), 1),
    },
  ];
  const ccxt = await ccxtCandidate(first, frames);
  if (ccxt !== undefined) candidates.push(ccxt);
  await compare(
    {
      name: `decode.kraken.${name}`,
      unit: 'ns/frame',
      note: `${frameCount} frames, ${note}`,
      candidates,
      missingPeer: ccxt === undefined ? 'ccxt' : undefined,
      goals:
        ccxt === undefined
          ? []
          : [
              {
                text: `≥ ${goal}x faster than ccxt’s handler`,
                isReached: (figures) => figures.peer / figures.ours >= goal,
              },
            ],
    },
    options,
  );
}

function ours(first: readonly string[], frames: readonly Buffer[]): Float64Array {
  const sums = new Float64Array(4);
  const market: HotMarket = { instrument, book: new CheckedBook(priceDecimals, sizeDecimals, depth) };
  const { book } = market;
  let [count, prices, sizes, extra] = [0, 0, 0, 0];
  const hot = new HotFrames({
    onEvent(event) {
      count += 1;
      if (event.kind === 'trade') {
        prices += event.price;
        sizes += event.size;
        extra += (event.time - startTime) * (event.side === 'buy' ? 1 : 2);
      } else if (event.kind === 'quote') {
        prices += event.bid + event.ask;
        sizes += event.bidSize + event.askSize;
        extra += event.time - startTime;
      } else {
        prices += event.candle.high - event.candle.low + event.candle.close;
        sizes += event.candle.volume;
        extra += event.candle.time - startTime;
      }
    },
    onBook(_market, isGood) {
      if (!isGood || book === undefined) throw new Error('a checksum did not match');
      count += 1;
      prices += book.book.bids.price(0) + book.book.asks.price(0);
      sizes += book.book.bids.size(0) + book.book.asks.size(0);
    },
  });
  hot.know(symbol, market);
  for (const text of first) {
    const [event] = decodeFrame(text, { instrumentOf: () => instrument, now: () => epochMs(0) });
    if (event?.kind === 'book-snapshot') book?.apply(event);
  }
  for (const frame of frames) if (!hot.read(frame)) throw new Error(`not read: ${frame.toString()}`);
  sums.set([count, prices, sizes, extra]);
  return sums;
}

function careful(frames: readonly Buffer[]): ArrayLike<number> {
  let count = 0;
  const context = { instrumentOf: () => instrument, now: () => epochMs(0) };
  for (const frame of frames) count += decodeFrame(frame.toString(), context).length;
  return [count];
}

const isoText = (time: number, micros: number) =>
  `${new Date(time).toISOString().slice(0, -1)}${String(micros).padStart(3, '0')}Z`;

interface TradeFrame {
  readonly data: readonly { side: string; price: number; qty: number; timestamp: string }[];
}

function trades(): Workload {
  const next = random(3);
  let price = 837_443;
  const frames = Array.from({ length: frameCount }, (_, index) => {
    price += Math.floor(next() * 5) - 2;
    const side = next() < 0.5 ? 'buy' : 'sell';
    const time = isoText(startTime + index * 37, Math.floor(next() * 1000));
    return `{"channel":"trade","type":"update","data":[{"symbol":"${symbol}","side":"${side}","price":${(price / 10).toFixed(1)},"qty":${(next() * 3).toFixed(8)},"ord_type":"limit","trade_id":${109_116_693 + index},"timestamp":"${time}"}]}`;
  });
  return {
    name: 'trade',
    note: 'one trade each',
    goal: 8,
    first: [],
    frames,
    limit(_first, texts) {
      let [count, prices, sizes, extra] = [0, 0, 0, 0];
      for (const text of texts) {
        for (const { side, price: at, qty, timestamp } of (JSON.parse(text.toString()) as TradeFrame).data) {
          const trade = {
            kind: 'trade',
            instrument,
            time: Math.floor(Date.parse(timestamp)),
            price: at,
            size: qty,
            side,
          };
          count += 1;
          prices += trade.price;
          sizes += trade.size;
          extra += (trade.time - startTime) * (trade.side === 'buy' ? 1 : 2);
        }
      }
      return Float64Array.of(count, prices, sizes, extra);
    },
  };
}

interface TickerFrame {
  readonly data: readonly { bid: number; bid_qty: number; ask: number; ask_qty: number; timestamp: string }[];
}

function tickers(): Workload {
  const next = random(5);
  const frames = Array.from({ length: frameCount }, (_, index) => {
    const bid = 837_000 + Math.floor(next() * 1000);
    const amount = () => (next() * 3).toFixed(8);
    const price = (units: number) => (units / 10).toFixed(1);
    return `{"channel":"ticker","type":"update","data":[{"symbol":"${symbol}","bid":${price(bid)},"bid_qty":${amount()},"ask":${price(bid + 1)},"ask_qty":${amount()},"last":${price(bid)},"volume":${(3156 + next()).toFixed(8)},"vwap":84174.6,"low":83163.6,"high":85247.4,"change":-429.3,"change_pct":-0.51,"trades":135262,"timestamp":"${isoText(startTime + index * 21, 359)}"}]}`;
  });
  return {
    name: 'ticker',
    note: 'best bid and ask',
    goal: 5,
    first: [],
    frames,
    limit(_first, texts) {
      let [count, prices, sizes, extra] = [0, 0, 0, 0];
      for (const text of texts) {
        for (const row of (JSON.parse(text.toString()) as TickerFrame).data) {
          count += 1;
          prices += row.bid + row.ask;
          sizes += row.bid_qty + row.ask_qty;
          extra += Math.floor(Date.parse(row.timestamp)) - startTime;
        }
      }
      return Float64Array.of(count, prices, sizes, extra);
    },
  };
}

interface CandleFrame {
  readonly data: readonly {
    high: number;
    low: number;
    close: number;
    volume: number;
    interval_begin: string;
  }[];
}

function candles(): Workload {
  const next = random(11);
  const frames = Array.from({ length: frameCount }, (_, index) => {
    const low = 837_000 + Math.floor(next() * 500);
    const price = (units: number) => (units / 10).toFixed(1);
    const begin = startTime + Math.floor(index / 40) * 60_000;
    return `{"channel":"ohlc","type":"update","timestamp":"${isoText(begin + 26_844, 359)}","data":[{"symbol":"${symbol}","open":${price(low + 5)},"high":${price(low + 90)},"low":${price(low)},"close":${price(low + 40)},"trades":${1 + (index % 40)},"volume":${(next() * 9).toFixed(8)},"vwap":83736.4,"interval_begin":"${new Date(begin).toISOString().slice(0, -1)}000000Z","interval":1,"timestamp":"${isoText(begin + 60_000, 0)}"}]}`;
  });
  return {
    name: 'ohlc',
    note: 'bars of a minute',
    goal: 5,
    first: [],
    frames,
    limit(_first, texts) {
      let [count, prices, sizes, extra] = [0, 0, 0, 0];
      for (const text of texts) {
        for (const row of (JSON.parse(text.toString()) as CandleFrame).data) {
          count += 1;
          prices += row.high - row.low + row.close;
          sizes += row.volume;
          extra += Math.floor(Date.parse(row.interval_begin)) - startTime;
        }
      }
      return Float64Array.of(count, prices, sizes, extra);
    },
  };
}

interface BookRows {
  readonly data: readonly [
    {
      readonly bids: readonly { price: number; qty: number }[];
      readonly asks: readonly { price: number; qty: number }[];
      readonly checksum: number;
    },
  ];
}

/** A book in sorted arrays of whole units, best first: the simplest thing that gives the checksum. */
class PlainBook {
  readonly bids: [price: number, size: number][] = [];
  readonly asks: [price: number, size: number][] = [];

  set(levels: [number, number][], isBid: boolean, price: number, size: number): void {
    const at = levels.findIndex(([other]) => (isBid ? other <= price : other >= price));
    const place = at < 0 ? levels.length : at;
    const isKnown = levels[place]?.[0] === price;
    if (size === 0) {
      if (isKnown) levels.splice(place, 1);
    } else {
      levels.splice(place, isKnown ? 1 : 0, [price, size]);
    }
  }

  /** After a whole frame, not within it. */
  trim(): void {
    for (const levels of [this.bids, this.asks]) levels.splice(depth);
  }

  get checksum(): number {
    let text = '';
    for (const [price, size] of this.asks.slice(0, 10)) text += `${price}${size}`;
    for (const [price, size] of this.bids.slice(0, 10)) text += `${price}${size}`;
    return crc32(text);
  }
}

/** Changes of one to three levels in a book of ten a side, so that every one touches the checksum. */
function books(): Workload {
  const next = random(13);
  const below = (end: number) => Math.floor(next() * end);
  const book = new PlainBook();
  const size = () => 1 + below(250_000_000);
  for (let level = 0; level < depth; level += 1) {
    book.set(book.bids, true, 837_440 - level * 2, size());
    book.set(book.asks, false, 837_443 + level * 2, size());
  }
  const row = ([price, amount]: readonly [number, number]) =>
    `{"price":${(price / 10).toFixed(1)},"qty":${(amount / 1e8).toFixed(8)}}`;
  const frame = (
    type: string,
    bids: readonly [number, number][],
    asks: readonly [number, number][],
    index: number,
  ) =>
    `{"channel":"book","type":"${type}","data":[{"symbol":"${symbol}","bids":[${bids.map(row).join(',')}],"asks":[${asks.map(row).join(',')}],"checksum":${book.checksum},"timestamp":"${isoText(startTime + index * 13, 679)}"}]}`;
  const snapshot = frame('snapshot', book.bids, book.asks, 0);
  const frames = Array.from({ length: frameCount }, (_, index) => {
    const changes: { bids: [number, number][]; asks: [number, number][] } = { bids: [], asks: [] };
    for (let change = below(3); change >= 0; change -= 1) {
      const isBid = next() < 0.5;
      const levels = isBid ? book.bids : book.asks;
      const best = levels[0]?.[0] ?? 0;
      const price = best + (isBid ? -1 : 1) * below(20);
      const isKnown = levels.some(([other]) => other === price);
      const amount = isKnown && levels.length > 6 && next() < 0.4 ? 0 : size();
      book.set(levels, isBid, price, amount);
      (isBid ? changes.bids : changes.asks).push([price, amount]);
    }
    book.trim();
    return frame('update', changes.bids, changes.asks, index);
  });
  return {
    name: 'book',
    note: 'one to three changes of ten levels a side, checksum verified each time; ccxt’s is off',
    goal: 3,
    first: [snapshot],
    frames,
    limit(first, texts) {
      const own = new PlainBook();
      let [count, prices, sizes] = [0, 0, 0];
      const apply = (text: string) => {
        const [{ bids, asks, checksum }] = (JSON.parse(text) as BookRows).data;
        for (const { price, qty } of bids)
          own.set(own.bids, true, Math.round(price * 10), Math.round(qty * 1e8));
        for (const { price, qty } of asks)
          own.set(own.asks, false, Math.round(price * 10), Math.round(qty * 1e8));
        own.trim();
        if (own.checksum !== checksum) throw new Error('a checksum did not match');
      };
      for (const text of first) apply(text);
      for (const text of texts) {
        apply(text.toString());
        count += 1;
        prices += (own.bids[0]?.[0] ?? 0) + (own.asks[0]?.[0] ?? 0);
        sizes += (own.bids[0]?.[1] ?? 0) + (own.asks[0]?.[1] ?? 0);
      }
      return Float64Array.of(count, prices, sizes, 0);
    },
  };
}

interface CcxtKraken {
  setMarkets(markets: readonly object[]): unknown;
  handleMessage(client: object, message: unknown): void;
}

async function ccxtCandidate(
  first: readonly string[],
  frames: readonly Buffer[],
): Promise<Candidate | undefined> {
  const module = (await peer('ccxt')) as { default: { pro: { kraken: new () => CcxtKraken } } } | undefined;
  if (module === undefined) return undefined;
  const exchange = new module.default.pro.kraken();
  exchange.setMarkets([
    {
      id: 'XXBTZUSD',
      symbol,
      base: 'BTC',
      quote: 'USD',
      baseId: 'XXBT',
      quoteId: 'ZUSD',
      wsId: symbol,
      type: 'spot',
      spot: true,
      active: true,
      precision: { price: 0.1, amount: 1e-8 },
      limits: {},
      info: {},
    },
  ]);
  const client = { resolve: () => undefined, reject: () => undefined, subscriptions: {}, futures: {} };
  return {
    role: 'peer',
    label: 'ccxt handleMessage',
    isComparable: false,
    run: () =>
      timed(scale, () => {
        for (const text of first) exchange.handleMessage(client, JSON.parse(text));
        for (const text of frames) exchange.handleMessage(client, JSON.parse(text.toString()));
        return [frames.length];
      }),
  };
}
