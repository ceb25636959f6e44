import { expect, test } from 'vitest';
import type { Fill } from '../../../src-shared/domain/fill.ts';
import type { OrderReport } from '../../../src-shared/domain/order.ts';
import { createVirtualNetwork } from '../connection/testing/virtual-wire.ts';
import type { VenueLink } from '../connection/venue-link.ts';
import { openAccountStream } from './account-stream.ts';
import { createCatalogue } from './catalogue.ts';
import { createKrakenClock } from './clock.ts';
import { receivedFrames } from './testing/fixture.ts';
import { createTinyKraken } from './testing/tiny-kraken.ts';
import { createVenueStatus } from './venue-status.ts';

async function stage() {
  const tiny = createTinyKraken();
  let tokens = 0;
  tiny.on('GetWebSocketsToken', () => {
    tokens += 1;
    return { result: { token: `token-${tokens}`, expires: 900 } };
  });
  const { world, rest, limits } = tiny;
  const network = createVirtualNetwork();
  const catalogue = createCatalogue(rest, world.parts.now);
  await catalogue.refresh();
  const notes: string[] = [];
  const note = (sentence?: string) => {
    notes.push(sentence ?? '');
  };
  const link = {
    countMessages: () => undefined,
    noteGap: note,
    noteUnreadable: note,
    noteTrouble: note,
    degrade: () => () => undefined,
  } as unknown as VenueLink;
  const orders: OrderReport<'live'>[] = [];
  const fills: Fill<'live'>[] = [];
  const told = { gaps: 0, balances: 0, unknown: [] as string[] };
  const stream = openAccountStream({
    ...world.parts,
    dial: network.dial,
    url: 'wss://kraken.test/v2',
    rest,
    catalogue,
    limits,
    clock: createKrakenClock(() => Promise.resolve(world.parts.now()), world.parts),
    status: createVenueStatus(() => link),
    link: () => link,
    account: () => ({ mode: 'live', venue: 'kraken', account: 'AA11' }),
    onOrders: (reports) => orders.push(...reports),
    onFills: (found) => fills.push(...found),
    onBalancesChanged: () => {
      told.balances += 1;
    },
    onUnknownOrders: (ids) => told.unknown.push(...ids),
    onGap: () => {
      told.gaps += 1;
    },
  });
  stream.want();
  stream.socket.start();
  const open = async () => {
    await world.settle();
    network.last().open();
    await world.pass(0);
    await world.settle();
  };
  await open();
  const sent = () =>
    network
      .last()
      .sent.map((text) => JSON.parse(text) as { method: string; params: Record<string, unknown> });
  const say = async (...texts: readonly string[]) => {
    for (const text of texts) network.last().say(text);
    await world.settle();
  };
  return { world, network, limits, notes, orders, fills, told, open, sent, say };
}

const lifecycle = receivedFrames('ws-executions-lifecycle');

test('subscribes both channels with a fresh token, and learns the tier from the answer', async () => {
  const { sent, say, limits } = await stage();
  expect(sent().slice(0, 2)).toMatchObject([
    {
      method: 'subscribe',
      params: { channel: 'executions', token: 'token-1', snap_orders: true, ratecounter: true },
    },
    { method: 'subscribe', params: { channel: 'balances', token: 'token-1', snapshot: true } },
  ]);
  expect(limits.tier.name).toBe('Starter');
  await say(lifecycle[0] ?? '');
  expect(limits.tier.name).toBe('Intermediate');
});

test('tells an order through its life and each fill once, with its fee', async () => {
  const { say, orders, fills, told } = await stage();
  await say(...lifecycle);
  expect(orders.map(({ state, filledQuantity }) => [state, filledQuantity])).toEqual([
    ['open', '0'],
    ['open', '0'],
    ['partial', '0.005'],
    ['partial', '0.02'],
    ['filled', '0.02'],
  ]);
  expect(
    fills.map(({ tradeId, quantity, fee, account }) => [tradeId, quantity, fee, account.account]),
  ).toEqual([
    ['TAAAAA-00001-AAAAAA', '0.005', { amount: '0.48', currency: 'USD' }, 'AA11'],
    ['TAAAAA-00002-AAAAAA', '0.015', { amount: '1.44', currency: 'USD' }, 'AA11'],
  ]);
  expect(told.gaps).toBe(0);
});

