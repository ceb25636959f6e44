import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillNameOf, fillNameText, isFill } from './fill-names.ts';
import type { ExchangeNotice, OrderNotice, RithmicNotice } from './notices.ts';
import { advance, filledOf, hasEnded, type OrderLife, stateOf, unheard } from './order-life.ts';

const basket = '233';

function rithmic(second: number, notify_type: number, more: RithmicNotice = {}): OrderNotice {
  return {
    name: 'RithmicOrderNotification',
    fields: { basket_id: basket, ssboe: 1_700_000_000 + second, usecs: 5, notify_type, ...more },
  };
}

function exchange(second: number, notify_type: number, more: ExchangeNotice = {}): OrderNotice {
  return {
    name: 'ExchangeOrderNotification',
    fields: { basket_id: basket, ssboe: 1_700_000_000 + second, usecs: 5, notify_type, ...more },
  };
}

function fill(second: number, id: string, size: number, filled: number, quantity: number): OrderNotice {
  return exchange(second, 5, {
    fill_id: id,
    fill_date: '20231114',
    fill_price: 4500.25,
    fill_size: size,
    quantity,
    avg_fill_price: 4500.25,
    total_fill_size: filled,
    total_unfilled_size: quantity - filled,
  });
}

function lifeOf(notices: readonly OrderNotice[], from: OrderLife = unheard(basket)): OrderLife {
  return notices.reduce(
    (life, notice) =>
      advance(life, notice, isFill(notice) ? fillNameText(fillNameOf(notice.fields)) : undefined),
    from,
  );
}

const stateAfter = (...notices: readonly OrderNotice[]) => stateOf(lifeOf(notices));

const marketRun = [
  rithmic(0, 1, { quantity: 2, price_type: 2, transaction_type: 1, user_tag: 'ours', symbol: 'ESZ6' }),
  rithmic(1, 4, { quantity: 0, total_unfilled_size: 2, price_type: 2 }),
  rithmic(2, 7),
  rithmic(3, 10),
  exchange(4, 1, { confirmed_size: 2, exchange_order_id: '77', quantity: 2, price_type: 2 }),
  rithmic(5, 13, { quantity: 2, price_type: 2 }),
  fill(6, 'a', 2, 2, 2),
  rithmic(7, 15, { completion_reason: 'F', total_fill_size: 2, total_unfilled_size: 0, quantity: 2 }),
];

