import type { AccountMode } from '../../../../src-shared/domain/account.ts';
import type { Fill } from '../../../../src-shared/domain/fill.ts';
import type { ClientOrderId, OrderReport } from '../../../../src-shared/domain/order.ts';
import { type EpochMs, epochMs } from '../../../../src-shared/domain/time.ts';
import type { RestClient } from '../rest-client.ts';
import type { FuturesRestOrder, FuturesTrade } from '../wire.ts';
import type { AlgoNames } from './algo-names.ts';
import { algoReport, algoVenueId, type FuturesContext, fillOf } from './decode.ts';
import * as rest from './rest.ts';

/** Binance takes at most 7 days at a time. */
const spanMs = 7 * 24 * 3_600_000 - 1;
/** Orders and fills of three months can be asked for; older ones only from Binance's web page. */
const reachMs = 89 * 24 * 3_600_000;
const page = 1_000;

export interface FuturesHistory<Mode extends AccountMode> {
  readonly since: EpochMs;
  readonly orders: readonly FuturesRestOrder[];
  readonly algos: readonly OrderReport<Mode>[];
  readonly fills: readonly Fill<Mode>[];
}

/** Orders, conditional orders and fills of these markets since then. Conditional orders first: they give names to others. */
export async function readHistory<Mode extends AccountMode>(
  client: RestClient,
  symbols: readonly string[],
  wantedSince: EpochMs,
  until: EpochMs,
  names: AlgoNames,
  context: FuturesContext<Mode>,
  signal?: AbortSignal,
): Promise<FuturesHistory<Mode>> {
  const since = epochMs(Math.max(wantedSince, until - reachMs));
  const orders: FuturesRestOrder[] = [];
  const algos: OrderReport<Mode>[] = [];
  const fills: Fill<Mode>[] = [];
  for (const symbol of symbols) {
    const conditional = await rest.getAllAlgoOrders(client, { symbol, limit: page }, signal);
    for (const order of conditional) {
      const { actualOrderId, algoId, clientAlgoId } = order;
      const hasMade = actualOrderId != null && actualOrderId !== '';
      if (hasMade) names.add(actualOrderId, algoVenueId(algoId), clientAlgoId);
      // Once it has made an order, that one tells how it stands.
      const report = order.updateTime >= since && !hasMade ? algoReport(order, context) : undefined;
      if (report !== undefined) algos.push(report);
    }
    const ask = (parameters: Readonly<Record<string, number>>) =>
      rest.getAllOrders(client, { symbol, limit: page, ...parameters }, signal);
    const ownOrders = await inSpans(
      ask,
      ({ time }) => time ?? 0,
      ({ orderId }) => orderId,
      since,
      until,
    );
    const own = ownOrders.filter(({ updateTime, time }) => (updateTime ?? time ?? 0) >= since);
    orders.push(...own);
    const clientIds = new Map(
      own.map(({ orderId, clientOrderId }) => [orderId, clientOrderId as ClientOrderId]),
    );
    const askTrades = (parameters: Readonly<Record<string, number>>) =>
      rest.getUserTrades(client, { symbol, limit: page, ...parameters }, signal);
    const trades = await inSpans(
      askTrades,
      ({ time }: FuturesTrade) => time,
      ({ id }) => id,
      since,
      until,
    );
    for (const trade of trades) {
      const fill = fillOf(trade, context);
      const clientOrderId = clientIds.get(trade.orderId);
      if (fill === undefined || fill.time < since) continue;
      fills.push(
        fill.clientOrderId !== undefined || clientOrderId === undefined ? fill : { ...fill, clientOrderId },
      );
    }
  }
  return { since, orders, algos, fills };
}

/** Everything between two moments, in spans that the venue takes; a full span is asked on from its last row. */
async function inSpans<Row>(
  ask: (parameters: Readonly<Record<string, number>>) => Promise<Row[]>,
  timeOf: (row: Row) => number,
  nameOf: (row: Row) => string,
  since: EpochMs,
  until: EpochMs,
): Promise<Row[]> {
  const rows = new Map<string, Row>();
  // An order from before may have changed since: a day more is looked at.
  let startTime = since - 24 * 3_600_000;
  const end = until + 60_000;
  while (startTime <= end) {
    const endTime = Math.min(startTime + spanMs, end);
    const found = await ask({ startTime, endTime });
    for (const row of found) rows.set(nameOf(row), row);
    const last = found.at(-1);
    const isFull = found.length >= page && last !== undefined && timeOf(last) > startTime;
    startTime = isFull ? timeOf(last) : endTime + 1;
  }
  return [...rows.values()];
}
