import type { Bars } from '../../../runtime/bars.ts';
import { type Argument, isColumn, type Result } from '../columns.ts';

/*
 * Slow references: each built-in once more, straight from its definition, all bars looked at anew for each bar. They share
 * nothing with the built-ins themselves.
 */

export type Reference = (bars: Bars, ...args: readonly Argument[]) => Result[];

export const absent = Number.NaN;

/** An argument as a number for each bar; true is 1, null is na. */
export function numbers(argument: Argument, bars: Bars): number[] {
  return Array.from({ length: bars.count }, (_, bar) => {
    const value = isColumn(argument) ? argument[bar] : argument;
    return value === null || value === undefined ? absent : Number(value);
  });
}

/** A value for each bar, from the bar's number and the arguments as columns. */
export function eachBar(value: (at: number, ...columns: number[][]) => Result): Reference {
  return (bars, ...args) => {
    const columns = args.map((argument) => numbers(argument, bars));
    return Array.from({ length: bars.count }, (_, at) => value(at, ...columns));
  };
}

/** As above, with the bars. */
export function eachBarOf(value: (bars: Bars, at: number, ...columns: number[][]) => Result): Reference {
  return (bars, ...args) => {
    const columns = args.map((argument) => numbers(argument, bars));
    return Array.from({ length: bars.count }, (_, at) => value(bars, at, ...columns));
  };
}

/** From the last `length` values that are not na, newest first; na where there are fewer or the newest bar's is na. */
export function ofDefined(value: (values: number[], ...others: number[]) => number): Reference {
  return eachBar((at, source = [], length = [], ...others) => {
    const values = lastDefined(source, at, length[at] as number);
    return values === undefined ? absent : value(values, ...others.map((column) => column[at] as number));
  });
}

export function lastDefined(source: readonly number[], at: number, length: number): number[] | undefined {
  if (Number.isNaN(source[at] as number) || Number.isNaN(length)) return undefined;
  const found: number[] = [];
  for (let bar = at; bar >= 0 && found.length < length; bar -= 1) {
    if (!Number.isNaN(source[bar] as number)) found.push(source[bar] as number);
  }
  return found.length === length ? found : undefined;
}

/** The values of the last `length` bars, newest first, na among them. */
export function lastBars(source: readonly number[], at: number, length: number): number[] | undefined {
  if (!(at + 1 >= length)) return undefined;
  return source.slice(at + 1 - length, at + 1).reverse();
}

export function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

export function mean(values: readonly number[]): number {
  // Around the first value, so that large prices keep their digits.
  const first = values[0] as number;
  return first + total(values.map((value) => value - first)) / values.length;
}

export function quotient(dividend: number, divisor: number): number {
  return divisor === 0 ? absent : dividend / divisor;
}

/** Each bar's number from the columns of other references. */
export function changes(source: readonly number[], back = 1): number[] {
  return source.map((value, at) => value - (source[at - back] ?? absent));
}
