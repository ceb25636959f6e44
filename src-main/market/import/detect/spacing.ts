import { dayMs, parseTimeframe, type Timeframe } from '../../../../src-shared/domain/timeframe.ts';

/** Rows looked at. Holidays and pauses are rarer than the ordinary step, so a stretch of the file is enough. */
const looked = 50_000;

/** The bar length that the commonest distance between neighbouring times shows; undefined when it is none. */
export function spacingOf(times: ArrayLike<number> | undefined): Timeframe | undefined {
  const step = commonestStep(times ?? []);
  if (step === undefined || step % 1000 !== 0) return undefined;
  const days = step / dayMs;
  if (days >= 28 && days <= 31) return '1M';
  if (days > 31 || (days > 7 && days % 7 !== 0)) return undefined;
  if (days >= 7) return parseTimeframe(`${days / 7}W`);
  // A zone's clock change moves a daily bar by an hour; it never makes the commonest step.
  if (days >= 1) return Number.isInteger(days) ? parseTimeframe(`${days}D`) : undefined;
  const seconds = step / 1000;
  return seconds < 60 || seconds % 60 !== 0
    ? parseTimeframe(`${seconds}s`)
    : parseTimeframe(`${seconds / 60}m`);
}

/** The most frequent positive difference; the smaller one of two that are equally frequent. */
function commonestStep(times: ArrayLike<number>): number | undefined {
  const counts = new Map<number, number>();
  for (let index = 1; index < Math.min(times.length, looked); index++) {
    const step = Math.abs((times[index] as number) - (times[index - 1] as number));
    if (step > 0) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  let best: number | undefined;
  for (const [step, count] of counts) {
    const bestCount = best === undefined ? 0 : (counts.get(best) ?? 0);
    if (count > bestCount || (count === bestCount && best !== undefined && step < best)) best = step;
  }
  return best;
}
