import type { OcoIntent, OrderIntent, Refusal } from '../../../../src-shared/domain/order.ts';
import { plainDecimal } from '../../../../src-shared/domain/quantity.ts';
import { refusedHere } from '../errors.ts';
import type { MarketRules } from '../exchange-info.ts';
import type { Parameters } from '../sign.ts';

/** An order as spot wants it; a refusal for what spot does not have. */
export function encodeOrder(rules: MarketRules, intent: OrderIntent): Parameters | Refusal {
  const refuse = (what: string) => refusedHere('local:unsupported', `${rules.instrument.id}: ${what}`);
  const { terms, duration } = intent;
  if (intent.isReduceOnly) return refuse('Binance spot has no reduce-only orders.');
  const common = {
    symbol: rules.symbol,
    side: intent.side === 'buy' ? 'BUY' : 'SELL',
    quantity: plainDecimal(intent.quantity),
    newClientOrderId: intent.clientOrderId,
    newOrderRespType: 'ACK',
  };
  const timeInForce = { gtc: 'GTC', ioc: 'IOC', fok: 'FOK', day: undefined, gtd: undefined }[
    duration.timeInForce
  ];
  const order = ((): Parameters | Refusal => {
    switch (terms.type) {
      case 'market':
        return { ...common, type: 'MARKET' };
      case 'limit': {
        const price = plainDecimal(terms.limitPrice);
        if (!terms.isPostOnly) return { ...common, type: 'LIMIT', timeInForce, price };
        // It has no time in force, and rests until it is cancelled.
        return duration.timeInForce === 'gtc'
          ? { ...common, type: 'LIMIT_MAKER', price }
          : refuse('a post-only order stays until it is cancelled.');
      }
      case 'stop':
        return { ...common, type: 'STOP_LOSS', stopPrice: plainDecimal(terms.triggerPrice) };
      case 'if-touched':
        return { ...common, type: 'TAKE_PROFIT', stopPrice: plainDecimal(terms.triggerPrice) };
      case 'stop-limit':
      case 'limit-if-touched':
        return {
          ...common,
          type: terms.type === 'stop-limit' ? 'STOP_LOSS_LIMIT' : 'TAKE_PROFIT_LIMIT',
          timeInForce,
          price: plainDecimal(terms.limitPrice),
          stopPrice: plainDecimal(terms.triggerPrice),
        };
    }
  })();
  if (isRefusal(order)) return order;
  const needsTime = ['LIMIT', 'STOP_LOSS_LIMIT', 'TAKE_PROFIT_LIMIT'].includes(String(order.type));
  if (needsTime && timeInForce === undefined) {
    return refuse(`Binance spot has no orders of the duration ${duration.timeInForce}.`);
  }
  if (rules.orderTypes.length > 0 && !rules.orderTypes.includes(String(order.type))) {
    return refuse(`this market takes no ${terms.type} orders (${String(order.type)}).`);
  }
  return order;
}

/** A pair: of a sale the target lies above the market and the stop below, of a purchase the other way about. */
export function encodeOco(rules: MarketRules, intent: OcoIntent): Parameters {
  const { target, stop, side } = intent;
  const limit = {
    Type: 'LIMIT_MAKER',
    Price: plainDecimal(target.limitPrice),
    ClientOrderId: target.clientOrderId,
  };
  const protection = {
    Type: stop.limitPrice === undefined ? 'STOP_LOSS' : 'STOP_LOSS_LIMIT',
    StopPrice: plainDecimal(stop.triggerPrice),
    ...(stop.limitPrice === undefined ? {} : { Price: plainDecimal(stop.limitPrice), TimeInForce: 'GTC' }),
    ClientOrderId: stop.clientOrderId,
  };
  const [above, below] = side === 'sell' ? [limit, protection] : [protection, limit];
  const named = (where: 'above' | 'below', leg: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(leg).map(([name, value]) => [`${where}${name}`, value]));
  return {
    symbol: rules.symbol,
    side: side === 'sell' ? 'SELL' : 'BUY',
    quantity: plainDecimal(intent.quantity),
    ...named('above', above),
    ...named('below', below),
    newOrderRespType: 'ACK',
  };
}

export function isRefusal(found: Parameters | Refusal): found is Refusal {
  return 'outcome' in found && found.outcome === 'rejected';
}
