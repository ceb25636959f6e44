import { expect, test } from 'vitest';
import type { AccountKey } from '../../../src-shared/domain/account.ts';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { ClientOrderId, OrderIntent } from '../../../src-shared/domain/order.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { TransportFailure } from '../connection/http-client.ts';
import { createCatalogue } from './catalogue.ts';
import { createKrakenClock } from './clock.ts';
import { bodyText, fixture } from './testing/fixture.ts';
import { createTinyKraken, type Reply } from './testing/tiny-kraken.ts';
import { createTrading } from './trading.ts';

const account: AccountKey<'live'> = { mode: 'live', venue: 'kraken', account: '123' };
const clientOrderId = 'tm0a1b2c3d4e5f6g7' as ClientOrderId;
const instrument = instrumentId('KRAKEN:BTC/USD');
const reference = { account, instrument, clientOrderId };
const intent: OrderIntent<'live'> = {
  clientOrderId,
  account,
  instrument,
  side: 'buy',
  quantity: '0.02',
  terms: { type: 'limit', limitPrice: '60000.1', isPostOnly: false },
  duration: { timeInForce: 'gtc' },
  isReduceOnly: false,
  origin: 'manual',
};

async function stage(isTradingEnabled = true) {
  const tiny = createTinyKraken();
  const { world, rest, limits } = tiny;
  const catalogue = createCatalogue(rest, world.parts.now);
  await catalogue.refresh();
  const troubles: string[] = [];
  const trading = createTrading({
    ...world.parts,
    config: {
      id: 'connection-1',
      label: 'My Kraken',
      environment: 'live',
      products: ['spot'],
      isTradingEnabled,
    },
    rest,
    catalogue,
    limits,
    clock: createKrakenClock(() => Promise.resolve(world.parts.now()), world.parts),
    noteTrouble: (sentence) => troubles.push(sentence),
  });
  await trading.identify();
  return { ...tiny, trading, troubles };
}

const recorded = (name: string): Reply => ({ text: bodyText(name) });

test('names the account by its IIBAN, and says what the key may not do', async () => {
  const { trading, on } = await stage();
  expect(await trading.accounts()).toEqual([
    { key: account, label: 'My Kraken', currency: 'USD', canTrade: true, reason: '' },
  ]);
  on('GetApiKeyInfo', { result: { permissions: ['query-funds'], ip_allowlist: ['203.0.113.7'] } });
  await trading.identify();
  expect(await trading.accounts()).toMatchObject([
    { key: { account: 'connection-1' }, canTrade: false, reason: expect.stringMatching(/lacks the right/) },
  ]);
  const readOnly = await stage(false);
  expect(await readOnly.trading.accounts()).toMatchObject([
    { canTrade: false, reason: 'This connection is set to read only.' },
  ]);
});

test('a key that may not ask about itself still names an account', async () => {
  const { trading, on } = await stage();
  on('GetApiKeyInfo', { errors: ['EGeneral:Permission denied'] });
  on('BalanceEx', recorded('rest-balance-ex'));
  expect(await trading.identify()).toEqual({
    account: { ...account, account: 'connection-1' },
    permissions: undefined,
    canStream: true,
  });
  on('BalanceEx', { errors: ['EGeneral:Permission denied'] });
  await expect(trading.identify()).rejects.toMatchObject({
    kind: 'unauthorised',
    message: expect.stringMatching(/addresses/),
  });
  on('GetApiKeyInfo', { errors: ['EAPI:Invalid key'] });
  await expect(trading.identify()).rejects.toMatchObject({ kind: 'unauthorised' });
});

