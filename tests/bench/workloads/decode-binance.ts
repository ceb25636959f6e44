import { DepthBook } from '../../../src-main/venues/binance/depth-book.ts';
import { decodeHot } from '../../../src-main/venues/binance/hot-decode.ts';
import { applyDepth, emptyHead, readDepthHead } from '../../../src-main/venues/binance/hot-depth.ts';
import { ByteNames, ByteScanner } from '../../../src-main/venues/connection/scan.ts';
import { type InstrumentId, instrumentId } from '../../../src-shared/domain/instrument.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import type { Candidate, RunOptions } from '../comparison.ts';
import { compare, timed } from '../harness.ts';
import { peer } from '../peers.ts';
import { random, startTime } from '../seeded.ts';

/*
 * Binance's commonest frames, in the members and number formats of recorded ones, from the socket's bytes into events; and
 * changes of depth laid into a book, with ids and crossed prices looked at after each.
 */

const frameCount = 20_000;
const scale = 1e6 / frameCount;
const instrument = instrumentId('BINANCE:BTCUSDT');
const levelCount = 500;
const middle = 6_000_000;

interface Workload {
  readonly name: string;
  readonly note: string;
  readonly goal: number;
  readonly frames: readonly Buffer[];
  ours(frames: readonly Buffer[]): ArrayLike<number>;
  /** JSON.parse and the least that gives the same numbers. */
  limit(frames: readonly Buffer[]): ArrayLike<number>;
}

export async function run(options: RunOptions): Promise<void> {
  for (const workload of [trades(), quotes(), tickers(), candles(), depth()]) await one(workload, options);
}

async function one({ name, note, goal, frames, ours, limit }: Workload, options: RunOptions): Promise<void> {
  const candidates: Candidate[] = [
    { role: 'ours', label: 'from the bytes', run: () => timed(scale, () => ours(frames)) },
    { role: 'limit', label: 'JSON.parse + map', run: () => timed(scale, () => limit(frames)) },
    {
      role: 'beside',
      label: 'bare JSON.parse',
      isComparable: false,
      run: () => timed(scale, () => bareParse(frames)),
    },
  ];
  const ccxt = await ccxtCandidate(frames);
  if (ccxt !== undefined) candidates.push(ccxt);
  const isBook = name === 'depth';
  await compare(
    {
      name: `decode.binance.${name}`,
      unit: 'ns/frame',
      note: `${frameCount} frames, ${note}`,
      candidates,
      missingPeer: ccxt === undefined ? 'ccxt' : undefined,
      goals: [
        ...(isBook
          ? [
              {
                text: 'faster than parse + map',
                isReached: (cost: { ours: number; limit: number }) => cost.ours < cost.limit,
              },
            ]
          : []),
        ...(ccxt === undefined
          ? []
          : [
              {
                text: `≥ ${goal}x faster than ccxt’s handler`,
                isReached: (cost: { ours: number; peer: number }) => cost.peer / cost.ours >= goal,
              },
            ]),
      ],
    },
    options,
  );
}

const markets = new ByteNames<{ readonly instrument: InstrumentId }>();
markets.set('BTCUSDT', { instrument });
const scanner = new ByteScanner();
const now = () => epochMs(startTime);

type Event = NonNullable<ReturnType<typeof decodeHot>>;

function decodeEach(
  frames: readonly Buffer[],
  add: (sums: Float64Array, event: Event) => void,
): Float64Array {
  const sums = new Float64Array(4);
  for (const frame of frames) {
    scanner.load(frame);
    const event = decodeHot(scanner, markets, now);
    if (event === undefined) throw new Error(`not read: ${frame.toString()}`);
    add(sums, event);
  }
  return sums;
}

function add(sums: Float64Array, a: number, b: number, c: number): void {
  sums[0] = (sums[0] as number) + 1;
  sums[1] = (sums[1] as number) + a;
  sums[2] = (sums[2] as number) + b;
  sums[3] = (sums[3] as number) + c;
}

function parseEach<Shape>(
  frames: readonly Buffer[],
  map: (sums: Float64Array, shape: Shape) => void,
): Float64Array {
  const sums = new Float64Array(4);
  for (const frame of frames) map(sums, JSON.parse(frame.toString()) as Shape);
  return sums;
}

