import { calendarOf } from '../../../src-shared/domain/calendars.ts';
import { CandleBuilder } from '../../../src-shared/domain/candle-builder.ts';
import type { TradeColumns } from '../../../src-shared/domain/ticks.ts';
import { nominalMs, type Timeframe } from '../../../src-shared/domain/timeframe.ts';
import type { Candidate, RunOptions } from '../comparison.ts';
import { compare, timed } from '../harness.ts';
import { peer } from '../peers.ts';
import { seededTrades } from '../seeded.ts';

const frames: readonly Timeframe[] = ['1s', '1m', '5m', '15m', '30m', '1h', '4h', '1D'];
const ticks = 1_000_000;
/** All in one go take less than a second, so that the best of them is an undisturbed one, for each candidate alike. */
const repeats = 7;

/** Per frame: closed bars and the sums of their five values. Enough to notice any bar that differs. */
class BarSums {
  readonly sums = new Float64Array(frames.length * 6);

  add(frame: number, open: number, high: number, low: number, close: number, volume: number): void {
    const { sums } = this;
    const at = frame * 6;
    sums[at] = (sums[at] as number) + 1;
    sums[at + 1] = (sums[at + 1] as number) + open;
    sums[at + 2] = (sums[at + 2] as number) + high;
    sums[at + 3] = (sums[at + 3] as number) + low;
    sums[at + 4] = (sums[at + 4] as number) + close;
    sums[at + 5] = (sums[at + 5] as number) + volume;
  }
}

/** Eight timeframes at once from ticks, at densities of a quiet, a busy and a very busy market. */
export async function run(options: RunOptions): Promise<void> {
  for (const perSecond of [10, 30, 100]) await atDensity(perSecond, options);
}

async function atDensity(perSecond: number, options: RunOptions): Promise<void> {
  const trades = seededTrades(ticks, perSecond);
  const scale = 1e6 / ticks;
  const perTick = (build: () => ArrayLike<number>) => timed(scale, build, repeats);
  const candidates: Candidate[] = [
    { role: 'ours', label: 'CandleBuilder', run: () => perTick(() => ours(trades)) },
    { role: 'limit', label: 'rolled up by hand', run: () => perTick(() => rolledUp(trades)) },
    { role: 'beside', label: 'one state per timeframe', run: () => perTick(() => onePerFrame(trades)) },
  ];
  const ccxt = await ccxtCandidate(trades, scale);
  if (ccxt !== undefined) candidates.push(ccxt);
  await compare(
    {
      name: perSecond === 30 ? 'agg.8tf' : `agg.8tf.${perSecond}`,
      unit: 'ns/tick',
      note: `1,000,000 ticks, ${perSecond} a second, into ${frames.join(' ')}; ccxt builds 1m alone`,
      candidates,
      missingPeer: ccxt === undefined ? 'ccxt' : undefined,
      goals: [
        { text: '≤ 15 ns/tick for all eight', isReached: ({ ours: cost }) => cost <= 15 },
        ...(ccxt === undefined
          ? []
          : [
              {
                text: '≥ 8x faster than ccxt’s single timeframe',
                isReached: (figures: { ours: number; peer: number }) => figures.peer / figures.ours >= 8,
              },
            ]),
      ],
    },
    options,
  );
}

function ours({ length, time, price, size }: TradeColumns): Float64Array {
  const sums = new BarSums();
  const numbers = new Map(frames.map((frame, index) => [frame, index]));
  const builder = new CandleBuilder(
    frames,
    calendarOf('crypto-24-7'),
    (frame, _time, open, high, low, close, volume) => {
      const index = numbers.get(frame);
      if (index !== undefined) sums.add(index, open, high, low, close, volume);
    },
  );
  for (let index = 0; index < length; index += 1) {
    builder.tick(time[index] as number, price[index] as number, size[index] as number);
  }
  return sums.sums;
}

