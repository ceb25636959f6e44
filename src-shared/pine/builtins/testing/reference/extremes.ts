import { absent, eachBar, eachBarOf, lastBars, type Reference } from './series.ts';

function best(values: readonly number[] | undefined, isBetter: (a: number, b: number) => boolean): number {
  let found = absent;
  for (const value of values ?? []) {
    if (!Number.isNaN(value) && (Number.isNaN(found) || isBetter(value, found))) found = value;
  }
  return found;
}

const greater = (a: number, b: number) => a > b;
const smaller = (a: number, b: number) => a < b;

export const highestOf = (values: readonly number[] | undefined) => best(values, greater);
export const lowestOf = (values: readonly number[] | undefined) => best(values, smaller);

/** The offset of the oldest one among equals. */
function place(values: readonly number[] | undefined, wanted: number): number {
  return Number.isNaN(wanted) ? absent : -(values ?? []).lastIndexOf(wanted) + 0;
}

export const highest: Reference = eachBar((at, source = [], length = []) =>
  highestOf(lastBars(source, at, length[at] as number)),
);
export const lowest: Reference = eachBar((at, source = [], length = []) =>
  lowestOf(lastBars(source, at, length[at] as number)),
);
export const highestbars: Reference = eachBar((at, source = [], length = []) => {
  const values = lastBars(source, at, length[at] as number);
  return place(values, highestOf(values));
});
export const lowestbars: Reference = eachBar((at, source = [], length = []) => {
  const values = lastBars(source, at, length[at] as number);
  return place(values, lowestOf(values));
});
export const range: Reference = eachBar((at, source = [], length = []) => {
  const values = lastBars(source, at, length[at] as number);
  return highestOf(values) - lowestOf(values);
});

export const ofHighs =
  (reference: Reference): Reference =>
  (bars, ...args) =>
    reference(bars, bars.high, ...args);
export const ofLows =
  (reference: Reference): Reference =>
  (bars, ...args) =>
    reference(bars, bars.low, ...args);

export const max: Reference = eachBar((at, source = []) => highestOf(source.slice(0, at + 1)));
export const min: Reference = eachBar((at, source = []) => lowestOf(source.slice(0, at + 1)));

function pivot(isBeyond: (a: number, b: number) => boolean): Reference {
  return eachBarOf((_, at, source = [], left = [], right = []) => {
    const [before, after] = [left[at] as number, right[at] as number];
    const candidate = source[at - after] as number;
    if (at < before + after || Number.isNaN(candidate)) return absent;
    const later = source.slice(at - after + 1, at + 1);
    const earlier = source.slice(at - after - before, at - after);
    const isPivot =
      later.every((value) => isBeyond(candidate, value)) &&
      !earlier.some((value) => isBeyond(value, candidate));
    return isPivot ? candidate : absent;
  });
}

export const pivothigh = pivot(greater);
export const pivotlow = pivot(smaller);
