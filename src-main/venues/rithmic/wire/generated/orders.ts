// Written by scripts/build-proto.ts from proto/rithmic/orders.proto. Change that, not this, and run it again.

import type { WireReader } from '../reader.ts';
import type { WireWriter } from '../writer.ts';

/** Template 312. Places one order. Prices that its type does not need stay absent: 0 is a price. */
export interface RequestNewOrder {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  /** Our own id of an order, given back in notifications; left out rather than empty. */
  readonly user_tag?: string | undefined;
  readonly window_name?: string | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  readonly quantity?: number | undefined;
  /** For limit, stop-limit and limit-if-touched orders only. */
  readonly price?: number | undefined;
  /** For stop and if-touched orders only. */
  readonly trigger_price?: number | undefined;
  /** One of BUY 1, SELL 2. */
  readonly transaction_type?: number | undefined;
  /** One of DAY 1, GTC 2, IOC 3, FOK 4. */
  readonly duration?: number | undefined;
  /** One of LIMIT 1, MARKET 2, STOP_LIMIT 3, STOP_MARKET 4, MARKET_IF_TOUCHED 5, LIMIT_IF_TOUCHED 6. */
  readonly price_type?: number | undefined;
  /** As published for the exchange of the order. */
  readonly trade_route?: string | undefined;
  /** Whether a person or a program gave the order; exchanges demand it. One of MANUAL 1, AUTO 2. */
  readonly manual_or_auto?: number | undefined;
  readonly trailing_stop?: boolean | undefined;
  /** Ticks. */
  readonly trail_by_ticks?: number | undefined;
  /** Demanded with a trailing stop. */
  readonly trail_by_price_id?: number | undefined;
  /** Seconds since 1970, UTC. */
  readonly release_at_ssboe?: number | undefined;
  /** Microseconds within that second. */
  readonly release_at_usecs?: number | undefined;
  /** Seconds since 1970, UTC. */
  readonly cancel_at_ssboe?: number | undefined;
  /** Microseconds within that second. */
  readonly cancel_at_usecs?: number | undefined;
  /** Seconds. */
  readonly cancel_after_secs?: number | undefined;
  readonly if_touched_symbol?: string | undefined;
  readonly if_touched_exchange?: string | undefined;
  /** One of EQUAL_TO 1, NOT_EQUAL_TO 2, GREATER_THAN 3, GREATER_THAN_EQUAL_TO 4, LESSER_THAN 5, LESSER_THAN_EQUAL_TO 6. */
  readonly if_touched_condition?: number | undefined;
  /** One of BID_PRICE 1, OFFER_PRICE 2, TRADE_PRICE 3, LEAN_PRICE 4. */
  readonly if_touched_price_field?: number | undefined;
  readonly if_touched_price?: number | undefined;
}

