import { describe, expect, it } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { QuoteView } from '../../lib/market/market-feed.ts';
import {
  columnsTemplate,
  copyLine,
  defaultColumns,
  direction,
  leadingPrice,
  quoteFace,
  readColumns,
  rowName,
  sharedSymbols,
  spreadTicks,
} from './watchlist-columns.ts';

const quote: QuoteView = {
  instrument: instrumentId('FX:EURUSD'),
  state: 'live',
  time: 0,
  last: 1.0853,
  bid: 1.0852,
  ask: 1.0854,
  bidSize: Number.NaN,
  askSize: Number.NaN,
  reference: 1.09,
  dayHigh: 1.1,
  dayLow: 1.08,
  dayVolume: 12_345,
  openInterest: 401_200,
  settlement: 1.0912,
};

describe('columns', () => {
  it('keep their order whatever order they were chosen in', () => {
    expect(readColumns({ columns: ['sparkline', 'last'] })).toEqual(['last', 'sparkline']);
  });
  it('fall back when nothing sensible is stored', () => {
    expect(readColumns({ columns: ['nonsense'] })).toBe(defaultColumns);
    expect(readColumns({ columns: 7 })).toBe(defaultColumns);
  });
  it('grow with their longest value', () => {
    expect(columnsTemplate(['last'])).toBe(
      'minmax(64px, 1fr) max(72px, 12px + var(--last-length, 0) * 7.5px)',
    );
  });
  it('fit symbol, last and change into 220 px', () => {
    const widths = [...columnsTemplate(defaultColumns).matchAll(/max\((\d+)px/g)].map(([, px]) => Number(px));
    expect(widths.reduce((sum, px) => sum + px, 0)).toBeLessThanOrEqual(220);
  });
});

describe('names', () => {
  it('show the market’s own symbol, replayed or live', () => {
    expect(rowName(instrumentId('REPLAY:CME.6EH4'))).toEqual({ symbol: '6EH4', source: 'CME, replay' });
    expect(rowName(instrumentId('NYSE:BRK.B'))).toEqual({ symbol: 'BRK.B', source: 'NYSE' });
  });
});

describe('sharedSymbols', () => {
  it('are the rows that only their source tells apart', () => {
    const ids = ['FX:EURUSD', 'FXCM:EURUSD', 'REPLAY:CME.6EH4', 'CME:6EH4', 'NASDAQ:GOOG'].map(instrumentId);
    expect([...sharedSymbols(ids)]).toEqual(ids.slice(0, 4));
  });
});

describe('values', () => {
  it('lead with the last trade, or the middle of the quote where nothing trades', () => {
    expect(leadingPrice(quote)).toBe(1.0853);
    expect(leadingPrice({ ...quote, last: Number.NaN })).toBeCloseTo(1.0853);
  });
  it('count the spread in ticks without float noise', () => {
    expect(spreadTicks(quote, '0.0001')).toBe(2);
  });
  it('see no direction from or to the unknown', () => {
    expect([direction(1, 2), direction(2, 1), direction(2, 2), direction(Number.NaN, 2)]).toEqual([
      1, -1, 0, 0,
    ]);
  });
  it('copy as numbers a spreadsheet understands', () => {
    expect(
      copyLine({ id: quote.instrument, tickSize: '0.0001' }, quote, ['last', 'change', 'changePercent']),
    ).toBe('FX:EURUSD\t1.0853\t-0.0047\t-0.43');
    expect(copyLine({ id: quote.instrument, tickSize: '0.0001' }, undefined, ['last'])).toBe('FX:EURUSD\t');
  });
});

describe('faces', () => {
  it('look fresh only while live and connected', () => {
    expect(quoteFace(quote, false)).toEqual({ isStale: false, note: '' });
    expect(quoteFace(quote, true).isStale).toBe(true);
    expect(quoteFace(undefined, false).isStale).toBe(true);
    expect(quoteFace({ ...quote, state: 'stale' }, false).isStale).toBe(true);
    expect(quoteFace({ ...quote, state: 'broken' }, false).note).toContain('Not connected');
  });
});