test('places an order once and reads the id that Kraken gives it', async () => {
  const { trading, on, asked, world } = await stage();
  on('AddOrder', recorded('rest-add-order'));
  expect(await trading.place(intent)).toEqual({
    outcome: 'acknowledged',
    venueOrderId: 'OUF4EM-FRGI2-MQMWZD',
    time: world.parts.now(),
  });
  const [sent] = asked.filter(({ name }) => name === 'AddOrder');
  expect(sent?.fields).toMatchObject({
    ordertype: 'limit',
    pair: 'XXBTZUSD',
    volume: '0.02',
    price: '60000.1',
    cl_ord_id: clientOrderId,
  });
  expect(sent?.fields.nonce).toMatch(/^\d{16}$/);
});

test('O4, O5: what becomes of an order when its answer does not come whole, each sent exactly once', async () => {
  const cases: readonly (readonly [Reply, object])[] = [
    [new TransportFailure('It broke.', true), { outcome: 'unknown', detail: 'It broke.' }],
    [new TransportFailure('No connection.', false), { outcome: 'rejected', code: 'local:not-sent' }],
    [{ text: '<html>520</html>', status: 520 }, { outcome: 'unknown' }],
    [{ text: '{"error":[],"result":{"descr":{}', status: 200 }, { outcome: 'unknown' }],
    [{ text: '{"error":[],"result":{"descr":{}}}' }, { outcome: 'unknown' }],
    [{ text: '', status: 429 }, { outcome: 'unknown' }],
    [{ errors: ['EService:Timeout'] }, { outcome: 'unknown' }],
    [{ errors: ['EGeneral:Internal error'] }, { outcome: 'unknown' }],
    [{ errors: ['EService:Unavailable'] }, { outcome: 'unknown' }],
    [{ errors: ['EOrder:Insufficient funds'] }, { outcome: 'rejected', code: 'EOrder:Insufficient funds' }],
    [{ errors: ['EAPI:Invalid nonce'] }, { outcome: 'rejected', code: 'EAPI:Invalid nonce' }],
    [{ errors: ['EService:Deadline elapsed'] }, { outcome: 'rejected', code: 'EService:Deadline elapsed' }],
    [
      { errors: ['EGeneral:Invalid arguments:volume minimum not met'] },
      { outcome: 'rejected', code: 'EGeneral:Invalid arguments' },
    ],
  ];
  for (const [reply, wanted] of cases) {
    const { trading, on, countOf } = await stage();
    on('AddOrder', reply);
    expect(await trading.place(intent)).toMatchObject(wanted);
    expect(countOf('AddOrder')).toBe(1);
  }
});

test('nothing is sent of an order that cannot be right', async () => {
  const { trading, countOf } = await stage();
  expect(await trading.place({ ...intent, instrument: instrumentId('KRAKEN:NO/SUCH') })).toMatchObject({
    code: 'local:instrument',
  });
  expect(await trading.place({ ...intent, quantity: '0.00001' })).toMatchObject({ code: 'local:quantity' });
  expect(await trading.place({ ...intent, account: { ...account, account: 'other' } })).toMatchObject({
    code: 'local:not-sent',
  });
  const readOnly = await stage(false);
  expect(await readOnly.trading.place(intent)).toMatchObject({ code: 'local:read-only' });
  expect([countOf('AddOrder'), readOnly.countOf('AddOrder')]).toEqual([0, 0]);
});

test('an order that the market’s counter has no room for is refused by us within a second, not sent', async () => {
  const { trading, on, limits, world, countOf } = await stage();
  on('AddOrder', recorded('rest-add-order'));
  limits.budget.observe(limits.tradingName('BTC/USD'), 60);
  const placing = trading.place(intent);
  await world.pass(1_100);
  expect(await placing).toMatchObject({ outcome: expect.stringMatching(/rejected|acknowledged/) });
  limits.budget.observe(limits.tradingName('BTC/USD'), 62);
  const second = trading.place(intent);
  await world.pass(1_100);
  expect(await second).toMatchObject({ outcome: 'rejected', code: 'local:rate-limited' });
  expect(countOf('AddOrder')).toBe(1);
});

