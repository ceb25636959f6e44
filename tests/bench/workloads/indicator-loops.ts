/*
 * The least code for each indicator: one loop over typed arrays, for one length, without na, rollback or care for rounding.
 * Bars before the first value are NaN.
 */

export function movingMean(source: Float64Array, length: number): Float64Array {
  const out = new Float64Array(source.length).fill(Number.NaN, 0, length - 1);
  let sum = 0;
  for (let bar = 0; bar < source.length; bar += 1) {
    sum += source[bar] as number;
    if (bar >= length) sum -= source[bar - length] as number;
    if (bar >= length - 1) out[bar] = sum / length;
  }
  return out;
}

export function smoothed(source: Float64Array, length: number, share: number): Float64Array {
  const out = new Float64Array(source.length).fill(Number.NaN, 0, length - 1);
  let value = 0;
  for (let bar = 0; bar < length; bar += 1) value += (source[bar] as number) / length;
  out[length - 1] = value;
  for (let bar = length; bar < source.length; bar += 1) {
    value += share * ((source[bar] as number) - value);
    out[bar] = value;
  }
  return out;
}

export function relativeStrength(source: Float64Array, length: number): Float64Array {
  const out = new Float64Array(source.length).fill(Number.NaN, 0, length);
  let gain = 0;
  let loss = 0;
  for (let bar = 1; bar < source.length; bar += 1) {
    const change = (source[bar] as number) - (source[bar - 1] as number);
    const up = change > 0 ? change : 0;
    const down = change < 0 ? -change : 0;
    if (bar <= length) {
      gain += up / length;
      loss += down / length;
    } else {
      gain += (up - gain) / length;
      loss += (down - loss) / length;
    }
    if (bar >= length) out[bar] = loss === 0 ? 100 : 100 - 100 / (1 + gain / loss);
  }
  return out;
}

export function averageRange(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  length: number,
): Float64Array {
  const out = new Float64Array(close.length).fill(Number.NaN, 0, length - 1);
  let average = 0;
  for (let bar = 0; bar < close.length; bar += 1) {
    const top = high[bar] as number;
    const bottom = low[bar] as number;
    const before = bar === 0 ? bottom : (close[bar - 1] as number);
    const range = Math.max(top - bottom, Math.abs(top - before), Math.abs(bottom - before));
    if (bar < length) average += range / length;
    else average += (range - average) / length;
    if (bar >= length - 1) out[bar] = average;
  }
  return out;
}

/** Middle, upper and lower one after the other. Squares are counted from the first price. */
export function bollinger(source: Float64Array, length: number, multiplier: number): Float64Array {
  const { length: count } = source;
  const out = new Float64Array(3 * count);
  for (let line = 0; line < 3; line += 1) out.fill(Number.NaN, line * count, line * count + length - 1);
  const origin = source[0] as number;
  let sum = 0;
  let squares = 0;
  for (let bar = 0; bar < count; bar += 1) {
    const value = (source[bar] as number) - origin;
    sum += value;
    squares += value * value;
    if (bar >= length) {
      const oldest = (source[bar - length] as number) - origin;
      sum -= oldest;
      squares -= oldest * oldest;
    }
    if (bar >= length - 1) {
      const mean = sum / length;
      const width = multiplier * Math.sqrt(Math.max(0, squares / length - mean * mean));
      out[bar] = origin + mean;
      out[count + bar] = origin + mean + width;
      out[2 * count + bar] = origin + mean - width;
    }
  }
  return out;
}

/** Looks through the window again only when the largest value has left it. */
export function movingMaximum(source: Float64Array, length: number): Float64Array {
  const out = new Float64Array(source.length).fill(Number.NaN, 0, length - 1);
  let best = Number.NEGATIVE_INFINITY;
  let place = -1;
  for (let bar = 0; bar < source.length; bar += 1) {
    const value = source[bar] as number;
    if (value >= best) {
      best = value;
      place = bar;
    } else if (place <= bar - length) {
      best = value;
      place = bar;
      for (let earlier = bar - length + 1; earlier < bar; earlier += 1) {
        if ((source[earlier] as number) > best) {
          best = source[earlier] as number;
          place = earlier;
        }
      }
    }
    if (bar >= length - 1) out[bar] = best;
  }
  return out;
}
