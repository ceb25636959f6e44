import {
  type Instrument,
  type InstrumentId,
  instrumentId,
  sourceOf,
  symbolOf,
} from '../../../src-shared/domain/instrument.ts';

const source = 'REPLAY';

/*
 * A replayed market is an instrument of its own, REPLAY:CME.6EH4 for CME:6EH4: its past must never be mistaken for, or
 * mixed with, the live market of the same name.
 */

export function replayedId(stored: InstrumentId): InstrumentId {
  return instrumentId(`${source}:${stored.replace(':', '.')}`);
}

/** The stored instrument behind a replayed one; undefined for ids of other venues. */
export function storedId(replayed: InstrumentId): InstrumentId | undefined {
  if (sourceOf(replayed) !== source) return undefined;
  const dot = symbolOf(replayed).indexOf('.');
  if (dot < 1) return undefined;
  return instrumentId(`${symbolOf(replayed).slice(0, dot)}:${symbolOf(replayed).slice(dot + 1)}`);
}

export function replayedInstrument(stored: Instrument): Instrument {
  return { ...stored, id: replayedId(stored.id) };
}
