import { expect, it } from 'vitest';
import { seeded } from '../exchange/seeded.ts';
import { startCoinbaseSimulator } from './index.ts';
import { root, TestClient } from './testing/client.ts';

const random = seeded(11);

function pick<T>(from: readonly T[]): T {
  return from[Math.floor(random() * from.length)] as T;
}

const values: unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1e300,
  '',
  '0',
  '1',
  '-1',
  '1e5',
  '99999999999999999999999999999999',
  'BTC-USD',
  '__proto__',
  'constructor',
  '2026-13-45T99:99:99Z',
  [],
  [null],
  ['BTC-USD', 7],
  {},
  { base_size: '1' },
  { limit_price: {} },
];

const members = [
  'client_order_id',
  'product_id',
  'side',
  'order_configuration',
  'attached_order_configuration',
  'retail_portfolio_id',
  'order_ids',
  'order_id',
  'price',
  'size',
  'stop_price',
];
const configurations = [
  'market_market_ioc',
  'limit_limit_gtd',
  'stop_limit_stop_limit_gtc',
  'trigger_bracket_gtc',
  'constructor',
  '__proto__',
];
const configurationMembers = [
  'base_size',
  'quote_size',
  'limit_price',
  'stop_price',
  'stop_trigger_price',
  'stop_direction',
  'end_time',
  'post_only',
];

function nonsense(names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter(() => random() < 0.5).map((name) => [name, pick(values)]));
}

function body(): unknown {
  if (random() < 0.1) return pick(['{', '[]', '"text"', 'null', '7']);
  const made = nonsense(members);
  if (random() < 0.8) {
    made.client_order_id = `nonsense-${random()}`;
    made.product_id = 'BTC-USD';
    made.side = pick(['BUY', 'SELL']);
    const wanted = nonsense(configurationMembers);
    made.order_configuration = JSON.parse(`{"${pick(configurations)}":${JSON.stringify(wanted)}}`);
  }
  return made;
}

const posts = ['/orders', '/orders/preview', '/orders/batch_cancel', '/orders/edit', '/orders/edit_preview'];
const gets = [
  '/accounts',
  '/accounts/%E0%A4%A',
  '/market/products',
  '/market/products/__proto__',
  '/market/products/BTC-USD/candles',
  '/market/products/BTC-USD/ticker',
  '/market/product_book',
  '/best_bid_ask',
  '/orders/historical/batch',
  '/orders/historical/fills',
  '/orders/historical/constructor',
  '/../../etc/passwd',
];
const queries = [
  'limit',
  'cursor',
  'offset',
  'start',
  'end',
  'granularity',
  'order_status',
  'start_date',
  'product_id',
  'order_ids',
];

it('nonsense is answered in the venue’s words, never with a fault of the simulator', {
  timeout: 60_000,
}, async () => {
  const unlimited = { publicPerSecond: 1e6, privatePerSecond: 1e6, socketMessagesPerSecond: 1e6 };
  const simulator = await startCoinbaseSimulator({ historyMinutes: 5, historyHours: 5, limits: unlimited });
  const client = new TestClient(simulator);
  const codes = new Set<number>();
  for (let round = 0; round < 400; round += 1) {
    const { status } =
      random() < 0.6
        ? await client.post(pick(posts), body())
        : await client.send('GET', `${root}${pick(gets)}`, {
            query: Object.fromEntries(
              Object.entries(nonsense(queries)).map(([name, value]) => [name, String(value)]),
            ),
          });
    codes.add(status);
  }
  expect([...codes].sort()).toEqual([200, 400, 403, 404]);
  const socket = await client.open(simulator.url.user);
  for (let round = 0; round < 200; round += 1) {
    const made = nonsense(['type', 'channel', 'product_ids', 'jwt']);
    if (random() < 0.7) made.type = pick(['subscribe', 'unsubscribe']);
    if (random() < 0.7) made.channel = pick(['user', 'heartbeats', 'level2']);
    if (random() < 0.5) made.jwt = client.socketToken();
    socket.send(random() < 0.1 ? pick(['', '[]', 'null', '{"type":']) : made);
  }
  socket.send({ type: 'subscribe', channel: 'user', jwt: client.socketToken() });
  await client.limit('50000', '0.01', { client_order_id: 'sound' });
  const last = await socket.take(({ events }) =>
    (events?.[0]?.orders ?? []).some(
      (order: { client_order_id: string }) => order.client_order_id === 'sound',
    ),
  );
  expect(last.channel).toBe('user');
  expect(socket.closeCode).toBeUndefined();
  client.close();
  await simulator.close();
});
