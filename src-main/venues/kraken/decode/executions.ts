import type { AccountKey } from '../../../../src-shared/domain/account.ts';
import type { Fill } from '../../../../src-shared/domain/fill.ts';
import type { InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { Money } from '../../../../src-shared/domain/money.ts';
import type { ClientOrderId, OrderDuration, OrderReport } from '../../../../src-shared/domain/order.ts';
import { addDecimals, compareDecimals } from '../../../../src-shared/domain/quantity.ts';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import type { ExecutionRow } from '../wire.ts';
import { stateOf, termsOf } from './terms.ts';

/** What a row of `executions` came to. */
export interface Execution {
  readonly order?: OrderReport<'live'>;
  readonly fill?: Fill<'live'>;
  /** Too little is known of this order to report it: it must be asked for. */
  readonly unknownOrder?: string;
}

/** Orders that have come to an end and are kept a while, since the last fill may follow. */
const mostEnded = 2000;

/**
 * Puts the rows of `executions` together: Kraken sends what changed, with the order's id, and the rest was said before.
 * Knows all open orders from the snapshot on.
 */
export class ExecutionReader {
  readonly #account: AccountKey<'live'>;
  readonly #instrumentOf: (symbol: string) => InstrumentId | undefined;
  readonly #open = new Map<string, ExecutionRow>();
  readonly #ended = new Map<string, ExecutionRow>();

  constructor(account: AccountKey<'live'>, instrumentOf: (symbol: string) => InstrumentId | undefined) {
    this.#account = account;
    this.#instrumentOf = instrumentOf;
  }

  /** A snapshot follows, which tells all open orders anew. */
  clear(): void {
    for (const [id, order] of this.#open) this.#end(id, order);
    this.#open.clear();
  }

  /** A trade of a snapshot: it is told for what was missed, and says nothing new of its order. */
  readPast(row: ExecutionRow): Execution {
    const fill = this.#fillOf(row, {
      ...(this.#open.get(row.order_id) ?? this.#ended.get(row.order_id)),
      ...row,
    });
    return fill === undefined ? {} : { fill };
  }

  read(row: ExecutionRow): Execution {
    const id = row.order_id;
    const before = this.#open.get(id) ?? this.#ended.get(id);
    const merged = merge(before, row);
    const state = stateOf(merged.order_status ?? '', merged.cum_qty ?? '0');
    if (state === undefined || ['open', 'partial', 'acknowledged'].includes(state))
      this.#open.set(id, merged);
    else this.#end(id, merged);
    const fill = this.#fillOf(row, merged);
    const order = this.#orderOf(merged);
    return {
      ...(order === undefined ? { unknownOrder: id } : { order }),
      ...(fill === undefined ? {} : { fill }),
    };
  }

  #end(id: string, order: ExecutionRow): void {
    this.#open.delete(id);
    this.#ended.set(id, order);
    for (const oldest of this.#ended.keys()) {
      if (this.#ended.size <= mostEnded) break;
      this.#ended.delete(oldest);
    }
  }

  #orderOf(row: ExecutionRow): OrderReport<'live'> | undefined {
    const instrument = row.symbol === undefined ? undefined : this.#instrumentOf(row.symbol);
    const filledQuantity = row.cum_qty ?? '0';
    const state = stateOf(row.order_status ?? '', filledQuantity);
    const { side, order_type: type } = row;
    // Bought by value, an order has no quantity until it is filled.
    const quantity = row.order_qty ?? (type === 'market' ? filledQuantity : undefined);
    if (instrument === undefined || state === undefined || side === undefined) return undefined;
    if (type === undefined || quantity === undefined) return undefined;
    const isStatic = (row.limit_price_type ?? 'static') === 'static';
    const trigger = row.triggers?.price ?? row.stop_price;
    const terms = termsOf(type, isStatic ? row.limit_price : undefined, trigger, row.post_only === true);
    const duration = durationOf(row);
    const isFilled = compareDecimals(filledQuantity, '0') > 0;
    const reason = row.reason ?? row.cancel_reason ?? '';
    return {
      account: this.#account,
      instrument,
      venueOrderId: row.order_id,
      ...(row.cl_ord_id ? { clientOrderId: row.cl_ord_id } : {}),
      state,
      side,
      ...(terms === undefined ? {} : { terms }),
      ...(duration === undefined ? {} : { duration }),
      description: reason === '' ? type : `${type}: ${reason}`,
      quantity,
      filledQuantity,
      ...(isFilled && row.avg_price !== undefined ? { averagePrice: row.avg_price } : {}),
      time: row.timestamp as EpochMs,
    };
  }

  #fillOf(row: ExecutionRow, merged: ExecutionRow): Fill<'live'> | undefined {
    const { exec_id: tradeId, last_price: price, last_qty: quantity } = row;
    const instrument = merged.symbol === undefined ? undefined : this.#instrumentOf(merged.symbol);
    if (row.exec_type !== 'trade' || tradeId === undefined || price === undefined || quantity === undefined) {
      return undefined;
    }
    if (instrument === undefined || merged.side === undefined) return undefined;
    const fee = feeOf(row.fees ?? []);
    return {
      account: this.#account,
      instrument,
      tradeId,
      venueOrderId: row.order_id,
      ...(merged.cl_ord_id ? { clientOrderId: merged.cl_ord_id as ClientOrderId } : {}),
      side: merged.side,
      price,
      quantity,
      ...(fee === undefined ? {} : { fee }),
      liquidity: row.liquidity_ind === 'm' ? 'maker' : row.liquidity_ind === 't' ? 'taker' : 'unknown',
      time: row.timestamp as EpochMs,
      isSynthetic: false,
    };
  }
}

/** A trigger's price may be told apart from the rest of it, so that what is not repeated stays. */
function merge(before: ExecutionRow | undefined, row: ExecutionRow): ExecutionRow {
  const { exec_id, last_price, last_qty, liquidity_ind, fees, ...kept } = before ?? row;
  return { ...kept, ...row, triggers: { ...kept.triggers, ...row.triggers } };
}

/** One amount, where all parts are of one currency; otherwise unknown until the trade is asked for. */
function feeOf(fees: readonly { readonly asset: string; readonly qty: string }[]): Money | undefined {
  const [first] = fees;
  if (first === undefined || fees.some(({ asset }) => asset !== first.asset)) return undefined;
  return { amount: fees.reduce((sum, { qty }) => addDecimals(sum, qty), '0'), currency: first.asset };
}

function durationOf({ time_in_force, expire_time }: ExecutionRow): OrderDuration | undefined {
  switch (time_in_force?.toUpperCase()) {
    case 'GTC':
      return { timeInForce: 'gtc' };
    case 'IOC':
      return { timeInForce: 'ioc' };
    case 'FOK':
      return { timeInForce: 'fok' };
    case 'GTD':
      return expire_time === undefined ? undefined : { timeInForce: 'gtd', until: expire_time as EpochMs };
    default:
      return undefined;
  }
}
