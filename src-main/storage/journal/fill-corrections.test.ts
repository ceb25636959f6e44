import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AccountKey, accountName } from '../../../src-shared/domain/account.ts';
import { type Fill, fillKey } from '../../../src-shared/domain/fill.ts';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { money } from '../../../src-shared/domain/money.ts';
import type { ClientOrderId, OrderIntent } from '../../../src-shared/domain/order.ts';
import { addDecimals, compareDecimals, subtractDecimals } from '../../../src-shared/domain/quantity.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { trading as schema0080 } from '../migrations/journal/0080-trading.ts';
import { fillCorrections } from '../migrations/journal/0090-fill-corrections.ts';
import { openedStorage, temporaryProfile } from '../testing/temporary-profile.ts';
import type { FillCursor, TradingRepository, VenueOrder } from '../trading-store.ts';

const account: AccountKey = { mode: 'paper', venue: 'binance', account: '7:spot' };
const instrument = instrumentId('BINANCE_TEST:BTCUSDT');
const at = epochMs(1_772_443_800_000);
const orderOf = (venueOrderId: string): VenueOrder => ({ account, instrument, venueOrderId });

function fill(tradeId: string, quantity: string, change: Partial<Fill> = {}): Fill {
  return {
    account,
    instrument,
    tradeId,
    venueOrderId: 'v1',
    side: 'buy',
    price: '100',
    quantity,
    liquidity: 'taker',
    time: at,
    isSynthetic: false,
    ...change,
  };
}

const sumOf = (fills: readonly Fill[]) =>
  fills.reduce((sum, { quantity }) => addDecimals(sum, quantity), '0');
const told = (fills: readonly Fill[]) => fills.map(({ tradeId, quantity }) => `${tradeId} ${quantity}`);
const synthetic = (tradeId: string, quantity: string, change: Partial<Fill> = {}) =>
  fill(tradeId, quantity, { ...change, isSynthetic: true });

test('O7: one real fill takes the place of several synthetic ones', async () => {
  const { trading } = (await openedStorage()).journal;
  await trading.addFills([synthetic('s1', '1'), synthetic('s2', '1', { time: epochMs(at + 1) })], at);
  const real = fill('t1', '2');
  const { explained } = await trading.addFills([real], at);
  expect(told(trading.fillsOfOrder(orderOf('v1')))).toEqual(['t1 2']);
  expect(explained).toEqual(new Map([[fillKey(real), '2']]));
  expect(told(trading.fills({ account: '', before: null, limit: 9 }).fills)).toEqual(['t1 2']);
});

test('O7: a real fill takes no more of a synthetic one than its own quantity', async () => {
  const { trading } = (await openedStorage()).journal;
  await trading.addFills([synthetic('s1', '2')], at);
  await trading.addFills([fill('t1', '0.5', { time: epochMs(at + 1) })], at);
  expect(told(trading.fillsOfOrder(orderOf('v1')))).toEqual(['s1 1.5', 't1 0.5']);
  // The same again is not more.
  await trading.addFills([fill('t1', '0.5', { time: epochMs(at + 1) })], at);
  expect(told(trading.fills({ account: accountName(account), before: null, limit: 9 }).fills)).toEqual([
    't1 0.5',
    's1 1.5',
  ]);
});

test('O7: orders that share an id in two markets do not explain each other', async () => {
  const { trading } = (await openedStorage()).journal;
  const elsewhere = instrumentId('BINANCE_TEST:ETHUSDT');
  await trading.addFills([synthetic('s1', '2')], at);
  await trading.addFills([fill('t1', '2', { instrument: elsewhere })], at);
  expect(told(trading.fillsOfOrder(orderOf('v1')))).toEqual(['s1 2']);
  expect(told(trading.fillsOfOrder({ ...orderOf('v1'), instrument: elsewhere }))).toEqual(['t1 2']);
});

/** Parts of a hundredth; what happens next to the order, as the venue or the wire would have it. */
const step = fc.oneof(
  fc.record({ do: fc.constant('fill' as const), hundredths: fc.integer({ min: 1, max: 300 }) }),
  fc.record({ do: fc.constant('report' as const) }),
  fc.record({ do: fc.constant('hear' as const), which: fc.nat(), isTwice: fc.boolean() }),
);

