/** Neither na nor infinite. By arithmetic, since `Number.isFinite` costs as much as the rest of an average. */
export function isKnown(value: number): boolean {
  return value - value === 0;
}
