/**
 * Values to pixels of a pane, for one painting. The chart library's own conversion goes through several layers; a linear scale
 * is known from two of its points.
 */
export function scaleOf(
  yOf: (value: number) => number,
  valueAt: (y: number) => number,
  height: number,
  isLinear: boolean,
): (value: number) => number {
  if (!isLinear) return yOf;
  const [top, bottom] = [valueAt(0), valueAt(height)];
  const factor = height / (bottom - top);
  if (!Number.isFinite(factor) || !Number.isFinite(top)) return yOf;
  return (value) => (value - top) * factor;
}
