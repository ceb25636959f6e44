import { createHash } from 'node:crypto';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Connection } from '../sqlite/connection.ts';

export interface IntentRow {
  readonly clientOrderId: string;
  readonly account: string;
  readonly instrument: string;
  readonly payload: string;
  readonly source: string;
  readonly connection: string;
  readonly at: number;
}

export interface EventRow {
  readonly clientOrderId: string;
  readonly state: string;
  readonly venueOrderId: string | null;
  readonly filledQuantity: string | null;
  readonly detail: string;
  readonly at: number;
}

export interface FillRow {
  readonly key: string;
  readonly account: string;
  readonly instrument: string;
  readonly tradeId: string;
  readonly tradeDate: string | null;
  readonly venueOrderId: string;
  readonly clientOrderId: string | null;
  readonly side: string;
  readonly price: string;
  readonly quantity: string;
  readonly feeAmount: string | null;
  readonly feeCurrency: string | null;
  readonly liquidity: string;
  readonly time: number;
  readonly isSynthetic: 0 | 1;
  readonly recordedAt: number;
}

/** Orders and fills: nothing here changes or deletes a row, but for how far an account is confirmed. */
export function tradingWrites(connection: Connection) {
  const addIntent = connection.prepare(`
    INSERT INTO order_intent (client_order_id, account, instrument, payload, payload_hash, source, connection, at)
    VALUES (@clientOrderId, @account, @instrument, @payload, @hash, @source, @connection, @at)`);
  const isKnown = connection.prepare('SELECT 1 FROM order_intent WHERE client_order_id = ?').pluck();
  const addEvent = connection.prepare(`
    INSERT INTO order_event (client_order_id, state, venue_order_id, filled_quantity, detail, at)
    VALUES (@clientOrderId, @state, @venueOrderId, @filledQuantity, @detail, @at)`);
  const addFill = connection.prepare(`
    INSERT INTO fill (key, account, instrument, trade_id, trade_date, venue_order_id, client_order_id, side, price,
      quantity, fee_amount, fee_currency, liquidity, time, is_synthetic, replaces, recorded_at)
    VALUES (@key, @account, @instrument, @tradeId, @tradeDate, @venueOrderId, @clientOrderId, @side, @price,
      @quantity, @feeAmount, @feeCurrency, @liquidity, @time, @isSynthetic, @replaces, @recordedAt)
    ON CONFLICT (key) DO NOTHING`);
  const synthetic = connection
    .prepare(`
      SELECT key FROM fill WHERE account = ? AND venue_order_id = ? AND is_synthetic = 1
        AND NOT EXISTS (SELECT 1 FROM fill AS later WHERE later.account = fill.account
          AND later.venue_order_id = fill.venue_order_id AND later.replaces = fill.key)
      ORDER BY time LIMIT 1`)
    .pluck();
  const addAnomaly = connection.prepare(
    'INSERT INTO trading_anomaly (account, sentence, at) VALUES (@account, @sentence, @at)',
  );
  const confirm = connection.prepare(`
    INSERT INTO account_confirmed (account, until) VALUES (@account, @until)
    ON CONFLICT (account) DO UPDATE SET until = max(until, excluded.until)`);
  return {
    addIntents(rows: readonly IntentRow[]): void {
      for (const row of rows) {
        if (isKnown.get(row.clientOrderId) !== undefined) {
          throw new Failure('invalid', 'This order id was used before; nothing was sent.');
        }
        addIntent.run({ ...row, hash: createHash('sha256').update(row.payload).digest('hex') });
        addEvent.run({ ...row, state: 'intent', venueOrderId: null, filledQuantity: null, detail: '' });
      }
    },
    addOrderEvent(row: EventRow): void {
      addEvent.run(row);
    },
    /** Answers the keys that were new. */
    addFills(rows: readonly FillRow[]): string[] {
      const added: string[] = [];
      for (const row of rows) {
        const replaces =
          row.isSynthetic === 1 ? null : (synthetic.get(row.account, row.venueOrderId) ?? null);
        if (addFill.run({ ...row, replaces }).changes > 0) added.push(row.key);
      }
      return added;
    },
    addAnomaly(row: { readonly account: string; readonly sentence: string; readonly at: number }): void {
      addAnomaly.run(row);
    },
    confirmAccount(row: { readonly account: string; readonly until: number }): void {
      confirm.run(row);
    },
  };
}