function bareParse(frames: readonly Buffer[]): ArrayLike<number> {
  let count = 0;
  for (const frame of frames) if (JSON.parse(frame.toString()) !== null) count += 1;
  return [count];
}

const cents = (units: number) => `${(units / 100).toFixed(2)}000000`;
const amount = (next: () => number) => (next() * 3).toFixed(5).padEnd(10, '0');
const framesOf = (make: (index: number) => string) =>
  Array.from({ length: frameCount }, (_, index) => Buffer.from(make(index)));

function trades(): Workload {
  const next = random(3);
  interface Shape {
    readonly s: string;
    readonly p: string;
    readonly q: string;
    readonly T: number;
    readonly m: boolean;
  }
  return {
    name: 'trade',
    note: 'one trade each',
    goal: 15,
    frames: framesOf((index) => {
      const time = startTime + index * 17;
      return `{"e":"trade","E":${time + 1},"s":"BTCUSDT","t":${4_705_291_099 + index},"p":"${cents(middle + Math.floor(next() * 1000))}","q":"${amount(next)}","T":${time},"m":${next() < 0.5},"M":true}`;
    }),
    ours: (frames) =>
      decodeEach(frames, (sums, event) => {
        if (event.kind === 'trade')
          add(sums, event.price, event.size, (event.time - startTime) * (event.side === 'buy' ? 1 : 2));
      }),
    limit: (frames) =>
      parseEach<Shape>(frames, (sums, { s, p, q, T, m }) => {
        const trade = {
          kind: 'trade',
          instrument: s,
          time: T,
          price: Number(p),
          size: Number(q),
          side: m ? 'sell' : 'buy',
        };
        add(sums, trade.price, trade.size, (trade.time - startTime) * (trade.side === 'buy' ? 1 : 2));
      }),
  };
}

function quotes(): Workload {
  const next = random(5);
  interface Shape {
    readonly s: string;
    readonly b: string;
    readonly B: string;
    readonly a: string;
    readonly A: string;
  }
  return {
    name: 'bookTicker',
    note: 'best bid and ask',
    goal: 15,
    frames: framesOf((index) => {
      const bid = middle + Math.floor(next() * 1000);
      return `{"u":${40_090_021_700 + index * 3},"s":"BTCUSDT","b":"${cents(bid)}","B":"${amount(next)}","a":"${cents(bid + 1)}","A":"${amount(next)}"}`;
    }),
    ours: (frames) =>
      decodeEach(frames, (sums, event) => {
        if (event.kind === 'quote') add(sums, event.bid + event.ask, event.bidSize, event.askSize);
      }),
    limit: (frames) =>
      parseEach<Shape>(frames, (sums, { s, b, B, a, A }) => {
        const quote = {
          kind: 'quote',
          instrument: s,
          bid: Number(b),
          ask: Number(a),
          bidSize: Number(B),
          askSize: Number(A),
        };
        add(sums, quote.bid + quote.ask, quote.bidSize, quote.askSize);
      }),
  };
}

function tickers(): Workload {
  const next = random(7);
  interface Shape {
    readonly s: string;
    readonly E: number;
    readonly [name: string]: string | number;
  }
  return {
    name: 'ticker',
    note: 'the day’s figures',
    goal: 5,
    frames: framesOf((index) => {
      const last = middle + Math.floor(next() * 1000);
      return `{"e":"24hrTicker","E":${startTime + index * 1000},"s":"BTCUSDT","p":"-94.12000000","P":"-0.157","w":"60120.28482000","x":"${cents(last + 9412)}","c":"${cents(last)}","Q":"${amount(next)}","b":"${cents(last - 1)}","B":"${amount(next)}","a":"${cents(last)}","A":"${amount(next)}","o":"60123.40000000","h":"61200.00000000","l":"59000.10000000","v":"18913.${String(index).padStart(5, '0')}000","q":"1137012345.30000000","O":${startTime},"C":${startTime + 86_400_000},"F":${4_705_000_000},"L":${4_705_291_099 + index},"n":291099}`;
    }),
    ours: (frames) =>
      decodeEach(frames, (sums, event) => {
        if (event.kind === 'ticker')
          add(
            sums,
            event.last + event.open + event.high - event.low,
            event.volume,
            event.turnover + (event.change ?? 0),
          );
      }),
    limit: (frames) =>
      parseEach<Shape>(frames, (sums, found) => {
        const ticker = {
          instrument: found.s,
          time: found.E,
          open: Number(found.o),
          high: Number(found.h),
          low: Number(found.l),
          last: Number(found.c),
          volume: Number(found.v),
          turnover: Number(found.q),
          change: Number(found.p),
          changePercent: Number(found.P),
          averagePrice: Number(found.w),
          lastSize: Number(found.Q),
        };
        add(
          sums,
          ticker.last + ticker.open + ticker.high - ticker.low,
          ticker.volume,
          ticker.turnover + ticker.change,
        );
      }),
  };
}