test('O7: in whatever order reports and real fills come, the sum is what the venue is known to count, and in the end the truth', async () => {
  const { trading } = (await openedStorage()).journal;
  let runs = 0;
  const run = async (steps: readonly StepOf[], order: readonly number[]) => {
    runs += 1;
    const id = `order-${runs}`;
    const truth: Fill[] = [];
    const heard = new Set<Fill>();
    let counted = '0';
    const booked = () => trading.fillsOfOrder(orderOf(id));
    const hear = async (some: readonly Fill[]) => {
      await trading.addFills(some, at);
      for (const one of some) heard.add(one);
    };
    const check = () => {
      const real = sumOf([...heard]);
      const known = compareDecimals(real, counted) > 0 ? real : counted;
      expect(compareDecimals(sumOf(booked()), known)).toBe(0);
    };
    for (const [index, one] of steps.entries()) {
      if (one.do === 'fill') {
        const quantity = (one.hundredths / 100).toFixed(2);
        truth.push(fill(`${id}-t${index}`, quantity, { venueOrderId: id, time: epochMs(at + index) }));
      } else if (one.do === 'report') {
        counted = sumOf(truth);
        await explainGap(trading, id, counted, index);
      } else {
        const found = truth[one.which % Math.max(1, truth.length)];
        if (found !== undefined) await hear(one.isTwice ? [found, found] : [found]);
      }
      check();
    }
    for (const next of order) {
      const found = truth[next % Math.max(1, truth.length)];
      if (found !== undefined) await hear([found]);
      check();
    }
    await hear(truth);
    const byTime = (some: readonly Fill[]) => some.map(({ tradeId }) => tradeId).sort();
    expect(byTime(booked())).toEqual(byTime(truth));
    expect(sumOf(booked())).toBe(sumOf(truth));
  };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), fc.array(fc.nat(), { maxLength: 6 }), run),
    {
      numRuns: 60,
    },
  );
});

type StepOf = (typeof step extends fc.Arbitrary<infer T> ? T : never) & object;

/** As the desk does it: what the venue counts beyond what is booked gets a stand-in. */
async function explainGap(
  trading: TradingRepository,
  id: string,
  counted: string,
  index: number,
): Promise<void> {
  const from = sumOf(trading.fillsOfOrder(orderOf(id)));
  const missing = subtractDecimals(counted, from);
  if (compareDecimals(missing, '0') <= 0) return;
  const time = epochMs(at + index);
  await trading.addFills(
    [synthetic(`synthetic:${id}:${from}-${counted}`, missing, { venueOrderId: id, time })],
    at,
  );
}

test('J8: a fee that comes late or otherwise is a correction; the fill as it came stays in the file', async () => {
  const parts = temporaryProfile();
  const { journal, close } = await openedStorage(parts);
  const { trading } = journal;
  const fee = (amount: string) => ({ fee: money(amount, 'BNB') });
  await trading.addFills([fill('t1', '1')], at);
  const first = await trading.addFills([fill('t1', '1', fee('0.10'))], at);
  expect(first).toMatchObject({ added: [], corrected: [{ tradeId: 't1' }] });
  expect(trading.fillsOfOrder(orderOf('v1'))[0]?.fee).toEqual(money('0.10', 'BNB'));
  await trading.addFills([fill('t1', '1', fee('0.12'))], at);
  // Without a fee, the same again, and what was said before: none of them is news.
  const old = [fill('t1', '1'), fill('t1', '1', fee('0.1200')), fill('t1', '1', fee('0.1'))];
  expect((await trading.addFills(old, at)).corrected).toEqual([]);
  expect(trading.fills({ account: '', before: null, limit: 9 }).fills[0]?.fee).toEqual(money('0.12', 'BNB'));
  await close();
  const file = new Database(`${parts.profile}/journal.db`);
  expect(file.prepare('SELECT fee_amount FROM fill').pluck().all()).toEqual([null]);
  expect(file.prepare('SELECT fee_amount FROM fill_correction ORDER BY sequence').pluck().all()).toEqual([
    '0.1',
    '0.12',
  ]);
  file.close();
});

