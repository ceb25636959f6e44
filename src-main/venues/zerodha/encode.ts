import type { OcoIntent, OrderIntent, OrderSide, OrderTerms } from '../../../src-shared/domain/order.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { minutesUntil } from './order-checks.ts';
import type { Form } from './rest.ts';
import type { KiteName } from './symbols.ts';

/* Our orders as Zerodha spells them. Pure; what is encoded here has been checked before. */

const orderTypes: Readonly<Record<OrderTerms['type'], string>> = {
  market: 'MARKET',
  limit: 'LIMIT',
  stop: 'SL-M',
  'stop-limit': 'SL',
  // These two exist as GTT only.
  'if-touched': 'LIMIT',
  'limit-if-touched': 'LIMIT',
};

export function productOf(exchange: string, options: Readonly<Record<string, string>> = {}): string {
  const { product = 'automatic' } = options;
  if (product !== 'automatic') return product;
  return exchange === 'NSE' || exchange === 'BSE' ? 'CNC' : 'NRML';
}

export interface EncodedOrder {
  readonly variety: string;
  readonly form: Form;
}

export function encodeOrder(intent: OrderIntent, name: KiteName, now: EpochMs): EncodedOrder {
  const { options = {}, duration, quantity } = intent;
  const variety = options.variety ?? 'regular';
  return {
    variety,
    form: {
      exchange: name.exchange,
      tradingsymbol: name.tradingsymbol,
      transaction_type: sideWord(intent.side),
      quantity,
      product: productOf(name.exchange, options),
      ...encodeTerms(intent.terms, options),
      ...(duration.timeInForce === 'gtd'
        ? { validity: 'TTL', validity_ttl: String(minutesUntil(duration.until, now)) }
        : { validity: duration.timeInForce === 'ioc' ? 'IOC' : 'DAY' }),
      tag: intent.clientOrderId,
    },
  };
}

/** A change restates what may be changed. `protection` is what the order has now, in Zerodha's number. */
export function encodeChange(quantity: string, terms: OrderTerms, protection: string): Form {
  return { quantity, ...encodeTerms(terms, protection === '0' ? {} : { marketProtection: protection }) };
}

function encodeTerms(terms: OrderTerms, options: Readonly<Record<string, string>>): Form {
  return {
    order_type: orderTypes[terms.type],
    ...('limitPrice' in terms ? { price: terms.limitPrice } : {}),
    ...('triggerPrice' in terms ? { trigger_price: terms.triggerPrice } : {}),
    ...(terms.type === 'market' || terms.type === 'stop' ? protectionField(options) : {}),
  };
}

/** Required for orders without a limit since April 2026; −1 lets Zerodha choose by its own table. */
function protectionField({ marketProtection = 'automatic' }: Readonly<Record<string, string>>): Form {
  return { market_protection: marketProtection === 'automatic' ? '-1' : marketProtection };
}

export interface TriggerParts {
  readonly name: KiteName;
  readonly side: OrderSide;
  readonly quantity: string;
  readonly product: string;
  readonly lastPrice: string;
  /** One for a single GTT, two for a pair: of which one is below the price and one above. */
  readonly legs: readonly { readonly triggerPrice: string; readonly limitPrice: string }[];
}

export function pairLegs({ target, stop }: OcoIntent): TriggerParts['legs'] {
  const legs = [
    { triggerPrice: target.limitPrice, limitPrice: target.limitPrice },
    { triggerPrice: stop.triggerPrice, limitPrice: stop.limitPrice ?? stop.triggerPrice },
  ];
  return legs.sort((a, b) => Number(a.triggerPrice) - Number(b.triggerPrice));
}

/**
 * Condition and orders travel as JSON texts inside the form. Prices are numbers there: they are written digit by digit,
 * never through a float.
 */
export function encodeTrigger({ name, side, quantity, product, lastPrice, legs }: TriggerParts): Form {
  const exchange = JSON.stringify(name.exchange);
  const symbol = JSON.stringify(name.tradingsymbol);
  const triggers = legs.map(({ triggerPrice }) => triggerPrice).join(',');
  const orders = legs.map(
    ({ limitPrice }) =>
      `{"exchange":${exchange},"tradingsymbol":${symbol},"transaction_type":"${sideWord(side)}",` +
      `"quantity":${quantity},"order_type":"LIMIT","product":"${product}","price":${limitPrice}}`,
  );
  return {
    type: legs.length === 1 ? 'single' : 'two-leg',
    condition: `{"exchange":${exchange},"tradingsymbol":${symbol},"trigger_values":[${triggers}],"last_price":${lastPrice}}`,
    orders: `[${orders.join(',')}]`,
  };
}

function sideWord(side: OrderSide): string {
  return side === 'buy' ? 'BUY' : 'SELL';
}
