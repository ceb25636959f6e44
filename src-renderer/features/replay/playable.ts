import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { contentFineness } from '../../lib/market/stored-content.ts';

/** One row of `market.stored`. */
export interface StoredSeries {
  readonly instrument: InstrumentId;
  readonly content: string;
  readonly count: number;
  readonly first: EpochMs;
  readonly last: EpochMs;
}

/** A stored instrument as it can be replayed: from the finest that is stored of it. */
export interface Playable {
  readonly instrument: InstrumentId;
  /** The finest content; what lies at the same fineness (bid and ask) is named together. */
  readonly finest: string;
  readonly count: number;
  readonly first: EpochMs;
  readonly last: EpochMs;
}

/** Recorded markets as instruments, by name. What the replay itself plays (REPLAY:…) is not offered again. */
export function playables(stored: readonly StoredSeries[]): Playable[] {
  const byInstrument = new Map<InstrumentId, StoredSeries[]>();
  for (const series of stored) {
    if (series.count === 0 || series.instrument.startsWith('REPLAY:')) continue;
    byInstrument.set(series.instrument, [...(byInstrument.get(series.instrument) ?? []), series]);
  }
  return [...byInstrument]
    .map(([instrument, all]) => {
      const fineness = Math.min(...all.map((series) => contentFineness(series.content)));
      const finest = all.filter((series) => contentFineness(series.content) === fineness);
      return {
        instrument,
        finest: finest
          .map((series) => series.content)
          .sort()
          .join(', '),
        count: finest.reduce((sum, series) => sum + series.count, 0),
        first: Math.min(...finest.map((series) => series.first)) as EpochMs,
        last: Math.max(...finest.map((series) => series.last)) as EpochMs,
      };
    })
    .sort((a, b) => a.instrument.localeCompare(b.instrument));
}

/** The dates a user picked for one track, `2024-01-05`, empty for “from the start” and “to the end”. */
export interface TrackChoice {
  readonly instrument: InstrumentId;
  readonly fromDate: string;
  readonly toDate: string;
}

const dayMs = 86_400_000;

/** Midnight UTC of `2024-01-05`, or undefined when it is no date. */
export function dateStart(date: string): EpochMs | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const time = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) return undefined;
  return time as EpochMs;
}

export function dateOf(time: EpochMs): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The range of a choice; both dates are whole days and included. Null where the choice is open. */
export function rangeOf(choice: TrackChoice): { from: EpochMs | null; to: EpochMs | null } {
  const to = dateStart(choice.toDate);
  return {
    from: dateStart(choice.fromDate) ?? null,
    to: to === undefined ? null : ((to + dayMs) as EpochMs),
  };
}

/** Why a choice cannot be played, in a few words; undefined when it can. */
export function choiceFault(choice: TrackChoice, playable: Playable): string | undefined {
  if (choice.fromDate !== '' && dateStart(choice.fromDate) === undefined)
    return 'The first day is not a date.';
  if (choice.toDate !== '' && dateStart(choice.toDate) === undefined) return 'The last day is not a date.';
  const { from, to } = rangeOf(choice);
  if (from !== null && to !== null && from >= to) return 'The last day is before the first.';
  const isOutside = (from !== null && from > playable.last) || (to !== null && to <= playable.first);
  if (isOutside)
    return `Nothing is stored then: it has ${dateOf(playable.first)} to ${dateOf(playable.last)}.`;
  return undefined;
}

/** How long a choice plays, in ms of market time. */
export function choiceLengthMs(choice: TrackChoice, playable: Playable): number {
  const { from, to } = rangeOf(choice);
  const start = Math.max(from ?? playable.first, playable.first);
  const end = Math.min(to ?? playable.last, playable.last);
  return Math.max(0, end - start);
}

/** How the tracks of one replay stand to each other: on one calendar, or each at its own beginning. */
export type Alignment = 'calendar' | 'start';

/** From when to when all choices have something, undefined where there is no such time. */
export function commonRange(
  choices: readonly TrackChoice[],
  playables: readonly Playable[],
): { from: EpochMs; to: EpochMs } | undefined {
  let [from, to] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const choice of choices) {
    const playable = playables.find((one) => one.instrument === choice.instrument);
    if (playable === undefined) return undefined;
    const range = rangeOf(choice);
    from = Math.max(from, range.from ?? playable.first, playable.first);
    to = Math.min(to, range.to ?? playable.last, playable.last);
  }
  return choices.length > 0 && from < to ? { from: from as EpochMs, to: to as EpochMs } : undefined;
}

/** What is loaded. On one calendar all tracks begin at the first moment they share, so that one clock is right for all. */
export function trackRequests(
  choices: readonly TrackChoice[],
  playables: readonly Playable[],
  alignment: Alignment,
): { source: InstrumentId; from: EpochMs | null; to: EpochMs | null }[] {
  const common = alignment === 'calendar' && choices.length > 1 ? commonRange(choices, playables) : undefined;
  return choices.map((choice) => {
    const range = rangeOf(choice);
    return { source: choice.instrument, from: common?.from ?? range.from, to: range.to };
  });
}

export const largestSeed = 0xffff_ffff;

/** A seed is a whole number from 0 to 4,294,967,295. */
export function parseSeed(text: string): number | undefined {
  const value = Number(text.trim());
  const isSeed = /^\d{1,10}$/.test(text.trim()) && value <= largestSeed;
  return isSeed ? value : undefined;
}
