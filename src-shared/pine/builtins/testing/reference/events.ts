import { absent, eachBar, type Reference } from './series.ts';

export const cross: Reference = eachBar((at, first = [], second = []) => {
  const sides = first
    .slice(0, at + 1)
    .map((value, bar) => value - (second[bar] as number))
    .map((difference) => (Math.abs(difference) > 1e-10 ? Math.sign(difference) : 0));
  const now = sides.at(-1) as number;
  if (now === 0) return false;
  return sides.slice(0, -1).findLast((side) => side !== 0) === -now;
});

function crossing(isBeyond: (a: number, b: number) => boolean): Reference {
  return eachBar((at, first = [], second = []) => {
    const isKnown = (bar: number) => !Number.isNaN((first[bar] as number) + (second[bar] as number));
    if (!isKnown(at) || !isBeyond(first[at] as number, second[at] as number)) return false;
    let before = at - 1;
    while (before >= 0 && !isKnown(before)) before -= 1;
    return before >= 0 && !isBeyond(first[before] as number, second[before] as number);
  });
}

export const crossover = crossing((a, b) => a > b);
export const crossunder = crossing((a, b) => a < b);

export const barssince: Reference = eachBar((at, condition = []) => {
  const last = condition.slice(0, at + 1).lastIndexOf(1);
  return last < 0 ? absent : at - last;
});

export const valuewhen: Reference = eachBar((at, condition = [], source = [], occurrence = []) => {
  const bars = condition.flatMap((isTrue, bar) => (isTrue === 1 && bar <= at ? [bar] : []));
  const bar = bars.at(-1 - (occurrence[at] as number));
  return bar === undefined ? absent : (source[bar] as number);
});

export const boolWhen: Reference = (bars, ...args) => valuewhen(bars, ...args).map((value) => value === 1);

export const cum: Reference = eachBar((at, source = []) =>
  Number.isNaN(source[at] as number)
    ? absent
    : source.slice(0, at + 1).reduce((sum, value) => (Number.isNaN(value) ? sum : sum + value), 0),
);

export const fixnan: Reference = eachBar(
  (at, source = []) => source.slice(0, at + 1).findLast((value) => !Number.isNaN(value)) ?? absent,
);
