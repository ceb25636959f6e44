import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instrumentId, isInstrumentId } from '../../../src-shared/domain/instrument.ts';
import { instrumentIdOf, venueSymbolOf } from './symbols.ts';

test.each([
  ['live', 'spot', 'BTCUSDT', 'BINANCE:BTCUSDT'],
  ['live', 'usd-m', 'BTCUSDT', 'BINANCE:BTCUSDT.P'],
  ['live', 'usd-m', 'BTCUSDT_261225', 'BINANCE:BTCUSDT_261225.F'],
  ['testnet', 'spot', '1INCHBTC', 'BINANCE_TEST:1INCHBTC'],
  ['live', 'spot', '币安人生USDT', 'BINANCE:U#E5B881E5AE89E4BABAE7949F55534454'],
] as const)('%s %s %s is %s', (environment, product, symbol, id) => {
  expect(instrumentIdOf(environment, product, symbol)).toBe(id);
  expect(venueSymbolOf(environment, instrumentId(id))).toEqual({ product, symbol });
});

test('any symbol has one id, and the id names it again', () => {
  const symbols = fc.oneof(
    fc.stringMatching(/^[A-Z0-9]{2,20}$/),
    fc.stringMatching(/^[A-Z0-9]{2,12}_\d{6}$/),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((text) => text.isWellFormed()),
  );
  fc.assert(
    fc.property(
      fc.constantFrom('live' as const, 'testnet' as const),
      fc.constantFrom('spot' as const, 'usd-m' as const),
      symbols,
      (environment, product, symbol) => {
        const id = instrumentIdOf(environment, product, symbol);
        if (id === undefined) return;
        expect(isInstrumentId(id)).toBe(true);
        expect(venueSymbolOf(environment, id)).toEqual({ product, symbol });
        expect(venueSymbolOf(environment === 'live' ? 'testnet' : 'live', id)).toBeUndefined();
      },
    ),
  );
});

test.each([
  'KRAKEN:BTC/USD',
  'BINANCE_TEST:BTCUSDT',
  'BINANCE:BTCUSDT_261225.P',
  'BINANCE:U#ZZ',
  'BINANCE:A.X',
])('%s is no live symbol of Binance', (id) => {
  expect(venueSymbolOf('live', instrumentId(id))).toBeUndefined();
});
