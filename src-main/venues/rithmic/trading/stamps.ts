import { type EpochMs, epochMs } from '../../../../src-shared/domain/time.ts';
import { localTimeIn } from '../../../../src-shared/domain/zone-time.ts';

/** When Rithmic says that something was: seconds of Unix time and microseconds of that second. */
export interface Stamp {
  readonly seconds: number;
  readonly micros: number;
  /** Rithmic's running number, which orders what has one time; 0 where it tells none. */
  readonly sequence: bigint;
}

interface Stamped {
  readonly ssboe?: number | undefined;
  readonly usecs?: number | undefined;
  readonly source_ssboe?: number | undefined;
  readonly source_usecs?: number | undefined;
  readonly sequence_number?: string | undefined;
}

export function stampOf(fields: Stamped): Stamp {
  const sequence = BigInt(/\d{1,30}$/.exec(fields.sequence_number ?? '')?.[0] ?? 0);
  if (fields.ssboe === undefined && fields.source_ssboe !== undefined)
    return { seconds: fields.source_ssboe, micros: fields.source_usecs ?? 0, sequence };
  return { seconds: fields.ssboe ?? 0, micros: fields.usecs ?? 0, sequence };
}

/** Negative when `a` is earlier. */
export function compareStamps(a: Stamp, b: Stamp): number {
  if (a.seconds !== b.seconds) return a.seconds - b.seconds;
  if (a.micros !== b.micros) return a.micros - b.micros;
  return a.sequence < b.sequence ? -1 : a.sequence > b.sequence ? 1 : 0;
}

export function msOf({ seconds, micros }: Stamp): EpochMs {
  return epochMs(seconds * 1000 + Math.floor(micros / 1000));
}

/** `2026-03-02`, in UTC. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** `20260302`, as Rithmic writes days; UTC. */
export function rithmicDay(ms: number): string {
  return dayOf(ms).replaceAll('-', '');
}

/** Trading days begin at 17:00 in Chicago and carry the date they end on; weekends have none of their own. */
const tradingZone = 'America/Chicago';
const dayBeginsAtHour = 17;

const hourMs = 3_600_000;
/** Trading days begin on a full hour, and what is asked for lies close together. */
let newest = { hour: Number.NaN, day: '' };

/** `2026-03-02`, the trading day of a moment. */
export function tradingDayOf(ms: number): string {
  const hour = Math.floor(ms / hourMs);
  if (newest.hour !== hour) newest = { hour, day: dayBy(ms) };
  return newest.day;
}

function dayBy(ms: number): string {
  const { year, month, day, hour } = localTimeIn(tradingZone, epochMs(ms));
  return dayOf(Date.UTC(year, month - 1, day + (hour >= dayBeginsAtHour ? 1 : 0)));
}

/** The moment of Rithmic's `20260302` and `14:14:07`, which are UTC; undefined for anything else. */
export function momentOf(date: string | undefined, time: string | undefined): number | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(date ?? '');
  const clock = /^(\d{2}):(\d{2}):(\d{2})/.exec(time ?? '');
  if (parts === null || clock === null) return undefined;
  const ms = Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T${clock[1]}:${clock[2]}:${clock[3]}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}
