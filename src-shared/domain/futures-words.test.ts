import { describe, expect, test } from 'vitest';
import { futuresQuestion } from './futures-words.ts';
import { type AssetClass, type Instrument, instrumentId } from './instrument.ts';
import { epochMs } from './time.ts';

const market = (id: string, assetClass: AssetClass = 'future', expiry?: number): Instrument => ({
  id: instrumentId(id),
  name: id,
  assetClass,
  currency: 'USD',
  tickSize: '0.25',
  lotStep: '1',
  multiplier: '1',
  calendar: 'cme-globex',
  priceSide: 'trade',
  ...(expiry === undefined ? {} : { expiry: epochMs(expiry) }),
});
const all = [
  market('CME:ESZ6'),
  market('CME:ESH7'),
  market('CME:ESM16'),
  market('CME:MESZ6'),
  market('CBOT:ZSZ6'),
  market('NASDAQ:ES', 'stock'),
  market('NFO:NIFTY26DECFUT', 'future', Date.UTC(2026, 11, 29)),
  market('NFO:NIFTY26NOVFUT', 'future', Date.UTC(2026, 10, 24)),
  market('NFO:NIFTY26DEC24000CE', 'other', Date.UTC(2026, 11, 29)),
];
const meant = (text: string) => all.filter((one) => futuresQuestion(text)?.isMeant(one)).map(({ id }) => id);

describe('futures as people name them', () => {
  test.each([
    ['ESZ6', ['CME:ESZ6']],
    ['esz26', ['CME:ESZ6']],
    ['ESZ2026', ['CME:ESZ6']],
    ['es dec 26', ['CME:ESZ6']],
    ['ES December 2026', ['CME:ESZ6']],
    ["es dec '26", ['CME:ESZ6']],
    ['es mar', ['CME:ESH7']],
    ['/ES', ['CME:ESZ6', 'CME:ESH7', 'CME:ESM16']],
    ['/esz6', ['CME:ESZ6']],
    ['nifty dec 26', ['NFO:NIFTY26DECFUT']],
    ['/nifty', ['NFO:NIFTY26DECFUT', 'NFO:NIFTY26NOVFUT']],
    ['es dec 27', []],
  ])('“%s” means %j', (text, ids) => {
    expect(meant(text)).toEqual(ids);
  });

  test('venues are asked in their own spelling, and not twice for what was typed', () => {
    expect(futuresQuestion('es dec 26')?.questions).toEqual(['ESZ6', 'ES']);
    expect(futuresQuestion('ESZ26')?.questions).toEqual(['ESZ6', 'ES']);
    expect(futuresQuestion('ESZ6')?.questions).toEqual(['ES']);
    expect(futuresQuestion('/ES')?.questions).toEqual(['ES']);
  });

  test.each(['', 'ES', 'EURUSD', 'dollar euro', 'import big', 'a b c d', 'es dec monday', '6', 'es de'])(
    '“%s” is asked for as it stands',
    (text) => {
      expect(futuresQuestion(text)).toBeUndefined();
    },
  );
});
