import { expect, it } from 'vitest';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import { panelFragment, readPanelFragment, readPanelParameters } from './panel-parameters.ts';

it('a torn-off panel travels through the address unharmed', () => {
  const panel = {
    kind: 'chart',
    state: { timeframe: '5m', note: 'ä # % &' },
    link: 'blue',
    instrument: instrumentId('CME:6EH4'),
    window: 'tidemark-1f2e',
  } as const;
  expect(readPanelFragment(panelFragment(panel))).toEqual(panel);
});

it('any other address is not a panel', () => {
  expect(readPanelFragment('')).toBeUndefined();
  expect(readPanelFragment('#about')).toBeUndefined();
  expect(readPanelFragment('#panel=%7Bbroken')).toBeUndefined();
});

it('a layout of another version is read without trust', () => {
  expect(readPanelParameters(null)).toEqual({ kind: '', state: {}, link: null });
  expect(readPanelParameters({ kind: 'chart', state: 3, link: 'pink' })).toEqual({
    kind: 'chart',
    state: {},
    link: null,
  });
});
