import { expect, test } from 'vitest';
import type { OrderCard } from '../../../src-shared/contract/trading.ts';
import { typeWords } from './order-columns.tsx';
import { orderTree } from './order-tree.ts';

const order = (id: string, change: Partial<OrderCard> = {}) =>
  ({
    id,
    account: 'a',
    venueOrderId: id,
    parentOrderId: '',
    state: 'open',
    type: 'limit',
    trailTicks: null,
    exits: '',
    ...change,
  }) as OrderCard;
const ids = (some: readonly OrderCard[] | undefined) => some?.map(({ id }) => id);

test('exits stand beneath their entry, and one whose entry is not known stands on its own', () => {
  const { rows, exits } = orderTree(
    [
      order('target', { parentOrderId: 'entry' }),
      order('entry', { state: 'filled' }),
      order('stop', { parentOrderId: 'entry', type: 'stop' }),
      order('lone', { parentOrderId: 'gone' }),
      // The same number in another account is another order.
      order('other', { account: 'b', parentOrderId: 'entry' }),
    ],
    false,
  );
  expect(ids(rows)).toEqual(['entry', 'lone', 'other']);
  expect(ids(exits.get('entry'))).toEqual(['target', 'stop']);
});

test('among open orders a filled entry stays while an exit of it is open, and goes with the last', () => {
  const entry = order('entry', { state: 'filled' });
  const stop = order('stop', { parentOrderId: 'entry', type: 'stop' });
  const done = order('target', { parentOrderId: 'entry', state: 'cancelled' });
  const { rows, exits } = orderTree([entry, stop, done], true);
  expect(ids(rows)).toEqual(['entry']);
  expect(ids(exits.get('entry'))).toEqual(['stop']);
  expect(orderTree([entry, { ...stop, state: 'filled' }, done], true).rows).toEqual([]);
});

test('an exit says what it is for, a trailing stop how far it trails', () => {
  expect(typeWords(order('a'))).toBe('limit');
  expect(typeWords(order('a', { parentOrderId: 'e' }))).toBe('Target');
  expect(typeWords(order('a', { parentOrderId: 'e', type: 'stop', trailTicks: 8 }))).toBe('Stop, trails 8');
  expect(typeWords(order('a', { parentOrderId: 'e', type: 'stop-limit' }))).toBe('Stop, stop-limit');
  expect(typeWords(order('a', { exits: 'target 8 ticks' }))).toBe('limit + exits');
});
