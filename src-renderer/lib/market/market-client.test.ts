import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Topic } from '../../../src-shared/contract/market.ts';
import { candleColumnsOf, candlesOf } from '../../../src-shared/domain/candle.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { SeriesKey } from '../../../src-shared/domain/series.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { encodeBook } from '../../../src-shared/stream/book-frame.ts';
import {
  type CandleRow,
  encodeBatch,
  encodeHistory,
  type QuoteRow,
} from '../../../src-shared/stream/encode.ts';
import type { RpcClient } from '../host/rpc-client.ts';
import { MarketClient } from './market-client.ts';

const eurusd = 'dukascopy:EURUSD' as InstrumentId;
const minutes: SeriesKey = { instrument: eurusd, timeframe: '1m', priceSide: 'bid' };
const frameMs = 16;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The main process as the client sees it; each call waits until the test answers it or `answer` does. */
class FakeMain {
  readonly subscribed: Topic[] = [];
  readonly unsubscribed: number[] = [];
  readonly requests: number[] = [];
  subscribe: () => Promise<{ channel: number }> = async () => ({ channel: this.subscribed.length });
  unsubscribe: () => Promise<{ wasOpen: boolean }> = async () => ({ wasOpen: true });
  history: () => Promise<{ count: number; hasOlder: boolean }> = async () => ({ count: 2, hasOlder: true });
  #sequence = 0;

  readonly connection = {
    rpc: {
      market: {
        subscribe: (topic: Topic) => {
          this.subscribed.push(topic);
          return this.subscribe();
        },
        unsubscribe: ({ channel }: { channel: number }) => {
          this.unsubscribed.push(channel);
          return this.unsubscribe();
        },
        history: ({ request }: { request: number }) => {
          this.requests.push(request);
          return this.history();
        },
      },
    } as unknown as RpcClient,
    sendData: () => undefined,
  };

