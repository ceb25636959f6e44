import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { candleColumnNames, createCandleColumns } from '../domain/candle.ts';
import { decodeAcknowledgement, encodeAcknowledgement } from './acknowledgement.ts';
import { type BookFrame, encodeBook } from './book-frame.ts';
import { type BatchFrame, decodeFrame, type HistoryFrame } from './decode.ts';
import {
  batchBytes,
  type CandleRow,
  encodeBatch,
  encodeHistory,
  type QuoteRow,
  type TradeRow,
} from './encode.ts';
import {
  barsPerHistoryFrame,
  candleFloats,
  candleWords,
  headerBytes,
  largestFrameBytes,
  mostBookLevels,
  quoteFloats,
  quoteStates,
  quoteWords,
  tradeFloats,
  tradeWords,
} from './layout.ts';
import { encodeScript, type ScriptFrame, scriptRowsPerFrame } from './script-frame.ts';

const float = fc.double();
const word = fc.integer({ min: 0, max: 0xffff_ffff });
function rows<Float extends string, Word extends string>(floats: readonly Float[], words: readonly Word[]) {
  const fields = [
    ...floats.map((name) => [name, float] as const),
    ...words.map((name) => [name, word] as const),
  ];
  const row = fc.record(Object.fromEntries(fields) as Record<Float | Word, fc.Arbitrary<number>>, {
    noNullPrototype: true,
  });
  return fc.array(row as fc.Arbitrary<Record<Float | Word, number>>, { maxLength: 12 });
}
const batch = fc.record({
  quotes: rows(quoteFloats, quoteWords),
  candles: rows(candleFloats, candleWords),
  trades: rows(tradeFloats, tradeWords),
});
const stamp = fc.record({ sequence: word, receivedAt: float, sentAt: float });

function batchOf(bytes: Uint8Array): BatchFrame {
  const frame = decodeFrame(bytes);
  if (frame.kind !== 'batch')
    throw new Error(`a ${frame.kind} frame: ${frame.kind === 'bad' ? frame.reason : ''}`);
  return frame;
}
function historyOf(bytes: Uint8Array): HistoryFrame {
  const frame = decodeFrame(bytes);
  if (frame.kind !== 'history') throw new Error(`a ${frame.kind} frame`);
  return frame;
}
const rowsOf = (section: object, names: readonly string[], length: number) =>
  Array.from({ length }, (_, index) =>
    Object.fromEntries(names.map((name) => [name, (section as Record<string, Float64Array>)[name]?.[index]])),
  );

describe('a frame', () => {
  test('of a batch comes back with every bit, NaN and minus zero included', () => {
    fc.assert(
      fc.property(batch, stamp, (given, stamped) => {
        const bytes = encodeBatch(given, stamped);
        expect(bytes.byteLength).toBe(
          batchBytes(given.quotes.length, given.candles.length, given.trades.length),
        );
        const frame = batchOf(bytes);
        expect({ sequence: frame.sequence, receivedAt: frame.receivedAt, sentAt: frame.sentAt }).toEqual(
          stamped,
        );
        expect(rowsOf(frame.quotes, [...quoteFloats, ...quoteWords], frame.quotes.length)).toEqual(
          given.quotes,
        );
        expect(rowsOf(frame.candles, [...candleFloats, ...candleWords], frame.candles.length)).toEqual(
          given.candles,
        );
        expect(rowsOf(frame.trades, [...tradeFloats, ...tradeWords], frame.trades.length)).toEqual(
          given.trades,
        );
      }),
      { numRuns: 500 },
    );
  });

  test('is read the same from bytes that begin anywhere', () => {
    fc.assert(
      fc.property(batch, stamp, fc.integer({ min: 1, max: 15 }), (given, stamped, offset) => {
        const bytes = encodeBatch(given, stamped);
        const shifted = new Uint8Array(bytes.byteLength + offset);
        shifted.set(bytes, offset);
        expect(batchOf(shifted.subarray(offset))).toEqual(batchOf(bytes));
      }),
      { numRuns: 200 },
    );
  });

  test.each([0, 1, 1023, 1024, 1025, 3000])(
    'of history holds at most 1,024 bars: %i bars come back in order',
    (length) => {
      const candles = createCandleColumns(length);
      for (const [column, name] of candleColumnNames.entries()) {
        for (let index = 0; index < length; index += 1) candles[name][index] = index * 10 + column + 0.1;
      }
      const encoded = encodeHistory(7, candles, 123.5);
      const frames = encoded.map(historyOf);
      expect(frames.map(({ index, frames: of, request }) => [index, of, request])).toEqual(
        frames.map((_, index) => [index, Math.max(1, Math.ceil(length / barsPerHistoryFrame)), 7]),
      );
      for (const name of candleColumnNames) {
        expect(frames.flatMap((frame) => [...frame.candles[name]])).toEqual([...candles[name]]);
      }
      for (const bytes of encoded) expect(bytes.byteLength).toBeLessThanOrEqual(largestFrameBytes);
    },
  );
});

