import { calendarOf } from '../../../../src-shared/domain/calendars.ts';
import type { AssetClass, Instrument } from '../../../../src-shared/domain/instrument.ts';
import { type Grid, gridOf } from '../../../../src-shared/domain/price-grid.ts';
import type { Contract, Symbols } from '../symbols.ts';
import { decimalOf } from '../trading/decimals.ts';
import type { WireMessages } from '../wire/codec.ts';

/** A contract with what it takes to stream, chart and trade it. */
export interface Market {
  readonly contract: Contract;
  readonly instrument: Instrument;
  readonly grid: Grid;
  /** `ES` of `ESZ6`; empty where Rithmic does not tell. */
  readonly product: string;
}

const assetClasses: Readonly<Record<string, AssetClass>> = {
  future: 'future',
  equity: 'stock',
  index: 'index',
};

/** Undefined for what no instrument can be made of: no step of prices, or a name that no id can hold. */
export function marketOf(
  fields: WireMessages['ResponseReferenceData'],
  symbols: Symbols,
): Market | undefined {
  // A root such as ES is answered with its front month.
  const contract = {
    exchange: given(fields.trading_exchange) ?? fields.exchange ?? '',
    symbol: given(fields.trading_symbol) ?? fields.symbol ?? '',
  };
  const id = symbols.idOf(contract);
  const tickSize = decimalOf(fields.min_qprice_change);
  if (id === undefined || tickSize === undefined || Number(tickSize) <= 0) return undefined;
  const multiplier = decimalOf(fields.single_point_value) ?? '1';
  const calendar = calendarFor(contract.exchange, fields.product_code ?? '');
  const expiry = expiryOf(fields.expiration_date, calendar);
  const type = fields.instrument_type?.trim().toLowerCase() ?? 'future';
  const instrument: Instrument = {
    id,
    name: given(fields.symbol_name) ?? contract.symbol,
    assetClass: assetClasses[type] ?? 'other',
    currency: given(fields.currency) ?? 'USD',
    tickSize,
    lotStep: '1',
    multiplier: Number(multiplier) > 0 ? multiplier : '1',
    calendar,
    priceSide: 'trade',
    ...(expiry === undefined ? {} : { expiry }),
    limits: { minQuantity: '1' },
  };
  return { contract, instrument, grid: gridOf(tickSize), product: given(fields.product_code) ?? '' };
}

function given(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? undefined : trimmed;
}

const currencyProducts = /^(6[A-Z]|M6[A-Z]|E7|J7|MJY|MCD|MSF|MIR)$/;

/** Hours by exchange; those of exchanges that are not listed are taken to be like CME's, which are nearly around the clock. */
function calendarFor(exchange: string, product: string): string {
  if (exchange === 'CME' && currencyProducts.test(product)) return 'cme-globex-fx';
  return exchange === 'EUREX' ? 'eurex' : 'cme-globex';
}

/** The end of the trading day with that date, YYYYMMDD. */
function expiryOf(date: string | undefined, calendar: string): Instrument['expiry'] {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(date ?? '');
  if (parts === null) return undefined;
  return calendarOf(calendar).dayOfDate(Number(parts[1]), Number(parts[2]), Number(parts[3])).end;
}
