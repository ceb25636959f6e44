import { calendarOf } from '../../src-shared/domain/calendars.ts';
import { type AssetClass, type Instrument, symbolOf } from '../../src-shared/domain/instrument.ts';
import type { PortableSymbol } from './worker-messages.ts';

const types: Readonly<Record<AssetClass, PortableSymbol['type']>> = {
  forex: 'forex',
  crypto: 'crypto',
  'crypto-perpetual': 'crypto',
  future: 'futures',
  stock: 'stock',
  index: 'index',
  other: 'cfd',
};

/** Regular hours in the language's notation. */
const sessions: Readonly<Record<string, string>> = {
  'crypto-24-7': '24x7',
  forex: '1700-1700',
  'cme-globex-fx': '1700-1600',
  'cme-globex': '1700-1600',
  eurex: '0110-2200',
  'us-stocks': '0930-1600',
  'nse-india': '0915-1530',
  'mcx-india': '0900-2355',
  'currency-india': '0900-1700',
};

/** What scripts are told of an instrument; its id is their ticker id. */
export function symbolFacts(instrument: Instrument): PortableSymbol {
  const { id, name, assetClass, currency, tickSize, multiplier, calendar } = instrument;
  const type = types[assetClass];
  return {
    tickerId: id,
    description: name,
    type,
    currency,
    baseCurrency: type === 'forex' || type === 'crypto' ? baseOf(symbolOf(id), currency) : '',
    minimumTick: positive(tickSize, 0.01),
    pointValue: positive(multiplier, 1),
    timeZone: calendarOf(calendar).rules.zone,
    session: sessions[calendar] ?? '24x7',
    calendarKey: calendar,
  };
}

function baseOf(symbol: string, currency: string): string {
  const pair = symbol.slice(symbol.lastIndexOf('.') + 1).replace(/[-/_]/g, '');
  const at = pair.lastIndexOf(currency);
  return at > 0 ? pair.slice(0, at) : '';
}

function positive(text: string, otherwise: number): number {
  const value = Number(text);
  return value > 0 ? value : otherwise;
}
