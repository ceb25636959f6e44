import type { Instrument } from '../../../src-shared/domain/instrument.ts';
import type { QuoteView } from '../../lib/market/market-feed.ts';
import { priceParts } from '../../ui/format.ts';
import { type ColumnId, direction, quoteFace, watchColumns } from './watchlist-columns.ts';

const fadeMs = 120;
const pricedColumns: readonly ColumnId[] = ['last', 'bid', 'ask'];

interface CellState {
  readonly element: HTMLElement;
  text: string;
  value: number;
  fade: Animation | undefined;
}

/**
 * Writes quotes straight into a row's cells (elements with `data-column`), at most once per frame, touching only what
 * changed. React made the cells and never looks inside them.
 */
export class RowWriter {
  readonly #row: HTMLElement;
  readonly #instrument: Instrument;
  readonly #locale: string;
  readonly #cells = new Map<ColumnId, CellState>();
  readonly #onLength: (column: ColumnId, characters: number) => void;
  readonly #isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;

  constructor(
    row: HTMLElement,
    instrument: Instrument,
    locale: string,
    onLength: (column: ColumnId, characters: number) => void,
  ) {
    this.#onLength = onLength;
    this.#row = row;
    this.#instrument = instrument;
    this.#locale = locale;
    for (const { id } of watchColumns) {
      const element = row.querySelector<HTMLElement>(`[data-column="${id}"]`);
      if (element !== null) this.#cells.set(id, { element, text: '', value: Number.NaN, fade: undefined });
    }
  }

  write(quote: QuoteView | undefined, isHostLost: boolean): void {
    const face = quoteFace(quote, isHostLost);
    this.#row.toggleAttribute('data-stale', face.isStale);
    this.#row.title = face.note;
    if (quote === undefined) return;
    for (const column of watchColumns) {
      const cell = this.#cells.get(column.id);
      if (cell === undefined || column.text === undefined) continue;
      const text = column.text(quote, this.#instrument.tickSize, this.#locale);
      this.#writeText(cell, column.id, text, quote);
      if (column.isSigned === true) setSign(cell.element, text);
      if (column.fades !== undefined) this.#fade(cell, column.fades(quote));
    }
  }

  #writeText(cell: CellState, column: ColumnId, text: string, quote: QuoteView): void {
    if (cell.text === text) return;
    if (cell.text.length !== text.length) this.#onLength(column, text.length);
    cell.text = text;
    const isPriced = this.#instrument.assetClass === 'forex' && pricedColumns.includes(column);
    if (!isPriced) {
      cell.element.textContent = text;
      return;
    }
    const value = watchColumns.find(({ id }) => id === column)?.fades?.(quote) ?? Number.NaN;
    const { head, pips, tail } = priceParts(value, this.#instrument.tickSize, true, this.#locale);
    const strong = document.createElement('b');
    strong.textContent = pips;
    cell.element.replaceChildren(head, strong, tail);
  }

  #fade(cell: CellState, value: number): void {
    const way = direction(cell.value, value);
    cell.value = value;
    if (way === 0 || this.#isStill || cell.fade?.playState === 'running') return;
    const ground = way > 0 ? 'var(--up-ground)' : 'var(--down-ground)';
    const colour = way > 0 ? 'var(--up)' : 'var(--down)';
    cell.fade = cell.element.animate(
      [
        { backgroundColor: ground, color: colour },
        { backgroundColor: ground, color: colour, offset: 0.6 },
        { backgroundColor: 'transparent' },
      ],
      { duration: fadeMs, easing: 'ease-out' },
    );
  }
}

/** Coloured as it reads: what rounds to 0.00% has no sign and no colour. */
function setSign(element: HTMLElement, text: string): void {
  const sign = text.startsWith('+') ? 'up' : text.startsWith('−') ? 'down' : 'none';
  if (element.dataset.sign !== sign) element.dataset.sign = sign;
}
