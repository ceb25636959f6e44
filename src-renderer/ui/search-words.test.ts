import { describe, expect, it } from 'vitest';
import type { ListedInstrument } from '../../src-shared/contract/market.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import { searchWords } from './search-words.ts';

const listed = (id: string, name = '') =>
  ({ instrument: { id: instrumentId(id), name } }) as ListedInstrument;
const meant = (text: string, ...found: ListedInstrument[]) =>
  searchWords(text)
    .meant(found)
    .map(({ instrument }) => instrument.id);

describe('searchWords', () => {
  it('asks for one word as it stands and takes every answer', () => {
    expect(searchWords(' eur ').question).toBe('eur');
    expect(meant('eur', listed('FX:GBPUSD'))).toEqual(['FX:GBPUSD']);
  });

  it('finds a market by its source and symbol with a space between, before markets that only contain them', () => {
    expect(searchWords('IMPORT BIG').question).toBe('import');
    expect(
      meant('IMPORT BIG', listed('REPLAY:IMPORT.BIG'), listed('IMPORT:SMALL'), listed('IMPORT:BIG')),
    ).toEqual(['IMPORT:BIG', 'REPLAY:IMPORT.BIG']);
  });

  it('leaves a future as it was typed, since its words stand in no name', () => {
    expect(searchWords('es dec 26').question).toBe('es dec 26');
    expect(meant('es dec 26', listed('CME:ESZ6', 'E-Mini S&P'))).toEqual(['CME:ESZ6']);
  });

  it('finds words of a name in any order', () => {
    expect(
      meant('dollar euro', listed('FX:EURUSD', 'Euro / US dollar'), listed('FX:GBPUSD', 'Sterling')),
    ).toEqual(['FX:EURUSD']);
  });
});
