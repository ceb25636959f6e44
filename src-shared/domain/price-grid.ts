import { Failure } from './failure.ts';

/** The steps a price or a quantity can stand on, taken from a decimal such as `0.00005`. */
export interface Grid {
  /** Decimal places that show every step. */
  readonly decimals: number;
  /** The step as a number. */
  readonly step: number;
  /** Steps per one, as near as binary numbers come; whole for steps such as 0.01. */
  readonly perUnit: number;
}

/** @throws Failure `invalid` when the text is not a positive decimal. */
export function gridOf(step: string): Grid {
  if (!/^\d+(\.\d+)?$/.test(step) || Number(step) <= 0) {
    throw new Failure('invalid', `“${step}” is not a step. Write a positive decimal, for example 0.25.`);
  }
  const fraction = (step.split('.')[1] ?? '').replace(/0+$/, '');
  // From whole numbers: 1 / 0.00001 is 99999.99999999999.
  const [whole = ''] = step.split('.');
  return {
    decimals: fraction.length,
    step: Number(step),
    perUnit: 10 ** fraction.length / Number(whole + fraction),
  };
}

/** The nearest step, halves upwards, free of binary dust: 1.10005 and not 1.1000500000000002. */
export function toGrid(grid: Grid, value: number): number {
  const nearest = Math.round(value * grid.perUnit) / grid.perUnit;
  // A quotient of two whole numbers is already the double nearest to the decimal.
  return Number.isInteger(grid.perUnit) ? nearest : Number(nearest.toFixed(grid.decimals));
}

export function isOnGrid(grid: Grid, value: number): boolean {
  return Math.abs(toGrid(grid, value) - value) <= Math.abs(value) * 1e-12;
}

/** How many steps lie between two prices. */
export function stepsBetween(grid: Grid, from: number, to: number): number {
  return Math.round((to - from) * grid.perUnit);
}