const requestNewOrderFields = new Set([154467, 132760, 154119, 154629, 154013, 154014, 154008, 110100, 110101, 112004, 110306, 149247, 112003, 112005, 112008, 112016, 154710, 157063, 157064, 157065, 154487, 154549, 157085, 157086, 154488, 154451, 154452, 154453, 154454, 153632]);
export function decodeRequestNewOrder(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let userTagValue: string | undefined;
  let windowNameValue: string | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let quantityValue: number | undefined;
  let priceValue: number | undefined;
  let triggerPriceValue: number | undefined;
  let transactionTypeValue: number | undefined;
  let durationValue: number | undefined;
  let priceTypeValue: number | undefined;
  let tradeRouteValue: string | undefined;
  let manualOrAutoValue: number | undefined;
  let trailingStopValue: boolean | undefined;
  let trailByTicksValue: number | undefined;
  let trailByPriceIdValue: number | undefined;
  let releaseAtSsboeValue: number | undefined;
  let releaseAtUsecsValue: number | undefined;
  let cancelAtSsboeValue: number | undefined;
  let cancelAtUsecsValue: number | undefined;
  let cancelAfterSecsValue: number | undefined;
  let ifTouchedSymbolValue: string | undefined;
  let ifTouchedExchangeValue: string | undefined;
  let ifTouchedConditionValue: number | undefined;
  let ifTouchedPriceFieldValue: number | undefined;
  let ifTouchedPriceValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 312) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1232954:
        userTagValue = reader.text();
        break;
      case 1237034:
        windowNameValue = reader.nameText();
        break;
      case 1232106:
        fcmIdValue = reader.nameText();
        break;
      case 1232114:
        ibIdValue = reader.nameText();
        break;
      case 1232066:
        accountIdValue = reader.nameText();
        break;
      case 880802:
        symbolValue = reader.nameText();
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 896032:
        quantityValue = reader.int32();
        break;
      case 882449:
        priceValue = reader.double();
        break;
      case 1193977:
        triggerPriceValue = reader.double();
        break;
      case 896024:
        transactionTypeValue = reader.int32();
        break;
      case 896040:
        durationValue = reader.int32();
        break;
      case 896064:
        priceTypeValue = reader.int32();
        break;
      case 896130:
        tradeRouteValue = reader.nameText();
        break;
      case 1237680:
        manualOrAutoValue = reader.int32();
        break;
      case 1256504:
        trailingStopValue = reader.bool();
        break;
      case 1256512:
        trailByTicksValue = reader.int32();
        break;
      case 1256520:
        trailByPriceIdValue = reader.int32();
        break;
      case 1235896:
        releaseAtSsboeValue = reader.int32();
        break;
      case 1236392:
        releaseAtUsecsValue = reader.int32();
        break;
      case 1256680:
        cancelAtSsboeValue = reader.int32();
        break;
      case 1256688:
        cancelAtUsecsValue = reader.int32();
        break;
      case 1235904:
        cancelAfterSecsValue = reader.int32();
        break;
      case 1235610:
        ifTouchedSymbolValue = reader.text();
        break;
      case 1235618:
        ifTouchedExchangeValue = reader.text();
        break;
      case 1235624:
        ifTouchedConditionValue = reader.int32();
        break;
      case 1235632:
        ifTouchedPriceFieldValue = reader.int32();
        break;
      case 1229057:
        ifTouchedPriceValue = reader.double();
        break;
      default:
        reader.pass(tag, requestNewOrderFields);
    }
  }
  const fields: RequestNewOrder = {
    user_msg: userMsgValue,
    user_tag: userTagValue,
    window_name: windowNameValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    quantity: quantityValue,
    price: priceValue,
    trigger_price: triggerPriceValue,
    transaction_type: transactionTypeValue,
    duration: durationValue,
    price_type: priceTypeValue,
    trade_route: tradeRouteValue,
    manual_or_auto: manualOrAutoValue,
    trailing_stop: trailingStopValue,
    trail_by_ticks: trailByTicksValue,
    trail_by_price_id: trailByPriceIdValue,
    release_at_ssboe: releaseAtSsboeValue,
    release_at_usecs: releaseAtUsecsValue,
    cancel_at_ssboe: cancelAtSsboeValue,
    cancel_at_usecs: cancelAtUsecsValue,
    cancel_after_secs: cancelAfterSecsValue,
    if_touched_symbol: ifTouchedSymbolValue,
    if_touched_exchange: ifTouchedExchangeValue,
    if_touched_condition: ifTouchedConditionValue,
    if_touched_price_field: ifTouchedPriceFieldValue,
    if_touched_price: ifTouchedPriceValue,
  };
  return { name: 'RequestNewOrder' as const, templateId: 312, fields };
}

