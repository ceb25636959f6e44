import type { AssetClass, Instrument, InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import { plainNumber } from '../connection/exact-json.ts';
import { contractSize, underlyingOf } from './contract-sizes.ts';
import { indianMoment } from './indian-time.ts';
import { type Exchange, instrumentIdOf, isExchange } from './symbols.ts';

/** A row of the daily list of instruments. Its token is good for that day only: expired contracts leave theirs to others. */
export interface Listing {
  readonly id: InstrumentId;
  readonly token: number;
  readonly exchange: Exchange;
  readonly tradingsymbol: string;
  /** Of the company, or of what a contract is about; may be empty. */
  readonly name: string;
  /** `2018-01-25`; empty for what does not expire. */
  readonly expiry: string;
  readonly strike: string;
  /** Zero for indices. */
  readonly tickSize: string;
  readonly lotSize: string;
  readonly type: 'EQ' | 'FUT' | 'CE' | 'PE';
  readonly isIndex: boolean;
  /** Lower case, of everything a person may type. */
  readonly words: string;
  /** Place in lists, from 0: Zerodha's list tells no volumes. */
  readonly group: number;
}

const types = new Set(['EQ', 'FUT', 'CE', 'PE']);

/** Undefined for rows of markets that are not offered here, and for rows that make no sense. */
export function listingOf(cells: readonly string[]): Listing | undefined {
  const [tokenText = '', , tradingsymbol = '', name = '', , expiry = ''] = cells;
  const [strike, tickSize, lotSize] = [cells[6], cells[7], cells[8]].map((cell) => plainNumber(cell ?? ''));
  const [type = '', segment = '', exchange = ''] = cells.slice(9);
  const id = instrumentIdOf(exchange, tradingsymbol);
  const token = Number(tokenText);
  const isSound = Number.isInteger(token) && token > 0 && token <= 0xffff_ffff && types.has(type);
  if (id === undefined || !isSound || !isExchange(exchange)) return undefined;
  if (tickSize === undefined || lotSize === undefined) return undefined;
  return {
    id,
    token,
    exchange,
    tradingsymbol,
    name,
    expiry,
    strike: strike ?? '0',
    tickSize,
    lotSize: lotSize === '0' ? '1' : lotSize,
    type: type as Listing['type'],
    isIndex: segment === 'INDICES',
    group: groupOf(segment === 'INDICES', tradingsymbol, type, exchange),
    words: `${tradingsymbol} ${name} ${id} ${expiry}`.toLowerCase(),
  };
}

const headlines = new Set(['NIFTY 50', 'NIFTY BANK', 'SENSEX', 'INDIA VIX']);

/** The headline indices come first, then shares (NSE before BSE), other indices, futures and at last options. */
function groupOf(isIndex: boolean, tradingsymbol: string, type: string, exchange: string): number {
  if (isIndex) return headlines.has(tradingsymbol) ? 0 : 3;
  if (type === 'EQ') return exchange === 'NSE' ? 1 : 2;
  return type === 'FUT' ? 4 : 5;
}

/** Lots where the exchange counts lots, single pieces where it counts those. */
export function instrumentOf(listing: Listing): Instrument {
  const { id, exchange, isIndex } = listing;
  const isCountedInLots = exchange === 'MCX' || exchange === 'NCO';
  const lotStep = isCountedInLots ? '1' : listing.lotSize;
  const expiry = expiryOf(listing);
  return {
    id,
    name: nameOf(listing),
    assetClass: assetClassOf(listing),
    currency: 'INR',
    // An index has no grid of its own; its values are told to a paisa.
    tickSize: listing.tickSize === '0' ? '0.01' : listing.tickSize,
    lotStep,
    multiplier: contractSizeOf(listing) ?? '1',
    calendar: calendarKey(exchange),
    priceSide: 'trade',
    ...(expiry === undefined ? {} : { expiry }),
    ...(isIndex ? {} : { limits: { minQuantity: lotStep } }),
  };
}

/** Undefined where nobody says how much a lot is worth: such a contract can be charted, not traded. */
export function contractSizeOf({ exchange, name, tradingsymbol }: Listing): string | undefined {
  return contractSize(exchange, name || underlyingOf(tradingsymbol));
}

export function calendarKey(exchange: Exchange): string {
  if (exchange === 'MCX' || exchange === 'NCO') return 'mcx-india';
  return exchange === 'CDS' || exchange === 'BCD' ? 'currency-india' : 'nse-india';
}

const closingTimes: Readonly<Record<string, string>> = {
  'nse-india': '15:30:00',
  'currency-india': '12:30:00',
  'mcx-india': '23:30:00',
};

/** Trading in it ends then at the latest. */
export function expiryOf({ expiry, exchange }: Listing): EpochMs | undefined {
  if (expiry === '') return undefined;
  const moment = indianMoment(`${expiry} ${closingTimes[calendarKey(exchange)] ?? '15:30:00'}`);
  return moment === undefined ? undefined : epochMs(moment);
}

function assetClassOf({ isIndex, type }: Listing): AssetClass {
  if (isIndex) return 'index';
  if (type === 'EQ') return 'stock';
  return type === 'FUT' ? 'future' : 'other';
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function nameOf({ name, tradingsymbol, type, strike, expiry }: Listing): string {
  const about = name || tradingsymbol;
  if (type === 'EQ') return about;
  const [year = '', month = '', day = ''] = expiry.split('-');
  const date = expiry === '' ? '' : `, ${Number(day)} ${months[Number(month) - 1] ?? month} ${year}`;
  if (type === 'FUT') return `${about} future${date}`;
  return `${about} ${strike} ${type === 'CE' ? 'call' : 'put'}${date}`;
}
