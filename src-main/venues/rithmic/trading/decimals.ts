import { type Grid, gridOf, toGrid } from '../../../../src-shared/domain/price-grid.ts';

/* Rithmic tells prices as doubles and most money as text. Inside Tidemark both are plain decimals. */

/** A double holds fifteen to sixteen digits; what differs after the twelfth is dust of somebody's arithmetic. */
const sureDigits = 12;

/** A double as the plain decimal that was meant; undefined for what is no number. */
export function decimalOf(value: number | undefined): string | undefined {
  if (value === undefined || !isAmount(value)) return undefined;
  return plain(Number(value.toPrecision(sureDigits)));
}

/** The same on the instrument's price grid, or as `decimalOf` while the grid is not known. */
export function priceOf(value: number | undefined, grid: Grid | undefined): string | undefined {
  if (grid === undefined || value === undefined || !isAmount(value)) return decimalOf(value);
  return plain(Number(toGrid(grid, value).toFixed(grid.decimals)));
}

/** Money that is told as text; empty and unreadable texts say nothing. */
export function amountOf(text: string | undefined): string | undefined {
  const parts = /^([+-]?)0*(\d{0,40})(?:\.(\d{0,40}))?$/.exec(text?.trim() ?? '');
  if (parts === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = parts;
  if (!/\d/.test(text ?? '')) return undefined;
  const size = `${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`;
  return sign === '-' && /[1-9]/.test(size) ? `-${size}` : size;
}

const grids = new WeakMap<object, Grid>();

/** The price grid of an instrument, made once. */
export function gridFor(instrument: { readonly tickSize: string } | undefined): Grid | undefined {
  if (instrument === undefined) return undefined;
  const known = grids.get(instrument);
  if (known !== undefined) return known;
  const grid = gridOf(instrument.tickSize);
  grids.set(instrument, grid);
  return grid;
}

/** Beyond this no double is exact, and no price, commission or limit is near it. */
function isAmount(value: number): boolean {
  return Math.abs(value) < 1e15;
}

/** `String` writes small numbers as 1e-7; these never are. */
function plain(value: number): string {
  if (value === 0) return '0';
  const text = String(value);
  if (!text.includes('e')) return text;
  const fixed = value.toFixed(20);
  return fixed.replace(/\.?0+$/, '');
}
