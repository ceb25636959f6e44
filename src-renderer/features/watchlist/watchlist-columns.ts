import {
  type Instrument,
  type InstrumentId,
  sourceOf,
  symbolOf,
} from '../../../src-shared/domain/instrument.ts';
import type { QuoteState } from '../../../src-shared/stream/layout.ts';
import type { QuoteView } from '../../lib/market/market-feed.ts';
import type { PanelState } from '../../lib/panels/panel-definition.ts';
import { formatChange, formatCompact, formatPercent, formatPrice, percentChange } from '../../ui/format.ts';

export const columnIds = [
  'last',
  'change',
  'changePercent',
  'bid',
  'ask',
  'spread',
  'volume',
  'openInterest',
  'settlement',
  'sparkline',
] as const;
export type ColumnId = (typeof columnIds)[number];

export interface WatchColumn {
  readonly id: ColumnId;
  readonly title: string;
  /** Px that its usual values need. */
  readonly width: number;
  /** What the cell says. Absent for the sparkline, which is drawn. */
  text?(quote: QuoteView, tickSize: string, locale: string): string;
  /** Up or down is coloured; its sign says the same without colour. */
  readonly isSigned?: boolean;
  /** A price whose moves are worth a fade. */
  readonly fades?: (quote: QuoteView) => number;
}

const change = ({ last, reference }: QuoteView): number => last - reference;

/** The price a row leads with: the last trade, or the middle of the quote where nothing trades. */
export function leadingPrice({ last, bid, ask }: QuoteView): number {
  return Number.isNaN(last) ? (bid + ask) / 2 : last;
}

/** Quoted distance in ticks, the way futures and FX traders count it. */
export function spreadTicks({ bid, ask }: QuoteView, tickSize: string): number {
  return Math.round((ask - bid) / Number(tickSize));
}

export const watchColumns: readonly WatchColumn[] = [
  {
    id: 'last',
    title: 'Last',
    width: 72,
    text: (quote, tickSize, locale) => formatPrice(leadingPrice(quote), tickSize, locale),
    fades: leadingPrice,
  },
  {
    id: 'change',
    title: 'Change',
    width: 72,
    text: (quote, tickSize, locale) => formatChange(change(quote), tickSize, locale),
    isSigned: true,
  },
  {
    id: 'changePercent',
    title: 'Chg %',
    width: 60,
    text: (quote, _tickSize, locale) => formatPercent(percentChange(quote.last, quote.reference), locale),
    isSigned: true,
  },
  {
    id: 'bid',
    title: 'Bid',
    width: 72,
    text: (quote, tickSize, locale) => formatPrice(quote.bid, tickSize, locale),
    fades: ({ bid }) => bid,
  },
  {
    id: 'ask',
    title: 'Ask',
    width: 72,
    text: (quote, tickSize, locale) => formatPrice(quote.ask, tickSize, locale),
    fades: ({ ask }) => ask,
  },
  {
    id: 'spread',
    title: 'Spread',
    width: 52,
    text: (quote, tickSize, locale) => formatCompact(spreadTicks(quote, tickSize), locale),
  },
  {
    id: 'volume',
    title: 'Volume',
    width: 60,
    text: (quote, _tickSize, locale) => formatCompact(quote.dayVolume, locale),
  },
  {
    id: 'openInterest',
    title: 'Open int.',
    width: 64,
    text: (quote, _tickSize, locale) => formatCompact(quote.openInterest, locale),
  },
  {
    id: 'settlement',
    title: 'Settlement',
    width: 76,
    text: (quote, tickSize, locale) => formatPrice(quote.settlement, tickSize, locale),
  },
  { id: 'sparkline', title: 'Today', width: 72 },
];

export const defaultColumns: readonly ColumnId[] = ['last', 'changePercent'];

