import type { Bars } from '../../src-shared/pine/runtime/bars.ts';

/*
 * What the benched scripts compute, as one loop over typed arrays each: the least work there is.
 */

const blank = (count: number): Float64Array => new Float64Array(count).fill(Number.NaN);

export function twoAveragesByHand({ count, close }: Bars): Float64Array[] {
  const [fast, slow, cross] = [blank(count), blank(count), blank(count)];
  let fastSum = 0;
  let slowSum = 0;
  let side = 0;
  for (let i = 0; i < count; i += 1) {
    const price = close[i] as number;
    fastSum += price;
    slowSum += price;
    if (i >= 9) fastSum -= close[i - 9] as number;
    if (i >= 21) slowSum -= close[i - 21] as number;
    const a = i >= 8 ? fastSum / 9 : Number.NaN;
    const b = i >= 20 ? slowSum / 21 : Number.NaN;
    fast[i] = a;
    slow[i] = b;
    const before = side;
    // Prices in cents: averages that differ at all differ by more than this, rounding of the sums by less.
    if (a - b > 1e-6) side = 1;
    else if (b - a > 1e-6) side = -1;
    cross[i] = side * before < 0 ? 1 : 0;
  }
  return [fast, slow, cross];
}

export function fourIndicatorsByHand({ count, high, low, close }: Bars): Float64Array[] {
  const [rsi, histogram, upper, lower, atr] = [0, 1, 2, 3, 4].map(() => blank(count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let [gain, loss, range] = [0, 0, 0];
  let [fast, slow, signal, signalSum, signalCount] = [0, 0, 0, 0, 0];
  let [sum, squares, fastSum, slowSum] = [0, 0, 0, 0];
  const base = close[0] as number;
  for (let i = 0; i < count; i += 1) {
    const price = close[i] as number;
    const before = i > 0 ? (close[i - 1] as number) : price;
    // Relative strength.
    if (i > 0) {
      const up = Math.max(price - before, 0);
      const down = Math.max(before - price, 0);
      if (i <= 14) {
        gain += up / 14;
        loss += down / 14;
      } else {
        gain += (up - gain) / 14;
        loss += (down - loss) / 14;
      }
      if (i >= 14) rsi[i] = loss === 0 ? 100 : gain === 0 ? 0 : 100 - 100 / (1 + gain / loss);
    }
    // Convergence of averages.
    if (i < 12) {
      fastSum += price;
      if (i === 11) fast = fastSum / 12;
    } else fast += ((price - fast) * 2) / 13;
    if (i < 26) {
      slowSum += price;
      if (i === 25) slow = slowSum / 26;
    } else slow += ((price - slow) * 2) / 27;
    if (i >= 25) {
      const macd = fast - slow;
      signalCount += 1;
      if (signalCount <= 9) {
        signalSum += macd;
        if (signalCount === 9) signal = signalSum / 9;
      } else signal += ((macd - signal) * 2) / 10;
      if (signalCount >= 9) histogram[i] = macd - signal;
    }
    // Bands, about the first price so that no digits are lost.
    const shifted = price - base;
    sum += shifted;
    squares += shifted * shifted;
    if (i >= 20) {
      const gone = (close[i - 20] as number) - base;
      sum -= gone;
      squares -= gone * gone;
    }
    if (i >= 19) {
      const mean = sum / 20;
      const width = 2 * Math.sqrt(Math.max(0, squares / 20 - mean * mean));
      upper[i] = base + mean + width;
      lower[i] = base + mean - width;
    }
    // True range.
    const [top, bottom] = [high[i] as number, low[i] as number];
    const wide = Math.max(top - bottom, Math.abs(top - before), Math.abs(bottom - before));
    if (i < 14) range += wide / 14;
    else range += (wide - range) / 14;
    if (i >= 13) atr[i] = range;
  }
  return [rsi, histogram, upper, lower, atr];
}

export function supertrendByHand({ count, high, low, close }: Bars): Float64Array[] {
  const [line, direction] = [blank(count), blank(count)];
  let [average, lower, upper, trend] = [0, 0, 0, 1];
  for (let i = 0; i < count; i += 1) {
    const [top, bottom, price] = [high[i] as number, low[i] as number, close[i] as number];
    const before = i > 0 ? (close[i - 1] as number) : price;
    const range =
      i === 0 ? top - bottom : Math.max(top - bottom, Math.abs(top - before), Math.abs(bottom - before));
    average = i === 0 ? range : average + (range - average) / 10;
    const middle = (top + bottom) / 2;
    const below = middle - 3 * average;
    const above = middle + 3 * average;
    const wasLower = i === 0 ? below : lower;
    const wasUpper = i === 0 ? above : upper;
    lower = before - wasLower > 1e-10 ? Math.max(below, wasLower) : below;
    upper = wasUpper - before > 1e-10 ? Math.min(above, wasUpper) : above;
    if (trend === -1 && price - wasUpper > 1e-10) trend = 1;
    else if (trend === 1 && wasLower - price > 1e-10) trend = -1;
    line[i] = trend === 1 ? lower : upper;
    direction[i] = trend;
  }
  return [line, direction];
}
