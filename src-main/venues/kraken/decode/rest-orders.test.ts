import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AccountKey } from '../../../../src-shared/domain/account.ts';
import { parseExact } from '../../connection/exact-json.ts';
import { instrumentIdOf } from '../symbols.ts';
import { bodyText } from '../testing/fixture.ts';
import * as wire from '../wire.ts';
import { fillOf, orderReportOf } from './rest-orders.ts';

const account: AccountKey<'live'> = { mode: 'live', venue: 'kraken', account: '123' };
const instrument = instrumentIdOf('BTC/USD') ?? ('' as never);
const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'testing', 'golden-rest.json'), 'utf8'),
) as Record<string, unknown[]>;

function result(name: string): unknown {
  return (parseExact(bodyText(name)) as { result: unknown }).result;
}

const reports = (orders: Readonly<Record<string, wire.RestOrder>>) =>
  Object.entries(orders).map(([txid, order]) => orderReportOf(account, instrument, txid, order));

const readings: Readonly<Record<string, () => unknown[]>> = {
  'rest-open-orders': () => reports(wire.openOrders.parse(result('rest-open-orders')).open),
  'rest-closed-orders': () => reports(wire.closedOrders.parse(result('rest-closed-orders')).closed),
  'rest-query-orders': () => reports(wire.restOrders.parse(result('rest-query-orders'))),
  'rest-trades-history': () =>
    Object.entries(wire.tradesHistory.parse(result('rest-trades-history')).trades).map(([txid, trade]) =>
      fillOf(account, instrument, txid, trade, { feeCurrency: 'USD' }),
    ),
};

test.each(Object.keys(readings))('reads %s whole', (name) => {
  expect(readings[name]?.()).toEqual(golden[name]);
});

const order = wire.openOrders.parse(result('rest-open-orders')).open['OQCLML-BW3P3-BUCMWZ'] as wire.RestOrder;
const report = (change: Partial<wire.RestOrder>) =>
  orderReportOf(account, instrument, 'O', { ...order, ...change });
const described = (ordertype: string, price: string, price2: string) => ({
  descr: { ...order.descr, ordertype, price, price2 },
});

test('reads the prices of every kind of order, and has no terms for a kind it has no words for', () => {
  expect(report(described('market', '0', '0'))?.terms).toEqual({ type: 'market' });
  expect(report({ oflags: 'fciq,post' })?.terms).toEqual({
    type: 'limit',
    limitPrice: '30010',
    isPostOnly: true,
  });
  expect(report(described('stop-loss', '5.50', '0'))?.terms).toEqual({ type: 'stop', triggerPrice: '5.5' });
  expect(report(described('stop-loss-limit', '5', '4'))?.terms).toEqual({
    type: 'stop-limit',
    triggerPrice: '5',
    limitPrice: '4',
  });
  expect(report(described('take-profit', '5', '0'))?.terms).toEqual({
    type: 'if-touched',
    triggerPrice: '5',
  });
  expect(report(described('take-profit-limit', '5', '6'))?.terms).toMatchObject({ type: 'limit-if-touched' });
  for (const odd of [
    described('trailing-stop', '+5', '0'),
    described('stop-loss', '+5', '0'),
    described('iceberg', '5', '0'),
  ]) {
    expect(report(odd)).toMatchObject({ description: expect.stringMatching(/buy/) });
    expect(report(odd)?.terms).toBeUndefined();
  }
});

test('tells what has become of an order, and when it ends', () => {
  const state = (status: string, vol_exec = '0') => report({ status, vol_exec })?.state;
  expect([
    state('pending'),
    state('open'),
    state('open', '1'),
    state('closed', '1.25'),
    state('canceled'),
    state('expired'),
  ]).toEqual(['acknowledged', 'open', 'partial', 'filled', 'cancelled', 'expired']);
  expect(state('new word of 2027')).toBeUndefined();
  expect(report({ expiretm: 1_800_000_000_000 })?.duration).toEqual({
    timeInForce: 'gtd',
    until: 1_800_000_000_000,
  });
  expect(report({})?.duration).toEqual({ timeInForce: 'gtc' });
  expect(report({ status: 'canceled' })?.duration).toBeUndefined();
});

test('an order by value has the quantity that it bought', () => {
  expect(report({ oflags: 'viqc', vol: '100', vol_exec: '0.004', status: 'closed' })).toMatchObject({
    quantity: '0.004',
  });
});
