import type { Bars } from '../../../runtime/bars.ts';
import { emaOf, rmaOf } from './averages.ts';
import { plain } from './oscillators.ts';
import { absent, changes, lastDefined, mean, numbers, quotient, type Reference } from './series.ts';
import { squares } from './statistics.ts';

export function trueRanges(bars: Bars, first: (reach: number) => number): number[] {
  const { high, low, close } = plain(bars);
  return high.map((top, at) => {
    const bottom = low[at] as number;
    if (at === 0) return first(top - bottom);
    const before = close[at - 1] as number;
    return Math.max(top, before) - Math.min(bottom, before);
  });
}

export const tr: Reference = (bars, isFirstKnown) =>
  trueRanges(bars, (reach) => (isFirstKnown === true ? reach : absent));

const atrOf = (bars: Bars, length: number) =>
  rmaOf(
    trueRanges(bars, (reach) => reach),
    length,
  );

export const atr: Reference = (bars, length) => atrOf(bars, Number(length));

export const bb: Reference = (bars, source, length, multiplier) => {
  const values = numbers(source, bars);
  const lengths = numbers(length, bars);
  return values.map((_, at) => {
    const last = lastDefined(values, at, lengths[at] as number);
    if (last === undefined) return [absent, absent, absent];
    const middle = mean(last);
    const width = Number(multiplier) * Math.sqrt(squares(last) / last.length);
    return [middle, middle + width, middle - width];
  });
};

export const bbw: Reference = (bars, ...args) =>
  bb(bars, ...args).map((bands) => {
    const [middle = absent, upper = absent, lower = absent] = bands as number[];
    return quotient(100 * (upper - lower), middle);
  });

export const kc: Reference = (bars, source, length, multiplier, isTrueRange) => {
  const spans =
    isTrueRange === true
      ? trueRanges(bars, () => absent)
      : [...bars.high].map((high, at) => high - (bars.low[at] as number));
  const widths = emaOf(spans, Number(length)).map((span) => span * Number(multiplier));
  return emaOf(numbers(source, bars), Number(length)).map((middle, at) => [
    middle,
    middle + (widths[at] as number),
    middle - (widths[at] as number),
  ]);
};

export const kcw: Reference = (bars, ...args) =>
  kc(bars, ...args).map((bands) => {
    const [middle = absent, upper = absent, lower = absent] = bands as number[];
    return quotient(upper - lower, middle);
  });

/** Whole columns of bands first, then the walk from one to the other. */
export const supertrend: Reference = (bars, factor, length) => {
  const { high, low, close } = plain(bars);
  const factors = numbers(factor, bars);
  const reach = atrOf(bars, Number(length)).map((range, at) => range * (factors[at] as number));
  const uppers: number[] = [];
  const lowers: number[] = [];
  const lines: [number, number][] = [];
  let isBegun = false;
  let isUp = false;
  for (let at = 0; at < close.length; at += 1) {
    const middle = ((high[at] as number) + (low[at] as number)) / 2;
    const distance = reach[at] as number;
    if (Number.isNaN(distance)) {
      lines.push([at === 0 ? 0 : absent, 1]);
      continue;
    }
    const [lastUpper = absent] = uppers.slice(-1);
    const [lastLower = absent] = lowers.slice(-1);
    const before = close[at - 1] as number;
    const lower = middle - distance;
    const upper = middle + distance;
    lowers.push(!isBegun || lower > lastLower || before < lastLower ? lower : lastLower);
    uppers.push(!isBegun || upper < lastUpper || before > lastUpper ? upper : lastUpper);
    if (!isBegun) isUp = false;
    else if (isUp) isUp = !((close[at] as number) < (lowers.at(-1) as number));
    else isUp = (close[at] as number) > (uppers.at(-1) as number);
    isBegun = true;
    lines.push(isUp ? [lowers.at(-1) as number, -1] : [uppers.at(-1) as number, 1]);
  }
  return lines;
};

interface Stop {
  readonly stop: number;
  readonly extreme: number;
  readonly speed: number;
  readonly isUp: boolean;
}

export const sar: Reference = (bars, start, increment, most) => {
  const { high, low, close } = plain(bars);
  const stops: (Stop | undefined)[] = [];
  for (let at = 0; at < close.length; at += 1) {
    if (at === 0) {
      stops.push(undefined);
      continue;
    }
    const [top, bottom] = [high[at] as number, low[at] as number];
    const last = stops[at - 1];
    let now: Stop;
    if (last === undefined) {
      now =
        (close[at] as number) > (close[at - 1] as number)
          ? { stop: low[at - 1] as number, extreme: top, speed: Number(start), isUp: true }
          : { stop: high[at - 1] as number, extreme: bottom, speed: Number(start), isUp: false };
    } else {
      const moved = last.stop + last.speed * (last.extreme - last.stop);
      const isNewExtreme = last.isUp ? top > last.extreme : bottom < last.extreme;
      if (last.isUp && bottom < moved) {
        now = { stop: Math.max(last.extreme, top), extreme: bottom, speed: Number(start), isUp: false };
      } else if (!last.isUp && top > moved) {
        now = { stop: Math.min(last.extreme, bottom), extreme: top, speed: Number(start), isUp: true };
      } else if (isNewExtreme) {
        const speed = Math.min(last.speed + Number(increment), Number(most));
        now = { stop: moved, extreme: last.isUp ? top : bottom, speed, isUp: last.isUp };
      } else now = { ...last, stop: moved };
    }
    const two = [at - 1, at - 2].filter((bar) => bar >= 0);
    const stop = now.isUp
      ? Math.min(now.stop, ...two.map((bar) => low[bar] as number))
      : Math.max(now.stop, ...two.map((bar) => high[bar] as number));
    stops.push({ ...now, stop });
  }
  return stops.map((stop) => stop?.stop ?? absent);
};

export const dmi: Reference = (bars, length, smoothing) => {
  const { high, low } = plain(bars);
  const ups = changes(high);
  const downs = changes(low).map((move) => -move);
  const moves = (ones: number[], others: number[]) =>
    ones.map((one, at) => {
      if (at === 0) return absent;
      return one - (others[at] as number) > 1e-10 && one > 1e-10 ? one : 0;
    });
  const ranges = rmaOf(
    trueRanges(bars, () => absent),
    Number(length),
  );
  const share = (ones: number[]) =>
    rmaOf(ones, Number(length)).map((one, at) => quotient(100 * one, ranges[at] as number));
  const plus = share(moves(ups, downs));
  const minus = share(moves(downs, ups));
  const oneSided = plus.map((one, at) => {
    const other = minus[at] as number;
    return Math.abs(one - other) / (one + other === 0 ? 1 : one + other);
  });
  const adx = rmaOf(oneSided, Number(smoothing));
  return plus.map((one, at) => [one, minus[at] as number, 100 * (adx[at] as number)]);
};