test('J8: intents, events, fills, what corrects them and anomalies cannot be changed or deleted through SQL', async () => {
  const parts = temporaryProfile();
  const { journal, close } = await openedStorage(parts);
  const clientOrderId = 'a' as ClientOrderId;
  const intent: OrderIntent = {
    clientOrderId,
    account,
    instrument,
    side: 'buy',
    quantity: '1',
    terms: { type: 'market' },
    duration: { timeInForce: 'gtc' },
    isReduceOnly: false,
    origin: 'manual',
  };
  await journal.trading.addIntents([
    { clientOrderId, account, instrument, intent, source: 'ticket', connection: 'c1', at },
  ]);
  await journal.trading.addFills([synthetic('s1', '2'), fill('t1', '1')], at);
  await journal.trading.addFills([fill('t1', '1', { fee: money('1', 'USD') })], at);
  await journal.trading.addAnomaly(account, 'Odd.', at);
  const exit = { id: 'x1', account, instrument, kind: 'exit-position', origin: 'manual' } as const;
  await journal.trading.addAct({ ...exit, source: 'ticket', connection: 'c1', at });
  await close();
  const file = new Database(`${parts.profile}/journal.db`);
  const tables = {
    order_intent: 'source',
    order_event: 'detail',
    fill: 'price',
    fill_superseded: 'remaining',
    fill_correction: 'fee_amount',
    trading_anomaly: 'sentence',
    trading_act: 'source',
    trading_act_event: 'detail',
  };
  for (const [table, column] of Object.entries(tables)) {
    expect(file.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).not.toBe(0);
    expect(() => file.exec(`DELETE FROM ${table}`), table).toThrow('append-only');
    expect(() => file.exec(`UPDATE ${table} SET ${column} = '1'`), table).toThrow('append-only');
  }
  file.close();
});

test('fills of one millisecond at the end of a page are neither lost nor repeated', async () => {
  const { trading } = (await openedStorage()).journal;
  const all = Array.from({ length: 23 }, (_, index) =>
    fill(`t${index}`, '1', { time: epochMs(at + Math.floor(index / 9)), venueOrderId: `v${index}` }),
  );
  await trading.addFills(all, at);
  for (const of of ['', accountName(account)]) {
    const seen: string[] = [];
    let before: FillCursor | null = null;
    for (let hasOlder = true; hasOlder; ) {
      const page = trading.fills({ account: of, before, limit: 4 });
      ({ hasOlder } = page);
      seen.push(...page.fills.map(({ tradeId }) => tradeId));
      const last = page.fills.at(-1);
      before = last === undefined ? null : { time: last.time, key: fillKey(last) };
    }
    expect(seen).toHaveLength(all.length);
    expect(new Set(seen)).toEqual(new Set(all.map(({ tradeId }) => tradeId)));
  }
});

test('pages of fills and the stand-ins of an order are found by an index, never by reading all fills', async () => {
  const parts = temporaryProfile();
  await (await openedStorage(parts)).close();
  const file = new Database(`${parts.profile}/journal.db`, { readonly: true });
  const plans = [
    "SELECT * FROM fill WHERE (time, key) < (5, 'k') ORDER BY time DESC, key DESC LIMIT 9",
    "SELECT * FROM fill WHERE account = 'a' AND (time, key) < (5, 'k') ORDER BY time DESC, key DESC LIMIT 9",
    "SELECT * FROM fill WHERE account = 'a' AND venue_order_id = 'v' AND instrument = 'i' AND is_synthetic = 1",
    "SELECT * FROM fill_superseded WHERE synthetic = 's' ORDER BY sequence DESC LIMIT 1",
  ].map((sql) =>
    (file.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail),
  );
  expect(plans).toEqual([
    ['SEARCH fill USING INDEX fill_by_time ((time,key)<(?,?))'],
    ['SEARCH fill USING INDEX fill_by_account (account=? AND (time,key)<(?,?))'],
    [expect.stringMatching(/^SEARCH fill USING INDEX fill_synthetic /)],
    [expect.stringMatching(/^SEARCH fill_superseded USING .*fill_superseded_by_synthetic /)],
  ]);
  file.close();
});

test('J7: what replaced a synthetic fill before is known as such afterwards', () => {
  const file = new Database(':memory:');
  file.exec(schema0080.sql);
  const add =
    file.prepare(`INSERT INTO fill VALUES (?, 'a', 'i', ?, NULL, 'v', NULL, 'buy', '1', '2', NULL, NULL,
    'maker', 1, ?, ?, 5)`);
  add.run('s', 's', 1, null);
  add.run('t', 't', 0, 's');
  file.exec(fillCorrections.sql);
  expect(
    file.prepare('SELECT synthetic, superseded_by, quantity, remaining, at FROM fill_superseded').all(),
  ).toEqual([{ synthetic: 's', superseded_by: 't', quantity: '2', remaining: '0', at: 5 }]);
  file.close();
});
