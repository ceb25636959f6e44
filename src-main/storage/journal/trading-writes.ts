import { createHash } from 'node:crypto';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { compareDecimals, subtractDecimals } from '../../../src-shared/domain/quantity.ts';
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

/** What came of adding fills. */
export interface FillsBooked {
  /** Which of the rows were new. */
  readonly added: readonly number[];
  /** Which were known ones with another fee. */
  readonly corrected: readonly number[];
  /** By key: how much of what synthetic ones stood for each new one explains, where it is anything. */
  readonly explained: Readonly<Record<string, string>>;
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
  const fills = fillWrites(connection);
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
    addFills: fills,
    addAnomaly(row: { readonly account: string; readonly sentence: string; readonly at: number }): void {
      addAnomaly.run(row);
    },
    confirmAccount(row: { readonly account: string; readonly until: number }): void {
      confirm.run(row);
    },
  };
}

function fillWrites(connection: Connection) {
  const add = connection.prepare(`
    INSERT INTO fill (key, account, instrument, trade_id, trade_date, venue_order_id, client_order_id, side, price,
      quantity, fee_amount, fee_currency, liquidity, time, is_synthetic, recorded_at)
    VALUES (@key, @account, @instrument, @tradeId, @tradeDate, @venueOrderId, @clientOrderId, @side, @price,
      @quantity, @feeAmount, @feeCurrency, @liquidity, @time, @isSynthetic, @recordedAt)
    ON CONFLICT (key) DO NOTHING`);
  const standing = connection.prepare(`
    SELECT key, quantity FROM (
      SELECT key, time, coalesce((SELECT remaining FROM fill_superseded WHERE synthetic = fill.key
        ORDER BY sequence DESC LIMIT 1), quantity) AS quantity
      FROM fill WHERE account = ? AND venue_order_id = ? AND instrument = ? AND is_synthetic = 1)
    WHERE quantity <> '0' ORDER BY time, key`);
  const supersede = connection.prepare(`
    INSERT INTO fill_superseded (synthetic, superseded_by, quantity, remaining, at)
    VALUES (@synthetic, @supersededBy, @quantity, @remaining, @at)`);
  const toldFees = connection.prepare(`
    SELECT fee_amount AS amount, fee_currency AS currency FROM fill WHERE key = @key AND fee_amount IS NOT NULL
    UNION ALL SELECT fee_amount, fee_currency FROM fill_correction WHERE fill = @key`);
  const correct = connection.prepare(`
    INSERT INTO fill_correction (fill, fee_amount, fee_currency, at) VALUES (@key, @feeAmount, @feeCurrency, @recordedAt)`);

  /**
   * A real fill takes the place of as much synthetic quantity of its order as it has itself, the oldest first. What was
   * synthetic was filled at the venue already, so whatever real ones come, the sum never exceeds the venue's.
   */
  const explain = (row: FillRow): string => {
    let left = row.quantity;
    const found = standing.all(row.account, row.venueOrderId, row.instrument) as {
      readonly key: string;
      readonly quantity: string;
    }[];
    for (const { key: synthetic, quantity } of found) {
      if (compareDecimals(left, '0') <= 0) break;
      const part = compareDecimals(left, quantity) < 0 ? left : quantity;
      const remaining = subtractDecimals(quantity, part);
      supersede.run({ synthetic, supersededBy: row.key, quantity: part, remaining, at: row.recordedAt });
      left = subtractDecimals(left, part);
    }
    return subtractDecimals(row.quantity, left);
  };
  /** A fee that was told before is old news that was repeated, and changes nothing. */
  const isNewFee = ({ key, feeAmount, feeCurrency }: FillRow): boolean =>
    feeAmount !== null &&
    (toldFees.all({ key }) as { readonly amount: string; readonly currency: string }[]).every(
      ({ amount, currency }) => currency !== feeCurrency || compareDecimals(amount, feeAmount) !== 0,
    );

  return (rows: readonly FillRow[]): FillsBooked => {
    const added: number[] = [];
    const corrected: number[] = [];
    const explained: Record<string, string> = {};
    for (const [index, row] of rows.entries()) {
      if (add.run(row).changes > 0) {
        added.push(index);
        const quantity = row.isSynthetic === 1 ? '0' : explain(row);
        if (quantity !== '0') explained[row.key] = quantity;
      } else if (row.isSynthetic === 0 && isNewFee(row)) {
        correct.run(row);
        corrected.push(index);
      }
    }
    return { added, corrected, explained };
  };
}
