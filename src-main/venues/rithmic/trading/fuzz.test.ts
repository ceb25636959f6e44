import { expect, test } from 'vitest';
import { fillKey } from '../../../../src-shared/domain/fill.ts';
import { decodeMessage, encodeMessage, type MessageName, type WireMessages } from '../wire/codec.ts';
import { hasEnded } from './order-life.ts';
import { openDesk } from './testing/desk.ts';
import { FakePlant, told } from './testing/fake-plant.ts';

/*
 * Whatever a plant pushes, trading neither throws nor says anything that cannot be: numbers that are none, states that go
 * back, two fills of one name. 4,000 messages in the normal run, 50,000 with TIDEMARK_LONG=1.
 */

const count = process.env.TIDEMARK_LONG === '1' ? 50_000 : 4_000;

function seeded(seed: number) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const random = seeded(20);
const pick = <T>(...values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
const whole = () => pick(0, 1, 2, 3, 7, -1, 2_147_483_647, -2_147_483_648);
const double = () => pick(0, -0, 4500.25, -1, 1e-9, 1e300, Number.NaN, Number.POSITIVE_INFINITY, 4500.3);
const text = () =>
  pick(
    '',
    ' ',
    '0',
    'F',
    'FA',
    'open',
    'complete',
    '20261120',
    'ESZ6',
    '\u0000\u202e',
    'ünïcode',
    'x'.repeat(400),
  );
const maybe = <T>(value: () => T): T | undefined => (random() < 0.6 ? value() : undefined);

/** Orders come and go, so that some end while others are new. */
let newest = 1;

function order(): WireMessages['ExchangeOrderNotification'] {
  return {
    basket_id: pick(...['', 'x'], ...[0, 1, 2, 3].map((back) => `${Math.max(1, newest - back)}`)),
    account_id: pick('A1', 'A1', 'A1', 'A1', 'B', ''),
    fcm_id: maybe(() => pick('F2', '', 'Z')),
    ib_id: maybe(() => pick('I2', '')),
    symbol: maybe(() => (random() < 0.9 ? 'ESZ6' : pick('no such symbol', ''))),
    exchange: maybe(() => (random() < 0.9 ? 'CME' : pick('CME_TEST', '?', ''))),
    user_tag: maybe(() => pick('ours1', '', 'other')),
    original_basket_id: maybe(() => pick('1', '', '9')),
    is_snapshot: maybe(() => random() < 0.5),
    status: maybe(text),
    text: maybe(text),
    report_text: maybe(text),
    transaction_type: maybe(() => pick(1, 2, 3, 0, 9)),
    price_type: maybe(() => pick(1, 2, 3, 4, 5, 6, 0, 99)),
    orig_price_type: maybe(() => pick(1, 2, 3, 4, 99)),
    duration: maybe(() => pick(1, 2, 3, 4, 77)),
    quantity: maybe(whole),
    price: maybe(double),
    trigger_price: maybe(double),
    trail_by_ticks: maybe(whole),
    total_fill_size: maybe(() => pick(1, 2, 3, whole())),
    total_unfilled_size: maybe(whole),
    avg_fill_price: maybe(() => pick(4500.25, 4500.5, double())),
    sequence_number: maybe(text),
    ssboe: maybe(() => pick(0, 1_795_186_800, 1_795_186_801, -5, 2_147_483_647)),
    usecs: maybe(() => pick(0, 5, 999_999, -1)),
  };
}

function push(): { readonly plant: 'order' | 'pnl'; readonly name: MessageName; readonly fields: object } {
  const dice = random();
  if (random() < 0.05) newest += 1;
  const money = () => pick('', '50000', '-12.50', 'n/a', '1,234.5', '1e5', '999999999999999999999.99', '.5');
  const own = { account_id: pick('A1', 'B'), fcm_id: 'F2', ib_id: 'I2' };
  if (dice < 0.4)
    return {
      plant: 'order',
      name: 'ExchangeOrderNotification',
      fields: {
        ...order(),
        notify_type: pick(1, 2, 3, 4, 5, 5, 5, 6, 7, 8, 9, 0, 55),
        fill_id: maybe(() => pick('a', 'b', '', `${newest}`, `${newest}/2`)),
        fill_date: maybe(text),
        fill_size: maybe(() => pick(1, 2, 3, whole())),
        fill_price: maybe(() => pick(4500.25, 4500.5, double())),
      },
    };
  if (dice < 0.7)
    return {
      plant: 'order',
      name: 'RithmicOrderNotification',
      fields: { ...order(), notify_type: Math.floor(random() * 25), completion_reason: maybe(text) },
    };
  if (dice < 0.8)
    return {
      plant: 'pnl',
      name: 'InstrumentPnLPositionUpdate',
      fields: {
        ...own,
        symbol: maybe(() => pick('ESZ6', '', 'odd name')),
        exchange: maybe(() => pick('CME', '')),
        net_quantity: maybe(whole),
        buy_qty: maybe(whole),
        sell_qty: maybe(whole),
        avg_open_fill_price: maybe(() => pick(4500.25, 4500.5, double())),
        ssboe: maybe(whole),
      },
    };
  if (dice < 0.9)
    return {
      plant: 'pnl',
      name: 'AccountPnLPositionUpdate',
      fields: {
        ...own,
        account_balance: maybe(money),
        cash_on_hand: maybe(money),
        day_pnl: maybe(money),
        available_buying_power: maybe(money),
        percent_maximum_allowable_loss: maybe(money),
        ssboe: maybe(whole),
      },
    };
  if (dice < 0.95)
    return {
      plant: 'order',
      name: 'AccountRmsUpdates',
      fields: {
        ...own,
        auto_liq_threshold_current_value: maybe(money),
        auto_liq_peak_account_balance: maybe(money),
      },
    };
  return {
    plant: 'order',
    name: pick<MessageName>('TradeRoute', 'UserAccountUpdate', 'BracketUpdates', 'ForcedLogout'),
    fields: {
      ...own,
      exchange: maybe(text),
      trade_route: maybe(text),
      status: maybe(text),
      access_type: maybe(text),
    },
  };
}

/** As it comes over the wire: what cannot be written, and what no message has, is left out. */
function overTheWire(name: MessageName, fields: object) {
  const decoded = decodeMessage(encodeMessage(name, fields as never));
  return decoded.name === 'corrupt' || decoded.name === 'unknown' ? told(name, fields as never) : decoded;
}

const decimal = /^-?\d+(\.\d+)?$/;

test(`${count} odd pushes are taken without a throw, and nothing impossible is said of them`, async () => {
  const { order: orderPlant, pnl, trading, heard } = openDesk();
  orderPlant.ready();
  pnl.ready();
  await trading.accounts();
  const ended = new Map<string, string>();
  const fills = new Set<string>();
  for (let sent = 0; sent < count; sent += 1) {
    const { plant, name, fields } = push();
    const before = heard.orders.length;
    (plant === 'order' ? orderPlant : pnl).push(overTheWire(name, fields));
    for (const report of heard.orders.slice(before)) {
      const was = ended.get(report.venueOrderId);
      if (was !== undefined) expect(hasEnded(report.state), `${was} → ${report.state}`).toBe(true);
      if (hasEnded(report.state)) ended.set(report.venueOrderId, report.state);
      for (const number of [report.quantity, report.filledQuantity, report.averagePrice ?? '0'])
        expect(number).toMatch(decimal);
      for (const price of Object.entries(report.terms ?? {}))
        if (price[0].endsWith('Price')) expect(price[1]).toMatch(decimal);
      expect(Number(report.filledQuantity)).toBeGreaterThanOrEqual(0);
      expect(Number.isFinite(report.time)).toBe(true);
    }
  }
  for (const fill of heard.fills) {
    expect(fills.has(fillKey(fill))).toBe(false);
    fills.add(fillKey(fill));
    expect(fill.price).toMatch(decimal);
    expect(Number(fill.quantity)).toBeGreaterThan(0);
  }
  for (const { quantity, averagePrice } of heard.positions) {
    expect(quantity).toMatch(decimal);
    if (averagePrice !== undefined) expect(averagePrice).toMatch(decimal);
  }
  for (const { balance, floor } of heard.standings)
    for (const amount of [balance?.amount, floor.liquidationLevel?.amount, floor.peakBalance?.amount])
      if (amount !== undefined) expect(amount).toMatch(decimal);
  expect(heard.orders.length).toBeGreaterThan(count / 60);
  expect(heard.fills.length).toBeGreaterThan(count / 200);
  expect(heard.positions.length).toBeGreaterThan(10);
  expect(heard.standings.length).toBeGreaterThan(10);
  trading.stop();
});

test('the same check finds a ledger that tells a fill as often as it hears it', () => {
  const plant = new FakePlant();
  const seen = new Set<string>();
  let doubled = 0;
  plant.onPush((message) => {
    if (message.name !== 'ExchangeOrderNotification') return;
    const key = `${message.fields.fill_id ?? ''}`;
    if (seen.has(key)) doubled += 1;
    seen.add(key);
  });
  for (let sent = 0; sent < 500; sent += 1) {
    const { name, fields } = push();
    plant.push(overTheWire(name, fields));
  }
  expect(doubled).toBeGreaterThan(0);
});
