import { type AccountKey, accountName } from '../../../src-shared/domain/account.ts';
import { type Fill, fillKey } from '../../../src-shared/domain/fill.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { money } from '../../../src-shared/domain/money.ts';
import type {
  BracketIntent,
  ClientOrderId,
  OcoIntent,
  OrderIntent,
  OrderState,
} from '../../../src-shared/domain/order.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { StoredIntent, StoredOrder, TradingRepository } from '../trading-store.ts';
import type { JournalFile } from './documents.ts';
import { actsRepository } from './trading-acts.ts';
import type { FillRow } from './trading-writes.ts';

interface OrderRow {
  readonly clientOrderId: string;
  readonly account: string;
  readonly instrument: string;
  readonly payload: string;
  readonly source: string;
  readonly connection: string;
  readonly at: number;
  readonly state: string;
  readonly venueOrderId: string | null;
  readonly filledQuantity: string | null;
  readonly detail: string;
  readonly changedAt: number;
}

/*
 * An order's venue id and quantity are the newest that any event told; its state is the newest event's.
 */
const orders = `
  SELECT i.client_order_id AS "clientOrderId", i.account, i.instrument, i.payload, i.source, i.connection, i.at,
    e.state, e.detail, e.at AS "changedAt",
    (SELECT venue_order_id FROM order_event WHERE client_order_id = i.client_order_id AND venue_order_id IS NOT NULL
      ORDER BY sequence DESC LIMIT 1) AS "venueOrderId",
    (SELECT filled_quantity FROM order_event WHERE client_order_id = i.client_order_id AND filled_quantity IS NOT NULL
      ORDER BY sequence DESC LIMIT 1) AS "filledQuantity"
  FROM order_intent i JOIN order_event e ON e.sequence =
    (SELECT max(sequence) FROM order_event WHERE client_order_id = i.client_order_id)`;

/* Of a synthetic fill, what no real one explains (O7); of the fee, the last word (J8). */
const fillColumns = `fill.key, account, instrument, trade_id AS "tradeId", trade_date AS "tradeDate",
  venue_order_id AS "venueOrderId", client_order_id AS "clientOrderId", side, price,
  CASE is_synthetic WHEN 0 THEN quantity ELSE coalesce((SELECT remaining FROM fill_superseded
    WHERE synthetic = fill.key ORDER BY sequence DESC LIMIT 1), quantity) END AS quantity,
  coalesce(correction.fee_amount, fill.fee_amount) AS "feeAmount",
  coalesce(correction.fee_currency, fill.fee_currency) AS "feeCurrency",
  liquidity, time, is_synthetic AS "isSynthetic", recorded_at AS "recordedAt"`;
const booked = `fill LEFT JOIN fill_correction AS correction
  ON correction.sequence = (SELECT max(sequence) FROM fill_correction WHERE fill = fill.key)`;
const isStanding = `NOT (is_synthetic = 1 AND EXISTS (SELECT 1 FROM fill_superseded
  WHERE synthetic = fill.key AND remaining = '0'))`;

