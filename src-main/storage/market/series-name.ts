import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { SeriesKey } from '../../../src-shared/domain/series.ts';
import type { TickColumns } from '../../../src-shared/domain/ticks.ts';
import type { SeriesKind } from './column-set.ts';

/** A row of the table `series` without its number. Ticks have neither timeframe nor price side. */
export interface SeriesName {
  readonly kind: SeriesKind;
  readonly instrument: string;
  readonly timeframe: string;
  readonly priceSide: string;
}

export function barSeries({ instrument, timeframe, priceSide }: SeriesKey): SeriesName {
  return { kind: 'candle', instrument, timeframe, priceSide };
}

export function tickSeries(instrument: InstrumentId, kind: TickColumns['kind']): SeriesName {
  return { kind, instrument, timeframe: '', priceSide: '' };
}

/** For messages: `1m bars (trade) of CME:6EH4`, `quotes of FX:EURUSD`. */
export function seriesLabel({ kind, instrument, timeframe, priceSide }: SeriesName): string {
  return kind === 'candle'
    ? `${timeframe} bars (${priceSide}) of ${instrument}`
    : `${kind}s of ${instrument}`;
}
