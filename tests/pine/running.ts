import { join } from 'node:path';
import { calendarOf } from '../../src-shared/domain/calendars.ts';
import type { Timeframe } from '../../src-shared/domain/timeframe.ts';
import { check } from '../../src-shared/pine/check/check.ts';
import type { Program } from '../../src-shared/pine/check/program.ts';
import type { Diagnostic } from '../../src-shared/pine/diagnostic.ts';
import type { Library } from '../../src-shared/pine/libraries/library.ts';
import type { Bars, Series, SymbolFacts } from '../../src-shared/pine/runtime/bars.ts';
import { parse } from '../../src-shared/pine/syntax/parse.ts';
import { readBars } from './markets.ts';

/** What a text means, with the mistakes of syntax and sense together, in the order of the text. */
export function checked(
  text: string,
  libraries: ReadonlyMap<string, Library> = new Map(),
): { program: Program | undefined; diagnostics: readonly Diagnostic[] } {
  const parsed = parse(text);
  const { program, diagnostics } = check(parsed.script, { libraries });
  const all = [...parsed.diagnostics, ...diagnostics];
  const isWrong = all.some(({ severity }) => severity === 'error');
  return {
    program: isWrong ? undefined : program,
    diagnostics: all.sort((a, b) => a.start - b.start || a.end - b.end),
  };
}

const hour = 3_600_000;

const plain: SymbolFacts = {
  tickerId: 'TEST:ONE',
  description: 'One',
  type: 'crypto',
  currency: 'USD',
  baseCurrency: 'ONE',
  minimumTick: 0.25,
  pointValue: 1,
  timeZone: 'UTC',
  session: '24x7',
  calendar: calendarOf('crypto-24-7'),
};

const closes = [10, 12, 11, 15, 14, 13, 16, 18];

/**
 * Eight hours from midnight on, with which one can reckon by hand: closes 10 12 11 15 14 13 16 18, opens the closes before (the
 * first 10), highs and lows one beyond both, volumes 100 to 800.
 */
export function eightBars(): Series {
  const openOf = (bar: number) => closes[Math.max(0, bar - 1)] as number;
  const column = (of: (close: number, bar: number) => number) => Float64Array.from(closes, of);
  const bars: Bars = {
    count: closes.length,
    time: column((_, bar) => Date.UTC(2024, 0, 1) + bar * hour),
    open: column((_, bar) => openOf(bar)),
    high: column((close, bar) => Math.max(close, openOf(bar)) + 1),
    low: column((close, bar) => Math.min(close, openOf(bar)) - 1),
    close: column((close) => close),
    volume: column((_, bar) => 100 * (bar + 1)),
  };
  return { symbol: plain, timeframe: '1h', bars };
}

interface BundledSeries extends Omit<SymbolFacts, 'calendar' | 'description'> {
  readonly timeframe: Timeframe;
  readonly calendar: string;
}

/** Recorded markets as whole series, by the names of their files. */
const bundled: Readonly<Record<string, BundledSeries>> = {
  'btcusdc-4h-2024-2025': {
    tickerId: 'BINANCE:BTCUSDC',
    type: 'crypto',
    currency: 'USDC',
    baseCurrency: 'BTC',
    minimumTick: 0.01,
    pointValue: 1,
    timeZone: 'UTC',
    session: '24x7',
    timeframe: '4h',
    calendar: 'crypto-24-7',
  },
  '6eh4-cme-1m-2024-01': {
    tickerId: 'CME:6EH4',
    type: 'futures',
    currency: 'USD',
    baseCurrency: 'EUR',
    minimumTick: 0.00005,
    pointValue: 125_000,
    timeZone: 'America/Chicago',
    session: '1700-1600',
    timeframe: '1m',
    calendar: 'cme-globex-fx',
  },
  'eurusd-1h-2017-2018': {
    tickerId: 'FX:EURUSD',
    type: 'forex',
    currency: 'USD',
    baseCurrency: 'EUR',
    minimumTick: 0.00001,
    pointValue: 1,
    timeZone: 'America/New_York',
    session: '1700-1700',
    timeframe: '1h',
    calendar: 'forex',
  },
  'goog-1d-2004-2013': {
    tickerId: 'NASDAQ:GOOG',
    type: 'stock',
    currency: 'USD',
    baseCurrency: '',
    minimumTick: 0.01,
    pointValue: 1,
    timeZone: 'America/New_York',
    session: '0930-1600',
    timeframe: '1D',
    calendar: 'us-stocks',
  },
};

export const bundledNames = Object.keys(bundled);

/** The first so many bars of a recorded market. */
export function bundledSeries(name: string, most: number): Series {
  const facts = bundled[name];
  if (facts === undefined) throw new Error(`there is no recorded market ${name}`);
  const { timeframe, calendar, ...symbol } = facts;
  const folder = join(import.meta.dirname, '../../assets/markets');
  return {
    symbol: { ...symbol, description: symbol.tickerId, calendar: calendarOf(calendar) },
    timeframe,
    bars: readBars(join(folder, `${name}.csv.gz`), most),
  };
}