test('cancels go out although our own count is full, by Kraken’s id or by ours', async () => {
  const { trading, on, limits, world, asked } = await stage();
  on('CancelOrder', recorded('rest-cancel-order'));
  on('AddOrder', recorded('rest-add-order'));
  await trading.place(intent);
  limits.budget.observe(limits.tradingName('BTC/USD'), 60);
  const cancelling = trading.cancel({ ...reference, venueOrderId: 'OUF4EM-FRGI2-MQMWZD' });
  await world.pass(1_100);
  expect(await cancelling).toEqual({ outcome: 'acknowledged' });
  expect(await trading.cancel(reference)).toEqual({ outcome: 'acknowledged' });
  const sent = asked
    .filter(({ name }) => name === 'CancelOrder')
    .map(({ fields: { nonce, ...fields } }) => fields);
  expect(sent).toEqual([{ txid: 'OUF4EM-FRGI2-MQMWZD' }, { cl_ord_id: clientOrderId }]);
  on('CancelOrder', { errors: ['EOrder:Unknown order'] });
  expect(await trading.cancel(reference)).toMatchObject({
    outcome: 'rejected',
    code: 'EOrder:Unknown order',
  });
});

test('changes an order in place, cancels all, and keeps the dead man’s timer in whole seconds', async () => {
  const { trading, on, asked } = await stage();
  on('AmendOrder', { result: { amend_id: 'TX' } });
  on('CancelAll', recorded('rest-cancel-all'));
  on('CancelAllOrdersAfter', recorded('rest-cancel-all-after'));
  const change = {
    quantity: '0.03',
    terms: { type: 'limit', limitPrice: '60000', isPostOnly: false },
  } as const;
  expect(await trading.modify({ ...reference, venueOrderId: 'O1' }, change)).toEqual({
    outcome: 'acknowledged',
  });
  expect(await trading.cancelAll(account)).toEqual({ outcome: 'acknowledged' });
  for (const ms of [60_000, 1_999, 0]) await trading.cancelAllUnlessRenewed(account, ms);
  expect(asked.slice(-5).map(({ name, fields: { nonce, ...fields } }) => [name, fields])).toEqual([
    ['AmendOrder', { txid: 'O1', order_qty: '0.03', limit_price: '60000' }],
    ['CancelAll', {}],
    ['CancelAllOrdersAfter', { timeout: '60' }],
    ['CancelAllOrdersAfter', { timeout: '1' }],
    ['CancelAllOrdersAfter', { timeout: '0' }],
  ]);
});

test('reads balances: held is not available, bound is not tradable, numbers may be strings or not', async () => {
  const { trading, on } = await stage();
  on('BalanceEx', {
    text: '{"error":[],"result":{"ZUSD":{"balance":25435.21,"hold_trade":8249.76},"XXBT":{"balance":"1.2435","hold_trade":"0.8423","credit":"1","credit_used":"0.5"},"ETH2.S":{"balance":"3.5","hold_trade":"0"},"XXDG":{"balance":1e-8}}}',
  });
  expect(await trading.balances(account)).toEqual([
    {
      account,
      total: { amount: '25435.21', currency: 'USD' },
      available: { amount: '17185.45', currency: 'USD' },
    },
    {
      account,
      total: { amount: '1.2435', currency: 'BTC' },
      available: { amount: '0.9012', currency: 'BTC' },
    },
    { account, total: { amount: '3.5', currency: 'ETH2.S' }, available: { amount: '0', currency: 'ETH2.S' } },
    {
      account,
      total: { amount: '0.00000001', currency: 'DOGE' },
      available: { amount: '0.00000001', currency: 'DOGE' },
    },
  ]);
  await expect(trading.balances({ ...account, account: 'other' })).rejects.toMatchObject({
    kind: 'not-found',
  });
  expect(await trading.positions(account)).toEqual([]);
});

