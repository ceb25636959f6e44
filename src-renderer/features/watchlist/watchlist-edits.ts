import type { WatchlistDocument } from '../../../src-shared/contract/documents.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';

/** What can be done to a list, as pure steps from one document to the next. */

export function withInstrument(
  list: WatchlistDocument,
  instrument: InstrumentId,
  before?: InstrumentId,
): WatchlistDocument {
  if (list.instruments.includes(instrument)) return list;
  const at = before === undefined ? -1 : list.instruments.indexOf(before);
  const instruments = [...list.instruments];
  instruments.splice(at === -1 ? instruments.length : at, 0, instrument);
  return { ...list, instruments };
}

export function withoutInstrument(list: WatchlistDocument, instrument: InstrumentId): WatchlistDocument {
  return { ...list, instruments: list.instruments.filter((one) => one !== instrument) };
}

/** Moves an instrument so that it stands at `index` of the result. */
export function withMoved(
  list: WatchlistDocument,
  instrument: InstrumentId,
  index: number,
): WatchlistDocument {
  if (!list.instruments.includes(instrument)) return list;
  const instruments = list.instruments.filter((one) => one !== instrument);
  instruments.splice(Math.min(Math.max(0, index), instruments.length), 0, instrument);
  return { ...list, instruments };
}
