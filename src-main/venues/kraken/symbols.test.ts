import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { currencyOf, instrumentIdOf, isTradable, socketSymbolOf, venueSymbolOf } from './symbols.ts';

test('the symbol of WebSocket v2 names the instrument, both ways', () => {
  expect(instrumentIdOf('BTC/USD')).toBe('KRAKEN:BTC/USD');
  expect(venueSymbolOf(instrumentId('KRAKEN:BTC/USD'))).toBe('BTC/USD');
  expect(venueSymbolOf(instrumentId('BINANCE:BTCUSDT'))).toBeUndefined();
  const code = fc.stringMatching(/^[A-Z0-9][A-Z0-9.]{0,9}$/);
  fc.assert(
    fc.property(code, code, (base, quote) => {
      const id = instrumentIdOf(`${base}/${quote}`);
      expect(id === undefined ? undefined : venueSymbolOf(id)).toBe(`${base}/${quote}`);
    }),
  );
});

test('a symbol that no id can hold has none', () => {
  expect(instrumentIdOf('AAPLx/USD')).toBeUndefined();
  expect(instrumentIdOf('')).toBeUndefined();
});

test('old names of WebSocket v1 become those of v2, wherever they stand', () => {
  expect(socketSymbolOf('XBT/USD')).toBe('BTC/USD');
  expect(socketSymbolOf('ETH/XBT')).toBe('ETH/BTC');
  expect(socketSymbolOf('XDG/USD')).toBe('DOGE/USD');
  expect(socketSymbolOf('XBTC/USD')).toBe('XBTC/USD');
});

test('assets of REST become currencies, with and without the list of assets', () => {
  const altnames = new Map([
    ['XXBT', 'XBT'],
    ['ZUSD', 'USD'],
    ['XXDG', 'XDG'],
    ['USDT', 'USDT'],
  ]);
  for (const known of [altnames, new Map<string, string>()]) {
    expect(currencyOf('XXBT', known)).toBe('BTC');
    expect(currencyOf('ZUSD', known)).toBe('USD');
    expect(currencyOf('XXDG', known)).toBe('DOGE');
    expect(currencyOf('USDT', known)).toBe('USDT');
    expect(currencyOf('XBT.F', known)).toBe('BTC.F');
    expect(currencyOf('ETH2.S', known)).toBe('ETH2.S');
    expect(currencyOf('XBT', known)).toBe('BTC');
  }
});

test('what is staked or locked away cannot pay for an order', () => {
  expect(['ZUSD', 'USDT', 'XBT.F', 'AAPL.T'].map(isTradable)).toEqual([true, true, true, true]);
  expect(['ETH2.S', 'USD.M', 'DOT.B', 'KSM.P', 'DOT28.S'].map(isTradable)).toEqual(Array(5).fill(false));
});