/** The chosen columns in their fixed order; the default ones for anything unreadable. */
export function readColumns(state: PanelState): readonly ColumnId[] {
  const { columns } = state;
  if (!Array.isArray(columns)) return defaultColumns;
  const chosen = columnIds.filter((id) => columns.includes(id));
  return chosen.length === 0 ? defaultColumns : chosen;
}

/** Of the widest usual character, a tabular digit, and of a cell's two edges. */
const digitPx = 7.8;
const edgesPx = 12;

/** The custom property that holds how many characters the longest value of a column has. */
export function lengthProperty(column: ColumnId): string {
  return `--${column}-length`;
}

/** How long the longest value of each column has been. */
export class LongestValues {
  readonly #characters = new Map<ColumnId, number>();

  /** True when the column has not had so long a value before. */
  note(column: ColumnId, characters: number): boolean {
    if (characters <= (this.#characters.get(column) ?? 0)) return false;
    this.#characters.set(column, characters);
    return true;
  }
}

/** Columns are as wide as the longest value their list has had: a price that is cut off reads as another. */
export function columnsTemplate(columns: readonly ColumnId[]): string {
  const widths = watchColumns
    .filter(({ id }) => columns.includes(id))
    .map(({ id, width }) => `max(${width}px, ${edgesPx}px + var(${lengthProperty(id)}, 0) * ${digitPx}px)`);
  return ['minmax(64px, 1fr)', ...widths].join(' ');
}

/** Which way a value went: 1, -1, or 0 when it did not or nobody knows. */
export function direction(before: number, now: number): -1 | 0 | 1 {
  if (!(now > before || now < before)) return 0;
  return now > before ? 1 : -1;
}

export interface QuoteFace {
  readonly isStale: boolean;
  /** For the tooltip, empty when all is well. */
  readonly note: string;
}

/** `REPLAY:CME.6EH4` is `6EH4` from `CME, replay`: the market's own name first, as on a live list. */
export function rowName(instrument: InstrumentId): { readonly symbol: string; readonly source: string } {
  const symbol = symbolOf(instrument);
  const source = sourceOf(instrument);
  const point = symbol.indexOf('.');
  if (source !== 'REPLAY' || point < 1) return { symbol, source };
  return { symbol: symbol.slice(point + 1), source: `${symbol.slice(0, point)}, replay` };
}

/** The rows of a list whose symbol another row has too: there the symbol alone does not say which market it is. */
export function sharedSymbols(instruments: readonly InstrumentId[]): ReadonlySet<InstrumentId> {
  const bySymbol = Map.groupBy(instruments, (instrument) => rowName(instrument).symbol);
  return new Set([...bySymbol.values()].filter((same) => same.length > 1).flat());
}

/** How much a quote can be trusted, in words. */
export function quoteFace(quote: QuoteView | undefined, isHostLost: boolean): QuoteFace {
  if (isHostLost) return { isStale: true, note: 'Tidemark is not reached; this is the last known price' };
  if (quote === undefined) return { isStale: true, note: 'No price yet' };
  return faces[quote.state];
}

const faces: Readonly<Record<QuoteState, QuoteFace>> = {
  live: { isStale: false, note: '' },
  syncing: { isStale: true, note: 'Catching up' },
  stale: { isStale: true, note: 'Nothing heard for a while; this is the last known price' },
  broken: { isStale: true, note: 'Not connected; this is the last known price' },
};

/** A row as tab-separated text, numbers as a spreadsheet takes them. */
export function copyLine(
  instrument: Pick<Instrument, 'id' | 'tickSize'>,
  quote: QuoteView | undefined,
  columns: readonly ColumnId[],
): string {
  const cells = watchColumns
    .filter(({ id, text }) => columns.includes(id) && text !== undefined)
    .map(({ text }) =>
      quote === undefined
        ? ''
        : (text?.(quote, instrument.tickSize, 'en-US') ?? '').replaceAll(/[,–%]/g, '').replace('−', '-'),
    );
  return [instrument.id, ...cells].join('\t');
}
