import type { Bars } from '../../../runtime/bars.ts';
import { plain } from './oscillators.ts';
import { absent, numbers, quotient, type Reference } from './series.ts';

/** The sum of all shares up to each bar; NaN where the bar's own is. */
function totals(share: (bars: Bars, at: number) => number): Reference {
  return (bars) => {
    let sum = 0;
    return Array.from({ length: bars.count }, (_, at) => {
      const own = share(bars, at);
      if (!Number.isNaN(own)) sum += own;
      return Number.isNaN(own) ? absent : sum;
    });
  };
}

const at = (column: Float64Array, bar: number) => column[bar] ?? absent;

export const accdist = totals(({ high, low, close, volume }, bar) => {
  const reach = at(high, bar) - at(low, bar);
  if (reach === 0) return 0;
  return ((2 * at(close, bar) - at(low, bar) - at(high, bar)) / reach) * at(volume, bar);
});

export const obv = totals(
  ({ close, volume }, bar) => Math.sign(at(close, bar) - at(close, bar - 1)) * at(volume, bar),
);

export const pvt = totals(
  ({ close, volume }, bar) =>
    quotient(at(close, bar) - at(close, bar - 1), at(close, bar - 1)) * at(volume, bar),
);

export const wad = totals(({ high, low, close }, bar) => {
  if (bar === 0) return 0;
  const [now, before] = [at(close, bar), at(close, bar - 1)];
  if (now === before) return 0;
  return now > before ? now - Math.min(at(low, bar), before) : now - Math.max(at(high, bar), before);
});

function index(isFollowed: (volume: number, before: number) => boolean): Reference {
  return (bars) => {
    const { close, volume } = plain(bars);
    let value = 1;
    return close.map((now, bar) => {
      const before = close[bar - 1];
      if (before !== undefined && isFollowed(volume[bar] as number, volume[bar - 1] as number))
        value *= now / before;
      return value;
    });
  };
}

export const nvi = index((volume, before) => volume < before);
export const pvi = index((volume, before) => volume > before);

/** All bars since the anchor, looked at anew. */
export const vwapBands: Reference = (bars, source, anchor, multiplier) => {
  const values = numbers(source, bars);
  const anchors = numbers(anchor, bars);
  return values.map((value, now) => {
    const first = anchors.slice(0, now + 1).lastIndexOf(1);
    if (first < 0 || Number.isNaN(value)) return [absent, absent, absent];
    let [volume, sum] = [0, 0];
    for (let bar = first; bar <= now; bar += 1) {
      if (Number.isNaN(values[bar] as number)) continue;
      volume += at(bars.volume, bar);
      sum += ((values[bar] as number) - value) * at(bars.volume, bar);
    }
    if (volume === 0) return [absent, absent, absent];
    const mean = value + sum / volume;
    let squares = 0;
    for (let bar = first; bar <= now; bar += 1) {
      if (Number.isNaN(values[bar] as number)) continue;
      squares += ((values[bar] as number) - mean) ** 2 * at(bars.volume, bar);
    }
    const width = Number(multiplier) * Math.sqrt(squares / volume);
    return [mean, mean + width, mean - width];
  });
};

export const vwap: Reference = (bars, source, anchor) =>
  vwapBands(bars, source, anchor, 0).map((bands) => (bands as number[])[0] as number);
