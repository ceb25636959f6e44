import { describe, expect, it } from 'vitest';
import type { ListedInstrument } from '../../src-shared/contract/market.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import { searchWords } from './search-words.ts';

const listed = (id: string, name: string) =>
  ({ instrument: { id: instrumentId(id), name } }) as ListedInstrument;

describe('searchWords', () => {
  it('asks for one word as it stands and takes every answer', () => {
    const { question, isMeant } = searchWords(' eur ');
    expect(question).toBe('eur');
    expect(isMeant(listed('FX:GBPUSD', ''))).toBe(true);
  });

  it('finds a market by its source and symbol with a space between, and by words in any order', () => {
    const big = searchWords('IMPORT BIG');
    expect(big.question).toBe('import');
    expect(big.isMeant(listed('IMPORT:BIG', 'Big'))).toBe(true);
    expect(big.isMeant(listed('IMPORT:SMALL', 'Small'))).toBe(false);
    expect(searchWords('dollar euro').isMeant(listed('FX:EURUSD', 'Euro / US dollar'))).toBe(true);
  });
});
