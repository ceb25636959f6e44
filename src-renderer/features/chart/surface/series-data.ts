import type {
  CandlestickData,
  HistogramData,
  SingleValueData,
  UTCTimestamp,
  WhitespaceData,
} from 'lightweight-charts';
import type { CandleColumns } from '../../../../src-shared/domain/candle.ts';
import type { ChartStyle } from '../chart-settings.ts';
import { type ChartColours, withAlpha } from './chart-colours.ts';

export type PriceData = CandlestickData<UTCTimestamp> | SingleValueData<UTCTimestamp>;

export function isOhlcStyle(style: ChartStyle): boolean {
  return style === 'candles' || style === 'bars' || style === 'heikin-ashi';
}

export function priceDataAt(bars: CandleColumns, index: number, style: ChartStyle): PriceData {
  const time = ((bars.time[index] as number) / 1000) as UTCTimestamp;
  if (!isOhlcStyle(style)) return { time, value: bars.close[index] as number };
  return {
    time,
    open: bars.open[index] as number,
    high: bars.high[index] as number,
    low: bars.low[index] as number,
    close: bars.close[index] as number,
  };
}

export function hasVolumeIn(bars: CandleColumns): boolean {
  return bars.volume.some((volume) => volume > 0);
}

export interface VolumeColours {
  readonly up: string;
  readonly down: string;
}

export function volumeColours(colours: ChartColours): VolumeColours {
  return { up: withAlpha(colours.up, 0.3), down: withAlpha(colours.down, 0.3) };
}

/** Nothing where nothing was traded: a histogram draws a line even for 0. */
export function volumeDataAt(
  bars: CandleColumns,
  index: number,
  colours: VolumeColours,
): HistogramData<UTCTimestamp> | WhitespaceData<UTCTimestamp> {
  const time = ((bars.time[index] as number) / 1000) as UTCTimestamp;
  const value = bars.volume[index] as number;
  if (!(value > 0)) return { time };
  const isUp = (bars.close[index] as number) >= (bars.open[index] as number);
  return { time, value, color: isUp ? colours.up : colours.down };
}
