import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { instrumentIdOf, productOf, quoteCurrencyOf } from './symbols.ts';

test('products and ids are each other’s, both ways', () => {
  expect(instrumentIdOf('BTC-USD')).toBe('COINBASE:BTC-USD');
  expect(productOf(instrumentId('COINBASE:1INCH-USD'))).toBe('1INCH-USD');
  const currency = fc.stringMatching(/^[A-Z0-9]{1,12}$/);
  fc.assert(
    fc.property(currency, currency, (base, quote) => {
      const id = instrumentIdOf(`${base}-${quote}`);
      expect(id && productOf(id)).toBe(`${base}-${quote}`);
      expect(quoteCurrencyOf(`${base}-${quote}`)).toBe(quote);
    }),
  );
});

test('what no product is named has no id, and other venues’ markets have no product', () => {
  expect(instrumentIdOf('')).toBeUndefined();
  expect(instrumentIdOf('btc-usd')).toBeUndefined();
  expect(instrumentIdOf('BTC USD')).toBeUndefined();
  expect(productOf(instrumentId('KRAKEN:BTC/USD'))).toBeUndefined();
});
