import type { ReplayStatus } from '../../../src-shared/contract/replay.ts';
import {
  type InstrumentId,
  instrumentId,
  isInstrumentId,
  sourceOf,
  symbolOf,
} from '../../../src-shared/domain/instrument.ts';
import type { Timeframe } from '../../../src-shared/domain/timeframe.ts';

/** The stored market behind a replayed one, CME:6EH4 for REPLAY:CME.6EH4; undefined for markets of other sources. */
export function storedBehind(id: InstrumentId): InstrumentId | undefined {
  if (sourceOf(id) !== 'REPLAY') return undefined;
  const stored = symbolOf(id).replace('.', ':');
  return isInstrumentId(stored) ? instrumentId(stored) : undefined;
}

export interface NoBarsCase {
  readonly instrument: InstrumentId;
  readonly timeframe: Timeframe;
  /** Null until it is known. */
  readonly replay: Pick<ReplayStatus, 'tracks'> | null;
  /** Whether a connection streams it. */
  readonly isStreamed: boolean;
  /** Whether other timeframes can be offered. */
  readonly hasOthers: boolean;
}

/** True for a replayed market that the loaded replay does not play: nothing will come of waiting. */
export function isOutsideReplay({ instrument, replay }: Pick<NoBarsCase, 'instrument' | 'replay'>): boolean {
  return (
    storedBehind(instrument) !== undefined &&
    replay?.tracks.every((track) => track.instrument !== instrument) === true
  );
}

/** Why a chart is empty, and what would fill it. */
export function noBarsText(empty: NoBarsCase): string {
  const { instrument, timeframe, isStreamed, hasOthers } = empty;
  if (isOutsideReplay(empty)) {
    const stored = storedBehind(instrument);
    const load = `${stored} is not in the loaded replay. Add it in the Replay panel and press Load.`;
    return hasOthers ? `${load} Without a replay its whole history can be looked at:` : load;
  }
  const none = `${symbolOf(instrument)} has no ${timeframe} bars yet.`;
  if (hasOthers) return `${none} It has history in:`;
  if (storedBehind(instrument) !== undefined) return `${none} They appear as the replay plays.`;
  return isStreamed
    ? `${none} They will appear as it trades.`
    : `${none} No connection streams it; import its history in the Data panel.`;
}
