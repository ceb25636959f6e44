import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { barsIn, fixtures, importerForTests, ticksIn } from './import-harness.ts';

interface Layout {
  readonly title: string;
  readonly file: string;
  readonly layout: string;
  readonly suggested: Record<string, string>;
  readonly stored: (string | number)[][];
}

const layouts: readonly Layout[] = [
  {
    title: 'MetaTrader 5 bars, whose tick volume counts when lots are all zero',
    file: 'EURUSD_M1_202403040000_202403040004.csv',
    layout: 'metatrader',
    suggested: { instrument: 'MT:EURUSD', timeframe: '1m', priceSide: 'bid' },
    stored: [
      ['2024-03-04T00:00', 1.08391, 1.08402, 1.08388, 1.08399, 41],
      ['2024-03-04T00:01', 1.08399, 1.08405, 1.08396, 1.08401, 37],
      ['2024-03-04T00:02', 1.08401, 1.08401, 1.0839, 1.08392, 29],
      ['2024-03-04T00:03', 1.08392, 1.08397, 1.08387, 1.08395, 33],
      ['2024-03-04T00:04', 1.08395, 1.08408, 1.08394, 1.08407, 45],
    ],
  },
  {
    title: 'MetaTrader 5 ticks, where an empty side means unchanged',
    file: 'EURUSD_202403040000_202403040000.csv',
    layout: 'metatrader',
    suggested: { instrument: 'MT:EURUSD', priceSide: 'bid' },
    stored: [
      ['2024-03-04T00:00:00.104', 1.08391, 1.08394],
      ['2024-03-04T00:00:00.611', 1.08392, 1.08394],
      ['2024-03-04T00:00:01.230', 1.08392, 1.08396],
      ['2024-03-04T00:00:01.922', 1.08393, 1.08395],
    ],
  },
  {
    title: 'MetaTrader 4 without a header, its minutes in the name',
    file: 'GBPUSD240.csv',
    layout: 'metatrader',
    suggested: { instrument: 'MT:GBPUSD', timeframe: '4h', priceSide: 'bid' },
    stored: [
      ['2012-02-01T00:00', 1.57597, 1.5792, 1.5751, 1.57881, 4120],
      ['2012-02-01T04:00', 1.5788, 1.58102, 1.57733, 1.58044, 5211],
      ['2012-02-01T08:00', 1.58044, 1.58431, 1.5799, 1.5835, 9034],
      ['2012-02-01T12:00', 1.58351, 1.58522, 1.58011, 1.5827, 8777],
    ],
  },
  {
    title: 'TradingView with ISO times and an indicator among the columns',
    file: 'NASDAQ_GOOG, 1D_5c1f2.csv',
    layout: 'tradingview',
    suggested: { instrument: 'NASDAQ:GOOG', timeframe: '1D', priceSide: 'trade' },
    stored: [
      ['2013-02-26T14:30', 795, 795.95, 784.4, 790.13, 2202500],
      ['2013-02-27T14:30', 794.8, 804.75, 791.11, 799.78, 2026100],
      ['2013-02-28T14:30', 801.1, 806.99, 801.03, 801.2, 2265800],
      ['2013-03-01T14:30', 797.8, 807.14, 796.15, 806.19, 2175400],
    ],
  },
  {
    title: 'TradingView with epoch seconds',
    file: 'BINANCE_BTCUSDC, 240.csv',
    layout: 'tradingview',
    suggested: { instrument: 'BINANCE:BTCUSDC', timeframe: '4h', priceSide: 'trade' },
    stored: [
      ['2024-01-01T00:00', 42274.27, 42757.7, 42237.91, 42330.21, 133.97914],
      ['2024-01-01T04:00', 42323.49, 42499.92, 42181.24, 42485.05, 89.99791],
      ['2024-01-01T08:00', 42485.05, 42510.11, 42310.5, 42401.77, 71.20455],
    ],
  },
  {
    title: 'Binance klines of 2024 in their zip, in milliseconds',
    file: 'BTCUSDT-1m-2024-01.zip',
    layout: 'binance-kline',
    suggested: { instrument: 'BINANCE:BTCUSDT', timeframe: '1m', priceSide: 'trade' },
    stored: [
      ['2024-01-01T00:00', 42283.58, 42298.62, 42261.02, 42298.61, 35.92724],
      ['2024-01-01T00:01', 42298.62, 42320, 42298.61, 42320, 21.16779],
      ['2024-01-01T00:02', 42319.99, 42331.54, 42319.99, 42325.5, 21.60391],
    ],
  },
  {
    title: 'Binance klines of 2025 in their zip, in microseconds',
    file: 'BTCUSDT-1m-2025-01-01.zip',
    layout: 'binance-kline',
    suggested: { instrument: 'BINANCE:BTCUSDT', timeframe: '1m', priceSide: 'trade' },
    stored: [
      ['2025-01-01T00:00', 93576, 93610.93, 93537.5, 93610.93, 8.21827],
      ['2025-01-01T00:01', 93610.93, 93652, 93606.2, 93652, 11.021],
      ['2025-01-01T00:02', 93652, 93660, 93641.01, 93659.99, 5.40219],
    ],
  },
  {
    title: 'Binance trades, where true means that a seller started it',
    file: 'BTCUSDT-trades-2024-03-01.csv',
    layout: 'binance-trades',
    suggested: { instrument: 'BINANCE:BTCUSDT', priceSide: 'trade' },
    stored: [
      ['2024-03-01T00:00:00.012', 61130.98, 0.00205, 1],
      ['2024-03-01T00:00:00.019', 61130.99, 0.012, -1],
      ['2024-03-01T00:00:00.019', 61130.99, 0.0009, -1],
    ],
  },
  {
    title: 'Binance aggregate trades with a header',
    file: 'BTCUSDT-aggTrades-2024-03-01.csv',
    layout: 'binance-agg-trades',
    suggested: { instrument: 'BINANCE:BTCUSDT', priceSide: 'trade' },
    stored: [
      ['2024-03-01T00:00:00.044', 61130.9, 0.12, -1],
      ['2024-03-01T00:00:00.101', 61131, 0.004, 1],
    ],
  },
  {
    title: 'HistData minute bars, in New York winter time',
    file: 'DAT_ASCII_EURUSD_M1_201202.csv',
    layout: 'histdata',
    suggested: { instrument: 'HISTDATA:EURUSD', timeframe: '1m', priceSide: 'bid' },
    stored: [
      ['2012-02-01T05:00', 1.3066, 1.3066, 1.30656, 1.30656, 0],
      ['2012-02-01T05:01', 1.30657, 1.30657, 1.30647, 1.30656, 0],
      ['2012-02-01T05:02', 1.30652, 1.30656, 1.30652, 1.30656, 0],
    ],
  },
  {
    title: 'TrueFX quotes, which name their pair in each line',
    file: 'USDJPY-2013-01.csv',
    layout: 'truefx',
    suggested: { instrument: 'TRUEFX:USDJPY', priceSide: 'bid' },
    stored: [
      ['2013-01-01T22:00:00.295', 86.655, 86.728],
      ['2013-01-01T22:02:35.907', 86.657, 86.728],
      ['2013-01-01T22:02:36.210', 86.657, 86.731],
    ],
  },
  {
    title: 'Dukascopy hours of the ask, the day first',
    file: 'EURUSD_Candlestick_1_h_ASK_14.03.2018-14.03.2018.csv',
    layout: 'dukascopy',
    suggested: { instrument: 'DUKASCOPY:EURUSD', timeframe: '1h', priceSide: 'ask' },
    stored: [
      ['2018-03-14T00:00', 1.23921, 1.23958, 1.2391, 1.23944, 2310.42],
      ['2018-03-14T01:00', 1.23944, 1.2399, 1.23937, 1.23971, 2841.7],
      ['2018-03-14T02:00', 1.23971, 1.23984, 1.23922, 1.23925, 2107.55],
    ],
  },
  {
    title: 'a German spreadsheet: byte order mark, semicolons, decimal commas, points between thousands',
    file: 'dax-tage.csv',
    layout: 'generic',
    suggested: { instrument: 'IMPORT:DAX', timeframe: '1D', priceSide: 'trade' },
    stored: [
      ['2024-01-12T00:00', 16601.5, 16762.25, 16601.5, 16704.75, 58113],
      ['2024-01-15T00:00', 16680, 16699.25, 16594, 16622.5, 32870],
      ['2024-01-16T00:00', 16571.25, 16599, 16498.75, 16571.75, 61904],
    ],
  },
  {
    title: 'a web site’s export: quoted thousands, the month first, the close called price, newest first',
    file: 'Gold Futures Historical Data.csv',
    layout: 'generic',
    suggested: { instrument: 'IMPORT:GOLD', timeframe: '1D', priceSide: 'trade' },
    stored: [
      ['2024-01-16T00:00', 2057.3, 2062.8, 2026.8, 2030.2, 0],
      ['2024-01-17T00:00', 2031.9, 2035.7, 2004.6, 2006.5, 0],
      ['2024-01-18T00:00', 2009.4, 2027.7, 2007.7, 2021.6, 0],
    ],
  },
  {
    title: 'UTF-16 with a byte order mark',
    file: 'EURUSD-utf16.csv',
    layout: 'tradingview',
    suggested: { instrument: 'IMPORT:EURUSD', timeframe: '5m', priceSide: 'trade' },
    stored: [
      ['2024-03-04T00:00', 1.1, 1.3, 1, 1.2, 0],
      ['2024-03-04T00:05', 1.2, 1.4, 1.1, 1.3, 0],
      ['2024-03-04T00:10', 1.3, 1.5, 1.2, 1.4, 0],
    ],
  },
];

describe('IMPORT-010: a file of each known layout imports without being told anything', () => {
  for (const { title, file, layout, suggested, stored } of layouts) {
    const { importer, market } = importerForTests();
    it(title, async () => {
      const path = join(fixtures, file);
      const preview = await importer.preview({ path });
      expect({ layout: preview.layout, suggested: preview.suggested, undecided: preview.undecided }).toEqual({
        layout,
        suggested,
        undecided: undefined,
      });
      const report = await importer.run({ path });
      expect(report).toMatchObject({
        imported: stored.length,
        rejectedCount: 0,
        instrument: suggested.instrument,
      });
      expect(report.kind === 'candles' ? barsIn(market) : ticksIn(market)).toEqual(stored);
      const again = await importer.run({ path });
      expect(again).toMatchObject({ imported: 0, replaced: 0, duplicates: stored.length });
    });
  }
});