function scriptOf(bytes: Uint8Array): ScriptFrame {
  const frame = decodeFrame(bytes);
  if (frame.kind !== 'script') throw new Error(`a ${frame.kind} frame`);
  return frame;
}
const columnOf = (length: number, seed: number) => Float64Array.from({ length }, (_, bar) => bar * 7 + seed);

describe('script frames', () => {
  test.each([
    [0, 0, 3],
    [0, 1, 0],
    [5, 6, 1],
    [0, 5000, 7],
    [4000, 20_000, 2],
    [10, 40, 500],
  ])('carry the rows %i to %i of %i columns, at most 64 KB each', (first, end, columns) => {
    const values = Array.from({ length: columns }, (_, index) => columnOf(end, index + 0.5));
    const time = columnOf(end, 1e12);
    const encoded = encodeScript({
      channel: 9,
      generation: 3,
      first,
      end,
      count: end,
      time,
      columns: values,
    });
    for (const bytes of encoded) expect(bytes.byteLength).toBeLessThanOrEqual(largestFrameBytes);
    const frames = encoded.map(scriptOf);
    for (const frame of frames) {
      expect(frame).toMatchObject({ channel: 9, generation: 3, count: end });
      expect(frame.time.length).toBeLessThanOrEqual(scriptRowsPerFrame(columns));
    }
    expect(frames.map((frame) => frame.first)).toEqual(
      frames.map((_, index) => first + index * scriptRowsPerFrame(columns)),
    );
    expect(frames.flatMap((frame) => [...frame.time])).toEqual([...time.subarray(first, end)]);
    for (const [index, column] of values.entries()) {
      expect(frames.flatMap((frame) => [...(frame.columns[index] as Float64Array)])).toEqual([
        ...column.subarray(first, end),
      ]);
    }
  });

  test('come back with every bit from bytes that begin anywhere', () => {
    fc.assert(
      fc.property(fc.float64Array({ minLength: 3, maxLength: 30 }), fc.nat(15), (values, offset) => {
        const rows = Math.floor(values.length / 3);
        const [time, a, b] = [0, 1, 2].map((one) => values.slice(one * rows, one * rows + rows));
        const [bytes] = encodeScript({
          channel: 1,
          generation: 2,
          first: 0,
          end: rows,
          count: rows,
          time: time as Float64Array,
          columns: [a as Float64Array, b as Float64Array],
        });
        const shifted = new Uint8Array((bytes as Uint8Array).byteLength + offset);
        shifted.set(bytes as Uint8Array, offset);
        const frame = scriptOf(shifted.subarray(offset));
        expect([frame.time, ...frame.columns]).toEqual([time, a, b]);
      }),
      { numRuns: 300 },
    );
  });
});

function bookOf(bytes: Uint8Array): BookFrame {
  const frame = decodeFrame(bytes);
  if (frame.kind !== 'book') throw new Error(`a ${frame.kind} frame`);
  return frame;
}

test('a book comes back with every bit from bytes that begin anywhere, cut to the levels a frame holds', () => {
  const levels = fc.array(fc.record({ price: float, size: float }, { noNullPrototype: true }), {
    maxLength: mostBookLevels + 9,
  });
  const book = fc.record({
    channel: word,
    state: fc.constantFrom(...quoteStates),
    time: float,
    bids: levels,
    asks: levels,
  });
  fc.assert(
    fc.property(book, float, fc.nat(15), (given, sentAt, offset) => {
      const bytes = encodeBook(given, sentAt);
      expect(bytes.byteLength).toBeLessThanOrEqual(largestFrameBytes);
      const shifted = new Uint8Array(bytes.byteLength + offset);
      shifted.set(bytes, offset);
      const { bids, asks, ...rest } = bookOf(shifted.subarray(offset));
      expect(rest).toEqual({
        kind: 'book',
        channel: given.channel,
        state: given.state,
        time: given.time,
        sentAt,
      });
      for (const [side, wanted] of [
        [bids, given.bids.slice(0, mostBookLevels)],
        [asks, given.asks.slice(0, mostBookLevels)],
      ] as const) {
        expect([...side.price]).toEqual(wanted.map(({ price }) => price));
        expect([...side.size]).toEqual(wanted.map(({ size }) => size));
      }
    }),
    { numRuns: 500 },
  );
});

