/* Answers tell Indian standard time without a zone: UTC + 5:30, all year. Moments are ms since 1970. */

const aheadMs = 19_800_000;
export const dayMs = 86_400_000;

/** `2021-06-08 15:45:56` */
export function indianClock(at: number): string {
  return new Date(at + aheadMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** `2017-12-15T09:15:00+0530` */
export function candleTime(at: number): string {
  return `${indianClock(at).replace(' ', 'T')}+0530`;
}

/** `2021-06-08` */
export function indianDate(at: number): string {
  return indianClock(at).slice(0, 10);
}

export function indianMidnight(at: number): number {
  return Math.floor((at + aheadMs) / dayMs) * dayMs - aheadMs;
}

/** When access tokens end: the next 06:00. */
export function nextSixOClock(at: number): number {
  const six = 6 * 3_600_000;
  return indianMidnight(at - six) + dayMs + six;
}

/** 0 is Sunday. */
export function indianWeekday(at: number): number {
  return new Date(at + aheadMs).getUTCDay();
}

/** Reads `yyyy-mm-dd hh:mm:ss`, or the date alone. */
export function readIndian(text: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d))?$/.exec(text);
  if (match === null) return undefined;
  const at = Date.parse(`${match[1]}T${match[2] ?? '00:00:00'}Z`);
  return Number.isNaN(at) ? undefined : at - aheadMs;
}