/** The one-second bar in local variables; whatever it completes is rolled up when it closes. */
function rolledUp({ length, time, price, size }: TradeColumns): Float64Array {
  const sums = new BarSums();
  const sizes = Float64Array.from(frames, nominalMs);
  const state = new Float64Array(frames.length * 6);
  // The bar of `frame` has grown by a part: lay it in, after closing what is over.
  const roll = (
    frame: number,
    start: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
  ) => {
    const at = frame * 6;
    const span = sizes[frame] as number;
    const own = Math.floor(start / span) * span;
    if ((state[at] as number) !== own) {
      if (state[at] !== 0) closeBar(frame);
      state[at] = own;
      state[at + 1] = open;
      state[at + 2] = high;
      state[at + 3] = low;
      state[at + 4] = close;
      state[at + 5] = volume;
      return;
    }
    if (high > (state[at + 2] as number)) state[at + 2] = high;
    if (low < (state[at + 3] as number)) state[at + 3] = low;
    state[at + 4] = close;
    state[at + 5] = (state[at + 5] as number) + volume;
  };
  const closeBar = (frame: number) => {
    const at = frame * 6;
    const start = state[at] as number;
    const open = state[at + 1] as number;
    const high = state[at + 2] as number;
    const low = state[at + 3] as number;
    const close = state[at + 4] as number;
    const volume = state[at + 5] as number;
    sums.add(frame, open, high, low, close, volume);
    if (frame + 1 < frames.length) roll(frame + 1, start, open, high, low, close, volume);
  };
  let start = 0;
  let end = 0;
  let open = 0;
  let high = 0;
  let low = 0;
  let close = 0;
  let volume = 0;
  for (let index = 0; index < length; index += 1) {
    const at = time[index] as number;
    const value = price[index] as number;
    if (at < end) {
      if (value > high) high = value;
      if (value < low) low = value;
      close = value;
      volume += size[index] as number;
    } else {
      if (end !== 0) {
        sums.add(0, open, high, low, close, volume);
        roll(1, start, open, high, low, close, volume);
      }
      start = Math.floor(at / 1000) * 1000;
      end = start + 1000;
      open = value;
      high = value;
      low = value;
      close = value;
      volume = size[index] as number;
      // A bar is over as soon as a later tick is known, whether or not its own source has closed since.
      for (let frame = 1; frame < frames.length; frame += 1) {
        const slot = frame * 6;
        if (state[slot] !== 0 && at >= (state[slot] as number) + (sizes[frame] as number)) {
          closeBar(frame);
          state[slot] = 0;
        } else break;
      }
    }
  }
  return sums.sums;
}

/** What most programs do: every tick touches the bar of every timeframe. */
function onePerFrame({ length, time, price, size }: TradeColumns): Float64Array {
  const sums = new BarSums();
  const state = new Float64Array(frames.length * 6);
  const sizes = Float64Array.from(frames, nominalMs);
  for (let index = 0; index < length; index += 1) {
    const at = time[index] as number;
    const value = price[index] as number;
    const amount = size[index] as number;
    for (let frame = 0; frame < frames.length; frame += 1) {
      const slot = frame * 6;
      if (at < (state[slot] as number)) {
        if (value > (state[slot + 2] as number)) state[slot + 2] = value;
        if (value < (state[slot + 3] as number)) state[slot + 3] = value;
        state[slot + 4] = value;
        state[slot + 5] = (state[slot + 5] as number) + amount;
        continue;
      }
      if (state[slot] !== 0) {
        sums.add(
          frame,
          state[slot + 1] as number,
          state[slot + 2] as number,
          state[slot + 3] as number,
          state[slot + 4] as number,
          state[slot + 5] as number,
        );
      }
      const span = sizes[frame] as number;
      state[slot] = Math.floor(at / span) * span + span;
      state[slot + 1] = value;
      state[slot + 2] = value;
      state[slot + 3] = value;
      state[slot + 4] = value;
      state[slot + 5] = amount;
    }
  }
  return sums.sums;
}

interface CcxtExchange {
  buildOHLCVC(trades: readonly object[], timeframe: string): readonly number[][];
}

/** ccxt's own builder, given trades in its own form: one timeframe. */
async function ccxtCandidate(trades: TradeColumns, scale: number): Promise<Candidate | undefined> {
  const module = (await peer('ccxt')) as { default: { Exchange: new () => CcxtExchange } } | undefined;
  if (module === undefined) return undefined;
  const exchange = new module.default.Exchange();
  const objects = Array.from({ length: trades.length }, (_, index) => ({
    timestamp: trades.time[index],
    price: trades.price[index],
    amount: trades.size[index],
  }));
  return {
    role: 'peer',
    label: 'ccxt buildOHLCVC',
    isComparable: false,
    run: () => timed(scale, () => [exchange.buildOHLCVC(objects, '1m').length], repeats),
  };
}
