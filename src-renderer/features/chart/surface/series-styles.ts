import {
  AreaSeries,
  BarSeries,
  BaselineSeries,
  CandlestickSeries,
  type IChartApiBase,
  type ISeriesApi,
  LineSeries,
  LineType,
  type SeriesType,
  type Time,
} from 'lightweight-charts';
import type { ChartStyle } from '../chart-settings.ts';
import { type ChartColours, withAlpha } from './chart-colours.ts';

export type PriceSeries = ISeriesApi<SeriesType, Time>;

/** The last price has a line of its own, which also holds while the newest bars are not in the window. */
const common = { lastValueVisible: false, priceLineVisible: false } as const;

export function addPriceSeries(
  chart: IChartApiBase<Time>,
  style: ChartStyle,
  colours: ChartColours,
): PriceSeries {
  const options = { ...common, ...styleColours(style, colours) };
  switch (style) {
    case 'candles':
    case 'heikin-ashi':
      return chart.addSeries(CandlestickSeries, options) as PriceSeries;
    case 'bars':
      return chart.addSeries(BarSeries, options) as PriceSeries;
    case 'line':
      return chart.addSeries(LineSeries, { ...options, lineType: LineType.Simple }) as PriceSeries;
    case 'area':
      return chart.addSeries(AreaSeries, options) as PriceSeries;
    case 'baseline':
      return chart.addSeries(BaselineSeries, options) as PriceSeries;
  }
}

export function styleColours(style: ChartStyle, colours: ChartColours) {
  const { up, down } = colours;
  switch (style) {
    case 'candles':
    case 'heikin-ashi':
      return { upColor: up, downColor: down, wickUpColor: up, wickDownColor: down, borderVisible: false };
    case 'bars':
      return { upColor: up, downColor: down, thinBars: true };
    case 'line':
      return { color: colours.text, lineWidth: 2 as const, crosshairMarkerRadius: 3 };
    case 'area':
      return {
        lineColor: colours.text,
        lineWidth: 2 as const,
        topColor: withAlpha(colours.text, 0.18),
        bottomColor: withAlpha(colours.text, 0.01),
        crosshairMarkerRadius: 3,
      };
    case 'baseline':
      return {
        topLineColor: up,
        topFillColor1: withAlpha(up, 0.22),
        topFillColor2: withAlpha(up, 0.02),
        bottomLineColor: down,
        bottomFillColor1: withAlpha(down, 0.02),
        bottomFillColor2: withAlpha(down, 0.22),
        lineWidth: 2 as const,
        crosshairMarkerRadius: 3,
      };
  }
}
