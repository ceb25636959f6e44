import { parseTimeframe, type Timeframe, timeframeParts } from '../../../domain/timeframe.ts';

/*
 * The language writes timeframes otherwise than we do: minutes without a unit (`60`), `S`, `D`, `W`, `M` behind the number,
 * which may be missing. It has no hours.
 */

/** @returns undefined for what is not a timeframe; ours (`4h`, `30m`) is understood too */
export function timeframeOfScript(text: string): Timeframe | undefined {
  const found = /^(\d*)([SDWM]?)$/.exec(text);
  if (found === null) return parseTimeframe(text);
  const [, digits = '', unit = ''] = found;
  if (digits === '' && unit === '') return undefined;
  const count = digits === '' ? 1 : Number(digits);
  if (!(count >= 1)) return undefined;
  if (unit === 'S') return parseTimeframe(`${count}s`);
  if (unit !== '') return parseTimeframe(`${count}${unit}`);
  if (count % 60 === 0 && count <= 1440) return parseTimeframe(`${count / 60}h`);
  return parseTimeframe(`${count}m`);
}

/** As version 6 writes it: `60`, `1D`. Version 5 leaves a count of one away before D, W and M. */
export function scriptTimeframe(timeframe: Timeframe, version: number): string {
  const { count, unit } = timeframeParts(timeframe);
  if (unit === 'm') return String(count);
  if (unit === 'h') return String(count * 60);
  if (unit === 's') return `${count}S`;
  return count === 1 && version < 6 ? unit : `${count}${unit}`;
}

const monthSeconds = 2_628_003;

export function secondsOf(timeframe: Timeframe): number {
  const { count, unit } = timeframeParts(timeframe);
  const seconds = { s: 1, m: 60, h: 3600, D: 86_400, W: 604_800, M: monthSeconds }[unit];
  return count * seconds;
}
