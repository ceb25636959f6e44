import type { Instrument } from '../../../src-shared/domain/instrument.ts';
import type { BookView, QuoteView } from '../../lib/market/market-feed.ts';
import { formatCompact, formatPercent, formatPrice, tickDecimals, unknown } from '../../ui/format.ts';
import { type Ladder, type LadderRow, ladderOf, sizeDecimals } from './ladder.ts';

interface RowCells {
  readonly row: HTMLElement;
  readonly price: HTMLElement;
  readonly size: HTMLElement;
  readonly total: HTMLElement;
  readonly sizeBar: HTMLElement;
  readonly totalBar: HTMLElement;
}

interface Outlines {
  readonly last: HTMLElement;
  readonly spread: HTMLElement;
  readonly share: HTMLElement;
  readonly note: HTMLElement;
}

/** Totals from here on are written short. */
const longTotal = 1_000_000;

/**
 * Writes books straight into the ladder's cells, at most once per frame, touching only what changed. React made the
 * cells and never looks inside them.
 */
export class LadderWriter {
  readonly #instrument: Instrument;
  readonly #locale: string;
  readonly #step: number;
  /** Top to bottom: the farthest ask first. */
  readonly #rows: readonly RowCells[];
  readonly #outlines: Outlines;
  #ladder: Ladder | undefined;
  #decimals: number | undefined;
  #sizes: Intl.NumberFormat | undefined;
  #last = Number.NaN;
  #looked: number | null = null;

  constructor(root: HTMLElement, instrument: Instrument, locale: string, step: number) {
    this.#instrument = instrument;
    this.#locale = locale;
    this.#step = step;
    const within = (parent: HTMLElement, part: string) => {
      const found = parent.querySelector<HTMLElement>(`[data-part="${part}"]`);
      if (found === null) throw new Error(`the ladder has no ${part}`);
      return found;
    };
    this.#rows = [...root.querySelectorAll<HTMLElement>('[data-ladder-row]')].map((row) => ({
      row,
      price: within(row, 'price'),
      size: within(row, 'size'),
      total: within(row, 'total'),
      sizeBar: within(row, 'size-bar'),
      totalBar: within(row, 'total-bar'),
    }));
    this.#outlines = {
      last: within(root, 'last'),
      spread: within(root, 'spread'),
      share: within(root, 'share'),
      note: within(root, 'note'),
    };
  }

  writeBook(book: BookView): void {
    const perSide = this.#rows.length / 2;
    const ladder = ladderOf(book, perSide, this.#step);
    this.#ladder = ladder;
    // Once chosen, the number of digits stays, so that nothing jumps.
    if (this.#decimals === undefined && ladder.largestSize > 0) {
      this.#decimals = sizeDecimals(ladder.largestSize, tickDecimals(this.#instrument.lotStep));
      this.#sizes = new Intl.NumberFormat(this.#locale, {
        minimumFractionDigits: this.#decimals,
        maximumFractionDigits: this.#decimals,
      });
    }
    for (const [index, cells] of this.#rows.entries()) {
      this.#writeRow(cells, rowAt(ladder, perSide, index), ladder);
    }
    this.#writeOutlines(ladder);
  }

  writeQuote({ last }: QuoteView): void {
    const { last: cell } = this.#outlines;
    if (last > this.#last || last < this.#last) cell.dataset.way = last > this.#last ? 'up' : 'down';
    this.#last = last;
    setText(cell, formatPrice(last, this.#instrument.tickSize, this.#locale));
  }

  /** The row that the pointer or the cursor is on, counted from the top: its note says what taking all up to it means. */
  look(index: number | null): void {
    this.#looked = index;
    if (this.#ladder !== undefined) this.#writeOutlines(this.#ladder);
  }

  /** The shown book as tab-separated text, from the top, numbers as a spreadsheet takes them. */
  text(): string {
    const perSide = this.#rows.length / 2;
    const lines = this.#rows.flatMap((_, index) => {
      const row = this.#ladder === undefined ? undefined : rowAt(this.#ladder, perSide, index);
      if (row === undefined) return [];
      const price = row.price.toFixed(tickDecimals(this.#instrument.tickSize));
      const amount = (value: number) => String(Number(value.toFixed(tickDecimals(this.#instrument.lotStep))));
      return [[index < perSide ? 'ask' : 'bid', price, amount(row.size), amount(row.total)].join('\t')];
    });
    return [['Side', 'Price', 'Size', 'Total'].join('\t'), ...lines].join('\n');
  }

  #writeRow(cells: RowCells, row: LadderRow | undefined, ladder: Ladder): void {
    cells.row.toggleAttribute('data-empty', row === undefined);
    setText(
      cells.price,
      row === undefined ? '' : formatPrice(row.price, this.#instrument.tickSize, this.#locale),
    );
    setText(cells.size, row === undefined ? '' : this.#amount(row.size));
    setText(cells.total, row === undefined ? '' : this.#amount(row.total));
    setScale(cells.sizeBar, row === undefined ? 0 : row.size / ladder.largestSize);
    setScale(cells.totalBar, row === undefined ? 0 : row.total / ladder.largestTotal);
  }

  #writeOutlines(ladder: Ladder): void {
    const { spread, share, note } = this.#outlines;
    setText(spread, this.#spreadText(ladder));
    setScale(share, Number.isNaN(ladder.bidShare) ? 0.5 : ladder.bidShare);
    const looked = this.#looked;
    const perSide = this.#rows.length / 2;
    const row = looked === null ? undefined : rowAt(ladder, perSide, looked);
    setText(
      note,
      row === undefined || looked === null
        ? this.#balanceText(ladder)
        : this.#sweepText(row, ladder.middle, looked < perSide),
    );
  }

  #spreadText({ spread, middle }: Ladder): string {
    if (Number.isNaN(spread)) return `Spread ${unknown}`;
    const { tickSize } = this.#instrument;
    const share = new Intl.NumberFormat(this.#locale, { maximumSignificantDigits: 2 });
    return `Spread ${formatPrice(spread, tickSize, this.#locale)} · ${share.format((spread / middle) * 10_000)} bp`;
  }

  #balanceText({ bidShare }: Ladder): string {
    if (Number.isNaN(bidShare)) return '';
    const bid = Math.round(bidShare * 100);
    return `Bids ${bid}% · asks ${100 - bid}% of what is shown`;
  }

  #sweepText({ total, cost }: LadderRow, middle: number, isAsk: boolean): string {
    const average = cost / total;
    const away = formatPercent((average / middle - 1) * 100, this.#locale, 3);
    const price = formatPrice(average, this.#instrument.tickSize, this.#locale);
    return `${isAsk ? 'Buy' : 'Sell'} ${this.#amount(total)} at ${price} on average (${away})`;
  }

  #amount(value: number): string {
    if (value >= longTotal) return formatCompact(value, this.#locale);
    return this.#sizes?.format(value) ?? '';
  }
}

function rowAt({ asks, bids }: Ladder, perSide: number, index: number): LadderRow | undefined {
  return index < perSide ? asks[perSide - 1 - index] : bids[index - perSide];
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** To a thousandth: what the eye cannot see is not written. */
function setScale(element: HTMLElement, share: number): void {
  const scale = `scaleX(${Math.round(Math.min(1, share) * 1000) / 1000})`;
  if (element.style.transform !== scale) element.style.transform = scale;
}
