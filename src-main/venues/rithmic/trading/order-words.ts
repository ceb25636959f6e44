import type { OrderDuration, OrderSide, OrderTerms } from '../../../../src-shared/domain/order.ts';
import type { Grid } from '../../../../src-shared/domain/price-grid.ts';
import { priceOf } from './decimals.ts';

/* Rithmic's numbers for what an order is, and our words. Notifications know fewer price types than requests. */

export const priceTypes = {
  limit: 1,
  market: 2,
  'stop-limit': 3,
  stop: 4,
  'if-touched': 5,
  'limit-if-touched': 6,
} as const satisfies Record<OrderTerms['type'], number>;

export const durations = { day: 1, gtc: 2, ioc: 3, fok: 4 } as const;
export const sides = { buy: 1, sell: 2 } as const;
/** MANUAL for a click, AUTO for a script or an alert: exchanges ask for it. */
export const placements = { manual: 1, automated: 2 } as const;

/** SS, a short sale, is a sale. */
export function sideOf(transactionType: number | undefined): OrderSide | undefined {
  if (transactionType === undefined) return undefined;
  return transactionType === sides.buy ? 'buy' : transactionType <= 3 ? 'sell' : undefined;
}

export function durationOf(duration: number | undefined): OrderDuration | undefined {
  const found = (Object.keys(durations) as (keyof typeof durations)[]).find(
    (name) => durations[name] === duration,
  );
  return found === undefined ? undefined : { timeInForce: found };
}

export function typeOf(priceType: number | undefined): OrderTerms['type'] | undefined {
  return (Object.keys(priceTypes) as OrderTerms['type'][]).find((name) => priceTypes[name] === priceType);
}

export interface ToldTerms {
  readonly priceType?: number | undefined;
  /** What it was before its trigger was met. */
  readonly originalPriceType?: number | undefined;
  readonly price?: number | undefined;
  readonly triggerPrice?: number | undefined;
  readonly trailTicks?: number | undefined;
}

/**
 * Terms in our words; undefined for kinds we have none for. Prices are read only where the type has them, since −1 stands
 * for “none” there, and is a price elsewhere.
 */
export function termsOf(told: ToldTerms, grid: Grid | undefined): OrderTerms | undefined {
  const now = typeOf(told.priceType);
  const before = typeOf(told.originalPriceType);
  // A stop that was triggered is told as a market or limit order from then on; it is still the stop that was placed.
  // Notifications have no words for orders that are touched: they are market or limit orders with a trigger all along.
  const hasOwnTrigger = before === now && told.triggerPrice !== undefined && told.triggerPrice !== -1;
  const isTriggered = (now === 'market' || now === 'limit') && before !== undefined && hasTrigger(before);
  const type = isTriggered ? before : hasOwnTrigger ? touched(now) : (now ?? before);
  const limitPrice = priceOf(told.price, grid);
  const triggerPrice = priceOf(told.triggerPrice, grid);
  switch (type) {
    case undefined:
      return undefined;
    case 'market':
      return { type };
    case 'limit':
      return limitPrice === undefined ? undefined : { type, limitPrice, isPostOnly: false };
    case 'if-touched':
      return triggerPrice === undefined ? undefined : { type, triggerPrice };
    case 'stop': {
      if (triggerPrice === undefined) return undefined;
      const trailTicks = told.trailTicks ?? 0;
      return trailTicks > 0 ? { type, triggerPrice, trailTicks } : { type, triggerPrice };
    }
    case 'stop-limit':
    case 'limit-if-touched':
      return limitPrice === undefined || triggerPrice === undefined
        ? undefined
        : { type, triggerPrice, limitPrice };
  }
}

function touched(type: OrderTerms['type'] | undefined): OrderTerms['type'] | undefined {
  return type === 'market' ? 'if-touched' : type === 'limit' ? 'limit-if-touched' : type;
}

export function hasTrigger(type: OrderTerms['type']): boolean {
  return type !== 'market' && type !== 'limit';
}
