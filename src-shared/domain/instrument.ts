import { Failure } from './failure.ts';
import type { EpochMs } from './time.ts';

declare const instrumentIdBrand: unique symbol;

/** A venue-qualified name, `SOURCE:SYMBOL`, such as `CME:6EH4` or `BINANCE:BTCUSDC`. Upper case, unique for ever. */
export type InstrumentId = string & { readonly [instrumentIdBrand]: true };

const idPattern = /^[A-Z0-9][A-Z0-9_-]{0,31}:[A-Z0-9][A-Z0-9._/#-]{0,63}$/;

export function isInstrumentId(text: string): text is InstrumentId {
  return idPattern.test(text);
}

/** Reads an id, forgiving case. @throws Failure `invalid` when it is not `SOURCE:SYMBOL`. */
export function instrumentId(text: string): InstrumentId {
  const upper = text.trim().toUpperCase();
  if (!isInstrumentId(upper)) {
    throw new Failure(
      'invalid',
      `“${text}” is not an instrument id. Write SOURCE:SYMBOL, for example CME:6EH4.`,
    );
  }
  return upper;
}

export function sourceOf(id: InstrumentId): string {
  return id.slice(0, id.indexOf(':'));
}

export function symbolOf(id: InstrumentId): string {
  return id.slice(id.indexOf(':') + 1);
}

/** How well a typed text (lower case) names an instrument: 0 exactly, 1 the symbol begins so, 2 at best somewhere. */
export function matchRank(id: InstrumentId, text: string): 0 | 1 | 2 {
  if (text === '') return 0;
  const symbol = symbolOf(id).toLowerCase();
  const tail = symbol.slice(symbol.lastIndexOf('.') + 1);
  if (symbol === text || tail === text || id.toLowerCase() === text) return 0;
  return symbol.startsWith(text) || tail.startsWith(text) ? 1 : 2;
}

export const assetClasses = [
  'forex',
  'crypto',
  'crypto-perpetual',
  'future',
  'stock',
  'index',
  'other',
] as const;
export type AssetClass = (typeof assetClasses)[number];

/** Which price a series is made of: last trades, or one side of the quotes. */
export const priceSides = ['trade', 'bid', 'ask'] as const;
export type PriceSide = (typeof priceSides)[number];

/** Something that can be traded or charted. Amounts are decimal strings, so that no digit is lost. */
export interface Instrument {
  readonly id: InstrumentId;
  /** A few words for people: “Euro FX future, March 2024”. */
  readonly name: string;
  readonly assetClass: AssetClass;
  /** Currency that prices are in. */
  readonly currency: string;
  /** Smallest price step, for example `0.00005`. */
  readonly tickSize: string;
  /** Smallest quantity step. */
  readonly lotStep: string;
  /** Money per one price unit and one quantity unit, in `currency`: 125000 for 6E, 1 for spot. */
  readonly multiplier: string;
  /** Key of the trading calendar; see `calendars.ts`. */
  readonly calendar: string;
  /** What its charts are drawn from when nothing else is chosen. */
  readonly priceSide: PriceSide;
  readonly expiry?: EpochMs;
  /** What its venue accepts of orders, where it says; grids are `tickSize` and `lotStep`. */
  readonly limits?: OrderLimits;
}

/** Bounds of one order, all decimals. What is absent has no bound that is known. */
export interface OrderLimits {
  readonly minQuantity?: string;
  readonly maxQuantity?: string;
  /** Price × quantity × multiplier, in the instrument's currency. */
  readonly minNotional?: string;
  readonly maxNotional?: string;
}
