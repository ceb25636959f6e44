import { Decimal } from 'decimal.js';
import type {
  OrderDuration,
  OrderSide,
  OrderTerms,
  ReportedOrderState,
} from '../../../src-shared/domain/order.ts';
import { plainDecimal } from '../../../src-shared/domain/quantity.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';

/* Binance's words for what an order is and how it stands, and ours. Spot and futures share most of them. */

const states: Readonly<Record<string, ReportedOrderState>> = {
  NEW: 'open',
  // The leg of a list that waits for another one.
  PENDING_NEW: 'acknowledged',
  PARTIALLY_FILLED: 'partial',
  FILLED: 'filled',
  CANCELED: 'cancelled',
  PENDING_CANCEL: 'open',
  REJECTED: 'rejected',
  EXPIRED: 'expired',
  // Self-trade prevention.
  EXPIRED_IN_MATCH: 'expired',
};

/** Undefined for a word that we do not know: nothing is guessed (W3). */
export function stateOf(status: string): ReportedOrderState | undefined {
  return Object.hasOwn(states, status) ? states[status] : undefined;
}

export function sideOf(side: 'BUY' | 'SELL'): OrderSide {
  return side === 'BUY' ? 'buy' : 'sell';
}

export interface WireTerms {
  readonly type: string;
  readonly timeInForce: string;
  readonly price: string;
  readonly triggerPrice: string;
  /** A trailing stop has no words of ours. */
  readonly isTrailing?: boolean;
}

/** Undefined for a kind of order that we have no words for. */
export function termsOf(wire: WireTerms): OrderTerms | undefined {
  if (wire.isTrailing === true) return undefined;
  const limitPrice = plainDecimal(wire.price);
  const triggerPrice = plainDecimal(wire.triggerPrice);
  switch (wire.type) {
    case 'MARKET':
      return { type: 'market' };
    case 'LIMIT':
      return { type: 'limit', limitPrice, isPostOnly: wire.timeInForce === 'GTX' };
    case 'LIMIT_MAKER':
      return { type: 'limit', limitPrice, isPostOnly: true };
    // Spot's name, then futures'. `STOP` and `TAKE_PROFIT` differ: of futures they have a limit price.
    case 'STOP_LOSS':
    case 'STOP_MARKET':
      return { type: 'stop', triggerPrice };
    case 'STOP_LOSS_LIMIT':
    case 'STOP':
      return { type: 'stop-limit', triggerPrice, limitPrice };
    case 'TAKE_PROFIT_MARKET':
      return { type: 'if-touched', triggerPrice };
    case 'TAKE_PROFIT_LIMIT':
      return { type: 'limit-if-touched', triggerPrice, limitPrice };
    default:
      return undefined;
  }
}

export function durationOf(timeInForce: string, goodTill = 0): OrderDuration | undefined {
  switch (timeInForce) {
    case 'GTC':
    case 'GTX':
      return { timeInForce: 'gtc' };
    case 'IOC':
      return { timeInForce: 'ioc' };
    case 'FOK':
      return { timeInForce: 'fok' };
    case 'GTD':
      return goodTill > 0 ? { timeInForce: 'gtd', until: epochMs(goodTill) } : undefined;
    default:
      return undefined;
  }
}

/** Average price of what is filled, from the money that changed hands; Binance gives no average for spot. */
export function averageOf(turnover: string, filled: string): string | undefined {
  const size = new Decimal(filled);
  const money = new Decimal(turnover);
  // A negative turnover on old orders means that it is not known.
  if (size.lte(0) || money.lte(0)) return undefined;
  return money.div(size).toDecimalPlaces(12).toFixed();
}

/** Of several words, those that say something: `NONE` and the like do not. */
export function description(...words: readonly (string | undefined)[]): string {
  return words.filter((word) => word !== undefined && word !== '' && word !== 'NONE').join(', ');
}
