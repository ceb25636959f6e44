import { largestCount, parseTimeframe, type TimeframeUnit } from '../../../src-shared/domain/timeframe.ts';

const unitNames: Readonly<Record<TimeframeUnit, string>> = {
  s: 'seconds',
  m: 'minutes',
  h: 'hours',
  D: 'days',
  W: 'weeks',
  M: 'months',
};

/** What is wrong with a typed bar length and what to write instead; undefined when nothing is. */
export function timeframeFault(text: string): string | undefined {
  if (text.trim() === '' || parseTimeframe(text) !== undefined) return undefined;
  const match = /^(\d+)\s*([smhdwM]?)$/.exec(text.trim().replace(/[HDW]$/, (unit) => unit.toLowerCase()));
  if (match === null) return 'Write a number and s, m, h, D, W or M.';
  const [, count = '', letter = ''] = match;
  if (Number(count) === 0) return 'A bar has to last for some time.';
  const unit = (letter === '' ? 'm' : ({ d: 'D', w: 'W' }[letter] ?? letter)) as TimeframeUnit;
  const longest = `A bar of ${unitNames[unit]} has at most ${largestCount[unit]} of them.`;
  return unit === 'M' ? longest : `${longest} Write longer ones in ${longerUnits[unit]}.`;
}

const longerUnits: Readonly<Record<Exclude<TimeframeUnit, 'M'>, string>> = {
  s: 'minutes: 90m',
  m: 'hours, days or weeks: 12h, 2D, 1W',
  h: 'days or weeks: 2D, 1W',
  D: 'weeks or months: 6W, 2M',
  W: 'months: 12M',
};