export function encodeRequestNewOrder(writer: WireWriter, fields: RequestNewOrder): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.price !== undefined) writer.double(110306, fields.price);
  if (fields.transaction_type !== undefined) writer.int32(112003, fields.transaction_type);
  if (fields.quantity !== undefined) writer.int32(112004, fields.quantity);
  if (fields.duration !== undefined) writer.int32(112005, fields.duration);
  if (fields.price_type !== undefined) writer.int32(112008, fields.price_type);
  if (fields.trade_route !== undefined) writer.text(112016, fields.trade_route);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.trigger_price !== undefined) writer.double(149247, fields.trigger_price);
  if (fields.if_touched_price !== undefined) writer.double(153632, fields.if_touched_price);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.user_tag !== undefined) writer.text(154119, fields.user_tag);
  if (fields.if_touched_symbol !== undefined) writer.text(154451, fields.if_touched_symbol);
  if (fields.if_touched_exchange !== undefined) writer.text(154452, fields.if_touched_exchange);
  if (fields.if_touched_condition !== undefined) writer.int32(154453, fields.if_touched_condition);
  if (fields.if_touched_price_field !== undefined) writer.int32(154454, fields.if_touched_price_field);
  writer.int32(154467, 312);
  if (fields.release_at_ssboe !== undefined) writer.int32(154487, fields.release_at_ssboe);
  if (fields.cancel_after_secs !== undefined) writer.int32(154488, fields.cancel_after_secs);
  if (fields.release_at_usecs !== undefined) writer.int32(154549, fields.release_at_usecs);
  if (fields.window_name !== undefined) writer.text(154629, fields.window_name);
  if (fields.manual_or_auto !== undefined) writer.int32(154710, fields.manual_or_auto);
  if (fields.trailing_stop !== undefined) writer.bool(157063, fields.trailing_stop);
  if (fields.trail_by_ticks !== undefined) writer.int32(157064, fields.trail_by_ticks);
  if (fields.trail_by_price_id !== undefined) writer.int32(157065, fields.trail_by_price_id);
  if (fields.cancel_at_ssboe !== undefined) writer.int32(157085, fields.cancel_at_ssboe);
  if (fields.cancel_at_usecs !== undefined) writer.int32(157086, fields.cancel_at_usecs);
}

/** Template 313. The server has taken the order and gives its basket_id. The exchange has not spoken yet. */
export interface ResponseNewOrder {
  readonly user_msg?: readonly string[] | undefined;
  /** Our own id of an order, given back in notifications; left out rather than empty. */
  readonly user_tag?: string | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  /** The server's id of an order. */
  readonly basket_id?: string | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: number | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: number | undefined;
}

const responseNewOrderFields = new Set([154467, 132760, 154119, 132764, 132766, 110300, 150100, 150101]);
export function decodeResponseNewOrder(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let userTagValue: string | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let basketIdValue: string | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 313) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1232954:
        userTagValue = reader.text();
        break;
      case 1062114:
        (rqHandlerRpCodeValue ??= []).push(reader.nameText());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      case 882402:
        basketIdValue = reader.text();
        break;
      case 1200800:
        ssboeValue = reader.int32();
        break;
      case 1200808:
        usecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, responseNewOrderFields);
    }
  }
  const fields: ResponseNewOrder = {
    user_msg: userMsgValue,
    user_tag: userTagValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    basket_id: basketIdValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'ResponseNewOrder' as const, templateId: 313, fields };
}

export function encodeResponseNewOrder(writer: WireWriter, fields: ResponseNewOrder): void {
  if (fields.basket_id !== undefined) writer.text(110300, fields.basket_id);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  if (fields.user_tag !== undefined) writer.text(154119, fields.user_tag);
  writer.int32(154467, 313);
}