describe('an order’s life of both streams', () => {
  test('goes through a real market order’s notices, row by row', () => {
    const states = marketRun.map((_, index) => stateAfter(...marketRun.slice(0, index + 1)));
    expect(states).toEqual([
      'acknowledged',
      'acknowledged',
      'acknowledged',
      'acknowledged',
      'acknowledged',
      'open',
      'filled',
      'filled',
    ]);
  });

  test('takes the quantity from what is filled and not filled where Rithmic tells 0', () => {
    expect(lifeOf(marketRun.slice(1, 2)).quantity?.value).toBe(2);
  });

  test.each([
    [1, 'acknowledged'],
    [4, 'acknowledged'],
    [7, 'acknowledged'],
    [10, 'acknowledged'],
    [13, 'open'],
    [18, 'open'],
    [14, 'open'],
    [16, 'open'],
    [17, 'open'],
    [19, 'acknowledged'],
    [20, 'acknowledged'],
    [21, 'acknowledged'],
    [99, 'acknowledged'],
  ])('is as 351 says: type %i is %s', (type, state) => {
    expect(stateAfter(rithmic(0, type, { quantity: 2 }))).toBe(state);
  });

  test.each([
    [1, 'acknowledged'],
    [2, 'open'],
    [3, 'cancelled'],
    [4, 'open'],
    [6, 'rejected'],
    [7, 'open'],
    [8, 'open'],
    [9, 'acknowledged'],
    [77, 'acknowledged'],
  ])('is as 352 says: type %i is %s', (type, state) => {
    expect(stateAfter(exchange(0, type, { quantity: 2 }))).toBe(state);
  });

  test.each([2, 3, 5, 6, 8, 9, 11, 12])('stays open while a change is on its way (351 type %i)', (type) => {
    const life = lifeOf([
      rithmic(0, 13, { quantity: 2, price: 10 }),
      rithmic(1, type, { quantity: 9, price: 99 }),
    ]);
    expect([stateOf(life), life.quantity?.value, life.price?.value]).toEqual(['open', 2, 10]);
  });

  test('goes on as it was after a change that failed', () => {
    for (const failed of [
      rithmic(2, 16, { quantity: 9 }),
      rithmic(2, 17),
      exchange(2, 7, { quantity: 9 }),
      exchange(2, 8),
    ]) {
      const life = lifeOf([rithmic(0, 18, { quantity: 2 }), rithmic(1, 5, { quantity: 9 }), failed]);
      expect([stateOf(life), life.quantity?.value]).toEqual(['open', 2]);
    }
  });

  test('has the new terms after a change that was made', () => {
    const opened = rithmic(0, 13, { quantity: 2, price: 10 });
    expect(lifeOf([opened, rithmic(1, 14, { quantity: 3, price: 11 })])).toMatchObject({
      quantity: { value: 3 },
      price: { value: 11 },
    });
    expect(lifeOf([exchange(1, 2, { quantity: 3, price: 11 }), opened])).toMatchObject({
      quantity: { value: 3 },
      price: { value: 11 },
    });
  });

  test.each([
    ['F', { total_fill_size: 2 }, 'filled'],
    ['F', {}, 'filled'],
    ['FA', { report_text: 'No money' }, 'rejected'],
    ['fa ', {}, 'rejected'],
    ['C', { total_fill_size: 0 }, 'cancelled'],
    ['C', { total_fill_size: 1 }, 'cancelled'],
    ['Z', { text: 'Order expired' }, 'expired'],
    ['', { report_text: 'rejected at the exchange' }, 'rejected'],
    ['', {}, 'cancelled'],
  ])('ends by COMPLETE with “%s” and %j as %s', (completion_reason, more, state) => {
    const opened = rithmic(0, 13, { quantity: 2 });
    expect(stateAfter(opened, rithmic(1, 15, { completion_reason, ...more }))).toBe(state);
  });

  test('ends with a cancel or a refusal of the exchange even when COMPLETE never comes', () => {
    const opened = rithmic(0, 13, { quantity: 2 });
    expect(stateAfter(opened, exchange(1, 3))).toBe('cancelled');
    expect(stateAfter(opened, exchange(1, 6))).toBe('rejected');
    expect(stateAfter(opened, fill(1, 'a', 1, 1, 2), exchange(2, 3))).toBe('cancelled');
    expect(stateAfter(opened, fill(1, 'a', 1, 1, 2), exchange(2, 6))).toBe('cancelled');
  });

  test('counts what is filled from the totals, so a lost part is missed by nobody', () => {
    const life = lifeOf([rithmic(0, 13, { quantity: 3 }), fill(2, 'b', 1, 2, 3)]);
    expect([filledOf(life), stateOf(life)]).toEqual([2, 'partial']);
  });

  test('counts parts without totals, each once', () => {
    const part = (id: string) =>
      exchange(1, 5, { fill_id: id, fill_date: '20231114', fill_size: 1, fill_price: 1 });
    const life = lifeOf([rithmic(0, 13, { quantity: 3 }), part('a'), part('b'), part('a')]);
    expect([filledOf(life), stateOf(life)]).toEqual([2, 'partial']);
  });

  test('takes the snapshot of a working order for open, also while it waits for its trigger', () => {
    for (const status of ['open', 'trigger pending', 'modified', undefined])
      expect(stateAfter(exchange(1, 1, { is_snapshot: true, quantity: 2, status }))).toBe('open');
    expect(stateAfter(exchange(1, 1, { is_snapshot: true, quantity: 2, status: 'open pending' }))).toBe(
      'acknowledged',
    );
    expect(stateAfter(exchange(1, 1, { is_snapshot: true, quantity: 2, status: 'complete' }))).toBe(
      'cancelled',
    );
  });

  test('drops older rows and snapshots of an order that is over', () => {
    const over = lifeOf(marketRun);
    const after = lifeOf(
      [
        exchange(5, 1, { is_snapshot: true, status: 'open', quantity: 1, total_fill_size: 0 }),
        rithmic(3, 13),
      ],
      over,
    );
    expect([stateOf(after), filledOf(after), after.quantity?.value]).toEqual(['filled', 2, 2]);
  });

  test('does not take a child’s own number for its parent', () => {
    const own = rithmic(0, 13, { original_basket_id: basket });
    expect(lifeOf([own]).parentId).toBeUndefined();
    expect(lifeOf([rithmic(0, 13, { original_basket_id: '100' })]).parentId?.value).toBe('100');
  });
});

