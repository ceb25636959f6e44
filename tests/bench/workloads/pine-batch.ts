import type { BuiltinFunction, Stateful } from '../../../src-shared/pine/builtins/builtin.ts';
import { ema } from '../../../src-shared/pine/builtins/ta/averages/ema.ts';
import { sma } from '../../../src-shared/pine/builtins/ta/averages/sma.ts';
import { atr } from '../../../src-shared/pine/builtins/ta/bands/atr.ts';
import { bb } from '../../../src-shared/pine/builtins/ta/bands/bb.ts';
import { highest } from '../../../src-shared/pine/builtins/ta/extremes/highest.ts';
import { rsi } from '../../../src-shared/pine/builtins/ta/oscillators/rsi.ts';
import { testContext } from '../../../src-shared/pine/builtins/testing/run-builtin.ts';
import type { BarColumn, Bars } from '../../../src-shared/pine/runtime/bars.ts';
import type { Candidate, RunOptions } from '../comparison.ts';
import { compare } from '../harness.ts';
import { peer } from '../peers.ts';
import { timedByProcessor } from '../processor-time.ts';
import { seededBars } from '../seeded.ts';
import * as loops from './indicator-loops.ts';

const count = 1_000_000;

interface Indicator {
  readonly name: string;
  readonly ours: (bars: Bars) => Float64Array;
  readonly limit: (bars: Bars) => Float64Array;
  readonly indicatorts: (library: Indicatorts, lists: Lists) => unknown;
  readonly technicalIndicators: (library: TechnicalIndicators, lists: Lists) => unknown;
  /** Undefined where the library has none. */
  readonly tradingSignals: ((library: TradingSignals, bars: Bars) => unknown) | undefined;
}

/** The same bars as plain arrays, which the libraries take. */
interface Lists {
  readonly high: number[];
  readonly low: number[];
  readonly close: number[];
}

type Settings = { period: number };
interface Indicatorts {
  sma(values: number[], settings: Settings): number[];
  ema(values: number[], settings: Settings): number[];
  rsi(values: number[], settings: Settings): number[];
  mmax(values: number[], settings: Settings): number[];
  bb(values: number[], settings: Settings): unknown;
  atr(high: number[], low: number[], close: number[], settings: Settings): unknown;
}

interface Calculated {
  calculate(input: object): unknown;
}
type TechnicalIndicators = Record<'SMA' | 'EMA' | 'RSI' | 'ATR' | 'BollingerBands' | 'Highest', Calculated>;

interface Signal {
  update(value: unknown, isReplaced: boolean): unknown;
}
type SignalClass = new (period: number, other?: unknown) => Signal;
type TradingSignals = Record<'SMA' | 'EMA' | 'RSI' | 'ATR' | 'BollingerBands', SignalClass>;

/** A million bars through the built-ins of ta, each as a script calls it, beside loops over typed arrays. */
export async function run(options: RunOptions): Promise<void> {
  const { time, open, high, low, close, volume } = seededBars(count);
  const bars: Bars = { count, time, open, high, low, close, volume };
  const lists: Lists = { high: [...high], low: [...low], close: [...close] };
  const [first, second, third] = [
    (await peer('indicatorts')) as Indicatorts | undefined,
    (await peer('technicalindicators')) as
      | (TechnicalIndicators & { default?: TechnicalIndicators })
      | undefined,
    (await peer('trading-signals')) as TradingSignals | undefined,
  ];
  const scale = 1e6 / count;
  for (const indicator of indicators) {
    const candidates: Candidate[] = [
      { role: 'ours', label: 'built-in', run: () => timedByProcessor(scale, () => indicator.ours(bars)) },
      {
        role: 'limit',
        label: 'loop by hand',
        run: () => timedByProcessor(scale, () => indicator.limit(bars)),
      },
    ];
    const beside = (role: 'peer' | 'beside', label: string, work: () => unknown): Candidate => ({
      role,
      label,
      isComparable: false,
      run: () =>
        timedByProcessor(scale, () => {
          work();
          return [];
        }),
    });
    if (first !== undefined)
      candidates.push(beside('peer', 'indicatorts', () => indicator.indicatorts(first, lists)));
    if (second !== undefined) {
      const library = second.default ?? second;
      candidates.push(
        beside('beside', 'technicalindicators', () => indicator.technicalIndicators(library, lists)),
      );
    }
    const { tradingSignals } = indicator;
    if (third !== undefined && tradingSignals !== undefined) {
      candidates.push(beside('beside', 'trading-signals', () => tradingSignals(third, bars)));
    }
    await compare(
      {
        name: `pine.batch.${indicator.name}`,
        unit: 'ns/bar',
        note: '1,000,000 minute bars, processor time; called as by a script on a column of the bars; the limit keeps no rounding apart and knows no na',
        candidates,
        missingPeer: first === undefined ? 'indicatorts' : undefined,
        goals: [{ text: '≤ 3x the loop', isReached: ({ ours, limit }) => ours <= 3 * limit }],
      },
      options,
    );
  }
}

/** The newest state: a script's lives on too, and without any the engine below forgets what it has learnt of its layout. */
const living: { state?: Stateful } = {};