/** A small seeded generator, so that a failure can be played again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return Math.floor(((state >>> 0) / 4_294_967_296) * below);
  };
}

function sampleFrames(random: (below: number) => number): Uint8Array<ArrayBuffer>[] {
  const fill = <Row>(count: number, names: readonly string[]): Row[] =>
    Array.from(
      { length: count },
      () => Object.fromEntries(names.map((name) => [name, random(1_000_000)])) as Row,
    );
  const columns = createCandleColumns(1 + random(40));
  return [
    encodeBatch(
      {
        quotes: fill<QuoteRow>(random(6), [...quoteFloats, ...quoteWords]),
        candles: fill<CandleRow>(random(6), [...candleFloats, ...candleWords]),
        trades: fill<TradeRow>(random(6), [...tradeFloats, ...tradeWords]),
      },
      { sequence: random(1000), receivedAt: 1, sentAt: 2 },
    ),
    ...encodeHistory(random(1000), columns, 5),
    ...encodeScript({
      channel: random(1000),
      generation: random(9),
      first: random(30),
      end: 40,
      count: 40 + random(9),
      time: columnOf(40, 0),
      columns: Array.from({ length: random(5) }, (_, index) => columnOf(40, index)),
    }),
    encodeBook(
      {
        channel: random(1000),
        state: quoteStates[random(quoteStates.length)] ?? 'live',
        time: 3,
        bids: fill(random(9), ['price', 'size']),
        asks: fill(random(9), ['price', 'size']),
      },
      4,
    ),
  ];
}

/** One damage of the kinds a broken or hostile sender makes. */
function damaged(bytes: Uint8Array<ArrayBuffer>, random: (below: number) => number): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  const claims = [0, 1, 7, 1024, 1025, 65_536, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];
  const kind = random(6);
  if (kind === 0) return copy.subarray(0, random(copy.byteLength + 1));
  if (kind === 1) {
    const longer = new Uint8Array(copy.byteLength + 1 + random(64));
    longer.set(copy);
    return longer;
  }
  if (kind === 2) view.setUint32(12 + 4 * random(3), claims[random(claims.length)] as number, true);
  else if (kind === 3) view.setUint16(4, random(6), true);
  else if (kind === 4)
    for (let flips = 1 + random(8); flips > 0; flips -= 1)
      view.setUint8(random(copy.byteLength), random(256));
  else for (const word of [12, 16, 20]) view.setUint32(word, claims[random(claims.length)] as number, true);
  return copy;
}

test('W3: 24,000 damaged frames are read or refused, none throws, none takes more memory than it has bytes', () => {
  const seed = 20_260_302;
  const random = randomFrom(seed);
  const wanted = 24_000;
  let [mutated, refused, naiveFailures] = [0, 0, 0];
  while (mutated < wanted) {
    for (const whole of sampleFrames(random)) {
      const bytes = damaged(whole, random);
      mutated += 1;
      const frame = decodeFrame(bytes);
      if (frame.kind === 'bad') {
        refused += 1;
        expect(frame.reason).not.toBe('');
      } else {
        const sections =
          frame.kind === 'batch'
            ? [frame.quotes, frame.candles, frame.trades]
            : frame.kind === 'history'
              ? [frame.candles]
              : frame.kind === 'book'
                ? [frame.bids, frame.asks]
                : [[frame.time, ...frame.columns]];
        const arrays = sections.flatMap((section) =>
          Object.values(section).filter((one) => typeof one === 'object'),
        );
        const viewed = arrays.reduce((sum, array) => sum + array.byteLength, 0);
        expect(viewed).toBeLessThanOrEqual(bytes.byteLength - headerBytes);
        for (const array of arrays) expect(array.buffer.byteLength).toBe(bytes.buffer.byteLength);
      }
      if (believes(bytes)) naiveFailures += 1;
    }
  }
  process.stdout.write(`codec fuzz: seed ${seed}, ${mutated} frames, ${refused} refused, 0 thrown; `);
  process.stdout.write(`a reader that believes the header fails on ${naiveFailures}\n`);
  expect(refused).toBeGreaterThan(wanted / 3);
  // The negative control: the damage is such that a reader without the checks would throw.
  expect(naiveFailures).toBeGreaterThan(wanted / 10);
});

/** True when reading as many rows as the header claims, unchecked, throws. */
function believes(bytes: Uint8Array<ArrayBuffer>): boolean {
  try {
    const rows = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(12, true);
    return new Float64Array(bytes.buffer, headerBytes, rows).length !== rows;
  } catch (error) {
    return error instanceof RangeError;
  }
}

test('random bytes are refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(decodeFrame(bytes).kind).toBe('bad');
      if (bytes.byteLength !== 24) expect(decodeAcknowledgement(bytes)).toBeUndefined();
    }),
    { numRuns: 2000 },
  );
});

describe('an acknowledgement', () => {
  test('comes back as it was, wherever its bytes begin', () => {
    const time = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.maxSafeNat(), time, time, fc.nat(9), (sequence, receivedAt, paintedAt, offset) => {
        const bytes = encodeAcknowledgement({ sequence, receivedAt, paintedAt });
        const shifted = new Uint8Array(24 + offset);
        shifted.set(bytes, offset);
        expect(decodeAcknowledgement(shifted.subarray(offset))).toEqual({ sequence, receivedAt, paintedAt });
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    [-1, 0, 0],
    [0.5, 0, 0],
    [Number.NaN, 0, 0],
    [2 ** 53, 0, 0],
    [1, Number.POSITIVE_INFINITY, 0],
    [1, 0, Number.NaN],
  ])('with sequence %d, received %d, painted %d is none', (sequence, receivedAt, paintedAt) => {
    expect(decodeAcknowledgement(encodeAcknowledgement({ sequence, receivedAt, paintedAt }))).toBeUndefined();
  });
});