/** Lives as they happen: working, parts, changes, and one of the ends. */
const lives = fc
  .record({
    quantity: fc.integer({ min: 1, max: 20 }),
    parts: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 8 }),
    hasTrigger: fc.boolean(),
    changes: fc.integer({ min: 0, max: 2 }),
    end: fc.constantFrom('none', 'cancel', 'reject', 'complete'),
    hasComplete: fc.boolean(),
  })
  .map(({ quantity, parts, hasTrigger, changes, end, hasComplete }) => {
    let second = 0;
    const at = () => {
      second += 1;
      return second;
    };
    let size = quantity;
    const told = () => ({ quantity: size, price: 100 + size, price_type: 1 });
    const story: OrderNotice[] = [
      rithmic(at(), 1, told()),
      rithmic(at(), 4, { quantity: 0, total_unfilled_size: size }),
      rithmic(at(), 10),
      exchange(at(), 1, told()),
      rithmic(at(), hasTrigger ? 18 : 13, told()),
    ];
    for (let change = 0; change < changes; change += 1) {
      size += 3;
      story.push(
        rithmic(at(), 2, told()),
        rithmic(at(), 5, told()),
        rithmic(at(), 14, told()),
        exchange(at(), 2, told()),
      );
    }
    let filled = 0;
    for (const [index, part] of parts.entries()) {
      const taken = Math.min(part, size - filled);
      if (taken === 0) break;
      filled += taken;
      story.push(fill(at(), `f${index}`, taken, filled, size));
    }
    const totals = { total_fill_size: filled, total_unfilled_size: size - filled, quantity: size };
    if (filled === size) {
      if (hasComplete) story.push(rithmic(at(), 15, { completion_reason: 'F', ...totals }));
    } else if (end !== 'none') {
      if (end === 'cancel') story.push(exchange(at(), 3, totals));
      if (end === 'reject') story.push(exchange(at(), 6, totals));
      const completion_reason = end === 'reject' ? 'FA' : 'C';
      if (hasComplete || end === 'complete') story.push(rithmic(at(), 15, { completion_reason, ...totals }));
    }
    return story;
  });

/** The same notices again, late, twice and in any order, some as rows of a snapshot. */
const retold = lives.chain((story) =>
  fc.record({
    story: fc.constant(story),
    order: fc.array(fc.nat(story.length - 1), { maxLength: 60 }),
    shuffled: fc.shuffledSubarray(story, { minLength: story.length }),
    asSnapshot: fc.array(fc.nat(story.length - 1), { maxLength: 5 }),
  }),
);

test('comes to the same end and the same sum, however its notices are shuffled, doubled and delayed', () => {
  const ends = new Map<string, number>();
  fc.assert(
    fc.property(retold, ({ story, order, shuffled, asSnapshot }) => {
      const repeats = order.flatMap((index) => story[index] ?? []);
      const snapshots = asSnapshot.flatMap((index) => {
        const notice = story[index];
        return notice !== undefined && isFill(notice)
          ? [{ ...notice, fields: { ...notice.fields, is_snapshot: true } }]
          : [];
      });
      const straight = lifeOf(story);
      const heard = lifeOf([...repeats, ...snapshots, ...shuffled, ...repeats]);
      const result = (life: OrderLife) => ({
        state: stateOf(life),
        filled: filledOf(life),
        fills: [...life.fills].toSorted(),
        quantity: life.quantity?.value,
        price: life.price?.value,
        averagePrice: life.averagePrice,
      });
      expect(result(heard)).toEqual(result(straight));
      let sum = 0;
      for (const size of heard.fills.values()) sum += size;
      expect(sum).toBe(filledOf(straight));
      ends.set(stateOf(straight), (ends.get(stateOf(straight)) ?? 0) + 1);
    }),
    { numRuns: 400, seed: 5 },
  );
  expect([...ends.keys()].toSorted()).toEqual(['cancelled', 'filled', 'open', 'partial', 'rejected']);
});

test('never leaves an end once it is told in the order it happened, whatever old news follows', () => {
  fc.assert(
    fc.property(retold, ({ story, order }) => {
      const over = lifeOf(story);
      if (!hasEnded(stateOf(over))) return;
      let life = over;
      for (const index of order) {
        life = lifeOf([story[index] ?? rithmic(0, 13)], life);
        expect(stateOf(life)).toBe(stateOf(over));
      }
    }),
    { numRuns: 200, seed: 6 },
  );
});