export function tradingRepository({ reader, writer }: JournalFile): TradingRepository {
  return {
    addIntents: async (intents) => writer.run('addIntents', intents.map(intentRow)),
    addEvent: async (event) => writer.run('addOrderEvent', event),
    order: (clientOrderId) => {
      const row = reader.get<OrderRow>(`${orders} WHERE i.client_order_id = ?`, clientOrderId);
      return row === undefined ? undefined : orderOf(row);
    },
    ours: (clientOrderIds) =>
      new Map(
        reader
          .all<{ id: string; bracket: string | null }>(
            `SELECT client_order_id AS id,
               CASE WHEN json_extract(payload, '$.targets') IS NULL THEN NULL ELSE payload END AS bracket
             FROM order_intent WHERE client_order_id IN (SELECT value FROM json_each(?))`,
            JSON.stringify(clientOrderIds),
          )
          .map(({ id, bracket }) => [
            id,
            bracket === null ? undefined : (JSON.parse(bracket) as BracketIntent),
          ]),
      ),
    unfinished: (account) =>
      reader
        .all<OrderRow>(
          `${orders} WHERE i.client_order_id IN (SELECT client_order_id FROM order_unfinished) AND i.account = ?`,
          accountName(account),
        )
        .map(orderOf),
    allUnfinished: () =>
      reader
        .all<OrderRow>(`${orders} WHERE i.client_order_id IN (SELECT client_order_id FROM order_unfinished)`)
        .map(orderOf),
    addFills: async (fills, recordedAt) => {
      const rows = fills.map((fill) => fillRow(fill, recordedAt));
      const { added, corrected, explained } = await writer.run('addFills', rows);
      const at = (indices: readonly number[]) => indices.map((index) => fills[index] as Fill);
      return { added: at(added), corrected: at(corrected), explained: new Map(Object.entries(explained)) };
    },
    fills: ({ account, before, limit }) => {
      const cursor = {
        time: before?.time ?? Number.MAX_SAFE_INTEGER,
        key: before?.key ?? '',
        limit: limit + 1,
      };
      const rows =
        account === ''
          ? reader.all<FillRow>(
              `SELECT ${fillColumns} FROM ${booked} WHERE (time, fill.key) < (@time, @key) AND ${isStanding}
               ORDER BY time DESC, fill.key DESC LIMIT @limit`,
              cursor,
            )
          : reader.all<FillRow>(
              `SELECT ${fillColumns} FROM ${booked}
               WHERE account = @account AND (time, fill.key) < (@time, @key) AND ${isStanding}
               ORDER BY time DESC, fill.key DESC LIMIT @limit`,
              { ...cursor, account },
            );
      return { fills: rows.slice(0, limit).map(fillOf), hasOlder: rows.length > limit };
    },
    fillsOfOrder: ({ account, instrument, venueOrderId }) =>
      reader
        .all<FillRow>(
          `SELECT ${fillColumns} FROM ${booked}
           WHERE account = ? AND venue_order_id = ? AND instrument = ? AND ${isStanding} ORDER BY time, fill.key`,
          accountName(account),
          venueOrderId,
          instrument,
        )
        .map(fillOf),
    addAnomaly: async (account, sentence, at) =>
      writer.run('addAnomaly', { account: accountName(account), sentence, at }),
    confirmedUntil: (account) =>
      reader.get<{ until: EpochMs }>(
        'SELECT until FROM account_confirmed WHERE account = ?',
        accountName(account),
      )?.until,
    ...actsRepository({ reader, writer }, accountOf),
    confirm: async (account, until) => writer.run('confirmAccount', { account: accountName(account), until }),
  };
}

function intentRow({ clientOrderId, account, instrument, intent, source, connection, at }: StoredIntent) {
  return {
    clientOrderId,
    account: accountName(account),
    instrument,
    payload: JSON.stringify(intent),
    source,
    connection,
    at,
  };
}

function orderOf(row: OrderRow): StoredOrder {
  return {
    ...row,
    clientOrderId: row.clientOrderId as ClientOrderId,
    account: accountOf(row.account),
    instrument: row.instrument as InstrumentId,
    intent: JSON.parse(row.payload) as OrderIntent | OcoIntent | BracketIntent,
    state: row.state as OrderState,
    at: row.at as EpochMs,
    changedAt: row.changedAt as EpochMs,
  };
}

/** The reverse of `accountName`. */
function accountOf(name: string): AccountKey {
  const [mode, venue, account] = JSON.parse(name) as [AccountKey['mode'], string, string];
  return { mode, venue, account };
}

function fillRow(fill: Fill, recordedAt: number): FillRow {
  return {
    key: fillKey(fill),
    account: accountName(fill.account),
    instrument: fill.instrument,
    tradeId: fill.tradeId,
    tradeDate: fill.tradeDate ?? null,
    venueOrderId: fill.venueOrderId,
    clientOrderId: fill.clientOrderId ?? null,
    side: fill.side,
    price: fill.price,
    quantity: fill.quantity,
    feeAmount: fill.fee?.amount ?? null,
    feeCurrency: fill.fee?.currency ?? null,
    liquidity: fill.liquidity,
    time: fill.time,
    isSynthetic: fill.isSynthetic ? 1 : 0,
    recordedAt,
  };
}

function fillOf(row: FillRow): Fill {
  return {
    account: accountOf(row.account),
    instrument: row.instrument as InstrumentId,
    tradeId: row.tradeId,
    ...(row.tradeDate === null ? {} : { tradeDate: row.tradeDate }),
    venueOrderId: row.venueOrderId,
    ...(row.clientOrderId === null ? {} : { clientOrderId: row.clientOrderId as ClientOrderId }),
    side: row.side as Fill['side'],
    price: row.price,
    quantity: row.quantity,
    ...(row.feeAmount === null || row.feeCurrency === null
      ? {}
      : { fee: money(row.feeAmount, row.feeCurrency) }),
    liquidity: row.liquidity as Fill['liquidity'],
    time: row.time as EpochMs,
    isSynthetic: row.isSynthetic === 1,
  };
}
