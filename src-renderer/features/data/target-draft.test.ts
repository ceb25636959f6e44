import { expect, test } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { draftOf, instrumentFault, targetOf, timeframeChoices } from './target-draft.ts';

test('a draft begins with what the file suggests', () => {
  expect(draftOf({})).toEqual({ instrument: '', timeframe: '', priceSide: 'trade' });
  expect(draftOf({ instrument: instrumentId('FX:EURUSD'), timeframe: '1m', priceSide: 'bid' })).toEqual({
    instrument: 'FX:EURUSD',
    timeframe: '1m',
    priceSide: 'bid',
  });
});

test('a market is SOURCE:SYMBOL and not one of the replay', () => {
  expect(instrumentFault('fx:eurusd')).toBeUndefined();
  expect(instrumentFault('  ')).toContain('which market');
  expect(instrumentFault('EURUSD')).toContain('SOURCE:SYMBOL');
  expect(instrumentFault('REPLAY:CME.6EH4')).toContain('own name');
});

test('ticks have no timeframe, and bars may leave theirs to the rows', () => {
  const draft = { instrument: 'fx:eurusd ', timeframe: '5m', priceSide: 'ask' } as const;
  expect(targetOf(draft, 'candles')).toEqual({ instrument: 'FX:EURUSD', timeframe: '5m', priceSide: 'ask' });
  expect(targetOf(draft, 'quotes')).toEqual({ instrument: 'FX:EURUSD', priceSide: 'ask' });
  expect(targetOf({ ...draft, timeframe: '' }, 'candles')).toEqual({
    instrument: 'FX:EURUSD',
    priceSide: 'ask',
  });
  expect(targetOf({ ...draft, instrument: 'EURUSD' }, 'candles')).toBeUndefined();
});

test('an unusual bar length of a file is among the choices, in its place', () => {
  const choices = timeframeChoices('45m');
  expect(choices.slice(choices.indexOf('30m'), choices.indexOf('1h') + 1)).toEqual(['30m', '45m', '1h']);
});
