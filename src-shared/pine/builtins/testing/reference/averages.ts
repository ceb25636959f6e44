import {
  absent,
  eachBar,
  lastBars,
  lastDefined,
  mean,
  numbers,
  ofDefined,
  type Reference,
  total,
} from './series.ts';

export const sma: Reference = ofDefined(mean);

export const vwma: Reference = (bars, source, length) => {
  const price = numbers(source, bars);
  const lengths = numbers(length, bars);
  const volume = [...bars.volume];
  const product = price.map((value, at) => value * (volume[at] as number));
  return price.map((_, at) => {
    const above = lastDefined(product, at, lengths[at] as number);
    const below = lastDefined(volume, at, lengths[at] as number);
    if (above === undefined || below === undefined || total(below) === 0) return absent;
    return total(above) / total(below);
  });
};

/** Starts with the mean of the first values that are not na. */
export function recursive(source: readonly number[], length: number, share: number): number[] {
  const first: number[] = [];
  let value = absent;
  return source.map((next) => {
    if (Number.isNaN(next)) return absent;
    if (first.length < length) {
      first.push(next);
      if (first.length === length) value = mean(first);
    } else value = share * next + (1 - share) * value;
    return value;
  });
}

export function emaOf(source: readonly number[], length: number): number[] {
  return recursive(source, length, 2 / (length + 1));
}

export function rmaOf(source: readonly number[], length: number): number[] {
  return recursive(source, length, 1 / length);
}

export const ema: Reference = (bars, source, length) => emaOf(numbers(source, bars), Number(length));
export const rma: Reference = (bars, source, length) => rmaOf(numbers(source, bars), Number(length));

/** na bars repeat the value before them; those before the first value do not count. */
export function wmaOf(source: readonly number[], lengths: readonly number[]): number[] {
  const carried: number[] = [];
  return source.map((now, at) => {
    const last = carried.at(-1);
    if (!Number.isNaN(now)) carried.push(now);
    else if (last !== undefined) carried.push(last);
    const length = lengths[at] as number;
    if (Number.isNaN(now) || !(carried.length >= length)) return absent;
    let sum = 0;
    for (let ago = 0; ago < length; ago += 1) sum += (carried.at(-1 - ago) as number) * (length - ago);
    return sum / ((length * (length + 1)) / 2);
  });
}

export const wma: Reference = (bars, source, length) => wmaOf(numbers(source, bars), numbers(length, bars));

export const hma: Reference = (bars, source, length) => {
  const values = numbers(source, bars);
  const whole = Number(length);
  const constant = (size: number) => values.map(() => Math.max(1, Math.floor(size)));
  const slow = wmaOf(values, constant(whole));
  const fast = wmaOf(values, constant(whole / 2));
  return wmaOf(
    fast.map((value, at) => 2 * value - (slow[at] as number)),
    constant(Math.sqrt(whole)),
  );
};

export const swma: Reference = eachBar((at, source = []) => {
  const before = (bars: number) => source[at - bars] ?? absent;
  return (before(0) + 2 * before(1) + 2 * before(2) + before(3)) / 6;
});

export const alma: Reference = eachBar(
  (at, source = [], length = [], offset = [], sigma = [], floor = []) => {
    const size = length[at] as number;
    const values = lastBars(source, at, size);
    if (values === undefined) return absent;
    const exact = (offset[at] as number) * (size - 1);
    const middle = (floor[at] ?? 0) === 1 ? Math.floor(exact) : exact;
    const width = size / (sigma[at] as number);
    const weights = values.map((_, ago) => Math.exp(-((size - 1 - ago - middle) ** 2) / (2 * width ** 2)));
    return total(values.map((value, ago) => value * (weights[ago] as number))) / total(weights);
  },
);

/** Least squares by the textbook: slope and intercept through the centre. */
export const linreg: Reference = ofDefined((values, offset = 0) => {
  const size = values.length;
  if (size === 1) return values[0] as number;
  const centre = (size - 1) / 2;
  const level = mean(values);
  let above = 0;
  let below = 0;
  values.forEach((value, ago) => {
    const x = size - 1 - ago - centre;
    above += x * (value - level);
    below += x * x;
  });
  return level + (above / below) * (size - 1 - offset - centre);
});

export const cog: Reference = ofDefined((values) => {
  const sum = total(values);
  return sum === 0 ? absent : -total(values.map((value, ago) => value * (ago + 1))) / sum;
});