/** Template 314. Changes an order by saying all of it again, with what is new. */
export interface RequestModifyOrder {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly window_name?: string | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  /** The server's id of an order. */
  readonly basket_id?: string | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** Of the whole order, filled or not, as we understand it. */
  readonly quantity?: number | undefined;
  readonly price?: number | undefined;
  readonly trigger_price?: number | undefined;
  /** One of LIMIT 1, MARKET 2, STOP_LIMIT 3, STOP_MARKET 4, MARKET_IF_TOUCHED 5, LIMIT_IF_TOUCHED 6. */
  readonly price_type?: number | undefined;
  /** Whether a person or a program gave the order; exchanges demand it. One of MANUAL 1, AUTO 2. */
  readonly manual_or_auto?: number | undefined;
  readonly trailing_stop?: boolean | undefined;
  /** Ticks. */
  readonly trail_by_ticks?: number | undefined;
  readonly if_touched_symbol?: string | undefined;
  readonly if_touched_exchange?: string | undefined;
  /** One of EQUAL_TO 1, NOT_EQUAL_TO 2, GREATER_THAN 3, GREATER_THAN_EQUAL_TO 4, LESSER_THAN 5, LESSER_THAN_EQUAL_TO 6. */
  readonly if_touched_condition?: number | undefined;
  /** One of BID_PRICE 1, OFFER_PRICE 2, TRADE_PRICE 3, LEAN_PRICE 4. */
  readonly if_touched_price_field?: number | undefined;
  readonly if_touched_price?: number | undefined;
}

const requestModifyOrderFields = new Set([154467, 132760, 154629, 154013, 154014, 154008, 110300, 110100, 110101, 112004, 110306, 149247, 112008, 154710, 157063, 157064, 154451, 154452, 154453, 154454, 153632]);
export function decodeRequestModifyOrder(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let windowNameValue: string | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let basketIdValue: string | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let quantityValue: number | undefined;
  let priceValue: number | undefined;
  let triggerPriceValue: number | undefined;
  let priceTypeValue: number | undefined;
  let manualOrAutoValue: number | undefined;
  let trailingStopValue: boolean | undefined;
  let trailByTicksValue: number | undefined;
  let ifTouchedSymbolValue: string | undefined;
  let ifTouchedExchangeValue: string | undefined;
  let ifTouchedConditionValue: number | undefined;
  let ifTouchedPriceFieldValue: number | undefined;
  let ifTouchedPriceValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 314) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1237034:
        windowNameValue = reader.nameText();
        break;
      case 1232106:
        fcmIdValue = reader.nameText();
        break;
      case 1232114:
        ibIdValue = reader.nameText();
        break;
      case 1232066:
        accountIdValue = reader.nameText();
        break;
      case 882402:
        basketIdValue = reader.text();
        break;
      case 880802:
        symbolValue = reader.nameText();
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 896032:
        quantityValue = reader.int32();
        break;
      case 882449:
        priceValue = reader.double();
        break;
      case 1193977:
        triggerPriceValue = reader.double();
        break;
      case 896064:
        priceTypeValue = reader.int32();
        break;
      case 1237680:
        manualOrAutoValue = reader.int32();
        break;
      case 1256504:
        trailingStopValue = reader.bool();
        break;
      case 1256512:
        trailByTicksValue = reader.int32();
        break;
      case 1235610:
        ifTouchedSymbolValue = reader.text();
        break;
      case 1235618:
        ifTouchedExchangeValue = reader.text();
        break;
      case 1235624:
        ifTouchedConditionValue = reader.int32();
        break;
      case 1235632:
        ifTouchedPriceFieldValue = reader.int32();
        break;
      case 1229057:
        ifTouchedPriceValue = reader.double();
        break;
      default:
        reader.pass(tag, requestModifyOrderFields);
    }
  }
  const fields: RequestModifyOrder = {
    user_msg: userMsgValue,
    window_name: windowNameValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    basket_id: basketIdValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    quantity: quantityValue,
    price: priceValue,
    trigger_price: triggerPriceValue,
    price_type: priceTypeValue,
    manual_or_auto: manualOrAutoValue,
    trailing_stop: trailingStopValue,
    trail_by_ticks: trailByTicksValue,
    if_touched_symbol: ifTouchedSymbolValue,
    if_touched_exchange: ifTouchedExchangeValue,
    if_touched_condition: ifTouchedConditionValue,
    if_touched_price_field: ifTouchedPriceFieldValue,
    if_touched_price: ifTouchedPriceValue,
  };
  return { name: 'RequestModifyOrder' as const, templateId: 314, fields };
}

