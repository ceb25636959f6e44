import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decimal } from '../exchange/decimal.ts';
import { checksum } from './book-view.ts';
import { type KrakenSimulator, startKrakenSimulator } from './index.ts';
import { MarketList, markets } from './markets.ts';
import { recordedPayload, TestClient, type TestSocket } from './testing/client.ts';

type Level = [price: string, quantity: string];

const bitcoin = new MarketList(markets).of('BTC/USD');

let simulator: KrakenSimulator;
let client: TestClient;

beforeEach(async () => {
  simulator = await startKrakenSimulator({ historyMinutes: 10, historyHours: 10 });
  client = new TestClient(simulator);
});

afterEach(async () => {
  client.close();
  await simulator.close();
});

function levelsIn(text: string, side: 'bids' | 'asks'): Level[] {
  const part = new RegExp(`"${side}":\\[(.*?)\\]`).exec(text)?.[1] ?? '';
  return [...part.matchAll(/"price":([\d.]+),"qty":([\d.]+)/g)].map(([, price = '', qty = '']) => [
    price,
    qty,
  ]);
}

function checksumIn(text: string): number {
  return Number(/"checksum":(\d+)/.exec(text)?.[1]);
}

function amounts(
  levels: readonly Level[],
): { price: ReturnType<typeof decimal>; quantity: ReturnType<typeof decimal> }[] {
  return levels.map(([price, quantity]) => ({ price: decimal(price), quantity: decimal(quantity) }));
}

/** A book kept as the notes tell a client to. */
class ClientBook {
  readonly bids = new Map<string, Level>();
  readonly asks = new Map<string, Level>();
  private readonly depth: number;

  constructor(depth: number) {
    this.depth = depth;
  }

  apply(text: string): void {
    for (const side of ['bids', 'asks'] as const) {
      for (const level of levelsIn(text, side)) {
        if (Number(level[1]) === 0) this[side].delete(level[0]);
        else this[side].set(level[0], level);
      }
      for (const [price] of this.sorted(side).slice(this.depth)) this[side].delete(price);
    }
  }

  sorted(side: 'bids' | 'asks'): Level[] {
    const sign = side === 'bids' ? -1 : 1;
    return [...this[side].values()].sort((a, b) => sign * (Number(a[0]) - Number(b[0])));
  }

  checksum(): number {
    return checksum(amounts(this.sorted('asks')), amounts(this.sorted('bids')), bitcoin);
  }
}

/**
 * The crowd moves on; then it comes between its own levels, which pushes the tenth out of a book of ten, and that one goes
 * away unseen.
 */
function moveMarket(moves: number): void {
  const feed = simulator.feeds.get('BTC/USD');
  const engine = simulator.exchange.market('BTC/USD');
  for (let move = 0; move < moves; move += 1) {
    feed?.tick();
    const between = engine.lastPrice.minus('0.2').minus(decimal('0.5').times(move % 4));
    engine.setCrowd('buy', between, decimal('0.125'));
    const pushedOut = engine.book.levels('buy')[10];
    if (pushedOut !== undefined) engine.setCrowd('buy', pushedOut.price, decimal(0));
    if (move % 2 === 0) engine.setCrowd('buy', between, decimal(0));
  }
}

async function subscribe(depth: number): Promise<{ socket: TestSocket; book: ClientBook }> {
  const socket = await client.openPublic();
  await socket.call('subscribe', { channel: 'book', symbol: ['BTC/USD'], depth });
  const book = new ClientBook(depth);
  book.apply((await socket.data('book', 'snapshot')).text);
  return { socket, book };
}

describe('the checksum', () => {
  it('is the published one for the published book, and the derived ones after two updates', () => {
    const file = new URL('./fixtures/ws-book-checksum.json', import.meta.url);
    const { frames, expect: wanted } = JSON.parse(readFileSync(file, 'utf8')) as {
      frames: { text: string }[];
      expect: { checksums: number[] };
    };
    const book = new ClientBook(10);
    const found = frames.map(({ text }) => {
      book.apply(text);
      return book.checksum();
    });
    expect(found).toEqual(wanted.checksums);
    expect(recordedPayload('ws-book-checksum')).toMatchObject({ price_precision: bitcoin.priceDecimals });
  });
});

describe('a book kept by the rules', () => {
  it.each([10, 25])('agrees with every checksum at depth %i, over 60 moves of the market', async (depth) => {
    const { socket, book } = await subscribe(depth);
    moveMarket(60);
    await socket.call('ping');
    const updates = socket.frames.filter(({ value }) => value.channel === 'book');
    let wrong = 0;
    let repeated = 0;
    for (const { text } of updates) {
      book.apply(text);
      if (book.checksum() !== checksumIn(text)) wrong += 1;
      const prices = levelsIn(text, 'bids').map(([price]) => price);
      if (new Set(prices).size < prices.length) repeated += 1;
    }
    expect(updates.length).toBeGreaterThan(300);
    expect(wrong).toBe(0);
    // Some frames name a price twice, so that “in order” is put to the test.
    expect(repeated).toBeGreaterThan(5);
    const engine = simulator.exchange.market('BTC/USD');
    for (const [side, name] of [
      ['buy', 'bids'],
      ['sell', 'asks'],
    ] as const) {
      expect(book.sorted(name).map(([price]) => Number(price))).toEqual(
        engine.book.depth(side, depth).map(({ price }) => price.toNumber()),
      );
    }
  });

  it('would notice a client that does not cut its book to the depth', async () => {
    const { socket, book } = await subscribe(10);
    const careless = new ClientBook(10_000);
    for (const side of ['bids', 'asks'] as const) {
      for (const level of book.sorted(side)) careless[side].set(level[0], level);
    }
    moveMarket(20);
    await socket.call('ping');
    const wrong = socket.frames
      .filter(({ value }) => value.channel === 'book')
      .filter((frame) => {
        careless.apply(frame.text);
        return careless.checksum() !== checksumIn(frame.text);
      });
    expect(wrong.length).toBeGreaterThan(0);
  });

  it('gets one wrong checksum on demand, and a right one after subscribing again', async () => {
    const { socket, book } = await subscribe(10);
    simulator.breakChecksum('BTC/USD');
    simulator.feeds.get('BTC/USD')?.tick();
    const { text } = await socket.data('book');
    book.apply(text);
    expect(checksumIn(text)).not.toBe(book.checksum());
    const params = { channel: 'book', symbol: ['BTC/USD'], depth: 10 };
    expect(await socket.call('unsubscribe', params)).toMatchObject({ success: true });
    expect(await socket.call('subscribe', params)).toMatchObject({ success: true });
    const fresh = await socket.data('book', 'snapshot');
    const renewed = new ClientBook(10);
    renewed.apply(fresh.text);
    expect(renewed.checksum()).toBe(checksumIn(fresh.text));
  });
});
