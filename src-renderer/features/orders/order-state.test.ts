import { expect, test } from 'vitest';
import type { OrderCard } from '../../../src-shared/contract/trading.ts';
import { orderStates } from '../../../src-shared/domain/order.ts';
import { isOpenOrder, orderStateFace, ordersInOrder } from './order-state.ts';

const order = (id: string, state: OrderCard['state'], time: number) => ({ id, state, time }) as OrderCard;

test('O6: an order of unknown fate counts as open, stands first, and looks like no other', () => {
  expect(isOpenOrder({ state: 'unknown' })).toBe(true);
  const sorted = ordersInOrder([
    order('filled', 'filled', 9),
    order('old', 'open', 1),
    order('new', 'partial', 5),
    order('lost', 'unknown', 0),
  ]);
  expect(sorted.map(({ id }) => id)).toEqual(['lost', 'new', 'old', 'filled']);
  const alike = orderStates.filter((state) => orderStateFace(state).tone === orderStateFace('unknown').tone);
  expect(alike).toEqual(['unknown']);
});

test('every state has a word and a sentence', () => {
  for (const state of orderStates) {
    expect(orderStateFace(state).word, state).not.toBe('');
    expect(orderStateFace(state).hint, state).toMatch(/\.$/);
  }
});