export function encodeRequestModifyOrder(writer: WireWriter, fields: RequestModifyOrder): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.basket_id !== undefined) writer.text(110300, fields.basket_id);
  if (fields.price !== undefined) writer.double(110306, fields.price);
  if (fields.quantity !== undefined) writer.int32(112004, fields.quantity);
  if (fields.price_type !== undefined) writer.int32(112008, fields.price_type);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.trigger_price !== undefined) writer.double(149247, fields.trigger_price);
  if (fields.if_touched_price !== undefined) writer.double(153632, fields.if_touched_price);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.if_touched_symbol !== undefined) writer.text(154451, fields.if_touched_symbol);
  if (fields.if_touched_exchange !== undefined) writer.text(154452, fields.if_touched_exchange);
  if (fields.if_touched_condition !== undefined) writer.int32(154453, fields.if_touched_condition);
  if (fields.if_touched_price_field !== undefined) writer.int32(154454, fields.if_touched_price_field);
  writer.int32(154467, 314);
  if (fields.window_name !== undefined) writer.text(154629, fields.window_name);
  if (fields.manual_or_auto !== undefined) writer.int32(154710, fields.manual_or_auto);
  if (fields.trailing_stop !== undefined) writer.bool(157063, fields.trailing_stop);
  if (fields.trail_by_ticks !== undefined) writer.int32(157064, fields.trail_by_ticks);
}

/** Template 315. The server has taken the change; whether it came to pass is told by notifications. */
export interface ResponseModifyOrder {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  /** The server's id of an order. */
  readonly basket_id?: string | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: number | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: number | undefined;
}

const responseModifyOrderFields = new Set([154467, 132760, 132764, 132766, 110300, 150100, 150101]);
export function decodeResponseModifyOrder(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let basketIdValue: string | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 315) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062114:
        (rqHandlerRpCodeValue ??= []).push(reader.nameText());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      case 882402:
        basketIdValue = reader.text();
        break;
      case 1200800:
        ssboeValue = reader.int32();
        break;
      case 1200808:
        usecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, responseModifyOrderFields);
    }
  }
  const fields: ResponseModifyOrder = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    basket_id: basketIdValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'ResponseModifyOrder' as const, templateId: 315, fields };
}

export function encodeResponseModifyOrder(writer: WireWriter, fields: ResponseModifyOrder): void {
  if (fields.basket_id !== undefined) writer.text(110300, fields.basket_id);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  writer.int32(154467, 315);
}

/** Template 316. Asks for an order to be cancelled. */
export interface RequestCancelOrder {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly window_name?: string | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  /** The server's id of an order. */
  readonly basket_id?: string | undefined;
  /** Whether a person or a program gave the order; exchanges demand it. One of MANUAL 1, AUTO 2. */
  readonly manual_or_auto?: number | undefined;
}

const requestCancelOrderFields = new Set([154467, 132760, 154629, 154013, 154014, 154008, 110300, 154710]);
export function decodeRequestCancelOrder(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let windowNameValue: string | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let basketIdValue: string | undefined;
  let manualOrAutoValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 316) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1237034:
        windowNameValue = reader.nameText();
        break;
      case 1232106:
        fcmIdValue = reader.nameText();
        break;
      case 1232114:
        ibIdValue = reader.nameText();
        break;
      case 1232066:
        accountIdValue = reader.nameText();
        break;
      case 882402:
        basketIdValue = reader.text();
        break;
      case 1237680:
        manualOrAutoValue = reader.int32();
        break;
      default:
        reader.pass(tag, requestCancelOrderFields);
    }
  }
  const fields: RequestCancelOrder = {
    user_msg: userMsgValue,
    window_name: windowNameValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    basket_id: basketIdValue,
    manual_or_auto: manualOrAutoValue,
  };
  return { name: 'RequestCancelOrder' as const, templateId: 316, fields };
}

export function encodeRequestCancelOrder(writer: WireWriter, fields: RequestCancelOrder): void {
  if (fields.basket_id !== undefined) writer.text(110300, fields.basket_id);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  writer.int32(154467, 316);
  if (fields.window_name !== undefined) writer.text(154629, fields.window_name);
  if (fields.manual_or_auto !== undefined) writer.int32(154710, fields.manual_or_auto);
}

