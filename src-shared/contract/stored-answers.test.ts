import { expect, test } from 'vitest';
import { z } from 'zod';
import { connectionSettingsSchema } from './connections.ts';
import { contract } from './index.ts';

const list = (length: number, one: unknown) => Array.from({ length }, () => one);
const watchlist = { id: 'l', name: 'List', position: 0, instruments: ['FX:EURUSD'] };
const workspace = { id: 'w', name: 'Work', position: 0, layout: null, updatedAt: 5 };
const series = { instrument: 'FX:EURUSD', content: '1m bid', count: 1, first: 1, last: 1 };

test.each([
  ['workspaces', contract.workspaces.list, list(5000, workspace)],
  ['watchlists', contract.watchlists.list, list(5000, watchlist)],
  ['series', contract.market.stored, list(20_000, series)],
])('whatever number of %s is stored can be answered', (_what, { '~orpc': { outputSchema } }, stored) => {
  if (!(outputSchema instanceof z.ZodType)) throw new Error('the answer has no schema');
  expect(outputSchema.safeParse(stored).success).toBe(true);
});

test('connections that were saved before venues had settings of their own are read as having none', () => {
  const old = {
    label: 'Mine',
    environment: 'live',
    products: ['spot'],
    hasMarketData: true,
    isTradingEnabled: false,
    isAutoConnect: true,
    proxy: '',
  };
  expect(connectionSettingsSchema.parse(old)).toEqual({ ...old, settings: {} });
});
