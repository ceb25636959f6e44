import type { OcoIntent, OrderIntent } from '../../../src-shared/domain/order.ts';
import { stopDirections } from './decode-orders.ts';
import { timeText } from './venue-time.ts';

/* Orders in Coinbase's words. What is asked for has passed `order-checks.ts`, so that nothing here can refuse. */

export type Configuration = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface OrderBody {
  readonly client_order_id: string;
  readonly product_id: string;
  readonly side: 'BUY' | 'SELL';
  readonly order_configuration: Configuration;
}

export function orderBody(intent: OrderIntent, product: string): OrderBody {
  return {
    client_order_id: intent.clientOrderId,
    product_id: product,
    side: sideWord[intent.side],
    order_configuration: configurationOf(intent),
  };
}

const sideWord = { buy: 'BUY', sell: 'SELL' } as const;

/** Sizes are in the base currency always: sells must be, and buys may be. */
function configurationOf({ terms, duration, quantity, side }: OrderIntent): Configuration {
  const size = { base_size: quantity };
  const end = duration.timeInForce === 'gtd' ? { end_time: timeText(duration.until) } : {};
  switch (terms.type) {
    case 'market':
      return { [duration.timeInForce === 'fok' ? 'market_market_fok' : 'market_market_ioc']: size };
    case 'limit': {
      const limit = { ...size, limit_price: terms.limitPrice };
      if (duration.timeInForce === 'ioc') return { sor_limit_ioc: limit };
      if (duration.timeInForce === 'fok') return { limit_limit_fok: limit };
      const name = duration.timeInForce === 'gtd' ? 'limit_limit_gtd' : 'limit_limit_gtc';
      return { [name]: { ...limit, ...end, post_only: terms.isPostOnly } };
    }
    case 'stop-limit': {
      const name = duration.timeInForce === 'gtd' ? 'stop_limit_stop_limit_gtd' : 'stop_limit_stop_limit_gtc';
      const prices = { limit_price: terms.limitPrice, stop_price: terms.triggerPrice };
      return { [name]: { ...size, ...prices, ...end, stop_direction: stopDirections[side] } };
    }
    default:
      throw new RangeError(`Coinbase spot has no ${terms.type} orders; this should have been checked`);
  }
}

/** Target and stop are one order of the venue, under the target's client id. */
export function bracketBody(intent: OcoIntent, product: string): OrderBody {
  return {
    client_order_id: intent.target.clientOrderId,
    product_id: product,
    side: sideWord[intent.side],
    order_configuration: {
      trigger_bracket_gtc: {
        base_size: intent.quantity,
        limit_price: intent.target.limitPrice,
        stop_trigger_price: intent.stop.triggerPrice,
      },
    },
  };
}