/** Template 317. The server has taken the wish; the order is cancelled when a notification says so. */
export interface ResponseCancelOrder {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  /** The server's id of an order. */
  readonly basket_id?: string | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: number | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: number | undefined;
}

const responseCancelOrderFields = new Set([154467, 132760, 132764, 132766, 110300, 150100, 150101]);
export function decodeResponseCancelOrder(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let basketIdValue: string | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 317) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062114:
        (rqHandlerRpCodeValue ??= []).push(reader.nameText());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      case 882402:
        basketIdValue = reader.text();
        break;
      case 1200800:
        ssboeValue = reader.int32();
        break;
      case 1200808:
        usecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, responseCancelOrderFields);
    }
  }
  const fields: ResponseCancelOrder = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    basket_id: basketIdValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'ResponseCancelOrder' as const, templateId: 317, fields };
}

export function encodeResponseCancelOrder(writer: WireWriter, fields: ResponseCancelOrder): void {
  if (fields.basket_id !== undefined) writer.text(110300, fields.basket_id);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  writer.int32(154467, 317);
}

/** Template 346. Cancels every order of an account, whatever its instrument. */
export interface RequestCancelAllOrders {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  /** One of USER_TYPE_ADMIN 0, USER_TYPE_FCM 1, USER_TYPE_IB 2, USER_TYPE_TRADER 3. */
  readonly user_type?: number | undefined;
  /** Whether a person or a program gave the order; exchanges demand it. One of MANUAL 1, AUTO 2. */
  readonly manual_or_auto?: number | undefined;
}

const requestCancelAllOrdersFields = new Set([154467, 132760, 154013, 154014, 154008, 154036, 154710]);
export function decodeRequestCancelAllOrders(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let userTypeValue: number | undefined;
  let manualOrAutoValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 346) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1232106:
        fcmIdValue = reader.nameText();
        break;
      case 1232114:
        ibIdValue = reader.nameText();
        break;
      case 1232066:
        accountIdValue = reader.nameText();
        break;
      case 1232288:
        userTypeValue = reader.int32();
        break;
      case 1237680:
        manualOrAutoValue = reader.int32();
        break;
      default:
        reader.pass(tag, requestCancelAllOrdersFields);
    }
  }
  const fields: RequestCancelAllOrders = {
    user_msg: userMsgValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    user_type: userTypeValue,
    manual_or_auto: manualOrAutoValue,
  };
  return { name: 'RequestCancelAllOrders' as const, templateId: 346, fields };
}

export function encodeRequestCancelAllOrders(writer: WireWriter, fields: RequestCancelAllOrders): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.user_type !== undefined) writer.int32(154036, fields.user_type);
  writer.int32(154467, 346);
  if (fields.manual_or_auto !== undefined) writer.int32(154710, fields.manual_or_auto);
}

/** Template 347. The server has taken that wish. */
export interface ResponseCancelAllOrders {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseCancelAllOrdersFields = new Set([154467, 132760, 132766]);
export function decodeResponseCancelAllOrders(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 347) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseCancelAllOrdersFields);
    }
  }
  const fields: ResponseCancelAllOrders = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseCancelAllOrders' as const, templateId: 347, fields };
}

export function encodeResponseCancelAllOrders(writer: WireWriter, fields: ResponseCancelAllOrders): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 347);
}

/** Template 344. Ties working orders together. The lists belong together by position. */
export interface RequestLinkOrders {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly fcm_id?: readonly string[] | undefined;
  readonly ib_id?: readonly string[] | undefined;
  readonly account_id?: readonly string[] | undefined;
  /** The server's id of an order. */
  readonly basket_id?: readonly string[] | undefined;
}

