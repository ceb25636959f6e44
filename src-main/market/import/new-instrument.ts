import {
  type AssetClass,
  type Instrument,
  sourceOf,
  symbolOf,
} from '../../../src-shared/domain/instrument.ts';
import type { ImportTarget } from './import-types.ts';

const fiat = 'AUD CAD CHF CNH CZK DKK EUR GBP HKD HUF ILS JPY MXN NOK NZD PLN SEK SGD THB TRY USD ZAR'.split(
  ' ',
);
const coinQuotes = ['USDT', 'USDC', 'FDUSD', 'BUSD', 'TUSD', 'DAI', 'BTC', 'ETH', 'BNB'];
const coinSources = ['BINANCE', 'COINBASE', 'KRAKEN', 'BYBIT', 'OKX', 'BITSTAMP', 'BITFINEX'];
const stockSources = ['NASDAQ', 'NYSE', 'AMEX', 'ARCA', 'BATS'];
const futureSources = ['CME', 'CBOT', 'NYMEX', 'COMEX', 'CME_MINI', 'CBOT_MINI', 'ICE', 'EUREX'];

const calendars: Readonly<Partial<Record<AssetClass, string>>> = { forex: 'forex', stock: 'us-stocks' };
/** A calendar without pauses hides no bar, so it is the one for everything that is not known better. */
const calendarWithoutPauses = 'crypto-24-7';

/**
 * The instrument that an imported file is stored under when nobody has described it. What its name tells is used; the
 * tick size is the finest decimal that the file's prices have. The user can correct it afterwards.
 */
export function instrumentOf(
  target: Pick<ImportTarget, 'instrument' | 'priceSide'>,
  priceDecimals: number,
): Instrument {
  const { instrument: id, priceSide } = target;
  const symbol = symbolOf(id);
  const { assetClass, currency } = classify(sourceOf(id), symbol);
  const decimals = Math.min(priceDecimals, 12);
  return {
    id,
    name: symbol,
    assetClass,
    currency,
    tickSize: decimals === 0 ? '1' : `0.${'1'.padStart(decimals, '0')}`,
    lotStep: assetClass === 'crypto' ? '0.00000001' : assetClass === 'forex' ? '1000' : '1',
    multiplier: '1',
    calendar: calendars[assetClass] ?? calendarWithoutPauses,
    priceSide,
  };
}

function classify(source: string, symbol: string): { assetClass: AssetClass; currency: string } {
  const letters = symbol.replace(/[^A-Z0-9]/g, '');
  const [base, quoted] = [letters.slice(0, 3), letters.slice(3, 6)];
  if (fiat.includes(base) && fiat.includes(quoted)) return { assetClass: 'forex', currency: quoted };
  if (futureSources.includes(source)) return { assetClass: 'future', currency: 'USD' };
  if (stockSources.includes(source)) return { assetClass: 'stock', currency: 'USD' };
  const coin = coinQuotes.find((one) => letters.length > one.length && letters.endsWith(one));
  if (coin !== undefined) return { assetClass: 'crypto', currency: coin };
  if (coinSources.includes(source)) {
    const money = fiat.find((one) => letters.endsWith(one)) ?? 'USD';
    return { assetClass: 'crypto', currency: money };
  }
  return { assetClass: 'other', currency: fiat.find((one) => letters.slice(3).startsWith(one)) ?? 'USD' };
}
