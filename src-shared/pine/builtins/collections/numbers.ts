/** Statistics of plain lists of numbers; na elements are left out unless it is said otherwise. */

export function present(items: readonly unknown[]): number[] {
  return (items as readonly number[]).filter((item) => !Number.isNaN(item));
}

export function sum(items: readonly number[]): number {
  let total = 0;
  for (const item of items) total += item;
  return items.length === 0 ? Number.NaN : total;
}

export function mean(items: readonly number[]): number {
  return sum(items) / items.length;
}

/** By n where biased, else by n - 1. */
export function variance(items: readonly number[], isBiased: boolean): number {
  const middle = mean(items);
  let total = 0;
  for (const item of items) total += (item - middle) * (item - middle);
  const divisor = isBiased ? items.length : items.length - 1;
  return divisor > 0 ? total / divisor : Number.NaN;
}

export function covariance(a: readonly number[], b: readonly number[], isBiased: boolean): number {
  const pairs = a
    .map((value, index) => [value, b[index] ?? Number.NaN] as const)
    .filter(([x, y]) => !Number.isNaN(x + y));
  const [meanA, meanB] = [mean(pairs.map(([x]) => x)), mean(pairs.map(([, y]) => y))];
  let total = 0;
  for (const [x, y] of pairs) total += (x - meanA) * (y - meanB);
  const divisor = isBiased ? pairs.length : pairs.length - 1;
  return divisor > 0 ? total / divisor : Number.NaN;
}

/** na last. */
export function ascending(items: readonly number[]): Float64Array {
  return Float64Array.from(items).sort();
}

export function compareNumbers(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  return Number.isNaN(b) ? -1 : a - b;
}

export function median(items: readonly number[]): number {
  const sorted = ascending(items);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The smallest of the most frequent. */
export function mode(items: readonly number[]): number {
  let [best, most, run] = [Number.NaN, 0, 0];
  let before = Number.NaN;
  for (const item of ascending(items)) {
    run = item === before ? run + 1 : 1;
    before = item;
    if (run > most) [best, most] = [item, run];
  }
  return best;
}

/** At place n·p/100 + 0.5 from 1, between elements where it falls between them; na elements count, and stand last. */
export function percentileInterpolated(items: readonly number[], percentage: number): number {
  const sorted = ascending(items);
  if (sorted.length === 0 || Number.isNaN(percentage)) return Number.NaN;
  const place = Math.min(Math.max((sorted.length * percentage) / 100 + 0.5, 1), sorted.length);
  const below = Math.floor(place);
  const lower = sorted[below - 1] ?? Number.NaN;
  const share = place - below;
  return share === 0 ? lower : lower + share * ((sorted[below] ?? Number.NaN) - lower);
}

/** The element of rank ⌈p/100·n⌉, at least the first; na elements count, and stand last. */
export function percentileNearest(items: readonly number[], percentage: number): number {
  const sorted = ascending(items);
  const rank = Math.max(1, Math.ceil((percentage / 100) * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

/** The share, in percent, of the other elements that are not above one. */
export function percentRank(items: readonly number[], index: number): number {
  const value = items[index];
  if (items.length < 2 || value === undefined) return Number.NaN;
  const below = items.filter((item, other) => other !== index && item <= value).length;
  return (below / (items.length - 1)) * 100;
}

/** How many standard deviations each stands from the mean; 1 where all are equal. */
export function standardize(items: readonly number[]): number[] {
  const known = present(items);
  const [middle, deviation] = [mean(known), Math.sqrt(variance(known, true))];
  return items.map((item) => (deviation === 0 ? 1 : (item - middle) / deviation));
}

/** As `==` of the language sees it: numbers within 1e-10. */
export function isSame(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-10;
  return a !== null && a === b;
}
