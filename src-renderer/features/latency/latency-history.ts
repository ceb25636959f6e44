import type { LatencyReport } from '../../../src-shared/contract/system.ts';

export type Stage = LatencyReport['stages'][number]['stage'];

export const historyMs = 120_000;

/** The reports of the last two minutes, oldest first. A report of a time already held replaces it. */
export function withReport(history: readonly LatencyReport[], report: LatencyReport): LatencyReport[] {
  const oldest = report.at - historyMs;
  const kept = history.filter((earlier) => earlier.at < report.at && earlier.at >= oldest);
  return [...kept, report];
}

export interface LatencyPoint {
  readonly at: number;
  /** ms; NaN where the stage had no samples, which breaks the line. */
  readonly p99: number;
}

/** Reports come every second; where none came for this long, nobody was heard and nothing is known. */
const silenceMs = 3500;

export function p99Line(history: readonly LatencyReport[], stage: Stage): LatencyPoint[] {
  return history.flatMap((report, index) => {
    const point = {
      at: report.at,
      p99: report.stages.find((one) => one.stage === stage)?.p99 ?? Number.NaN,
    };
    const before = history[index - 1]?.at ?? report.at;
    return report.at - before > silenceMs ? [{ at: before + 1, p99: Number.NaN }, point] : [point];
  });
}

/** Latencies span decades, so the chart's axis is logarithmic: whole powers of ten (ms) round what is shown. */
export function logRange(values: readonly number[]): { low: number; high: number } {
  const shown = values.filter((value) => value > 0 && Number.isFinite(value));
  if (shown.length === 0) return { low: 0.01, high: 100 };
  const low = 10 ** Math.floor(Math.log10(Math.max(0.001, Math.min(...shown))));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...shown) * 1.0001));
  return { low: Math.min(low, high / 10), high };
}

/** The powers of ten of a range, lowest first. */
export function decades(range: { low: number; high: number }): number[] {
  const first = Math.round(Math.log10(range.low));
  const last = Math.round(Math.log10(range.high));
  return Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index));
}

/** 0 at the low end, 1 at the high end. What is not above zero stands at the low end. */
export function logFraction(value: number, range: { low: number; high: number }): number {
  if (!(value > 0)) return 0;
  const fraction = Math.log(value / range.low) / Math.log(range.high / range.low);
  return Math.min(1, Math.max(0, fraction));
}

/** `0.042`, `0.38`, `4.2`, `38`, `1,204`: three digits that matter, in ms. Unknown is a dash. */
export function latencyText(ms: number | undefined): string {
  if (ms === undefined || !Number.isFinite(ms)) return '–';
  if (ms >= 100) return Math.round(ms).toLocaleString('en-US');
  if (ms >= 10) return ms.toFixed(1);
  if (ms >= 1) return ms.toFixed(2);
  return ms.toFixed(3);
}
