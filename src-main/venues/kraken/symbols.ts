import {
  type InstrumentId,
  isInstrumentId,
  sourceOf,
  symbolOf,
} from '../../../src-shared/domain/instrument.ts';

/*
 * Kraken's names. One market has four: its key `XXBTZUSD`, its `altname` `XBTUSD`, its old `wsname` `XBT/USD`, and the
 * `BTC/USD` of WebSocket v2, which is the one that our ids carry: KRAKEN:BTC/USD. One asset has two: `XXBT` and `XBT`
 * in REST answers, `BTC` on the socket and here.
 */

const source = 'KRAKEN';
/** The only two codes of REST that WebSocket v2 writes otherwise. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['XBT', 'BTC'],
  ['XDG', 'DOGE'],
]);

/** The id of a WebSocket v2 symbol; undefined for the few that no id can hold, such as tokenised shares (`AAPLx/USD`). */
export function instrumentIdOf(symbol: string): InstrumentId | undefined {
  const id = `${source}:${symbol}`;
  return isInstrumentId(id) ? id : undefined;
}

/** Undefined for ids of other venues. */
export function venueSymbolOf(id: InstrumentId): string | undefined {
  return sourceOf(id) === source ? symbolOf(id) : undefined;
}

/** `XBT/USD` is `BTC/USD` for WebSocket v2. */
export function socketSymbolOf(wsname: string): string {
  return wsname.split('/').map(modernCode).join('/');
}

function modernCode(code: string): string {
  return renamed.get(code) ?? code;
}

/**
 * The currency that an asset code of REST means. `altnames` are those of the `Assets` answer; what is not in it is read by
 * the old class prefixes. A suffix tells how a balance is bound (`.S` staked, `.M` and `.F` earning) and stays on.
 */
export function currencyOf(asset: string, altnames: ReadonlyMap<string, string>): string {
  const dot = asset.indexOf('.');
  const code = dot < 0 ? asset : asset.slice(0, dot);
  const suffix = dot < 0 ? '' : asset.slice(dot);
  return modernCode(altnames.get(code) ?? withoutClass(code)) + suffix;
}

/** `XXBT` and `ZUSD`: four letters, of which the first is the class of old assets. */
function withoutClass(code: string): string {
  return /^[XZ][A-Z]{3}$/.test(code) ? code.slice(1) : code;
}

/** Suffixes of balances that an order can use: those that earn by themselves, and tokenised shares. */
export function isTradable(asset: string): boolean {
  return !/\.(?!F$|T$)[A-Z0-9]+$/.test(asset);
}
