import type { OrderDuration, OrderIntent, OrderTerms, Refusal } from '../../../../src-shared/domain/order.ts';
import { plainDecimal } from '../../../../src-shared/domain/quantity.ts';
import { refusedHere } from '../errors.ts';
import type { MarketRules } from '../exchange-info.ts';
import type { Parameters } from '../sign.ts';

/** Since 2025-12-09 conditional orders go to an endpoint of their own, and live beside the book until they trigger. */
export type FuturesOrder =
  | { readonly endpoint: 'order'; readonly parameters: Parameters }
  | { readonly endpoint: 'algoOrder'; readonly parameters: Parameters }
  | Refusal;

const conditionals: Readonly<Partial<Record<OrderTerms['type'], string>>> = {
  stop: 'STOP_MARKET',
  'stop-limit': 'STOP',
  'if-touched': 'TAKE_PROFIT_MARKET',
  'limit-if-touched': 'TAKE_PROFIT',
};

/** In hedge mode an order names the position it is for, and is reduce-only by being on the position's other side. */
export function encodeOrder(rules: MarketRules, intent: OrderIntent, isHedged: boolean): FuturesOrder {
  const refuse = (what: string) => refusedHere('local:unsupported', `${rules.instrument.id}: ${what}`);
  const { terms, duration, isReduceOnly } = intent;
  const isBuy = intent.side === 'buy';
  const common = {
    symbol: rules.symbol,
    side: isBuy ? 'BUY' : 'SELL',
    quantity: plainDecimal(intent.quantity),
    ...(isHedged
      ? { positionSide: isBuy !== isReduceOnly ? 'LONG' : 'SHORT' }
      : isReduceOnly
        ? { reduceOnly: true }
        : {}),
  };
  const times = timesOf(duration, terms);
  const hasLimit = 'limitPrice' in terms;
  if (hasLimit && times === undefined) {
    return refuse(`Binance futures have no such orders of the duration ${duration.timeInForce}.`);
  }
  const limit = hasLimit ? { price: plainDecimal(terms.limitPrice), ...times } : {};
  const type = conditionals[terms.type];
  if (type !== undefined && 'triggerPrice' in terms) {
    return {
      endpoint: 'algoOrder',
      parameters: {
        algoType: 'CONDITIONAL',
        type,
        ...common,
        ...limit,
        triggerPrice: plainDecimal(terms.triggerPrice),
        workingType: 'CONTRACT_PRICE',
        clientAlgoId: intent.clientOrderId,
      },
    };
  }
  return {
    endpoint: 'order',
    parameters: {
      ...common,
      type: terms.type === 'market' ? 'MARKET' : 'LIMIT',
      ...limit,
      newClientOrderId: intent.clientOrderId,
      newOrderRespType: 'ACK',
    },
  };
}

function timesOf(duration: OrderDuration, terms: OrderTerms): Parameters | undefined {
  if (terms.type === 'limit' && terms.isPostOnly) {
    return duration.timeInForce === 'gtc' ? { timeInForce: 'GTX' } : undefined;
  }
  switch (duration.timeInForce) {
    case 'gtc':
      return { timeInForce: 'GTC' };
    case 'ioc':
      return { timeInForce: 'IOC' };
    case 'fok':
      return { timeInForce: 'FOK' };
    case 'gtd':
      // Whole seconds; Binance wants it at least ten minutes away, and says so itself.
      return { timeInForce: 'GTD', goodTillDate: Math.floor(duration.until / 1000) * 1000 };
    case 'day':
      return undefined;
  }
}
