import type {
  BracketIntent,
  OcoIntent,
  OrderChange,
  OrderIntent,
  OrderTerms,
} from '../../../../src-shared/domain/order.ts';
import type { Contract } from '../symbols.ts';
import type { WireMessages } from '../wire/codec.ts';
import {
  requestBracketOrderBracketType as bracketTypes,
  requestNewOrderPriceField as priceFields,
} from '../wire/generated/enums.ts';
import type { AccountFields } from './account-list.ts';
import { durations, placements, priceTypes, sides } from './order-words.ts';

/* Intents, checked before, as Rithmic's requests. What an order does not need stays absent: 0 is a price. */

export interface OrderWay {
  readonly account: AccountFields;
  readonly contract: Contract;
  readonly route: string;
}

interface PriceFields {
  readonly price?: number;
  readonly trigger_price?: number;
}

export function encodeOrder(intent: OrderIntent, way: OrderWay): WireMessages['RequestNewOrder'] {
  const { terms } = intent;
  return {
    ...sharedFields(intent, way),
    price_type: priceTypes[terms.type],
    ...pricesOf(terms),
    ...trailOf(terms),
  };
}

/** `order_operation_type` stays absent: with it Rithmic takes the entry and never lays down its exits. */
export function encodeBracket(
  intent: BracketIntent,
  way: OrderWay,
  userType: number,
): WireMessages['RequestBracketOrder'] {
  const { terms, targets, stops, trailAfterTicks, breakEven } = intent;
  return {
    ...sharedFields(intent, way),
    price_type: priceTypes[terms.type],
    ...pricesOf(terms),
    user_type: userType,
    bracket_type: bracketTypeOf(targets.length > 0, stops.length > 0),
    ...(targets.length === 0
      ? {}
      : {
          target_quantity: targets.map(({ quantity }) => Number(quantity)),
          target_ticks: targets.map(({ ticks }) => ticks),
        }),
    ...(stops.length === 0
      ? {}
      : {
          stop_quantity: stops.map(({ quantity }) => Number(quantity)),
          stop_ticks: stops.map(({ ticks }) => ticks),
        }),
    ...(trailAfterTicks === undefined
      ? {}
      : { trailing_stop_trigger_ticks: trailAfterTicks, trailing_stop_by_last_trade_price: true }),
    ...(breakEven === undefined
      ? {}
      : { break_even_ticks: breakEven.ticks, break_even_trigger_ticks: breakEven.afterTicks }),
  };
}

/** Each field once per leg, the target first. Where only one leg has a price, the other's place holds 0. */
export function encodeOco(intent: OcoIntent, way: OrderWay): WireMessages['RequestOCOOrder'] {
  const { account, contract, route } = way;
  const { target, stop } = intent;
  const both = <Value>(value: Value): readonly [Value, Value] => [value, value];
  const stopType = stop.limitPrice === undefined ? 'stop' : 'stop-limit';
  return {
    ...account,
    user_tag: [target.clientOrderId, stop.clientOrderId],
    symbol: both(contract.symbol),
    exchange: both(contract.exchange),
    quantity: both(Number(intent.quantity)),
    price: [Number(target.limitPrice), Number(stop.limitPrice ?? 0)],
    trigger_price: [0, Number(stop.triggerPrice)],
    transaction_type: both(sides[intent.side]),
    // A protection that ends with the day would leave the position bare over night.
    duration: both(durations.gtc),
    price_type: [priceTypes.limit, priceTypes[stopType]],
    trade_route: both(route),
    manual_or_auto: both(placements[intent.origin]),
  };
}

/** A change restates the whole order. */
export function encodeChange(
  change: OrderChange,
  order: {
    readonly account: AccountFields;
    readonly contract: Contract;
    readonly basketId: string;
    readonly origin: OrderIntent['origin'];
  },
): WireMessages['RequestModifyOrder'] {
  const { terms } = change;
  const trail = terms.type === 'stop' ? terms.trailTicks : undefined;
  return {
    ...order.account,
    basket_id: order.basketId,
    ...order.contract,
    quantity: Number(change.quantity),
    price_type: priceTypes[terms.type],
    ...pricesOf(terms),
    ...(trail === undefined ? {} : { trailing_stop: true, trail_by_ticks: trail }),
    manual_or_auto: placements[order.origin],
  };
}

function sharedFields(intent: OrderIntent, { account, contract, route }: OrderWay) {
  const { timeInForce } = intent.duration;
  return {
    ...account,
    ...contract,
    user_tag: intent.clientOrderId,
    quantity: Number(intent.quantity),
    transaction_type: sides[intent.side],
    duration: timeInForce === 'gtd' ? durations.gtc : durations[timeInForce],
    trade_route: route,
    manual_or_auto: placements[intent.origin],
  };
}

function pricesOf(terms: OrderTerms): PriceFields {
  return {
    ...('limitPrice' in terms ? { price: Number(terms.limitPrice) } : {}),
    ...('triggerPrice' in terms ? { trigger_price: Number(terms.triggerPrice) } : {}),
  };
}

/** Without the price that it follows, Rithmic refuses a trailing stop (1112); the last trade, as a plain stop's trigger. */
function trailOf(terms: OrderTerms) {
  if (terms.type !== 'stop' || terms.trailTicks === undefined) return {};
  return {
    trailing_stop: true,
    trail_by_ticks: terms.trailTicks,
    trail_by_price_id: priceFields.TRADE_PRICE,
  };
}

/** The kind must match the legs that are there. */
function bracketTypeOf(hasTargets: boolean, hasStops: boolean): number {
  if (hasTargets && hasStops) return bracketTypes.TARGET_AND_STOP_STATIC;
  return hasTargets ? bracketTypes.TARGET_ONLY_STATIC : bracketTypes.STOP_ONLY_STATIC;
}