const requestLinkOrdersFields = new Set([154467, 132760, 154013, 154014, 154008, 110300]);
export function decodeRequestLinkOrders(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let fcmIdValue: string[] | undefined;
  let ibIdValue: string[] | undefined;
  let accountIdValue: string[] | undefined;
  let basketIdValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 344) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1232106:
        (fcmIdValue ??= []).push(reader.nameText());
        break;
      case 1232114:
        (ibIdValue ??= []).push(reader.nameText());
        break;
      case 1232066:
        (accountIdValue ??= []).push(reader.nameText());
        break;
      case 882402:
        (basketIdValue ??= []).push(reader.text());
        break;
      default:
        reader.pass(tag, requestLinkOrdersFields);
    }
  }
  const fields: RequestLinkOrders = {
    user_msg: userMsgValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    basket_id: basketIdValue,
  };
  return { name: 'RequestLinkOrders' as const, templateId: 344, fields };
}

export function encodeRequestLinkOrders(writer: WireWriter, fields: RequestLinkOrders): void {
  for (const value of fields.basket_id ?? []) writer.text(110300, value);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.account_id ?? []) writer.text(154008, value);
  for (const value of fields.fcm_id ?? []) writer.text(154013, value);
  for (const value of fields.ib_id ?? []) writer.text(154014, value);
  writer.int32(154467, 344);
}

/** Template 345. The server has taken that wish; a failure comes as a notification. */
export interface ResponseLinkOrders {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseLinkOrdersFields = new Set([154467, 132760, 132766]);
export function decodeResponseLinkOrders(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 345) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseLinkOrdersFields);
    }
  }
  const fields: ResponseLinkOrders = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseLinkOrders' as const, templateId: 345, fields };
}

export function encodeResponseLinkOrders(writer: WireWriter, fields: ResponseLinkOrders): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 345);
}

/** Template 3504. Leaves the position of one instrument at market. Without symbol and exchange it leaves every position of the account. */
export interface RequestExitPosition {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly window_name?: string | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  readonly trading_algorithm?: string | undefined;
  /** Whether a person or a program gave the order; exchanges demand it. One of MANUAL 1, AUTO 2. */
  readonly manual_or_auto?: number | undefined;
}

const requestExitPositionFields = new Set([154467, 132760, 154629, 154013, 154014, 154008, 110100, 110101, 154698, 154710]);
export function decodeRequestExitPosition(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let windowNameValue: string | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let tradingAlgorithmValue: string | undefined;
  let manualOrAutoValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 3504) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1237034:
        windowNameValue = reader.nameText();
        break;
      case 1232106:
        fcmIdValue = reader.nameText();
        break;
      case 1232114:
        ibIdValue = reader.nameText();
        break;
      case 1232066:
        accountIdValue = reader.nameText();
        break;
      case 880802:
        symbolValue = reader.nameText();
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 1237586:
        tradingAlgorithmValue = reader.text();
        break;
      case 1237680:
        manualOrAutoValue = reader.int32();
        break;
      default:
        reader.pass(tag, requestExitPositionFields);
    }
  }
  const fields: RequestExitPosition = {
    user_msg: userMsgValue,
    window_name: windowNameValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    trading_algorithm: tradingAlgorithmValue,
    manual_or_auto: manualOrAutoValue,
  };
  return { name: 'RequestExitPosition' as const, templateId: 3504, fields };
}

export function encodeRequestExitPosition(writer: WireWriter, fields: RequestExitPosition): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  writer.int32(154467, 3504);
  if (fields.window_name !== undefined) writer.text(154629, fields.window_name);
  if (fields.trading_algorithm !== undefined) writer.text(154698, fields.trading_algorithm);
  if (fields.manual_or_auto !== undefined) writer.int32(154710, fields.manual_or_auto);
}

/** Template 3505. The server has taken that wish. */
export interface ResponseExitPosition {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
}

const responseExitPositionFields = new Set([154467, 132760, 132764, 132766, 110100, 110101]);
export function decodeResponseExitPosition(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 3505) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062114:
        (rqHandlerRpCodeValue ??= []).push(reader.nameText());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      case 880802:
        symbolValue = reader.nameText();
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      default:
        reader.pass(tag, responseExitPositionFields);
    }
  }
  const fields: ResponseExitPosition = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    symbol: symbolValue,
    exchange: exchangeValue,
  };
  return { name: 'ResponseExitPosition' as const, templateId: 3505, fields };
}