test('a change of balances is asked for at once, and then not more often than every four seconds', async () => {
  const { trading, on, countOf, world } = await stage();
  on('BalanceEx', recorded('rest-balance-ex'));
  let told = 0;
  trading.onBalances(() => {
    told += 1;
  });
  for (let count = 0; count < 50; count += 1) {
    trading.balancesChanged();
    await world.pass(100);
  }
  expect(countOf('BalanceEx')).toBe(2);
  await world.pass(5_000);
  expect([countOf('BalanceEx'), told]).toEqual([3, 3]);
});

test('finds an order by Kraken’s id, by ours among the open, then among the closed', async () => {
  const { trading, on, countOf } = await stage();
  on('QueryOrders', recorded('rest-query-orders'));
  expect(await trading.findOrder({ ...reference, venueOrderId: 'OBCMZD-JIEE7-77TH3F' })).toMatchObject({
    state: 'filled',
    venueOrderId: 'OBCMZD-JIEE7-77TH3F',
  });
  const open = JSON.parse(bodyText('rest-open-orders')) as { result: { open: Record<string, object> } };
  const [id = '', order = {}] = Object.entries(open.result.open)[0] ?? [];
  on('OpenOrders', {
    result: { open: { ...open.result.open, [id]: { ...order, cl_ord_id: clientOrderId } } },
  });
  expect(await trading.findOrder(reference)).toMatchObject({
    venueOrderId: id,
    state: 'partial',
    clientOrderId,
    filledQuantity: '0.375',
  });
  on('OpenOrders', { result: { open: {} } });
  on('ClosedOrders', {
    result: {
      closed: {
        OC: {
          ...order,
          status: 'canceled',
          closetm: 1688666560.1,
          cl_ord_id: clientOrderId,
          reason: 'User requested',
        },
      },
      count: 1,
    },
  });
  expect(await trading.findOrder(reference)).toMatchObject({
    venueOrderId: 'OC',
    state: 'cancelled',
    description: expect.stringMatching(/User requested/),
    time: 1688666560100,
  });
  on('ClosedOrders', { result: { closed: {}, count: 0 } });
  expect(await trading.findOrder(reference)).toBeUndefined();
  on('OpenOrders', new TransportFailure('no answer', true));
  await expect(trading.findOrder(reference)).rejects.toMatchObject({ kind: 'unavailable' });
  expect(countOf('ClosedOrders')).toBe(2);
});

test('an id that Kraken does not know is searched for by ours', async () => {
  const { trading, on } = await stage();
  on('QueryOrders', { errors: ['EOrder:Unknown order'] });
  on('OpenOrders', { result: { open: {} } });
  on('ClosedOrders', { result: { closed: {} } });
  expect(await trading.findOrder({ ...reference, venueOrderId: 'GONE' })).toBeUndefined();
});

