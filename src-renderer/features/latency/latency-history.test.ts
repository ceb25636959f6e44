import { expect, test } from 'vitest';
import type { LatencyReport } from '../../../src-shared/contract/system.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { decades, latencyText, logFraction, logRange, p99Line, withReport } from './latency-history.ts';

function report(at: number, p99?: number): LatencyReport {
  return {
    at: epochMs(at),
    eventsPerSecond: 0,
    framesPerSecond: 0,
    conflated: 0,
    stages: p99 === undefined ? [] : [{ stage: 'main-loop', count: 1, p50: 0, p95: 0, p99, max: p99 }],
  };
}

test('two minutes of reports are kept', () => {
  let history: LatencyReport[] = [];
  for (let second = 0; second <= 300; second += 1) history = withReport(history, report(second * 1000));
  expect(history.length).toBe(121);
  expect(history[0]?.at).toBe(180_000);
  expect(history.at(-1)?.at).toBe(300_000);
});

test('a report of a time that is there replaces it, and a clock set back drops what came later', () => {
  const history = withReport(withReport([report(1000), report(2000)], report(2000, 5)), report(1500));
  expect(history.map((one) => one.at)).toEqual([1000, 1500]);
});

test('a stage without samples breaks its line', () => {
  const points = p99Line([report(1, 2), report(2), report(3, 4)], 'main-loop');
  expect(points.map((point) => point.p99)).toEqual([2, Number.NaN, 4]);
});

test('a silence of the reports themselves breaks every line, a late report does not', () => {
  const points = p99Line([report(1000, 2), report(3000, 3), report(9000, 4)], 'main-loop');
  expect(points).toEqual([
    { at: 1000, p99: 2 },
    { at: 3000, p99: 3 },
    { at: 3001, p99: Number.NaN },
    { at: 9000, p99: 4 },
  ]);
});

test('the axis spans whole powers of ten round what is shown', () => {
  expect(logRange([0.2, 7])).toEqual({ low: 0.1, high: 10 });
  expect(logRange([Number.NaN])).toEqual({ low: 0.01, high: 100 });
  expect(decades({ low: 0.1, high: 10 })).toEqual([0.1, 1, 10]);
  expect(logFraction(1, { low: 0.1, high: 10 })).toBeCloseTo(0.5);
  expect(logFraction(0, { low: 0.1, high: 10 })).toBe(0);
});

test('latencies have three digits that matter, and the unknown is a dash', () => {
  expect([0.0421, 0.38, 4.2, 38, 1204.4].map(latencyText)).toEqual([
    '0.042',
    '0.380',
    '4.20',
    '38.0',
    '1,204',
  ]);
  expect(latencyText(undefined)).toBe('–');
});
