import type { OrderTerms, ReportedOrderState } from '../../../../src-shared/domain/order.ts';
import { compareDecimals } from '../../../../src-shared/domain/quantity.ts';
import { plainNumber } from '../../connection/exact-json.ts';

/** Kraken's kinds of orders that we have words for. */
export const orderTypes = {
  market: 'market',
  limit: 'limit',
  stop: 'stop-loss',
  'stop-limit': 'stop-loss-limit',
  'if-touched': 'take-profit',
  'limit-if-touched': 'take-profit-limit',
} as const satisfies Record<OrderTerms['type'], string>;

const byKrakenType = new Map<string, OrderTerms['type']>(
  Object.entries(orderTypes).map(([type, name]) => [name, type as OrderTerms['type']]),
);

/** Undefined for other kinds, and for prices that are relative to the market (`+5`, `5%`). */
export function termsOf(
  krakenType: string,
  limit: string | undefined,
  trigger: string | undefined,
  isPostOnly: boolean,
): OrderTerms | undefined {
  const [limitPrice, triggerPrice] = [positive(limit), positive(trigger)];
  const type = byKrakenType.get(krakenType);
  switch (type) {
    case 'market':
      return { type };
    case 'limit':
      return limitPrice === undefined ? undefined : { type, limitPrice, isPostOnly };
    case 'stop':
    case 'if-touched':
      return triggerPrice === undefined ? undefined : { type, triggerPrice };
    case 'stop-limit':
    case 'limit-if-touched':
      return limitPrice === undefined || triggerPrice === undefined
        ? undefined
        : { type, triggerPrice, limitPrice };
    case undefined:
      return undefined;
  }
}

function positive(text: string | undefined): string | undefined {
  if (text === undefined || !/^\d/.test(text)) return undefined;
  const plain = plainNumber(text);
  return plain !== undefined && compareDecimals(plain, '0') > 0 ? plain : undefined;
}

/** Words of REST and of the socket for what an order has come to. Undefined for a word that we do not know. */
export function stateOf(status: string, filledQuantity: string): ReportedOrderState | undefined {
  switch (status) {
    case 'pending':
      return 'acknowledged';
    // A stop that has not been triggered stays pending on the socket; anything else is new a moment later.
    case 'pending_new':
    case 'open':
    case 'new':
      return compareDecimals(filledQuantity, '0') > 0 ? 'partial' : 'open';
    case 'partially_filled':
      return 'partial';
    case 'closed':
    case 'filled':
      return 'filled';
    case 'canceled':
      return 'cancelled';
    case 'expired':
      return 'expired';
    default:
      return undefined;
  }
}