/** As the engine makes it for a call on each bar, which tells it what is a column of the bars. */
function stateOf(
  builtin: BuiltinFunction,
  bars: Bars,
  fixed: readonly unknown[],
  columns: readonly (BarColumn | undefined)[] = [],
) {
  const { implementation } = builtin;
  if (implementation.kind !== 'state') throw new Error(`${builtin.name} has no state`);
  const context = testContext(bars);
  const state = implementation.create({
    context,
    fixed,
    columns,
    signature: 0,
    path: 'bench',
    start: 0,
    end: 0,
  });
  living.state = state;
  return { context, state };
}

/** Functions made anew for each built-in, as a script's compiled code is, so that none is slowed by another's types. */
function overSource(builtin: BuiltinFunction, length: number): (bars: Bars) => Float64Array {
  // Functions of the same text would share what was learnt.
  const body = `
    // ${builtin.name}
    const out = new Float64Array(source.length);
    for (let bar = 0; bar < source.length; bar += 1) out[bar] = state.next(source[bar], length);
    return out;`;
  const loop = new Function('state', 'source', 'length', body) as (
    state: Stateful,
    source: Float64Array,
    length: number,
  ) => Float64Array;
  return (bars) => loop(stateOf(builtin, bars, [undefined, length], ['close']).state, bars.close, length);
}

const highs: Indicator['ours'] = (bars) => {
  const { state } = stateOf(highest, bars, [undefined, 20], ['high']);
  const out = new Float64Array(count);
  for (let bar = 0; bar < count; bar += 1) out[bar] = state.next(bars.high[bar], 20) as number;
  return out;
};

const ranges: Indicator['ours'] = (bars) => {
  const { context, state } = stateOf(atr, bars, [14]);
  const out = new Float64Array(count);
  for (let bar = 0; bar < count; bar += 1) {
    context.bar = bar;
    out[bar] = state.next(14) as number;
  }
  return out;
};

const bands: Indicator['ours'] = (bars) => {
  const { state } = stateOf(bb, bars, [undefined, 20, 2], ['close']);
  const out = new Float64Array(3 * count);
  for (let bar = 0; bar < count; bar += 1) {
    const lines = state.next(bars.close[bar], 20, 2) as readonly number[];
    out[bar] = lines[0] as number;
    out[count + bar] = lines[1] as number;
    out[2 * count + bar] = lines[2] as number;
  }
  return out;
};

/** The library's objects keep their results themselves. */
function signalled(make: () => Signal, { close, high, low, open, volume }: Bars, isBar = false): void {
  const signal = make();
  for (let bar = 0; bar < count; bar += 1) {
    const value = isBar
      ? { open: open[bar], high: high[bar], low: low[bar], close: close[bar], volume: volume[bar] }
      : close[bar];
    signal.update(value, false);
  }
}

const indicators: readonly Indicator[] = [
  {
    name: 'sma',
    ours: overSource(sma, 20),
    limit: ({ close }) => loops.movingMean(close, 20),
    indicatorts: (library, { close }) => library.sma(close, { period: 20 }),
    technicalIndicators: (library, { close }) => library.SMA.calculate({ period: 20, values: close }),
    tradingSignals: ({ SMA }, bars) => signalled(() => new SMA(20), bars),
  },
  {
    name: 'ema',
    ours: overSource(ema, 20),
    limit: ({ close }) => loops.smoothed(close, 20, 2 / 21),
    indicatorts: (library, { close }) => library.ema(close, { period: 20 }),
    technicalIndicators: (library, { close }) => library.EMA.calculate({ period: 20, values: close }),
    tradingSignals: ({ EMA }, bars) => signalled(() => new EMA(20), bars),
  },
  {
    name: 'rsi',
    ours: overSource(rsi, 14),
    limit: ({ close }) => loops.relativeStrength(close, 14),
    indicatorts: (library, { close }) => library.rsi(close, { period: 14 }),
    technicalIndicators: (library, { close }) => library.RSI.calculate({ period: 14, values: close }),
    tradingSignals: ({ RSI }, bars) => signalled(() => new RSI(14), bars),
  },
  {
    name: 'atr',
    ours: ranges,
    limit: ({ high, low, close }) => loops.averageRange(high, low, close, 14),
    indicatorts: (library, { high, low, close }) => library.atr(high, low, close, { period: 14 }),
    technicalIndicators: (library, lists) => library.ATR.calculate({ period: 14, ...lists }),
    tradingSignals: ({ ATR }, bars) => signalled(() => new ATR(14), bars, true),
  },
  {
    name: 'bb',
    ours: bands,
    limit: ({ close }) => loops.bollinger(close, 20, 2),
    indicatorts: (library, { close }) => library.bb(close, { period: 20 }),
    technicalIndicators: (library, { close }) =>
      library.BollingerBands.calculate({ period: 20, stdDev: 2, values: close }),
    tradingSignals: ({ BollingerBands }, bars) => signalled(() => new BollingerBands(20, 2), bars),
  },
  {
    name: 'highest',
    ours: highs,
    limit: ({ high }) => loops.movingMaximum(high, 20),
    indicatorts: (library, { high }) => library.mmax(high, { period: 20 }),
    technicalIndicators: (library, { high }) => library.Highest.calculate({ period: 20, values: high }),
    tradingSignals: undefined,
  },
];
