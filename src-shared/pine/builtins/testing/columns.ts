import type { Bars } from '../../runtime/bars.ts';

/** What a call is given: a column with a value for each bar, or one value for all of them. */
export type Column = ArrayLike<number | boolean | null>;
export type Argument = Column | number | boolean | string | undefined;
/** A value for each bar; of a tuple, an array of values. */
export type Result = number | boolean | null | readonly number[];

export function isColumn(argument: Argument): argument is Column {
  return typeof argument === 'object';
}

export function valueAt(argument: Argument, bar: number): number | boolean | string | null | undefined {
  return isColumn(argument) ? (argument[bar] as number | boolean | null) : argument;
}

export function emptyBars(count: number): Bars {
  const column = () => new Float64Array(count);
  const time = column();
  for (let bar = 0; bar < count; bar += 1) time[bar] = bar * 60_000;
  return {
    count,
    time,
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
  };
}
