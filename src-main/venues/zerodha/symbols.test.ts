import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instrumentId, isInstrumentId } from '../../../src-shared/domain/instrument.ts';
import { exchanges, instrumentIdOf, kiteNameOf } from './symbols.ts';

test.each([
  ['NSE', 'INFY', 'NSE:INFY'],
  ['NSE', 'BAJAJ-AUTO', 'NSE:BAJAJ-AUTO'],
  ['NSE', 'M&M', 'NSE:M#26M'],
  ['NSE', 'NIFTY 50', 'NSE:NIFTY_50'],
  ['NSE', 'CENTRALBK-BE', 'NSE:CENTRALBK-BE'],
  ['BSE', 'A_B', 'BSE:A#5FB'],
  ['BSE', '#1', 'BSE:0###231'],
  ['BSE', 'Abc', 'BSE:A#62#63'],
  ['NFO', 'BANKNIFTY18JAN23500CE', 'NFO:BANKNIFTY18JAN23500CE'],
])('%s %s is %s, and back', (exchange, tradingsymbol, id) => {
  expect(instrumentIdOf(exchange, tradingsymbol)).toBe(id);
  expect(kiteNameOf(instrumentId(id))).toEqual({ exchange, tradingsymbol });
});

test('every name has one id, and every id at most one name', () => {
  const symbol = fc.string({ unit: fc.constantFrom(...'AB09&-_ #./+*ab('), minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.constantFrom(...exchanges), symbol, symbol, (exchange, one, other) => {
      const id = instrumentIdOf(exchange, one);
      if (id === undefined) return;
      expect(isInstrumentId(id)).toBe(true);
      expect(kiteNameOf(id)).toEqual({ exchange, tradingsymbol: one });
      if (one !== other) expect(instrumentIdOf(exchange, other)).not.toBe(id);
    }),
    { numRuns: 2000 },
  );
});

test('names that cannot be ids, and ids that are not names, are refused', () => {
  expect(instrumentIdOf('MF', 'INF204KB17I5')).toBeUndefined();
  expect(instrumentIdOf('NSE', '')).toBeUndefined();
  expect(instrumentIdOf('NSE', 'रु')).toBeUndefined();
  expect(kiteNameOf(instrumentId('NOWHERE:NOTHING'))).toBeUndefined();
  expect(kiteNameOf(instrumentId('NSE:A#'))).toBeUndefined();
  expect(kiteNameOf(instrumentId('NSE:A#41'))).toBeUndefined();
});
