import type { Account } from '../exchange/account.ts';
import { decimal } from '../exchange/decimal.ts';
import type { OrderChange } from '../exchange/events.ts';
import { type Fill, isLive, type Order } from '../exchange/orders.ts';
import type { TrueFill } from '../exchange/truth.ts';
import { execId } from './ids.ts';
import type { LedgerEntry } from './ledger.ts';
import { endingOf, extraOf, isWaiting, reasonOf } from './order-extra.ts';
import { microText, shortest } from './wire-text.ts';
import type { World } from './world.ts';

/* Rows of the executions and balances channels. */

export type Row = Record<string, unknown>;

/** What an order is called while it lives: one that waits for its trigger stays pending. */
function liveStatus(order: Order): string {
  if (isWaiting(order)) return 'pending_new';
  return order.filled.isZero() ? 'new' : 'partially_filled';
}

function identity(world: World, order: Order): Row {
  const { clOrdId } = extraOf(order);
  return { order_id: world.txids.of(order), ...(clOrdId === undefined ? {} : { cl_ord_id: clOrdId }) };
}

function triggersOf(order: Order): Row {
  if (order.stopPrice === undefined) return {};
  const { trigger } = extraOf(order);
  const price = shortest(order.stopPrice);
  return {
    triggers: {
      price,
      price_type: 'static',
      reference: trigger,
      status: order.triggered ? 'triggered' : 'untriggered',
    },
    stop_price: price,
    trigger,
  };
}

/** Everything about an order that was asked for. */
function terms(order: Order): Row {
  const extra = extraOf(order);
  return {
    symbol: order.market,
    side: order.side,
    order_type: extra.type,
    ...(order.quoteQuantity === undefined
      ? { order_qty: shortest(order.quantity) }
      : { cash_order_qty: shortest(order.quoteQuantity) }),
    ...(extra.displayQuantity === undefined ? {} : { display_qty: shortest(extra.displayQuantity) }),
    ...(order.price === undefined ? {} : { limit_price: shortest(order.price), limit_price_type: 'static' }),
    ...triggersOf(order),
    time_in_force: order.timeInForce.toUpperCase(),
    ...(order.expiresAt === undefined ? {} : { expire_time: microText(order.expiresAt) }),
    order_userref: extra.userref ?? 0,
    ...(order.postOnly === true ? { post_only: true } : {}),
    fee_ccy_pref: 'fciq',
  };
}

function progress(order: Order): Row {
  if (order.filled.isZero()) return { cum_qty: 0, cum_cost: 0 };
  return {
    cum_qty: shortest(order.filled),
    cum_cost: shortest(order.filledQuote),
    avg_price: shortest(order.filledQuote.dividedBy(order.filled).toDecimalPlaces(10)),
  };
}

/** Only orders in dollars have an equivalent without a rate. */
function feeEquivalent(order: Order): Row {
  return order.market.endsWith('/USD') ? { fee_usd_equiv: shortest(order.fees) } : {};
}

/** An open order in the snapshot. What has not traded has no `cum_qty` there. */
export function openOrderRow(world: World, order: Order): Row {
  const { cum_qty: quantity, ...rest } = progress(order);
  const status = liveStatus(order);
  return {
    ...identity(world, order),
    ...terms(order),
    ...rest,
    ...(order.filled.isZero() ? {} : { cum_qty: quantity }),
    exec_type: status === 'partially_filled' ? 'new' : status,
    order_status: status,
    ...feeEquivalent(order),
    timestamp: microText(order.createdAt),
  };
}

/** The last fill, too, says that the order is partly filled; `filledRow` follows it. */
export function tradeRow(world: World, order: Order, fill: Fill | TrueFill): Row {
  const [price, quantity] = [decimal(fill.price), decimal(fill.quantity)];
  return {
    ...identity(world, order),
    symbol: order.market,
    side: order.side,
    order_type: extraOf(order).type,
    exec_type: 'trade',
    order_status: 'partially_filled',
    exec_id: execId(fill),
    trade_id: fill.tradeId,
    last_qty: shortest(quantity),
    last_price: shortest(price),
    cost: shortest(price.times(quantity)),
    liquidity_ind: fill.isMaker ? 'm' : 't',
    fees: [{ asset: fill.feeAsset, qty: shortest(decimal(fill.fee)) }],
    ...progress(order),
    timestamp: microText(fill.at),
  };
}

export function filledRow(world: World, order: Order): Row {
  return {
    ...identity(world, order),
    exec_type: 'filled',
    order_status: 'filled',
    ...progress(order),
    ...feeEquivalent(order),
    timestamp: microText(order.updatedAt),
  };
}

/** What the channel tells about one change of an order: none, one or two rows. */
export function changeRows(world: World, change: OrderChange, order: Order, fill: Fill | undefined): Row[] {
  const timestamp = microText(world.clock.now());
  const own = identity(world, order);
  switch (change) {
    case 'placed': {
      const pending = { ...own, ...terms(order), exec_type: 'pending_new', order_status: 'pending_new' };
      const first = { ...pending, ...progress(order), timestamp };
      return isWaiting(order)
        ? [first]
        : [first, { ...own, exec_type: 'new', order_status: 'new', timestamp }];
    }
    case 'triggered':
      return [{ ...own, ...triggersOf(order), exec_type: 'new', order_status: 'new', timestamp }];
    case 'filled': {
      if (fill === undefined) return [];
      const trade = tradeRow(world, order, fill);
      return order.status === 'filled' ? [trade, filledRow(world, order)] : [trade];
    }
    case 'amended':
      return [
        {
          ...own,
          order_qty: shortest(order.quantity),
          ...(order.price === undefined ? {} : { limit_price: shortest(order.price) }),
          ...triggersOf(order),
          ...progress(order),
          exec_type: 'amended',
          order_status: liveStatus(order),
          timestamp,
        },
      ];
    case 'cancelled':
    case 'expired':
    case 'self-trade-prevented': {
      const ending = endingOf(order);
      const reason = reasonOf(order);
      return [
        {
          ...own,
          exec_type: ending,
          order_status: ending,
          ...(reason === undefined ? {} : { reason }),
          ...progress(order),
          timestamp,
        },
      ];
    }
    default:
      return isLive(order)
        ? [{ ...own, exec_type: 'status', order_status: liveStatus(order), timestamp }]
        : [];
  }
}

export function balanceRows(account: Account): Row[] {
  return account
    .assets()
    .filter((asset) => !account.total(asset).isZero())
    .map((asset) => {
      const balance = shortest(account.total(asset));
      return {
        asset,
        asset_class: 'currency',
        balance,
        wallets: [{ type: 'spot', id: 'main', balance }],
      };
    });
}

export function ledgerRow(entry: LedgerEntry): Row {
  return {
    asset: entry.asset,
    asset_class: 'currency',
    amount: shortest(entry.amount),
    balance: shortest(entry.balance),
    fee: shortest(entry.fee),
    ledger_id: entry.id,
    ref_id: entry.refId,
    timestamp: microText(entry.at),
    type: entry.type,
    category: entry.type,
    wallet_type: 'spot',
    wallet_id: 'main',
  };
}
