import { bookDepth } from '../../../src-main/venues/coinbase/capabilities.ts';
import { decodeFrame } from '../../../src-main/venues/coinbase/decode.ts';
import { type Product, productOfWire } from '../../../src-main/venues/coinbase/products.ts';
import { MarketStream, type Streamed } from '../../../src-main/venues/coinbase/stream.ts';
import { productWire } from '../../../src-main/venues/coinbase/wire.ts';
import type { SocketPlan, SupervisedSocket } from '../../../src-main/venues/connection/supervised-socket.ts';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import type { Candidate, RunOptions } from '../comparison.ts';
import { compare, timed } from '../harness.ts';
import { peer } from '../peers.ts';
import { random, startTime } from '../seeded.ts';

/*
 * Coinbase's commonest frames, in the members and number formats of recorded ones, through the stream as it is used: count
 * of frames watched, trades put in order and told once, changes laid into a book that is watched for crossed prices. The
 * last figures of trades, and the book at the end, are compared.
 */

const frameCount = 20_000;
const scale = 1e6 / frameCount;
const productName = 'BTC-USD';
const instrument = instrumentId(`COINBASE:${productName}`);
const product = productOfWire(
  productWire.parse({
    product_id: productName,
    product_type: 'SPOT',
    base_increment: '0.00000001',
    price_increment: '0.01',
    quote_currency_id: 'USD',
    status: 'online',
  }),
) as Product;

interface Workload {
  readonly name: string;
  readonly note: string;
  readonly goal: number;
  readonly stream: Streamed;
  readonly frames: readonly string[];
  /** JSON.parse and the least that comes to the same numbers. */
  limit(frames: readonly Buffer[]): ArrayLike<number>;
}

export async function run(options: RunOptions): Promise<void> {
  for (const workload of [trades(), books()]) await one(workload, options);
}