function candles(): Workload {
  const next = random(11);
  interface Shape {
    readonly k: {
      readonly t: number;
      readonly i: string;
      readonly x: boolean;
      readonly [name: string]: string | number | boolean;
    };
  }
  return {
    name: 'kline',
    note: 'bars of a minute',
    goal: 5,
    frames: framesOf((index) => {
      const open = middle + Math.floor(next() * 1000);
      const start = startTime + Math.floor(index / 30) * 60_000;
      return `{"e":"kline","E":${start + (index % 30) * 2000},"s":"BTCUSDT","k":{"t":${start},"T":${start + 59_999},"s":"BTCUSDT","i":"1m","f":${4_705_291_099 + index},"L":${4_705_291_199 + index},"o":"${cents(open)}","c":"${cents(open + 20)}","h":"${cents(open + 50)}","l":"${cents(open - 30)}","v":"${amount(next)}","n":100,"x":${index % 30 === 29},"q":"131320.01340410","V":"1.28492000","Q":"74571.42022840","B":"0"}}`;
    }),
    ours: (frames) =>
      decodeEach(frames, (sums, event) => {
        if (event.kind !== 'candle') return;
        const { candle, isClosed } = event;
        add(
          sums,
          candle.open + candle.high - candle.low + candle.close,
          candle.volume,
          (candle.time - startTime) * (isClosed ? 2 : 1),
        );
      }),
    limit: (frames) =>
      parseEach<Shape>(frames, (sums, { k }) => {
        const candle = {
          time: k.t,
          open: Number(k.o),
          high: Number(k.h),
          low: Number(k.l),
          close: Number(k.c),
          volume: Number(k.v),
        };
        add(
          sums,
          candle.open + candle.high - candle.low + candle.close,
          candle.volume,
          (candle.time - startTime) * (k.x ? 2 : 1),
        );
      }),
  };
}

const startId = 1_000_000;
const snapshot = {
  lastUpdateId: startId,
  bids: Array.from({ length: levelCount }, (_, rank): [string, string] => [
    cents(middle - rank),
    '1.00000000',
  ]),
  asks: Array.from({ length: levelCount }, (_, rank): [string, string] => [
    cents(middle + 1 + rank),
    '1.00000000',
  ]),
};

interface DepthShape {
  readonly U: number;
  readonly u: number;
  readonly b: readonly [string, string][];
  readonly a: readonly [string, string][];
}