test('a repeated or replayed frame changes nothing', async () => {
  const { say, orders, fills, told } = await stage();
  await say(...lifecycle, ...lifecycle.slice(2));
  expect([orders.length, fills.length, told.gaps]).toEqual([5, 2, 0]);
});

test('W4: a missing number asks for that channel anew and for a reconciliation; nothing is believed in between', async () => {
  const { say, sent, fills, told, world, orders } = await stage();
  const [ack = '', snapshot = '', pending = '', isNew = '', first = '', second = '', filled = ''] = lifecycle;
  await say(ack, snapshot, pending, isNew, second);
  await world.settle();
  expect([fills.length, told.gaps]).toEqual([0, 1]);
  expect(sent().slice(-2)).toMatchObject([
    { method: 'unsubscribe', params: { channel: 'executions' } },
    { method: 'subscribe', params: { channel: 'executions', token: 'token-3', snap_trades: true } },
  ]);
  await say(first, filled);
  expect(fills).toHaveLength(0);
  await say('{"channel":"executions","type":"snapshot","data":[],"sequence":1}');
  await say(second.replace('"sequence":5', '"sequence":2'));
  expect(fills.map(({ tradeId }) => tradeId)).toEqual(['TAAAAA-00002-AAAAAA']);
  expect(orders.at(-1)).toMatchObject({ state: 'partial', filledQuantity: '0.02' });
  expect(told.gaps).toBe(1);
});

test('what was missed comes with the snapshot of trades, told as fills and not as news of their orders', async () => {
  const { say, orders, fills } = await stage();
  const [ack = '', snapshot = '', pending = '', isNew = '', first = '', second = '', filled = ''] = lifecycle;
  await say(ack, snapshot, pending, isNew, filled);
  const before = orders.length;
  const rows = [first, second].map((text) => JSON.stringify(JSON.parse(text).data[0])).join(',');
  await say(`{"channel":"executions","type":"snapshot","data":[${rows}],"sequence":1}`);
  expect(fills.map(({ tradeId }) => tradeId)).toEqual(['TAAAAA-00001-AAAAAA', 'TAAAAA-00002-AAAAAA']);
  expect(orders).toHaveLength(before);
});

test('an order of which too little is known is asked for', async () => {
  const { say, told } = await stage();
  await say(
    lifecycle[1] ?? '',
    '{"channel":"executions","type":"update","data":[{"order_id":"OLD","exec_type":"canceled","order_status":"canceled","timestamp":"2026-01-05T10:00:00Z"}],"sequence":2}',
  );
  expect(told.unknown).toEqual(['OLD']);
});

test('a change of balances is told, and its gaps are noticed too', async () => {
  const { say, told } = await stage();
  const [snapshot = '', update = ''] = receivedFrames('ws-balances');
  await say(snapshot, update);
  expect([told.balances, told.gaps]).toEqual([2, 0]);
  await say(update.replace('"sequence":2', '"sequence":5'));
  expect([told.balances, told.gaps]).toEqual([2, 1]);
});

test('after a break it subscribes with another token and calls for a reconciliation', async () => {
  const { network, open, sent, told, world, say } = await stage();
  await say(...lifecycle.slice(0, 4));
  network.last().end();
  await world.pass(1_000);
  await open();
  expect(sent()[0]).toMatchObject({ method: 'subscribe', params: { token: 'token-2' } });
  expect(told.gaps).toBe(1);
  await say('{"channel":"executions","type":"snapshot","data":[],"sequence":1}');
  expect(told.gaps).toBe(1);
});

test('a refused session is followed by a new connection with a new token', async () => {
  const { say, notes, network, world, open, sent } = await stage();
  await say(receivedFrames('ws-subscribe-errors').at(-1) ?? '');
  expect(notes.at(-1)).toMatch(/ESession:Invalid session/);
  expect(network.last().letGo).toBe('terminated');
  await world.pass(1_000);
  await open();
  expect(sent()[0]).toMatchObject({ params: { token: 'token-2' } });
});

test('W4: a message that cannot be read calls for a reconciliation', async () => {
  const { say, told, notes } = await stage();
  await say('{"channel":"executions","type":"update","data":[{"order_id":7}],"sequence":2}');
  expect(told.gaps).toBe(1);
  expect(notes.at(-1)).toMatch(/could not be read/);
});
