import type { ReplayStatus } from '../../../src-shared/contract/replay.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import { formatDuration } from '../../ui/format.ts';

export type ReplayTrack = ReplayStatus['tracks'][number];

/**
 * The track whose date is shown: the first wanted one that is played, else the longest, whose end is the end of the
 * whole replay.
 */
export function focusedTrack(
  tracks: readonly ReplayTrack[],
  ...wanted: readonly (InstrumentId | null)[]
): ReplayTrack | undefined {
  for (const id of wanted) {
    const found = tracks.find((track) => track.instrument === id || track.source === id);
    if (found !== undefined) return found;
  }
  let longest = tracks[0];
  for (const track of tracks) {
    if (longest === undefined || track.to - track.from > longest.to - longest.from) longest = track;
  }
  return longest;
}

/** The moment a track stands at when the common clock is `elapsedMs` from the start; a shorter track waits at its end. */
export function trackTimeAt(track: ReplayTrack, elapsedMs: number): EpochMs {
  return epochMs(Math.min(Math.max(track.from + elapsedMs, track.from), track.to));
}

export function clampElapsed(elapsedMs: number, lengthMs: number): number {
  return Math.min(Math.max(0, elapsedMs), Math.max(0, lengthMs));
}

/** From 0 at the start to 1 at the end; 0 where there is no length. */
export function fractionOf(elapsedMs: number, lengthMs: number): number {
  return lengthMs > 0 ? clampElapsed(elapsedMs, lengthMs) / lengthMs : 0;
}

/** How far a replay is, to the second: `2h 14m`; `0s` at the start. */
export function elapsedText(elapsedMs: number): string {
  return elapsedMs < 1000 ? '0s' : formatDuration(elapsedMs);
}

const stepsMs = [
  60_000, 300_000, 900_000, 3_600_000, 14_400_000, 43_200_000, 86_400_000, 604_800_000, 2_592_000_000,
  7_776_000_000, 31_536_000_000,
];

/**
 * Where the scrubber has its marks, as elapsed ms: round moments of the focused track (UTC), about as many as fit with
 * `widthPx` and at least `gapPx` between them.
 */
export function scrubberMarks(track: ReplayTrack, lengthMs: number, widthPx: number, gapPx = 48): number[] {
  if (lengthMs <= 0 || widthPx <= 0) return [];
  const msPerPx = lengthMs / widthPx;
  const stepMs = stepsMs.find((step) => step / msPerPx >= gapPx);
  if (stepMs === undefined) return [];
  const marks: number[] = [];
  const first = Math.ceil(track.from / stepMs) * stepMs;
  for (let time = first; time < track.from + lengthMs; time += stepMs) {
    if (time > track.from) marks.push(time - track.from);
  }
  return marks;
}