/** Two to nine levels a side and frame, most of them near the best. */
function depth(): Workload {
  const next = random(13);
  const below = (end: number) => Math.floor(next() * end);
  let id = startId;
  const side = (isBid: boolean) =>
    Array.from({ length: 1 + below(8) }, () => {
      const away = next() < 0.8 ? below(20) : below(levelCount);
      // The best levels stay, so that no frame crosses.
      const size = away > 0 && next() < 0.35 ? '0.00000000' : amount(next);
      return `["${cents(isBid ? middle - away : middle + 1 + away)}","${size === '0.00000000' || Number(size) > 0 ? size : '0.00001000'}"]`;
    }).join(',');
  return {
    name: 'depth',
    note: `2 to 16 levels each into a book of ${levelCount} a side, ids and crossed prices looked at`,
    goal: 3,
    frames: framesOf((index) => {
      const first = id + 1;
      id += 1 + below(40);
      return `{"e":"depthUpdate","E":${startTime + index * 100},"s":"BTCUSDT","U":${first},"u":${id},"b":[${side(true)}],"a":[${side(false)}]}`;
    }),
    ours: applyAll,
    limit(frames) {
      const [bids, asks] = [new Map(snapshot.bids), new Map(snapshot.asks)];
      let last = startId;
      const set = (levels: Map<string, string>, [price, size]: readonly [string, string]) => {
        if (Number(size) === 0) levels.delete(price);
        else levels.set(price, size);
      };
      for (const frame of frames) {
        const { U, u, b, a } = JSON.parse(frame.toString()) as DepthShape;
        if (U !== last + 1) throw new Error('a gap');
        for (const level of b) set(bids, level);
        for (const level of a) set(asks, level);
        last = u;
      }
      const sum = (levels: Map<string, string>) =>
        [...levels].reduce((total, [price, size]) => total + Number(price) * Number(size), 0);
      return [bids.size, asks.size, sum(bids), sum(asks)];
    },
  };
}

function applyAll(frames: readonly Buffer[]): ArrayLike<number> {
  const book = new DepthBook('spot', 8, 5);
  if (!book.begin(snapshot)) throw new Error('the snapshot does not stand on its grids');
  const known = new ByteNames<DepthBook>();
  known.set('BTCUSDT', book);
  const head = emptyHead<DepthBook>();
  for (const frame of frames) {
    scanner.load(frame);
    const isRead = readDepthHead(scanner, known, head) && head.market !== undefined;
    if (!isRead || head.market?.place(head.first, head.last, head.previous) !== 'apply')
      throw new Error('a gap');
    if (!applyDepth(scanner, head.hasEnvelope, head.market)) throw new Error(`not read: ${frame.toString()}`);
    head.market.commit(head.last);
    if (book.book.isCrossed) throw new Error('the book is crossed');
  }
  const { bids, asks } = book.book;
  const sum = (side: typeof bids) => {
    let total = 0;
    for (let rank = 0; rank < side.depth; rank += 1)
      total += (side.price(rank) / 1e8) * (side.size(rank) / 1e5);
    return total;
  };
  return [bids.depth, asks.depth, sum(bids), sum(asks)];
}

interface CcxtOrderBook {
  reset(snapshot: object): void;
}
interface CcxtBinance {
  orderbooks: Record<string, CcxtOrderBook>;
  setMarkets(markets: readonly object[]): unknown;
  orderBook(snapshot: object, depth: number): CcxtOrderBook;
  handleMessage(client: object, message: unknown): void;
}

async function ccxtCandidate(frames: readonly Buffer[]): Promise<Candidate | undefined> {
  const module = (await peer('ccxt')) as { default: { pro: { binance: new () => CcxtBinance } } } | undefined;
  if (module === undefined) return undefined;
  const exchange = new module.default.pro.binance();
  const symbol = 'BTC/USDT';
  exchange.setMarkets([
    {
      id: 'BTCUSDT',
      lowercaseId: 'btcusdt',
      symbol,
      base: 'BTC',
      quote: 'USDT',
      baseId: 'BTC',
      quoteId: 'USDT',
      type: 'spot',
      spot: true,
      active: true,
      precision: { price: 0.01, amount: 0.00001 },
      limits: {},
      info: {},
    },
  ]);
  const client = {
    url: 'wss://stream.binance.com:9443/ws/0',
    resolve: () => undefined,
    reject(error: unknown) {
      throw error;
    },
    subscriptions: {},
    futures: {},
  };
  const numbers = (levels: readonly [string, string][]) =>
    levels.map(([price, size]) => [Number(price), Number(size)]);
  return {
    role: 'peer',
    label: 'ccxt handleMessage',
    isComparable: false,
    run: () =>
      timed(scale, () => {
        const book = exchange.orderBook({}, 1_000);
        book.reset({ nonce: startId, bids: numbers(snapshot.bids), asks: numbers(snapshot.asks) });
        exchange.orderbooks[symbol] = book;
        for (const frame of frames) exchange.handleMessage(client, JSON.parse(frame.toString()));
        return [frames.length];
      }),
  };
}
