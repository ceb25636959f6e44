import { type EpochMs, epochMs, type TimeRange } from './time.ts';
import { dayMs } from './timeframe.ts';
import { localTimeIn, zonedMoment } from './zone-time.ts';

export const marketSessions = ['tokyo', 'london', 'new-york'] as const;
export type MarketSession = (typeof marketSessions)[number];

export interface SessionRules {
  readonly name: string;
  readonly zone: string;
  /** Local minutes after midnight, Monday to Friday. */
  readonly opens: number;
  readonly closes: number;
}

/** The usual currency desks' hours, each in its own city's clock, so that summer time moves them as it does in life. */
export const sessionRules: Readonly<Record<MarketSession, SessionRules>> = {
  tokyo: { name: 'Tokyo', zone: 'Asia/Tokyo', opens: 9 * 60, closes: 18 * 60 },
  london: { name: 'London', zone: 'Europe/London', opens: 8 * 60, closes: 17 * 60 },
  'new-york': { name: 'New York', zone: 'America/New_York', opens: 8 * 60, closes: 17 * 60 },
};

export interface SessionWindow extends TimeRange {
  readonly session: MarketSession;
}

/** Every stretch of the sessions that touches the range, by start. Long ranges make long lists: one a weekday and session. */
export function sessionWindows(range: TimeRange): SessionWindow[] {
  const windows: SessionWindow[] = [];
  for (const session of marketSessions) {
    const { zone, opens, closes } = sessionRules[session];
    const local = localTimeIn(zone, range.from);
    const firstDate = Date.UTC(local.year, local.month - 1, local.day) - dayMs;
    for (let date = firstDate; date <= range.to + dayMs; date += dayMs) {
      const at = new Date(date);
      const weekday = at.getUTCDay();
      if (weekday === 0 || weekday === 6) continue;
      const moment = (minutes: number) =>
        zonedMoment(zone, at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), minutes);
      const from = moment(opens);
      const to = moment(closes);
      if (from < range.to && to > range.from) windows.push({ session, from, to });
    }
  }
  return windows.sort((a, b) => a.from - b.from);
}

/** Which sessions are open at that moment. */
export function openSessions(time: EpochMs): MarketSession[] {
  return sessionWindows({ from: time, to: epochMs(time + 1) }).map((window) => window.session);
}