export function encodeResponseExitPosition(writer: WireWriter, fields: ResponseExitPosition): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 3505);
}

/** Template 3500. Changes the user_tag of an order and nothing else. */
export interface RequestModifyOrderReferenceData {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  /** Our own id of an order, given back in notifications; left out rather than empty. */
  readonly user_tag?: string | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  /** The server's id of an order. */
  readonly basket_id?: string | undefined;
}

const requestModifyOrderReferenceDataFields = new Set([154467, 132760, 154119, 154013, 154014, 154008, 110300]);
export function decodeRequestModifyOrderReferenceData(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let userTagValue: string | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let basketIdValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 3500) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1232954:
        userTagValue = reader.text();
        break;
      case 1232106:
        fcmIdValue = reader.nameText();
        break;
      case 1232114:
        ibIdValue = reader.nameText();
        break;
      case 1232066:
        accountIdValue = reader.nameText();
        break;
      case 882402:
        basketIdValue = reader.text();
        break;
      default:
        reader.pass(tag, requestModifyOrderReferenceDataFields);
    }
  }
  const fields: RequestModifyOrderReferenceData = {
    user_msg: userMsgValue,
    user_tag: userTagValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    basket_id: basketIdValue,
  };
  return { name: 'RequestModifyOrderReferenceData' as const, templateId: 3500, fields };
}

export function encodeRequestModifyOrderReferenceData(writer: WireWriter, fields: RequestModifyOrderReferenceData): void {
  if (fields.basket_id !== undefined) writer.text(110300, fields.basket_id);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.user_tag !== undefined) writer.text(154119, fields.user_tag);
  writer.int32(154467, 3500);
}

/** Template 3501. Whether the tag was changed. */
export interface ResponseModifyOrderReferenceData {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseModifyOrderReferenceDataFields = new Set([154467, 132760, 132766]);
export function decodeResponseModifyOrderReferenceData(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 3501) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseModifyOrderReferenceDataFields);
    }
  }
  const fields: ResponseModifyOrderReferenceData = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseModifyOrderReferenceData' as const, templateId: 3501, fields };
}

export function encodeResponseModifyOrderReferenceData(writer: WireWriter, fields: ResponseModifyOrderReferenceData): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 3501);
}

/** Template 3502. Sets how a session loads the terms of instruments. */
export interface RequestOrderSessionConfig {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly should_defer_request?: boolean | undefined;
}

const requestOrderSessionConfigFields = new Set([154467, 132760, 157750]);
export function decodeRequestOrderSessionConfig(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let shouldDeferRequestValue: boolean | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 3502) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1262000:
        shouldDeferRequestValue = reader.bool();
        break;
      default:
        reader.pass(tag, requestOrderSessionConfigFields);
    }
  }
  const fields: RequestOrderSessionConfig = {
    user_msg: userMsgValue,
    should_defer_request: shouldDeferRequestValue,
  };
  return { name: 'RequestOrderSessionConfig' as const, templateId: 3502, fields };
}

export function encodeRequestOrderSessionConfig(writer: WireWriter, fields: RequestOrderSessionConfig): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  writer.int32(154467, 3502);
  if (fields.should_defer_request !== undefined) writer.bool(157750, fields.should_defer_request);
}

/** Template 3503. Whether that setting was taken. */
export interface ResponseOrderSessionConfig {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseOrderSessionConfigFields = new Set([154467, 132760, 132766]);
export function decodeResponseOrderSessionConfig(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 3503) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseOrderSessionConfigFields);
    }
  }
  const fields: ResponseOrderSessionConfig = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseOrderSessionConfig' as const, templateId: 3503, fields };
}

export function encodeResponseOrderSessionConfig(writer: WireWriter, fields: ResponseOrderSessionConfig): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 3503);
}
