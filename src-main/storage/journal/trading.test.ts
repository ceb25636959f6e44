import { expect, test } from 'vitest';
import type { AccountKey } from '../../../src-shared/domain/account.ts';
import type { Fill } from '../../../src-shared/domain/fill.ts';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { ClientOrderId, OrderIntent } from '../../../src-shared/domain/order.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { openedStorage, temporaryProfile } from '../testing/temporary-profile.ts';
import type { StoredIntent, VenueOrder } from '../trading-store.ts';

const account: AccountKey = { mode: 'paper', venue: 'binance', account: '7:spot' };
const instrument = instrumentId('BINANCE_TEST:BTCUSDT');
const at = epochMs(1_772_443_800_000);

function stored(id: string): StoredIntent {
  const clientOrderId = id as ClientOrderId;
  const intent: OrderIntent = {
    clientOrderId,
    account,
    instrument,
    side: 'buy',
    quantity: '0.010',
    terms: { type: 'limit', limitPrice: '50000.10', isPostOnly: false },
    duration: { timeInForce: 'gtc' },
    isReduceOnly: false,
    origin: 'manual',
  };
  return { clientOrderId, account, instrument, intent, source: 'ticket', connection: 'c1', at };
}

function fill(tradeId: string, change: Partial<Fill> = {}): Fill {
  return {
    account,
    instrument,
    tradeId,
    venueOrderId: 'v1',
    side: 'buy',
    price: '50000.1',
    quantity: '0.004',
    fee: { amount: '0.000004', currency: 'BTC' },
    liquidity: 'taker',
    time: at,
    isSynthetic: false,
    ...change,
  };
}

const v1: VenueOrder = { account, instrument, venueOrderId: 'v1' };

test('O1: an intent is there after a restart as it was, and its id is never taken twice', async () => {
  const parts = temporaryProfile();
  const first = await openedStorage(parts);
  await first.journal.trading.addIntents([stored('a')]);
  await expect(first.journal.trading.addIntents([stored('b'), stored('a')])).rejects.toMatchObject({
    kind: 'invalid',
  });
  await first.close();
  const { journal } = await openedStorage(parts);
  expect(journal.trading.order('b')).toBeUndefined();
  expect(journal.trading.unfinished(account)).toEqual([
    expect.objectContaining({ ...stored('a'), state: 'intent', venueOrderId: null, filledQuantity: null }),
  ]);
});

test('an order is what its newest event says, with the newest id and quantity that any told', async () => {
  const { trading } = (await openedStorage()).journal;
  await trading.addIntents([stored('a')]);
  const event = {
    clientOrderId: 'a' as ClientOrderId,
    venueOrderId: null,
    filledQuantity: null,
    detail: '',
    at,
  };
  await trading.addEvent({ ...event, state: 'sent' });
  await trading.addEvent({ ...event, state: 'partial', venueOrderId: 'v1', filledQuantity: '0.004' });
  await trading.addEvent({ ...event, state: 'unknown', detail: 'The connection was lost.' });
  expect(trading.order('a')).toMatchObject({
    state: 'unknown',
    venueOrderId: 'v1',
    filledQuantity: '0.004',
    detail: 'The connection was lost.',
  });
  await trading.addEvent({ ...event, state: 'cancelled' });
  expect(trading.unfinished(account)).toEqual([]);
});

test('O7: a fill is booked once, whoever repeats it, and a real one stands in for the synthetic', async () => {
  const { trading } = (await openedStorage()).journal;
  const guess = fill('synthetic:v1:0.004', { isSynthetic: true });
  expect((await trading.addFills([guess], at)).added).toEqual([guess]);
  expect(trading.fillsOfOrder(v1)).toEqual([guess]);
  const answers = await Promise.all([
    trading.addFills([fill('1'), fill('2', { time: epochMs(at + 1) }), fill('1')], at),
    trading.addFills([fill('2'), fill('1')], at),
  ]);
  expect(answers.flatMap(({ added }) => added).map(({ tradeId }) => tradeId)).toEqual(['1', '2']);
  expect(trading.fillsOfOrder(v1).map(({ tradeId }) => tradeId)).toEqual(['1', '2']);
  // The same trade id of another account or market is another fill.
  const other = fill('1', { account: { ...account, account: '8:spot' } });
  expect((await trading.addFills([other], at)).added).toEqual([other]);
  expect(trading.fills({ account: '', before: null, limit: 2 })).toMatchObject({ hasOlder: true });
  const mine = trading.fills({ account: '["paper","binance","7:spot"]', before: null, limit: 10 });
  expect(mine.fills.map(({ tradeId }) => tradeId)).toEqual(['2', '1']);
  expect(mine.fills[1]).toEqual(fill('1'));
});

test('O8: what is confirmed of an account never goes back', async () => {
  const { trading } = (await openedStorage()).journal;
  expect(trading.confirmedUntil(account)).toBeUndefined();
  await trading.confirm(account, epochMs(5));
  await trading.confirm(account, epochMs(3));
  expect(trading.confirmedUntil(account)).toBe(5);
});

test('O1: an act on an account is there after a restart with what became of it, and its id is never taken twice', async () => {
  const parts = temporaryProfile();
  const first = await openedStorage(parts);
  const act = {
    id: 'x1',
    account,
    instrument,
    kind: 'exit-position' as const,
    origin: 'manual' as const,
    source: 'ticket',
    connection: 'c1',
    at,
  };
  await first.journal.trading.addAct(act);
  await expect(first.journal.trading.addAct(act)).rejects.toMatchObject({ kind: 'invalid' });
  await first.journal.trading.addActEvent('x1', 'unknown', 'No answer came.', at);
  await first.close();
  const { trading } = (await openedStorage(parts)).journal;
  expect(trading.openActs(account)).toEqual([{ ...act, state: 'unknown', detail: 'No answer came.' }]);
  expect(trading.openActs({ ...account, account: '8:spot' })).toEqual([]);
  await trading.addActEvent('x1', 'checked', '', at);
  expect(trading.openActs(account)).toEqual([]);
});

test('an order with exits comes back with them, and one without tells none', async () => {
  const { trading } = (await openedStorage()).journal;
  const plain = stored('a');
  const bracket = {
    ...(stored('b').intent as OrderIntent),
    targets: [{ quantity: '0.010', ticks: 8 }],
    stops: [],
  };
  await trading.addIntents([plain, { ...stored('b'), intent: bracket }]);
  expect([...trading.ours(['a', 'b', 'c'])]).toEqual([
    ['a', undefined],
    ['b', bracket],
  ]);
});

test('what somebody says an account is replaces what he said before', async () => {
  const { trading } = (await openedStorage()).journal;
  await trading.setTag('["live","rithmic","a"]', 'evaluation', at);
  await trading.setTag('["live","rithmic","a"]', 'funded', at);
  expect([...trading.tags()]).toEqual([['["live","rithmic","a"]', 'funded']]);
});