async function one(workload: Workload, options: RunOptions): Promise<void> {
  const { name, note, goal, stream } = workload;
  const frames = workload.frames.map((text) => Buffer.from(text));
  const candidates: Candidate[] = [
    { role: 'ours', label: 'MarketStream', run: () => timed(scale, () => ours(stream, frames)) },
    { role: 'limit', label: 'JSON.parse + map', run: () => timed(scale, () => workload.limit(frames)) },
    {
      role: 'beside',
      label: 'our careful decoder',
      isComparable: false,
      run: () => timed(scale, () => careful(frames), 1),
    },
  ];
  const ccxt = await ccxtCandidate(frames);
  if (ccxt !== undefined) candidates.push(ccxt);
  await compare(
    {
      name: `decode.coinbase.${name}`,
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

function ours(kind: Streamed, frames: readonly Buffer[]): ArrayLike<number> {
  const plans: SocketPlan[] = [];
  let flush: () => void = () => undefined;
  const tape = new TapeSums();
  let book: MarketEvent | undefined;
  const stream = new MarketStream({
    openSocket(plan) {
      plans.push(plan);
      return { want: () => () => undefined } as unknown as SupervisedSocket;
    },
    url: '',
    rest: { productBook: () => Promise.reject(new Error('not asked')) },
    now: () => epochMs(0),
    random: () => 0.5,
    after(_delayMs, work) {
      flush = work;
      return () => undefined;
    },
    onEvents(events) {
      for (const event of events) {
        if (event.kind === 'trade') tape.add(event.time, event.price, event.size, event.side === 'sell');
        else if (event.kind === 'book') book = event;
      }
    },
    countMessage: () => undefined,
    noteGap: (sentence) => {
      throw new Error(sentence);
    },
    noteUnreadable: (sentence) => {
      throw new Error(sentence);
    },
    noteTrouble: () => undefined,
    degrade: () => () => undefined,
  });
  stream.follow(product, instrument, kind);
  const plan = plans[kind === 'book' ? 1 : 0];
  for (const frame of frames) plan?.onMessage(frame, false, 0, 1);
  flush();
  if (book?.kind !== 'book') return tape.sums;
  return [...book.bids, ...book.asks].flatMap(({ price, size }) => [price, size]);
}

/** Enough to notice any trade that differs. */
class TapeSums {
  readonly sums = new Float64Array(5);

  add(time: number, price: number, size: number, isSell: boolean): void {
    const { sums } = this;
    sums[0] = (sums[0] as number) + 1;
    sums[1] = (sums[1] as number) + price;
    sums[2] = (sums[2] as number) + size;
    sums[3] = (sums[3] as number) + (time - startTime);
    sums[4] = (sums[4] as number) + (isSell ? price : 0);
  }
}

function careful(frames: readonly Buffer[]): ArrayLike<number> {
  let count = 0;
  for (const frame of frames) if (decodeFrame(frame.toString()).kind !== 'unreadable') count += 1;
  return [count];
}

const isoText = (time: number, micros: number) =>
  `${new Date(time).toISOString().slice(0, -1)}${String(micros).padStart(3, '0')}Z`;

interface TradesFrame {
  readonly events: readonly {
    readonly trades: readonly { price: string; size: string; time: string; side: string }[];
  }[];
}

/** Batches of one to four trades, newest first, as the venue sends four times a second in a lively market. */
function trades(): Workload {
  const next = random(3);
  let price = 6_892_367;
  let id = 995_098_000;
  const frames = Array.from({ length: frameCount }, (_, index) => {
    const at = startTime + index * 250;
    const batch = Array.from({ length: 1 + Math.floor(next() * 4) }, (_unused, place) => {
      price += Math.floor(next() * 5) - 2;
      id += 1;
      const time = isoText(at - 240 + place * 50, Math.floor(next() * 1000));
      const side = next() < 0.5 ? 'BUY' : 'SELL';
      return `{"product_id":"${productName}","trade_id":"${id}","price":"${(price / 100).toFixed(2)}","size":"${(next() * 0.1).toFixed(8)}","time":"${time}","side":"${side}"}`;
    });
    return `{"channel":"market_trades","client_id":"","timestamp":"${isoText(at, 158)}","sequence_num":${index},"events":[{"type":"update","trades":[${batch.reverse().join(',')}]}]}`;
  });
  return {
    name: 'market_trades',
    note: 'one to four trades each, newest first',
    goal: 25,
    stream: 'trades',
    frames,
    limit(texts) {
      const tape = new TapeSums();
      for (const text of texts) {
        for (const event of (JSON.parse(text.toString()) as TradesFrame).events) {
          for (const trade of event.trades.toReversed()) {
            const made = {
              kind: 'trade',
              instrument,
              time: Date.parse(trade.time),
              price: Number(trade.price),
              size: Number(trade.size),
              side: trade.side === 'BUY' ? 'sell' : 'buy',
            };
            tape.add(made.time, made.price, made.size, made.side === 'sell');
          }
        }
      }
      return tape.sums;
    },
  };
}

interface BookFrame {
  readonly events: readonly {
    readonly updates: readonly { side: string; price_level: string; new_quantity: string }[];
  }[];
}

/** A snapshot of two thousand levels, then changes of one to eight, most of them near the best prices. */
function books(): Workload {
  const next = random(13);
  const below = (end: number) => Math.floor(next() * end);
  const middle = 6_892_367;
  const level = (isBid: boolean, price: number, size: string, at: number) =>
    `{"side":"${isBid ? 'bid' : 'offer'}","event_time":"${isoText(at, 456)}","price_level":"${(price / 100).toFixed(2)}","new_quantity":"${size}"}`;
  const size = () => (next() * 3 + 1e-8).toFixed(8);
  const frame = (type: string, levels: readonly string[], index: number) =>
    `{"channel":"l2_data","client_id":"","timestamp":"${isoText(startTime + index * 50, 789)}","sequence_num":${index},"events":[{"type":"${type}","product_id":"${productName}","updates":[${levels.join(',')}]}]}`;
  const all = Array.from({ length: 1000 }, (_, rank) => rank).flatMap((rank) => [
    level(true, middle - 1 - rank * 3, size(), 0),
    level(false, middle + 1 + rank * 3, size(), 0),
  ]);
  const frames = [frame('snapshot', all, 0)];
  for (let index = 1; index < frameCount; index += 1) {
    const levels = Array.from({ length: 1 + below(8) }, () => {
      const isBid = next() < 0.5;
      const distance = 1 + Math.floor(next() ** 3 * 1500);
      const price = isBid ? middle - distance : middle + distance;
      return level(isBid, price, next() < 0.4 ? '0' : size(), startTime + index * 50);
    });
    frames.push(frame('update', levels, index));
  }
  return {
    name: 'level2',
    note: 'one to eight changes of a book of two thousand levels',
    goal: 3,
    stream: 'book',
    frames,
    limit(texts) {
      const sides = { bid: new Map<string, number>(), offer: new Map<string, number>() };
      for (const text of texts) {
        for (const { updates } of (JSON.parse(text.toString()) as BookFrame).events) {
          for (const { side, price_level: price, new_quantity: quantity } of updates) {
            const levels = side === 'bid' ? sides.bid : sides.offer;
            const amount = Number(quantity);
            if (amount === 0) levels.delete(price);
            else levels.set(price, amount);
          }
        }
      }
      const best = (levels: ReadonlyMap<string, number>, direction: number) =>
        Array.from(levels, ([price, amount]) => [Number(price), amount] as const)
          .sort(([a], [b]) => (b - a) * direction)
          .slice(0, bookDepth)
          .flat();
      return [...best(sides.bid, 1), ...best(sides.offer, -1)];
    },
  };
}

interface CcxtCoinbase {
  setMarkets(markets: readonly object[]): unknown;
  handleMessage(client: object, message: unknown): void;
}

async function ccxtCandidate(frames: readonly Buffer[]): Promise<Candidate | undefined> {
  const module = (await peer('ccxt')) as
    | { default: { pro: { coinbase: new () => CcxtCoinbase } } }
    | undefined;
  if (module === undefined) return undefined;
  const exchange = new module.default.pro.coinbase();
  exchange.setMarkets([
    {
      id: productName,
      symbol: 'BTC/USD',
      base: 'BTC',
      quote: 'USD',
      baseId: 'BTC',
      quoteId: 'USD',
      type: 'spot',
      spot: true,
      active: true,
      precision: { price: 0.01, amount: 1e-8 },
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
        for (const frame of frames) exchange.handleMessage(client, JSON.parse(frame.toString()));
        return [frames.length];
      }),
  };
}
