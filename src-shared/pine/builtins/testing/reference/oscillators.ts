import type { Bars } from '../../../runtime/bars.ts';
import type { Result } from '../columns.ts';
import { emaOf, rmaOf } from './averages.ts';
import { highestOf, lowestOf } from './extremes.ts';
import {
  absent,
  changes,
  eachBar,
  lastBars,
  lastDefined,
  mean,
  numbers,
  ofDefined,
  quotient,
  type Reference,
  total,
} from './series.ts';
import { deviation } from './statistics.ts';

export const change: Reference = eachBar(
  (at, source = [], length = []) => (source[at] as number) - (source[at - (length[at] as number)] ?? absent),
);

export const hasChanged: Reference = eachBar((at, source = [], length = []) => {
  const before = source[at - (length[at] as number)];
  return before === undefined ? false : source[at] !== before;
});

export const roc: Reference = eachBar((at, source = [], length = []) => {
  const before = source[at - (length[at] as number)] ?? absent;
  return quotient(100 * ((source[at] as number) - before), before);
});

function run(isStep: (now: number, before: number) => boolean): Reference {
  return eachBar((at, source = [], length = []) => {
    const values = lastDefined(source, at, (length[at] as number) + 1);
    return values?.every((value, ago) => ago === 0 || isStep(values[ago - 1] as number, value)) ?? false;
  });
}

export const rising = run((now, before) => now - before > 1e-10);
export const falling = run((now, before) => before - now > 1e-10);

export const cci: Reference = ofDefined((values) =>
  values.every((value) => value === values[0])
    ? absent
    : ((values[0] as number) - mean(values)) / (0.015 * deviation(values)),
);

export const cmo: Reference = (bars, source, length) => {
  const moves = changes(numbers(source, bars));
  const lengths = numbers(length, bars);
  return moves.map((_, at) => {
    const last = lastDefined(moves, at, lengths[at] as number);
    if (last === undefined) return absent;
    const up = total(last.filter((move) => move >= -1e-10));
    const down = -total(last.filter((move) => move < -1e-10));
    return quotient(100 * (up - down), up + down);
  });
};

export const rsi: Reference = (bars, source, length) => {
  const moves = changes(numbers(source, bars));
  const gains = rmaOf(
    moves.map((move) => (move < 0 ? 0 : move)),
    Number(length),
  );
  const losses = rmaOf(
    moves.map((move) => (move > 0 ? 0 : -move)),
    Number(length),
  );
  return gains.map((gain, at) => {
    const loss = losses[at] as number;
    if (loss === 0) return 100;
    return gain === 0 ? 0 : 100 - 100 / (1 + gain / loss);
  });
};

export const mfi: Reference = (bars, source, length) => {
  const values = numbers(source, bars);
  const lengths = numbers(length, bars);
  const moves = changes(values);
  const flows = values.map((value, at) => value * (bars.volume[at] as number));
  const into = flows.map((flow, at) => ((moves[at] as number) <= 1e-10 ? flow * 0 : flow));
  const out = flows.map((flow, at) => ((moves[at] as number) >= -1e-10 ? flow * 0 : flow));
  return flows.map((_, at) => {
    const ins = lastDefined(into, at, lengths[at] as number);
    const outs = lastDefined(out, at, lengths[at] as number);
    if (ins === undefined || outs === undefined) return absent;
    return total(outs) === 0 ? 100 : 100 - 100 / (1 + total(ins) / total(outs));
  });
};

export const stoch: Reference = eachBar((at, source = [], high = [], low = [], length = []) => {
  const size = length[at] as number;
  const [top, bottom] = [highestOf(lastBars(high, at, size)), lowestOf(lastBars(low, at, size))];
  return quotient(100 * ((source[at] as number) - bottom), top - bottom);
});

export const wpr: Reference = (bars, length) => {
  const lengths = numbers(length, bars);
  return [...bars.close].map((close, at) => {
    const top = highestOf(lastBars([...bars.high.slice(0, at + 1)], at, lengths[at] as number));
    const bottom = lowestOf(lastBars([...bars.low.slice(0, at + 1)], at, lengths[at] as number));
    return quotient(100 * (close - top), top - bottom);
  });
};

export const tsi: Reference = (bars, source, short, long) => {
  const moves = changes(numbers(source, bars));
  const smooth = (values: number[]) => emaOf(emaOf(values, Number(long)), Number(short));
  const sizes = smooth(moves.map(Math.abs));
  return smooth(moves).map((direction, at) => quotient(direction, sizes[at] as number));
};

export const macd: Reference = (bars, source, fast, slow, signal): Result[] => {
  const values = numbers(source, bars);
  const slower = emaOf(values, Number(slow));
  const line = emaOf(values, Number(fast)).map((value, at) => value - (slower[at] as number));
  const smooth = emaOf(line, Number(signal));
  return line.map((value, at) => [value, smooth[at] as number, value - (smooth[at] as number)]);
};

/** For built-ins that read the bars: their columns as plain arrays. */
export function plain(bars: Bars): { high: number[]; low: number[]; close: number[]; volume: number[] } {
  const { high, low, close, volume } = bars;
  return { high: [...high], low: [...low], close: [...close], volume: [...volume] };
}
