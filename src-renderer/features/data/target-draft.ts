import type { ImportPreview, ImportTarget } from '../../../src-shared/contract/imports.ts';
import { isInstrumentId, type PriceSide, sourceOf } from '../../../src-shared/domain/instrument.ts';
import { compareTimeframes, parseTimeframe, type Timeframe } from '../../../src-shared/domain/timeframe.ts';
import type { ImportKind } from './column-meanings.ts';

/** Where the rows go, as far as the user has said. */
export interface TargetDraft {
  readonly instrument: string;
  /** Empty leaves it to the spacing of the rows. */
  readonly timeframe: string;
  readonly priceSide: PriceSide;
}

export function draftOf(suggested: ImportPreview['suggested']): TargetDraft {
  return {
    instrument: suggested.instrument ?? '',
    timeframe: suggested.timeframe ?? '',
    priceSide: suggested.priceSide ?? 'trade',
  };
}

/** Why rows cannot be stored under this name; undefined when they can. */
export function instrumentFault(text: string): string | undefined {
  const id = text.trim().toUpperCase();
  if (id === '') return 'Say which market this is, as SOURCE:SYMBOL.';
  if (!isInstrumentId(id)) return 'Write SOURCE:SYMBOL, for example CME:6EH4 or FX:EURUSD.';
  if (sourceOf(id) === 'REPLAY')
    return 'REPLAY: is what the replay plays. Import under the market’s own name.';
  return undefined;
}

/** The finished target; undefined while a fault is left. */
export function targetOf(draft: TargetDraft, kind: ImportKind): ImportTarget | undefined {
  const instrument = draft.instrument.trim().toUpperCase();
  if (instrumentFault(instrument) !== undefined || !isInstrumentId(instrument)) return undefined;
  const timeframe = parseTimeframe(draft.timeframe);
  const { priceSide } = draft;
  if (kind !== 'candles' || timeframe === undefined) return { instrument, priceSide };
  return { instrument, timeframe, priceSide };
}

const usual = '1s 5s 10s 15s 30s 1m 2m 3m 5m 10m 15m 30m 1h 2h 4h 8h 12h 1D 1W 1M'.split(' ') as Timeframe[];

/** Bar lengths to choose from, shortest first, the file's own among them. */
export function timeframeChoices(current: string): readonly Timeframe[] {
  const own = parseTimeframe(current);
  if (own === undefined || usual.includes(own)) return usual;
  return [...usual, own].sort(compareTimeframes);
}
