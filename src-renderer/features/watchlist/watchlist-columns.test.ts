import { describe, expect, it } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { QuoteView } from '../../lib/market/market-feed.ts';
import {
  type ColumnId,
  columnsTemplate,
  copyLine,
  defaultColumns,
  direction,
  LongestValues,
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

/** Of the whole table, as the browser works its template out. */
function widthOf(columns: readonly ColumnId[], texts: Partial<Record<ColumnId, string>>): number {
  const template = columnsTemplate(columns).replaceAll(/var\(--(\w+)-length, 0\)/g, (_, id: ColumnId) =>
    String(texts[id]?.length ?? 0),
  );
  const widths = [...template.matchAll(/max\((\d+)px, (\d+)px \+ (\d+) \* ([\d.]+)px\)/g)];
  expect(widths.length).toBe(columns.length);
  return widths.reduce(
    (sum, [, least, edges, count, digit]) =>
      sum + Math.max(Number(least), Number(edges) + Number(count) * Number(digit)),
    64,
  );
}

describe('columns', () => {
  it('keep their order whatever order they were chosen in', () => {
    expect(readColumns({ columns: ['sparkline', 'last'] })).toEqual(['last', 'sparkline']);
  });
  it('fall back when nothing sensible is stored', () => {
    expect(readColumns({ columns: ['nonsense'] })).toBe(defaultColumns);
    expect(readColumns({ columns: 7 })).toBe(defaultColumns);
  });
  it('are wide enough for their values, as the interface’s font draws them', () => {
    // Inter at 12 px with tabular figures: digits and signs 7.78, point and comma 3.4 at most, percent 11.78.
    const drawn = (text: string) =>
      [...text].reduce((sum, sign) => sum + (/[.,]/.test(sign) ? 3.4 : sign === '%' ? 11.78 : 7.78), 12);
    for (const text of ['+12.34%', '−100.00%', '+1,234.56%', '105,123.45', '39,999.31', '1.08530', '–']) {
      expect(widthOf(['changePercent'], { changePercent: text })).toBeGreaterThanOrEqual(64 + drawn(text));
    }
  });
  it('leave symbol, last and change in 222 px, even in a crypto market on a wild day', () => {
    expect(widthOf(defaultColumns, { last: '105,123.45', changePercent: '+12.34%' })).toBeLessThanOrEqual(
      222,
    );
  });
  it('grow with a longer value than there ever was, and with none else', () => {
    const longest = new LongestValues();
    expect([9, 8, 9, 10].map((characters) => longest.note('last', characters))).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(longest.note('change', 3)).toBe(true);
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