  batch(rows: { quotes?: QuoteRow[]; candles?: CandleRow[] }, skipped = 0): Uint8Array {
    this.#sequence += 1 + skipped;
    return encodeBatch(
      { quotes: rows.quotes ?? [], candles: rows.candles ?? [], trades: [] },
      { sequence: this.#sequence, receivedAt: 0, sentAt: 0 },
    );
  }
}

function start() {
  const main = new FakeMain();
  const client = new MarketClient((work) => void setTimeout(() => work(false), frameMs));
  client.connected(main.connection);
  return { main, client };
}

function quote(channel: number, last: number): QuoteRow {
  const unknown = { reference: 0, dayHigh: 0, dayLow: 0, dayVolume: 0, openInterest: 0, settlement: 0 };
  return { channel, state: 0, time: 1, last, bid: last, ask: last, bidSize: 1, askSize: 1, ...unknown };
}

function bar(channel: number, time: number, close: number): CandleRow {
  return { channel, flags: 0, time, open: 1, high: 9, low: 1, close, volume: 1 };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const nothing = () => undefined;

test('a lost batch resets every series and asks for every topic on a fresh channel', async () => {
  const { main, client } = start();
  const onReset = vi.fn();
  client.watchSeries(minutes, { onBars: nothing, onReset });
  client.watchQuote(eurusd, nothing);
  await pass(frameMs);
  client.receive(main.batch({ quotes: [quote(2, 1)] }));
  await pass(frameMs);
  expect(onReset).not.toHaveBeenCalled();
  client.receive(main.batch({ quotes: [quote(2, 2)] }, 1));
  await pass(frameMs);
  expect(onReset).toHaveBeenCalledTimes(1);
  expect(main.subscribed.length).toBe(4);
  expect(main.unsubscribed).toEqual([1, 2]);
  expect(client.lastQuote(eurusd)?.last).toBe(2);
});

test('many lost batches ask for everything at most once a second, and once more after the last', async () => {
  const { main, client } = start();
  client.watchQuote(eurusd, nothing);
  await pass(frameMs);
  for (let time = 0; time < 900; time += 100) {
    client.receive(main.batch({}, 1));
    await pass(100);
  }
  expect(main.subscribed.length).toBe(2);
  await pass(2000);
  expect(main.subscribed.length).toBe(3);
});

test('a frame that cannot be read asks for everything anew and fails the history that is waited for', async () => {
  const { main, client } = start();
  client.watchQuote(eurusd, nothing);
  await pass(frameMs);
  const asked = client.history(minutes, null, 10);
  const refused = expect(asked).rejects.toMatchObject({ kind: 'unavailable' });
  client.receive(new Uint8Array(7));
  await refused;
  expect(main.subscribed.length).toBe(2);
});

test('a topic that could not be opened is tried again while it is watched, and its series starts again', async () => {
  const { main, client } = start();
  main.subscribe = () => Promise.reject(new Failure('unavailable', 'Busy.'));
  const onReset = vi.fn();
  const stop = client.watchSeries(minutes, { onBars: nothing, onReset });
  await pass(5000);
  const tries = main.subscribed.length;
  expect(tries).toBeGreaterThan(2);
  expect(tries).toBeLessThan(8);
  main.subscribe = async () => ({ channel: 7 });
  await pass(20_000);
  expect(main.subscribed.length).toBe(tries + 1);
  expect(onReset).toHaveBeenCalledTimes(1);
  stop();
  await pass(1000);
  expect(main.unsubscribed).toEqual([7]);
});

test('nothing is tried again for a topic that nobody watches any more', async () => {
  const { main, client } = start();
  main.subscribe = () => Promise.reject(new Failure('unavailable', 'Busy.'));
  const stop = client.watchQuote(eurusd, nothing);
  await pass(frameMs);
  stop();
  await pass(60_000);
  expect(main.subscribed.length).toBe(1);
});

test('an instrument that no connection streams stays silent', async () => {
  const { main, client } = start();
  main.subscribe = () => Promise.reject(new Failure('not-found', 'Stored only.'));
  client.watchQuote(eurusd, nothing);
  await pass(60_000);
  expect(main.subscribed.length).toBe(1);
});

test('a channel that could not be closed is closed later', async () => {
  const { main, client } = start();
  const stop = client.watchQuote(eurusd, nothing);
  await pass(frameMs);
  main.unsubscribe = () => Promise.reject(new Failure('unavailable', 'Busy.'));
  stop();
  await pass(300);
  main.unsubscribe = async () => ({ wasOpen: true });
  await pass(60_000);
  expect(main.unsubscribed).toEqual([1, 1]);
});

test('a row that is only scrolled past costs no call, and one that comes back keeps its channel', async () => {
  const { main, client } = start();
  client.watchQuote(eurusd, nothing)();
  await pass(1000);
  expect(main.subscribed).toEqual([]);
  const stop = client.watchQuote(eurusd, nothing);
  await pass(frameMs);
  stop();
  await pass(100);
  client.watchQuote(eurusd, nothing);
  await pass(1000);
  expect(main.subscribed.length).toBe(1);
  expect(main.unsubscribed).toEqual([]);
});

test('a topic let go while its call is under way is closed when the answer comes', async () => {
  const { main, client } = start();
  const { promise, resolve } = Promise.withResolvers<{ channel: number }>();
  main.subscribe = () => promise;
  const stop = client.watchQuote(eurusd, nothing);
  await pass(frameMs);
  stop();
  await pass(1000);
  resolve({ channel: 5 });
  await pass(frameMs);
  expect(main.unsubscribed).toEqual([5]);
});

test('rows that overtake the answer to their subscription are applied when it arrives', async () => {
  const { main, client } = start();
  const answers = [
    Promise.withResolvers<{ channel: number }>(),
    Promise.withResolvers<{ channel: number }>(),
  ] as const;
  main.subscribe = () => (main.subscribed.length === 1 ? answers[0] : answers[1]).promise;
  const onQuote = vi.fn();
  const onBars = vi.fn();
  client.watchQuote(eurusd, onQuote);
  client.watchSeries(minutes, { onBars, onReset: nothing });
  await pass(frameMs);
  client.receive(main.batch({ quotes: [quote(1, 1.5)], candles: [bar(2, 60_000, 4), bar(2, 60_000, 5)] }));
  await pass(100);
  expect(onQuote).not.toHaveBeenCalled();
  answers[0].resolve({ channel: 1 });
  answers[1].resolve({ channel: 2 });
  await pass(frameMs * 2);
  expect(onQuote).toHaveBeenCalledWith(expect.objectContaining({ instrument: eurusd, last: 1.5 }));
  expect(onBars.mock.calls.flat(2).map(({ candle }) => [candle.time, candle.close])).toEqual([[60_000, 5]]);
});

test('rows of an unknown channel are forgotten after a few seconds', async () => {
  const { main, client } = start();
  const { promise, resolve } = Promise.withResolvers<{ channel: number }>();
  main.subscribe = () => promise;
  const onQuote = vi.fn();
  client.watchQuote(eurusd, onQuote);
  await pass(frameMs);
  client.receive(main.batch({ quotes: [quote(1, 1.5)] }));
  await pass(6000);
  resolve({ channel: 1 });
  await pass(100);
  expect(onQuote).not.toHaveBeenCalled();
});

test('history is asked for after its own series has been opened', async () => {
  const { main, client } = start();
  const order: string[] = [];
  main.subscribe = async () => {
    order.push('subscribe');
    return { channel: 1 };
  };
  main.history = async () => {
    order.push('history');
    return { count: 1, hasOlder: false };
  };
  client.watchSeries(minutes, { onBars: nothing, onReset: nothing });
  const asked = client.history(minutes, null, 10);
  const table = candleColumnsOf([{ time: epochMs(60_000), open: 1, high: 1, low: 1, close: 1, volume: 1 }]);
  for (const frame of encodeHistory(main.requests[0] as number, table, 0)) client.receive(frame);
  const { candles, hasOlder } = await asked;
  expect([...candlesOf(candles)].length).toBe(1);
  expect(hasOlder).toBe(false);
  expect(order).toEqual(['subscribe', 'history']);
});

test('open history ends with the connection, and none begins without one', async () => {
  const { client } = start();
  const asked = client.history(minutes, null, 10);
  const refused = expect(asked).rejects.toMatchObject({ name: 'Failure', kind: 'not-connected' });
  client.disconnected();
  await refused;
  await expect(client.history(minutes, null, 10)).rejects.toMatchObject({
    name: 'Failure',
    kind: 'not-connected',
  });
});

test('history that nobody wants any more rejects at once', async () => {
  const { main, client } = start();
  main.history = () => new Promise(() => undefined);
  const controller = new AbortController();
  const asked = client.history(minutes, null, 10, controller.signal);
  const refused = expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  controller.abort();
  await refused;
});

test('what is watched is opened again on the next connection', async () => {
  const { main, client } = start();
  const onReset = vi.fn();
  const quotes: string[] = [];
  client.watchSeries(minutes, { onBars: nothing, onReset });
  client.watchQuote(eurusd, ({ state }) => void quotes.push(state));
  await pass(frameMs);
  client.receive(main.batch({ quotes: [quote(2, 1)] }));
  await pass(frameMs);
  client.disconnected();
  await pass(frameMs);
  expect(quotes.at(-1)).toBe('stale');
  const next = new FakeMain();
  client.connected(next.connection);
  await pass(frameMs);
  expect(next.subscribed.length).toBe(2);
  expect(onReset).toHaveBeenCalledTimes(1);
});

const bookFrame = (channel: number, time: number, bid: number) =>
  encodeBook(
    { channel, state: 'live', time, bids: [{ price: bid, size: 1 }], asks: [{ price: bid + 1, size: 2 }] },
    0,
  );

test('a book is told once a frame, the newest only, and is stale when the connection is lost', async () => {
  const { main, client } = start();
  const onBook = vi.fn();
  client.watchBook(eurusd, onBook);
  await pass(frameMs);
  expect(main.subscribed).toEqual([{ kind: 'book', instrument: eurusd }]);
  client.receive(bookFrame(1, 1, 100));
  client.receive(bookFrame(1, 2, 101));
  await pass(frameMs);
  expect(onBook).toHaveBeenCalledTimes(1);
  const [book] = onBook.mock.calls[0] ?? [];
  expect(book).toMatchObject({ instrument: eurusd, state: 'live', time: 2 });
  expect([...book.bids.price, ...book.asks.size]).toEqual([101, 2]);
  client.disconnected();
  await pass(frameMs);
  expect(onBook.mock.lastCall?.[0]).toMatchObject({ state: 'stale', time: 2 });
});

test('a book that overtakes the answer to its subscription is there when the answer comes', async () => {
  const { main, client } = start();
  const { promise, resolve } = Promise.withResolvers<{ channel: number }>();
  main.subscribe = () => promise;
  const onBook = vi.fn();
  client.watchBook(eurusd, onBook);
  await pass(frameMs);
  client.receive(bookFrame(4, 9, 100));
  resolve({ channel: 4 });
  await pass(frameMs * 2);
  expect(onBook).toHaveBeenCalledWith(expect.objectContaining({ instrument: eurusd, time: 9 }));
});

test('a market without a book says so, once', async () => {
  const { main, client } = start();
  main.subscribe = () => Promise.reject(new Failure('unsupported', 'The replay sends no order book.'));
  const onBook = vi.fn();
  client.watchBook(eurusd, onBook);
  await pass(60_000);
  expect(main.subscribed.length).toBe(1);
  expect(onBook).toHaveBeenCalledTimes(1);
  expect(onBook).toHaveBeenCalledWith(
    expect.objectContaining({ state: 'none', note: 'The replay sends no order book.' }),
  );
});

test('what nobody had is asked for again when a connection comes, and its series starts again', async () => {
  const { main, client } = start();
  main.subscribe = () => Promise.reject(new Failure('not-found', 'No connection streams it.'));
  const onReset = vi.fn();
  client.watchSeries(minutes, { onBars: nothing, onReset });
  await pass(frameMs);
  main.subscribe = async () => ({ channel: 3 });
  client.retryRefused();
  client.retryRefused();
  await pass(frameMs * 2);
  expect(onReset).toHaveBeenCalledTimes(1);
  client.retryRefused();
  await pass(100);
  expect(main.subscribed.length).toBe(2);
});
