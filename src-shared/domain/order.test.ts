import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { type AccountKey, accountName } from './account.ts';
import { type FillIdentity, fillKey } from './fill.ts';
import { instrumentId } from './instrument.ts';
import {
  canMove,
  freshClientOrderId,
  type OrderIntent,
  type OrderState,
  orderMoves,
  orderStates,
} from './order.ts';

const reachable = (from: OrderState): Set<OrderState> => {
  const found = new Set<OrderState>();
  const visit = (state: OrderState) => {
    for (const next of orderMoves[state]) {
      if (found.has(next)) continue;
      found.add(next);
      visit(next);
    }
  };
  visit(from);
  return found;
};

describe('the states of an order', () => {
  test('O3: every state is reached from an intent, and none leads back to it or to sending', () => {
    expect(new Set(['intent', ...reachable('intent')])).toEqual(new Set(orderStates));
    for (const state of orderStates) {
      expect(canMove(state, 'intent')).toBe(false);
      if (state !== 'intent') expect(reachable(state)).not.toContain('sent');
    }
  });

  test('O3: what is over stays over', () => {
    for (const state of ['filled', 'cancelled', 'expired', 'rejected'] as const) {
      expect(orderStates.filter((to) => canMove(state, to))).toEqual([]);
    }
  });

  test('O3: fills only ever go forward', () => {
    expect(canMove('open', 'partial')).toBe(true);
    expect(canMove('partial', 'partial')).toBe(true);
    expect(canMove('partial', 'open')).toBe(false);
    expect(canMove('partial', 'rejected')).toBe(false);
    expect(canMove('open', 'acknowledged')).toBe(false);
  });

  test('O5: an unknown order may turn out to be anything, and a late accept wins over “not placed”', () => {
    const venueSays = [
      'acknowledged',
      'rejected',
      'open',
      'partial',
      'filled',
      'cancelled',
      'expired',
    ] as const;
    for (const state of venueSays) {
      expect(canMove('unknown', state)).toBe(true);
      expect(canMove('not-placed', state)).toBe(true);
    }
    // One leg of a pair that the venue keeps as one order.
    expect(canMove('sent', 'not-placed')).toBe(true);
    expect(canMove('acknowledged', 'not-placed')).toBe(false);
    expect(canMove('unknown', 'not-placed')).toBe(true);
  });
});

describe('a client order id', () => {
  const alphabet = fc
    .uniqueArray(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_'), {
      minLength: 10,
    })
    .map((characters) => characters.join(''));

  test('O2: stays within alphabet and length, and uses enough of the dice to be unique', () => {
    fc.assert(
      fc.property(alphabet, fc.infiniteStream(fc.nat()), (characters, dice) => {
        let chances = 1;
        const id = freshClientOrderId({ alphabet: characters, maxLength: 36 }, (end) => {
          chances *= end;
          return dice.next().value % end;
        });
        expect(id.length).toBeLessThanOrEqual(36);
        expect([...id].every((one) => characters.includes(one))).toBe(true);
        expect(chances).toBeGreaterThanOrEqual(2 ** 83);
      }),
    );
  });

  test('O2: is refused where a venue leaves too little room or counts a character twice', () => {
    expect(() => freshClientOrderId({ alphabet: '0123456789', maxLength: 10 }, () => 0)).toThrow(RangeError);
    expect(() => freshClientOrderId({ alphabet: 'a', maxLength: 99 }, () => 0)).toThrow(RangeError);
    expect(() => freshClientOrderId({ alphabet: '', maxLength: 99 }, () => 0)).toThrow(RangeError);
    expect(() => freshClientOrderId({ alphabet: 'abcab', maxLength: 99 }, () => 0)).toThrow(RangeError);
  });
});

describe('the key of a fill', () => {
  const text = fc.string({ maxLength: 8 });
  const identity: fc.Arbitrary<FillIdentity> = fc.record(
    {
      account: fc.record({
        mode: fc.constantFrom('live' as const, 'paper' as const, 'replay' as const),
        venue: text,
        account: text,
      }),
      instrument: fc.constantFrom(instrumentId('CME:6EH4'), instrumentId('BINANCE:BTCUSDC')),
      tradeId: text,
      tradeDate: fc.constantFrom('2026-03-02', '2026-03-03'),
    },
    { requiredKeys: ['account', 'instrument', 'tradeId'] },
  );

  test('O7: is the same exactly for the same venue, account, instrument, trade id and trade date', () => {
    fc.assert(
      fc.property(identity, identity, (a, b) => {
        expect(fillKey(structuredClone(a))).toBe(fillKey(a));
        const isSame =
          accountName(a.account) === accountName(b.account) &&
          a.instrument === b.instrument &&
          a.tradeId === b.tradeId &&
          a.tradeDate === b.tradeDate;
        expect(fillKey(a) === fillKey(b)).toBe(isSame);
      }),
    );
  });

  test('O7: does not look at what a later report may correct', () => {
    const account: AccountKey<'paper'> = { mode: 'paper', venue: 'paper', account: '1' };
    const first = { account, instrument: instrumentId('CME:6EH4'), tradeId: '7', fee: undefined };
    expect(fillKey({ ...first })).toBe(fillKey({ ...first, ...{ fee: '1.25', price: '2' } }));
  });
});

test('O13: an intent for a paper or replay account is not an intent for a live one', () => {
  expectTypeOf<OrderIntent<'paper'>>().not.toExtend<OrderIntent<'live'>>();
  expectTypeOf<OrderIntent<'replay'>>().not.toExtend<OrderIntent<'live'>>();
  expectTypeOf<OrderIntent<'paper'>>().not.toExtend<OrderIntent<'replay'>>();
  expectTypeOf<OrderIntent>().not.toExtend<OrderIntent<'live'>>();
  expectTypeOf<OrderIntent<'live'>>().toExtend<OrderIntent>();
  const names = (['live', 'paper'] as const).map((mode) => accountName({ mode, venue: 'x', account: '1' }));
  expect(new Set(names).size).toBe(2);
});
