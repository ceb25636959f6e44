import {
  absent,
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

const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);

export function squares(values: readonly number[]): number {
  const middle = mean(values);
  return total(values.map((value) => (value - middle) ** 2));
}

export const variance: Reference = ofDefined((values, biased) =>
  values.every((value) => value === values[0])
    ? quotient(0, values.length - (biased === 1 ? 0 : 1))
    : quotient(squares(values), values.length - (biased === 1 ? 0 : 1)),
);

export const stdev: Reference = (bars, ...args) =>
  variance(bars, ...args).map((value) => Math.sqrt(value as number));

export function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return total(values.map((value) => Math.abs(value - middle))) / values.length;
}

export const dev: Reference = ofDefined(deviation);

export const correlation: Reference = (bars, source1, source2, length) => {
  const first = numbers(source1, bars);
  const second = numbers(source2, bars);
  const lengths = numbers(length, bars);
  const known1 = first.map((value, bar) => (Number.isNaN(second[bar] as number) ? absent : value));
  const known2 = second.map((value, bar) => (Number.isNaN(first[bar] as number) ? absent : value));
  return first.map((_, at) => {
    const firsts = lastDefined(known1, at, lengths[at] as number);
    const seconds = lastDefined(known2, at, lengths[at] as number);
    if (firsts === undefined || seconds === undefined) return absent;
    const [middle1, middle2] = [mean(firsts), mean(seconds)];
    const together = total(
      firsts.map((value, ago) => (value - middle1) * ((seconds[ago] as number) - middle2)),
    );
    if (Math.abs(together / firsts.length) <= 1e-10) return 0;
    return together / Math.sqrt(squares(firsts) * squares(seconds));
  });
};

export const median: Reference = ofDefined((values) => {
  const order = ascending(values);
  const size = order.length;
  const upper = order[Math.floor(size / 2)] as number;
  return size % 2 === 1 ? upper : ((order[size / 2 - 1] as number) + upper) / 2;
});

export const medianOfInts: Reference = ofDefined(
  (values) => ascending(values)[Math.ceil(values.length / 2) - 1] as number,
);

export const mode: Reference = eachBar((at, source = [], length = []) => {
  const counts = new Map<number, number>();
  for (const value of lastBars(source, at, length[at] as number) ?? []) {
    if (!Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  const values = [...counts].filter(([, times]) => times === most).map(([value]) => value);
  return values.length === 0 ? absent : Math.min(...values);
});

/** na values stand last. */
function ranked(values: readonly number[]): number[] {
  const known = values.filter((value) => !Number.isNaN(value));
  return [...ascending(known), ...values.filter((value) => Number.isNaN(value))];
}

export const percentileLinearInterpolation: Reference = eachBar(
  (at, source = [], length = [], percentage = []) => {
    const size = length[at] as number;
    const values = lastBars(source, at, size);
    if (values === undefined) return absent;
    const order = ranked(values);
    const position = Math.min(size, Math.max(1, size * ((percentage[at] as number) / 100) + 0.5));
    const [below, above] = [Math.floor(position), Math.ceil(position)];
    if (below === above) return order[below - 1] as number;
    return (
      (order[below - 1] as number) * (above - position) + (order[above - 1] as number) * (position - below)
    );
  },
);

export const percentileNearestRank: Reference = eachBar((at, source = [], length = [], percentage = []) => {
  const size = length[at] as number;
  const values = lastBars(source, at, size);
  if (values === undefined) return absent;
  const rank = Math.ceil(((percentage[at] as number) / 100) * size);
  return ranked(values)[Math.min(size, Math.max(1, rank)) - 1] as number;
});

export const percentrank: Reference = eachBar((at, source = [], length = []) => {
  const size = length[at] as number;
  const now = source[at] as number;
  if (!(at >= size) || Number.isNaN(now)) return absent;
  return (100 * source.slice(at - size, at).filter((value) => value <= now).length) / size;
});

/** Pearson's coefficient between ranks and places. */
export const rci: Reference = eachBar((at, source = [], length = []) => {
  const size = length[at] as number;
  const values = lastBars(source, at, size);
  if (values === undefined || at < size || values.some((value) => Number.isNaN(value))) return absent;
  const ranks = values.map((value) => {
    const less = values.filter((other) => other < value - 1e-10).length;
    const same = values.filter((other) => Math.abs(other - value) <= 1e-10).length;
    return less + (same + 1) / 2;
  });
  const places = values.map((_, ago) => size - ago);
  if (ranks.every((rank) => rank === ranks[0])) return absent;
  const [middle1, middle2] = [mean(ranks), mean(places)];
  const together = total(ranks.map((rank, ago) => (rank - middle1) * ((places[ago] as number) - middle2)));
  return (100 * together) / Math.sqrt(squares(ranks) * squares(places));
});
