/** Differences of up to so much count as none where a built-in compares with the language's own `<` and `==`. */
export const tolerance = 1e-10;

/** Division as the language does it: by zero it is na. */
export function divide(dividend: number, divisor: number): number {
  return divisor === 0 ? Number.NaN : dividend / divisor;
}
