import { describe, expect, test } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import { allWants, TickEvents, type TickWants } from './tick-events.ts';
import { readTicks, Tick } from './ticks.ts';

const instrument = instrumentId('NSE:INFY');
const second = 1_625_461_887;

interface Packet {
  readonly price?: number;
  readonly volume?: number;
  readonly tradeTime?: number;
  readonly time?: number;
  readonly bid?: readonly [price: number, size: number];
  readonly ask?: readonly [price: number, size: number];
}

/** A full packet, written by the documented layout. */
function full({
  price = 157_370,
  volume = 1000,
  tradeTime = second,
  time = second,
  bid,
  ask,
}: Packet): Uint8Array {
  const bytes = Buffer.alloc(188);
  bytes.writeUInt16BE(1, 0);
  bytes.writeUInt16BE(184, 2);
  const at = 4;
  bytes.writeUInt32BE(408_065, at);
  bytes.writeUInt32BE(price, at + 4);
  bytes.writeUInt32BE(volume, at + 16);
  bytes.writeUInt32BE(tradeTime, at + 44);
  bytes.writeUInt32BE(time, at + 60);
  for (const [row, level] of [
    [64, bid],
    [124, ask],
  ] as const) {
    if (level === undefined) continue;
    bytes.writeUInt32BE(level[1], at + row);
    bytes.writeUInt32BE(level[0], at + row + 4);
  }
  return bytes;
}

function index(price: number, time: number): Uint8Array {
  const bytes = Buffer.alloc(36);
  bytes.writeUInt16BE(1, 0);
  bytes.writeUInt16BE(32, 2);
  bytes.writeUInt32BE(256_265, 4);
  bytes.writeUInt32BE(price, 8);
  bytes.writeUInt32BE(time, 32);
  return bytes;
}

function reader(wants: TickWants = { ...allWants, book: false }) {
  const events = new TickEvents(instrument);
  const tick = new Tick();
  const read = (frame: Uint8Array, now = Number.NaN): MarketEvent[] => {
    const found: MarketEvent[] = [];
    readTicks(frame, tick, (one) => events.take(one, now, wants, found));
    return found;
  };
  return { read, events };
}

const trades = (events: readonly MarketEvent[]) => events.filter((event) => event.kind === 'trade');

describe('a trade is what the volume has grown by', () => {
  test('the first packet only says where it stands', () => {
    const { read } = reader();
    expect(read(full({ volume: 1000 }))).toMatchObject([{ kind: 'quote' }]);
    expect(trades(read(full({ volume: 1025, price: 157_375 })))).toEqual([
      { kind: 'trade', instrument, time: second * 1000, price: 1573.75, size: 25, side: 'unknown' },
    ]);
    expect(trades(read(full({ volume: 1025, price: 157_375 })))).toEqual([]);
  });

  test('after a gap the next packet says anew where it stands', () => {
    const { read, events } = reader();
    read(full({ volume: 1000 }));
    events.forget();
    expect(trades(read(full({ volume: 9000 })))).toEqual([]);
    expect(trades(read(full({ volume: 9001 })))).toMatchObject([{ size: 1 }]);
  });

  test('an annulled trade is no trade', () => {
    const { read } = reader();
    read(full({ volume: 1000 }));
    expect(trades(read(full({ volume: 990 })))).toEqual([]);
    expect(trades(read(full({ volume: 1000 })))).toMatchObject([{ size: 10 }]);
  });

  test('a new day begins at nothing', () => {
    const { read } = reader();
    read(full({ volume: 1000 }));
    const next = second + 86_400;
    expect(trades(read(full({ volume: 40, tradeTime: next, time: next })))).toMatchObject([{ size: 40 }]);
  });

  test('a count of 32 bits starts over', () => {
    const { read } = reader();
    read(full({ volume: 4_294_967_290 }));
    expect(trades(read(full({ volume: 4 })))).toMatchObject([{ size: 10 }]);
  });
});

describe('quotes', () => {
  test('are told when they change, with unknown sides as NaN', () => {
    const { read } = reader();
    const first = full({ bid: [157_340, 5], ask: [157_370, 172] });
    expect(read(first)).toMatchObject([
      { kind: 'quote', bid: 1573.4, ask: 1573.7, bidSize: 5, askSize: 172 },
    ]);
    expect(read(first)).toEqual([]);
    expect(read(full({ bid: [157_340, 5] }))).toMatchObject([
      { bid: 1573.4, ask: Number.NaN, askSize: Number.NaN },
    ]);
  });

  test('only what is wanted is told', () => {
    const only = (wants: Partial<TickWants>) =>
      reader({ quotes: false, trades: false, book: false, ...wants }).read(full({ bid: [1, 1] }));
    expect(only({})).toEqual([]);
    expect(only({ book: true })).toMatchObject([
      { kind: 'book', bids: [{ price: 0.01, size: 1 }], asks: [] },
    ]);
  });
});

describe('an index', () => {
  test('has trades of no size, one for each new price or second', () => {
    const { read } = reader();
    expect(read(index(912_685, second))).toMatchObject([{ kind: 'trade', price: 9126.85, size: 0 }]);
    expect(read(index(912_685, second))).toEqual([]);
    expect(read(index(912_690, second))).toMatchObject([{ price: 9126.9 }]);
    expect(read(index(912_690, second + 1))).toHaveLength(1);
  });
});

describe('times', () => {
  const timeOf = (events: readonly MarketEvent[]) => events.map((event) => 'time' in event && event.time);

  test('the arrival is taken inside the exchange’s second, and its ends outside of it', () => {
    const start = second * 1000;
    const { read } = reader({ quotes: false, trades: false, book: true });
    expect(timeOf(read(full({}), start - 5000))).toEqual([start]);
    expect(timeOf(read(full({}), start + 250))).toEqual([start + 250]);
    expect(timeOf(read(full({}), start + 7000))).toEqual([start + 999]);
  });

  test('an event is never before the one before it', () => {
    const { read, events } = reader({ quotes: false, trades: false, book: true });
    read(full({ time: second + 10 }));
    expect(timeOf(read(full({ time: second })))).toEqual([(second + 10) * 1000]);
    expect(events.newest).toBe((second + 10) * 1000);
  });
});
