import { Failure } from './failure.ts';

export const timeframeUnits = ['s', 'm', 'h', 'D', 'W', 'M'] as const;
export type TimeframeUnit = (typeof timeframeUnits)[number];

/** A bar length, written as traders write it: `1s 1m 4h 1D 1W 1M`. Note `1m` (minute) and `1M` (month). */
export type Timeframe = `${number}${TimeframeUnit}`;

export interface TimeframeParts {
  readonly count: number;
  readonly unit: TimeframeUnit;
}

/** Offered on every chart, shortest first. */
export const standardTimeframes = [
  '1m',
  '5m',
  '15m',
  '30m',
  '1h',
  '4h',
  '1D',
  '1W',
] as const satisfies Timeframe[];

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

const unitMs: Readonly<Record<TimeframeUnit, number>> = {
  s: secondMs,
  m: minuteMs,
  h: hourMs,
  D: dayMs,
  W: 7 * dayMs,
  M: 30 * dayMs,
};

/** How many of a unit one bar may last. */
export const largestCount: Readonly<Record<TimeframeUnit, number>> = {
  s: 3600,
  m: 1440,
  h: 24,
  D: 31,
  W: 52,
  M: 12,
};

/** @throws Failure `invalid` for anything that is not a timeframe. */
export function timeframe(text: string): Timeframe {
  const found = parseTimeframe(text);
  if (found === undefined) {
    throw new Failure(
      'invalid',
      `“${text}” is not a timeframe. Write a number and s, m, h, D, W or M: 5m, 4h, 1D.`,
    );
  }
  return found;
}

/** Accepts what traders type: `5`, `5m`, `60`, `4H`, `d`, `1w`. A bare number is minutes; `m` minutes, `M` months. */
export function parseTimeframe(text: string): Timeframe | undefined {
  const match = /^(\d{0,4})\s*([smhHdDwWM]?)$/.exec(text.trim());
  if (match === null || text.trim() === '') return undefined;
  const [, digits = '', letter = ''] = match;
  const count = digits === '' ? 1 : Number(digits);
  const unit = (letter === '' ? 'm' : ({ H: 'h', d: 'D', w: 'W' }[letter] ?? letter)) as TimeframeUnit;
  if (count < 1 || count > largestCount[unit]) return undefined;
  return normalised(count, unit);
}

/** `60m` and `1h` are one timeframe and have one name. */
function normalised(count: number, unit: TimeframeUnit): Timeframe {
  if (unit === 's' && count % 60 === 0) return normalised(count / 60, 'm');
  if (unit === 'm' && count % 60 === 0) return normalised(count / 60, 'h');
  if (unit === 'h' && count % 24 === 0) return normalised(count / 24, 'D');
  return `${count}${unit}`;
}

export function timeframeParts(frame: Timeframe): TimeframeParts {
  return { count: Number(frame.slice(0, -1)), unit: frame.slice(-1) as TimeframeUnit };
}

/** Length in ms; for days, weeks and months the usual length, since a session day or month may differ. */
export function nominalMs(frame: Timeframe): number {
  const { count, unit } = timeframeParts(frame);
  return count * unitMs[unit];
}

/** The timeframe of that length, or undefined where no timeframe has it. Seven days are a week. */
export function timeframeOfMs(lengthMs: number): Timeframe | undefined {
  const weeks = lengthMs / unitMs.W;
  if (Number.isInteger(weeks)) return parseTimeframe(`${weeks}W`);
  const days = lengthMs / dayMs;
  if (Number.isInteger(days)) return parseTimeframe(`${days}D`);
  const minutes = lengthMs / minuteMs;
  return parseTimeframe(Number.isInteger(minutes) ? `${minutes}m` : `${lengthMs / secondMs}s`);
}

/** True below one day: such bars are cut from a trading day, longer ones are made of whole days. */
export function isIntraday(frame: Timeframe): boolean {
  const { unit } = timeframeParts(frame);
  return unit === 's' || unit === 'm' || unit === 'h';
}

export function compareTimeframes(a: Timeframe, b: Timeframe): number {
  return nominalMs(a) - nominalMs(b);
}
