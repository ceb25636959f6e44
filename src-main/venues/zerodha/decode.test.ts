import { describe, expect, test } from 'vitest';
import { createFrameDecoder, priceText } from './decoder.ts';
import { fixture, fixtureNames, receivedFrames } from './testing/fixture.ts';

function decodeAll(name: string) {
  const decoder = createFrameDecoder();
  return receivedFrames(name).flatMap((frame) => decoder.decode(frame));
}

interface ExpectedTick {
  readonly [field: string]: unknown;
  readonly instrument_token: number;
  readonly ohlc?: Readonly<Record<string, number>>;
  readonly depth?: Readonly<Record<'buy' | 'sell', readonly Readonly<Record<string, number>>[]>>;
}

/** A fixture's expectation in Zerodha's words, put into ours. */
function inOurWords(tick: ExpectedTick): Record<string, unknown> {
  const names: Readonly<Record<string, string>> = {
    instrument_token: 'token',
    tradable: 'isTradable',
    last_price: 'lastPrice',
    last_quantity: 'lastQuantity',
    average_price: 'averagePrice',
    buy_quantity: 'buyQuantity',
    sell_quantity: 'sellQuantity',
    price_change: 'priceChange',
    oi: 'openInterest',
    oi_day_high: 'openInterestHigh',
    oi_day_low: 'openInterestLow',
  };
  const prices = new Set(['last_price', 'average_price', 'price_change']);
  const said: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(tick)) {
    if (name === 'ohlc') {
      for (const [part, price] of Object.entries(tick.ohlc ?? {})) said[part] = String(price);
    } else if (name === 'depth') {
      const rows = (side: 'buy' | 'sell') =>
        (tick.depth?.[side] ?? []).map((row) => ({ ...row, price: String(row.price) }));
      said.bids = rows('buy');
      said.asks = rows('sell');
    } else if (name === 'timestamp') said.time = Number(value) * 1000;
    else if (name === 'last_trade_time') said.lastTradeTime = Number(value) * 1000;
    else said[names[name] ?? name] = prices.has(name) ? String(value) : value;
  }
  return said;
}

describe('recorded frames', () => {
  test('all of them are read', () => {
    let frames = 0;
    for (const name of fixtureNames()) {
      for (const event of decodeAll(name)) {
        frames += 1;
        expect(['unreadable', 'unknown'], name).not.toContain(event.kind);
      }
    }
    expect(frames).toBeGreaterThanOrEqual(13);
  });

  test.each(['ticks-ltp', 'ticks-quote', 'ticks-quote-cds', 'ticks-index-quote', 'ticks-full'])(
    '%s gives every value that was expected of it, prices to the last digit',
    (name) => {
      const [expected] = fixture(name).expect as readonly [ExpectedTick];
      const [tick] = decodeAll(name);
      const { kind, instrument, segment, ...fields } = tick as Record<string, unknown>;
      expect(kind).toBe('tick');
      expect(instrument).toBe(`KITE:${expected.instrument_token}`);
      expect(segment).toMatch(/^(nse|cds|indices)$/);
      expect(fields).toEqual(inOurWords(expected));
    },
  );

  test('a full packet also says the quote and the book', () => {
    const time = 1_625_461_887_000;
    const at = { instrument: 'KITE:408065', time };
    expect(decodeAll('ticks-full').slice(1)).toEqual([
      { kind: 'quote', ...at, bid: 1573.4, ask: 1573.7, bidSize: 5, askSize: 172, volume: 0 },
      {
        kind: 'book',
        ...at,
        bids: [
          { price: 1573.4, size: 5 },
          { price: 1573, size: 140 },
          { price: 1572.95, size: 2 },
          { price: 1572.9, size: 219 },
          { price: 1572.85, size: 50 },
        ],
        asks: [
          { price: 1573.7, size: 172 },
          { price: 1573.75, size: 44 },
          { price: 1573.85, size: 302 },
          { price: 1573.9, size: 141 },
          { price: 1573.95, size: 724 },
        ],
      },
    ]);
  });

  test('packets of one frame are told apart by their length', () => {
    const read = decodeAll('ticks-multi').map((event) => {
      const { kind, token, mode } = event as Record<string, unknown>;
      return [kind, token, mode];
    });
    expect(read).toEqual([
      ['tick', 408065, 'ltp'],
      ['tick', 408065, 'quote'],
      ['tick', 256265, 'quote'],
    ]);
  });

  test('a single byte is a heartbeat', () => {
    expect(decodeAll('ticks-heartbeat')).toEqual([{ kind: 'control', name: 'heartbeat' }]);
  });

  test('an order frame is an order', () => {
    expect(decodeAll('ws-order-update')).toEqual([
      {
        kind: 'order',
        account: { mode: 'live', venue: 'zerodha', account: 'AB1234:equity' },
        instrument: 'NSE:SBIN',
        venueOrderId: '220303000308932',
        state: 'filled',
        side: 'buy',
        terms: { type: 'market' },
        duration: { timeInForce: 'day' },
        description: 'COMPLETE · CNC',
        quantity: '1',
        filledQuantity: '1',
        averagePrice: '470',
        time: Date.parse('2022-03-03T09:24:25+05:30'),
      },
    ]);
  });

  test('a postback is the same order', () => {
    const body = JSON.stringify(fixture('postback').payload);
    expect(createFrameDecoder('postback').decode(body)).toEqual(decodeAll('ws-order-update'));
  });

  test('words for people are passed on, other types only named', () => {
    expect(decodeAll('ws-text-messages')).toEqual([
      { kind: 'control', name: 'error', text: 'Something went wrong' },
      { kind: 'control', name: 'message', text: 'Scheduled maintenance at 23:00' },
      { kind: 'control', name: 'instruments_meta', text: '' },
    ]);
  });
});

describe('frames that are not as they should be', () => {
  const bytes = (hex: string) => Buffer.from(hex, 'hex');

  test('what runs past the end is dropped, what came before is kept', () => {
    const read = createFrameDecoder().decode(bytes('0002000800063a0100026683002c00063a01'));
    expect(read.map(({ kind }) => kind)).toEqual(['tick', 'unreadable']);
  });

  test('a packet of unknown length is skipped by its length', () => {
    const read = createFrameDecoder().decode(
      bytes('000200030102030008 00063a0100026683'.replaceAll(' ', '')),
    );
    expect(read).toMatchObject([{ kind: 'tick', mode: 'ltp', lastPrice: '1573.15' }]);
  });

  test('a text that is no message says why', () => {
    const decode = (text: string) => createFrameDecoder().decode(text);
    expect(decode('{')).toEqual([{ kind: 'unreadable', reason: 'not JSON' }]);
    expect(decode('[]')).toEqual([{ kind: 'unreadable', reason: 'no type' }]);
    expect(decode('{"type":"order","data":{}}')[0]).toMatchObject({ kind: 'unreadable' });
  });
});

test('whole numbers become plain decimals', () => {
  expect([157_370, 5, -36, 100, 0].map((value) => priceText(value, 100))).toEqual([
    '1573.7',
    '0.05',
    '-0.36',
    '1',
    '0',
  ]);
  expect(priceText(732_550_000, 10_000_000)).toBe('73.255');
});