test('O8: a snapshot holds every page, each thing once, fees in the currency that the order chose', async () => {
  const { trading, on, asked, world } = await stage();
  const since = epochMs(1_688_660_000_500);
  const base = (fixture('rest-closed-orders').payload as { result: { closed: Record<string, object> } })
    .result.closed;
  const [template = {}] = Object.values(base);
  const descr = {
    pair: 'XBTUSD',
    type: 'buy',
    ordertype: 'limit',
    price: '1',
    price2: '0',
    order: 'buy',
    leverage: 'none',
    close: '',
  };
  const closed = Object.fromEntries(
    Array.from({ length: 120 }, (_, index) => [
      `OC${index}`,
      { ...template, descr, oflags: index === 3 ? 'fcib' : 'fciq' },
    ]),
  );
  on('OpenOrders', {
    result: {
      open: {
        ...(JSON.parse(bodyText('rest-open-orders')) as { result: { open: object } }).result.open,
        OC5: { ...template, status: 'open', descr },
      },
    },
  });
  on('ClosedOrders', ({ ofs = '0' }) => ({
    result: {
      closed: Object.fromEntries(Object.entries(closed).slice(Number(ofs), Number(ofs) + 50)),
      count: 120,
    },
  }));
  const trade = (ordertxid: string, index: number) => ({
    ordertxid,
    pair: 'XXBTZUSD',
    time: 1688667796.8802 + index,
    type: 'sell',
    price: '30010.00000',
    vol: '0.02000000',
    fee: '0.60',
    maker: index % 2 === 0,
  });
  const trades = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [
      `T${index}`,
      trade(index === 0 ? 'OLDER' : `OC${index % 7}`, index),
    ]),
  );
  on('TradesHistory', ({ ofs = '0' }) => ({
    result: { trades: Object.fromEntries(Object.entries(trades).slice(Number(ofs), Number(ofs) + 50)) },
  }));
  on('QueryOrders', { result: { OLDER: { ...template, descr, oflags: 'fciq', cl_ord_id: 'ours' } } });
  on('BalanceEx', recorded('rest-balance-ex'));
  const asking = trading.snapshot(account, since);
  let isOver = false;
  void asking.then(() => {
    isOver = true;
  });
  for (let count = 0; count < 100 && !isOver; count += 1) await world.pass(1_000);
  const found = await asking;
  expect(found).toMatchObject({ account, since, positions: [] });
  expect(found.asOf).toBeLessThanOrEqual(world.parts.now());
  expect(found.openOrders.map(({ venueOrderId }) => venueOrderId)).toEqual([
    'OQCLML-BW3P3-BUCMWZ',
    'OB5VMB-B4U2U-DK2WRW',
  ]);
  expect(found.closedOrders).toHaveLength(120);
  expect(new Set(found.fills.map(({ tradeId }) => tradeId)).size).toBe(60);
  expect(found.fills[0]).toEqual({
    account,
    instrument,
    tradeId: 'T0',
    venueOrderId: 'OLDER',
    clientOrderId: 'ours',
    side: 'sell',
    price: '30010',
    quantity: '0.02',
    fee: { amount: '0.6', currency: 'USD' },
    liquidity: 'maker',
    time: 1688667796880,
    isSynthetic: false,
  });
  expect(found.fills[3]?.fee?.currency).toBe('BTC');
  expect(found.balances).toHaveLength(2);
  const [first] = asked.filter(({ name }) => name === 'ClosedOrders');
  expect(first?.fields).toMatchObject({ start: '1688659999', closetime: 'close' });
  const names = asked.map(({ name }) => name);
  expect(names.indexOf('OpenOrders')).toBeLessThan(names.indexOf('ClosedOrders'));
});

test('a question whose nonce was overtaken is asked once more; an order never is', async () => {
  const { trading, on, countOf } = await stage();
  let refusals = 1;
  on('BalanceEx', () => {
    refusals -= 1;
    return refusals >= 0 ? { errors: ['EAPI:Invalid nonce'] } : recorded('rest-balance-ex');
  });
  expect(await trading.balances(account)).toHaveLength(2);
  refusals = 5;
  await expect(trading.balances(account)).rejects.toMatchObject({ data: { code: 'EAPI:Invalid nonce' } });
  expect(countOf('BalanceEx')).toBe(4);
});

test('a locked key is left alone for a quarter of an hour', async () => {
  const { trading, on, countOf, world } = await stage();
  on('BalanceEx', { errors: ['EGeneral:Temporary lockout'] });
  on('AddOrder', recorded('rest-add-order'));
  await expect(trading.balances(account)).rejects.toMatchObject({ kind: 'rate-limited' });
  await expect(trading.balances(account)).rejects.toMatchObject({
    kind: 'rate-limited',
    message: expect.stringMatching(/locked/),
  });
  expect(await trading.place(intent)).toMatchObject({ outcome: 'rejected', code: 'local:rate-limited' });
  expect([countOf('BalanceEx'), countOf('AddOrder')]).toEqual([1, 0]);
  await world.pass(15 * 60_000 + 1);
  expect(await trading.place(intent)).toMatchObject({ outcome: 'acknowledged' });
});
