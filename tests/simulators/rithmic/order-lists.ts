import type { Basket, Told } from './basket.ts';
import type { Client, Request } from './client.ts';
import { type Fields, number, text } from './fields.ts';
import type { Floor } from './floor.ts';
import { misread, reported } from './order-codes.ts';
import { dateNumber, tradingDayOf } from './trading-day.ts';

/* Lists of orders and fills. Most of them bring their rows as pushes, marked as snapshots, before the answer ends. */

export interface ListParts {
  readonly floor: Floor;
  /** Of the account that the request names. */
  readonly baskets: readonly Basket[];
}

type Snapshot = Pick<Told, 'name' | 'fields'>;

export const listHandlers: Readonly<
  Record<string, (parts: ListParts, client: Client, request: Request) => void>
> = {
  RequestShowOrders(parts, client, request) {
    const working = parts.baskets.filter(({ isComplete, told }) => !isComplete && told.length > 0);
    sendSnapshots(parts, client, request, working.map(presentState));
  },
  RequestShowOrderHistory(parts, client, request) {
    const id = text(request.fields, 'basket_id');
    const today = tradingDayOf(parts.floor.exchange.clock.now()).open;
    const asked = parts.baskets.filter((basket) =>
      id === '' ? basket.createdAt >= today : basket.id === id,
    );
    sendSnapshots(parts, client, request, asked.flatMap(reports));
  },
  RequestShowOrderHistorySummary(parts, client, request) {
    const date = text(request.fields, 'date');
    if (!/^\d{8}$/.test(date)) throw misread();
    const asked = parts.baskets.filter(({ createdAt }) => dayTextOf(createdAt) === date);
    sendSnapshots(parts, client, request, asked.flatMap(reports));
  },
  RequestShowOrderHistoryDetail(parts, client, request) {
    const id = text(request.fields, 'basket_id');
    const asked = parts.baskets.filter((basket) => basket.id === id);
    sendSnapshots(
      parts,
      client,
      request,
      asked.flatMap(({ told }) => told),
    );
  },
  RequestReplayExecutions(parts, client, request) {
    const from = number(request.fields, 'start_index');
    const to = number(request.fields, 'finish_index');
    if (from === undefined || to === undefined) throw misread();
    sendSnapshots(
      parts,
      client,
      request,
      fills(parts.baskets).filter(({ at }) => inSeconds(at) >= from && inSeconds(at) <= to),
    );
  },
  RequestShowFillHistory(parts, client, request) {
    const { fields } = request;
    const [from, to] = [number(fields, 'start_index'), number(fields, 'finish_index')];
    const format = text(fields, 'index_format');
    const most = number(fields, 'max_record_count') ?? 10_000;
    const isKnown = format === 'ssboe' || format === 'trade_date';
    if (from === undefined || to === undefined || !isKnown || most > 10_000) throw misread();
    const rows = fills(parts.baskets)
      .filter(({ at }) => {
        const index = format === 'ssboe' ? inSeconds(at) : tradingDayOf(at).date;
        return index >= from && index <= to;
      })
      .slice(0, most)
      .map((told) => historyRow(told, parts.floor.manners.leavesOutFillPrice));
    client.list(request, rows);
  },
};

/** 318: dates on which there were orders. */
export function dateHandlers(client: Client, request: Request, baskets: readonly Basket[]): void {
  const dates = new Set(baskets.map(({ createdAt }) => dayTextOf(createdAt)));
  client.list(request, dates.size === 0 ? [] : [{ date: [...dates].sort() }]);
}

function dayTextOf(at: number): string {
  return String(dateNumber(new Date(at)));
}

function inSeconds(at: number): number {
  return Math.floor(at / 1000);
}

function fills(baskets: readonly Basket[]): Told[] {
  return baskets.flatMap(({ told }) => told.filter(({ isFill }) => isFill)).sort((a, b) => a.at - b.at);
}

function reports({ told }: Basket): Told[] {
  return told.filter(({ name }) => name === 'ExchangeOrderNotification');
}

/** One row of how an order stands now. */
function presentState(basket: Basket): Snapshot {
  const last = basket.told.at(-1);
  return {
    name: 'ExchangeOrderNotification',
    fields: {
      ...last?.fields,
      ...basket.describe(false),
      notify_type: reported.status,
      report_type: 'status',
      status: basket.isWaiting ? 'trigger pending' : 'open',
    },
  };
}

/** They may trail the end of the list by a moment. */
function sendSnapshots(
  { floor }: ListParts,
  client: Client,
  request: Request,
  rows: readonly Snapshot[],
): void {
  const { snapshotsTrailMs } = floor.manners;
  const late = snapshotsTrailMs > 0 ? rows.slice(Math.floor(rows.length / 2)) : [];
  const push = ({ name, fields }: Snapshot) =>
    client.push(name, notExtra(name, { ...fields, is_snapshot: true }));
  for (const row of rows.slice(0, rows.length - late.length)) push(row);
  if (rows.length === 0) client.answer(request, {}, ['7', 'no data']);
  else client.answer(request);
  if (late.length > 0) floor.world.after(snapshotsTrailMs, () => late.forEach(push));
}

/** What a row took over from Rithmic's own notification does not belong into the exchange's. */
function notExtra(name: Told['name'], fields: Fields): Fields {
  if (name !== 'ExchangeOrderNotification') return fields;
  const { completion_reason: _reason, quan_release_pending: _pending, ...rest } = fields;
  return rest;
}

const sideWords: Readonly<Record<number, string>> = { 1: 'BUY', 2: 'SELL' };
const durationWords: Readonly<Record<number, string>> = { 1: 'DAY', 2: 'GTC', 3: 'IOC', 4: 'FOK' };
const typeWords: Readonly<Record<number, string>> = {
  1: 'LIMIT',
  2: 'MARKET',
  3: 'STOP LIMIT',
  4: 'STOP MARKET',
};

/** 3513: the same fill, in words and in other types than notifications have. */
function historyRow({ fields }: Told, leavesOutFillPrice: boolean): Fields {
  const copied = [
    'basket_id',
    'sequence_number',
    'fcm_id',
    'ib_id',
    'account_id',
    'symbol',
    'exchange',
    'trade_exchange',
    'trade_route',
    'exchange_order_id',
    'instrument_type',
    'fill_time',
    'fill_date',
    'fill_id',
    'avg_fill_price',
    'ssboe',
    'usecs',
    'source_ssboe',
    'source_usecs',
    'source_nsecs',
  ];
  return {
    ...Object.fromEntries(copied.map((name) => [name, fields[name]])),
    transaction_type: sideWords[number(fields, 'transaction_type') ?? 0],
    duration: durationWords[number(fields, 'duration') ?? 0],
    price_type: typeWords[number(fields, 'price_type') ?? 0],
    orig_price_type: typeWords[number(fields, 'orig_price_type') ?? 0],
    manual_or_auto: fields.manual_or_auto === 2 ? 'AUTO' : 'MANUAL',
    ...(leavesOutFillPrice
      ? { price: fields.fill_price, avg_fill_price: undefined }
      : { fill_price: fields.fill_price, price: fields.price }),
    trigger_price: fields.trigger_price,
    fill_size: BigInt(number(fields, 'fill_size') ?? 0),
    total_fill_size: BigInt(number(fields, 'total_fill_size') ?? 0),
    total_unfilled_size: BigInt(number(fields, 'total_unfilled_size') ?? 0),
  };
}
