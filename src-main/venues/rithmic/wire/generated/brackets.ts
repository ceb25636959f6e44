// Written by scripts/build-proto.ts from proto/rithmic/brackets.proto. Change that, not this, and run it again.

import type { WireReader } from '../reader.ts';
import type { WireWriter } from '../writer.ts';

/** Template 328. Places two or more orders of which one cancels the others. Every list has one entry per order, or none at all. */
export interface RequestOCOOrder {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  /** Our own id of an order, given back in notifications; left out rather than empty. */
  readonly user_tag?: readonly string[] | undefined;
  readonly window_name?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  readonly symbol?: readonly string[] | undefined;
  readonly exchange?: readonly string[] | undefined;
  readonly quantity?: readonly number[] | undefined;
  readonly price?: readonly number[] | undefined;
  readonly trigger_price?: readonly number[] | undefined;
  /** One of BUY 1, SELL 2. */
  readonly transaction_type?: readonly number[] | undefined;
  /** One of DAY 1, GTC 2, IOC 3, FOK 4. */
  readonly duration?: readonly number[] | undefined;
  /** One of LIMIT 1, MARKET 2, STOP_LIMIT 3, STOP_MARKET 4. */
  readonly price_type?: readonly number[] | undefined;
  /** As published for the exchange of the order. */
  readonly trade_route?: readonly string[] | undefined;
  /** Whether a person or a program gave the order; exchanges demand it. One of MANUAL 1, AUTO 2. */
  readonly manual_or_auto?: readonly number[] | undefined;
  readonly trailing_stop?: readonly boolean[] | undefined;
  /** Ticks. */
  readonly trail_by_ticks?: readonly number[] | undefined;
  readonly trail_by_price_id?: readonly number[] | undefined;
  /** Seconds since 1970, UTC. */
  readonly cancel_at_ssboe?: number | undefined;
  /** Microseconds within that second. */
  readonly cancel_at_usecs?: number | undefined;
  /** Seconds. */
  readonly cancel_after_secs?: number | undefined;
}

const requestOCOOrderFields = new Set([154467, 132760, 154119, 154629, 154013, 154014, 154008, 110100, 110101, 112004, 110306, 149247, 112003, 112005, 112008, 112016, 154710, 157063, 157064, 157065, 157085, 157086, 154488]);
export function decodeRequestOCOOrder(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let userTagValue: string[] | undefined;
  let windowNameValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let symbolValue: string[] | undefined;
  let exchangeValue: string[] | undefined;
  let quantityValue: number[] | undefined;
  let priceValue: number[] | undefined;
  let triggerPriceValue: number[] | undefined;
  let transactionTypeValue: number[] | undefined;
  let durationValue: number[] | undefined;
  let priceTypeValue: number[] | undefined;
  let tradeRouteValue: string[] | undefined;
  let manualOrAutoValue: number[] | undefined;
  let trailingStopValue: boolean[] | undefined;
  let trailByTicksValue: number[] | undefined;
  let trailByPriceIdValue: number[] | undefined;
  let cancelAtSsboeValue: number | undefined;
  let cancelAtUsecsValue: number | undefined;
  let cancelAfterSecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 328) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1232954:
        (userTagValue ??= []).push(reader.text());
        break;
      case 1237034:
        (windowNameValue ??= []).push(reader.nameText());
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
        (symbolValue ??= []).push(reader.nameText());
        break;
      case 880810:
        (exchangeValue ??= []).push(reader.nameText());
        break;
      case 896032:
        (quantityValue ??= []).push(reader.int32());
        break;
      case 896034: {
        const end = reader.blockEnd();
        while (reader.position < end) (quantityValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 882449:
        (priceValue ??= []).push(reader.double());
        break;
      case 882450: {
        const end = reader.blockEnd();
        while (reader.position < end) (priceValue ??= []).push(reader.double());
        reader.closeBlock(end);
        break;
      }
      case 1193977:
        (triggerPriceValue ??= []).push(reader.double());
        break;
      case 1193978: {
        const end = reader.blockEnd();
        while (reader.position < end) (triggerPriceValue ??= []).push(reader.double());
        reader.closeBlock(end);
        break;
      }
      case 896024:
        (transactionTypeValue ??= []).push(reader.int32());
        break;
      case 896026: {
        const end = reader.blockEnd();
        while (reader.position < end) (transactionTypeValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 896040:
        (durationValue ??= []).push(reader.int32());
        break;
      case 896042: {
        const end = reader.blockEnd();
        while (reader.position < end) (durationValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 896064:
        (priceTypeValue ??= []).push(reader.int32());
        break;
      case 896066: {
        const end = reader.blockEnd();
        while (reader.position < end) (priceTypeValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 896130:
        (tradeRouteValue ??= []).push(reader.nameText());
        break;
      case 1237680:
        (manualOrAutoValue ??= []).push(reader.int32());
        break;
      case 1237682: {
        const end = reader.blockEnd();
        while (reader.position < end) (manualOrAutoValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 1256504:
        (trailingStopValue ??= []).push(reader.bool());
        break;
      case 1256506: {
        const end = reader.blockEnd();
        while (reader.position < end) (trailingStopValue ??= []).push(reader.bool());
        reader.closeBlock(end);
        break;
      }
      case 1256512:
        (trailByTicksValue ??= []).push(reader.int32());
        break;
      case 1256514: {
        const end = reader.blockEnd();
        while (reader.position < end) (trailByTicksValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 1256520:
        (trailByPriceIdValue ??= []).push(reader.int32());
        break;
      case 1256522: {
        const end = reader.blockEnd();
        while (reader.position < end) (trailByPriceIdValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 1256680:
        cancelAtSsboeValue = reader.int32();
        break;
      case 1256688:
        cancelAtUsecsValue = reader.int32();
        break;
      case 1235904:
        cancelAfterSecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, requestOCOOrderFields);
    }
  }
  const fields: RequestOCOOrder = {
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
    cancel_at_ssboe: cancelAtSsboeValue,
    cancel_at_usecs: cancelAtUsecsValue,
    cancel_after_secs: cancelAfterSecsValue,
  };
  return { name: 'RequestOCOOrder' as const, templateId: 328, fields };
}

export function encodeRequestOCOOrder(writer: WireWriter, fields: RequestOCOOrder): void {
  for (const value of fields.symbol ?? []) writer.text(110100, value);
  for (const value of fields.exchange ?? []) writer.text(110101, value);
  for (const value of fields.price ?? []) writer.double(110306, value);
  for (const value of fields.transaction_type ?? []) writer.int32(112003, value);
  for (const value of fields.quantity ?? []) writer.int32(112004, value);
  for (const value of fields.duration ?? []) writer.int32(112005, value);
  for (const value of fields.price_type ?? []) writer.int32(112008, value);
  for (const value of fields.trade_route ?? []) writer.text(112016, value);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.trigger_price ?? []) writer.double(149247, value);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  for (const value of fields.user_tag ?? []) writer.text(154119, value);
  writer.int32(154467, 328);
  if (fields.cancel_after_secs !== undefined) writer.int32(154488, fields.cancel_after_secs);
  for (const value of fields.window_name ?? []) writer.text(154629, value);
  for (const value of fields.manual_or_auto ?? []) writer.int32(154710, value);
  for (const value of fields.trailing_stop ?? []) writer.bool(157063, value);
  for (const value of fields.trail_by_ticks ?? []) writer.int32(157064, value);
  for (const value of fields.trail_by_price_id ?? []) writer.int32(157065, value);
  if (fields.cancel_at_ssboe !== undefined) writer.int32(157085, fields.cancel_at_ssboe);
  if (fields.cancel_at_usecs !== undefined) writer.int32(157086, fields.cancel_at_usecs);
}

/** Template 329. One order of the group was taken. */
export interface ResponseOCOOrder {
  readonly user_msg?: readonly string[] | undefined;
  /** Our own id of an order, given back in notifications; left out rather than empty. */
  readonly user_tag?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  /** The server's id of an order. */
  readonly basket_id?: readonly string[] | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: readonly number[] | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: readonly number[] | undefined;
}

const responseOCOOrderFields = new Set([154467, 132760, 154119, 132764, 132766, 110300, 150100, 150101]);
export function decodeResponseOCOOrder(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let userTagValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let basketIdValue: string[] | undefined;
  let ssboeValue: number[] | undefined;
  let usecsValue: number[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 329) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1232954:
        (userTagValue ??= []).push(reader.text());
        break;
      case 1062114:
        (rqHandlerRpCodeValue ??= []).push(reader.nameText());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      case 882402:
        (basketIdValue ??= []).push(reader.text());
        break;
      case 1200800:
        (ssboeValue ??= []).push(reader.int32());
        break;
      case 1200802: {
        const end = reader.blockEnd();
        while (reader.position < end) (ssboeValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 1200808:
        (usecsValue ??= []).push(reader.int32());
        break;
      case 1200810: {
        const end = reader.blockEnd();
        while (reader.position < end) (usecsValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      default:
        reader.pass(tag, responseOCOOrderFields);
    }
  }
  const fields: ResponseOCOOrder = {
    user_msg: userMsgValue,
    user_tag: userTagValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    basket_id: basketIdValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'ResponseOCOOrder' as const, templateId: 329, fields };
}

export function encodeResponseOCOOrder(writer: WireWriter, fields: ResponseOCOOrder): void {
  for (const value of fields.basket_id ?? []) writer.text(110300, value);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  for (const value of fields.ssboe ?? []) writer.int32(150100, value);
  for (const value of fields.usecs ?? []) writer.int32(150101, value);
  for (const value of fields.user_tag ?? []) writer.text(154119, value);
  writer.int32(154467, 329);
}

/** Template 330. Places an entry with targets and stops that follow its fills. Quantities of targets, and of stops, add up to that of the entry. */
export interface RequestBracketOrder {
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
  readonly price?: number | undefined;
  readonly trigger_price?: number | undefined;
  /** One of BUY 1, SELL 2. */
  readonly transaction_type?: number | undefined;
  /** Left absent: with OCA, targets and stops never appear. */
  readonly order_operation_type?: string | undefined;
  /** One of DAY 1, GTC 2, IOC 3, FOK 4. */
  readonly duration?: number | undefined;
  /** One of LIMIT 1, MARKET 2, STOP_LIMIT 3, STOP_MARKET 4, MARKET_IF_TOUCHED 5, LIMIT_IF_TOUCHED 6. */
  readonly price_type?: number | undefined;
  /** As published for the exchange of the order. */
  readonly trade_route?: string | undefined;
  /** Whether a person or a program gave the order; exchanges demand it. One of MANUAL 1, AUTO 2. */
  readonly manual_or_auto?: number | undefined;
  /** One of USER_TYPE_ADMIN 0, USER_TYPE_FCM 1, USER_TYPE_IB 2, USER_TYPE_TRADER 3. */
  readonly user_type?: number | undefined;
  /** Has to fit the targets and stops that are given. One of STOP_ONLY 1, TARGET_ONLY 2, TARGET_AND_STOP 3, STOP_ONLY_STATIC 4, TARGET_ONLY_STATIC 5, TARGET_AND_STOP_STATIC 6. */
  readonly bracket_type?: number | undefined;
  /** Ticks. */
  readonly break_even_ticks?: number | undefined;
  /** Ticks. */
  readonly break_even_trigger_ticks?: number | undefined;
  readonly target_quantity?: readonly number[] | undefined;
  /** Ticks from the fill of the entry. */
  readonly target_ticks?: readonly number[] | undefined;
  readonly stop_quantity?: readonly number[] | undefined;
  /** Ticks from the fill of the entry. */
  readonly stop_ticks?: readonly number[] | undefined;
  /** Ticks. */
  readonly trailing_stop_trigger_ticks?: number | undefined;
  readonly trailing_stop_by_last_trade_price?: boolean | undefined;
  readonly target_market_order_if_touched?: boolean | undefined;
  readonly stop_market_on_reject?: boolean | undefined;
  /** Seconds since 1970, UTC. */
  readonly target_market_at_ssboe?: number | undefined;
  /** Microseconds within that second. */
  readonly target_market_at_usecs?: number | undefined;
  /** Seconds since 1970, UTC. */
  readonly stop_market_at_ssboe?: number | undefined;
  /** Microseconds within that second. */
  readonly stop_market_at_usecs?: number | undefined;
  /** Seconds. */
  readonly target_market_order_after_secs?: number | undefined;
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

const requestBracketOrderFields = new Set([154467, 132760, 154119, 154629, 154013, 154014, 154008, 110100, 110101, 112004, 110306, 149247, 112003, 154482, 112005, 112008, 112016, 154710, 154036, 157087, 157170, 157172, 154457, 154456, 154459, 154458, 157124, 157062, 157151, 154857, 157145, 157146, 157147, 157148, 157149, 154487, 154549, 157085, 157086, 154488, 154451, 154452, 154453, 154454, 153632]);
export function decodeRequestBracketOrder(reader: WireReader) {
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
  let orderOperationTypeValue: string | undefined;
  let durationValue: number | undefined;
  let priceTypeValue: number | undefined;
  let tradeRouteValue: string | undefined;
  let manualOrAutoValue: number | undefined;
  let userTypeValue: number | undefined;
  let bracketTypeValue: number | undefined;
  let breakEvenTicksValue: number | undefined;
  let breakEvenTriggerTicksValue: number | undefined;
  let targetQuantityValue: number[] | undefined;
  let targetTicksValue: number[] | undefined;
  let stopQuantityValue: number[] | undefined;
  let stopTicksValue: number[] | undefined;
  let trailingStopTriggerTicksValue: number | undefined;
  let trailingStopByLastTradePriceValue: boolean | undefined;
  let targetMarketOrderIfTouchedValue: boolean | undefined;
  let stopMarketOnRejectValue: boolean | undefined;
  let targetMarketAtSsboeValue: number | undefined;
  let targetMarketAtUsecsValue: number | undefined;
  let stopMarketAtSsboeValue: number | undefined;
  let stopMarketAtUsecsValue: number | undefined;
  let targetMarketOrderAfterSecsValue: number | undefined;
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
        if (reader.int32() !== 330) reader.refuse('the message has two template ids');
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
      case 1235858:
        orderOperationTypeValue = reader.text();
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
      case 1232288:
        userTypeValue = reader.int32();
        break;
      case 1256696:
        bracketTypeValue = reader.int32();
        break;
      case 1257360:
        breakEvenTicksValue = reader.int32();
        break;
      case 1257376:
        breakEvenTriggerTicksValue = reader.int32();
        break;
      case 1235656:
        (targetQuantityValue ??= []).push(reader.int32());
        break;
      case 1235658: {
        const end = reader.blockEnd();
        while (reader.position < end) (targetQuantityValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 1235648:
        (targetTicksValue ??= []).push(reader.int32());
        break;
      case 1235650: {
        const end = reader.blockEnd();
        while (reader.position < end) (targetTicksValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 1235672:
        (stopQuantityValue ??= []).push(reader.int32());
        break;
      case 1235674: {
        const end = reader.blockEnd();
        while (reader.position < end) (stopQuantityValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 1235664:
        (stopTicksValue ??= []).push(reader.int32());
        break;
      case 1235666: {
        const end = reader.blockEnd();
        while (reader.position < end) (stopTicksValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 1256992:
        trailingStopTriggerTicksValue = reader.int32();
        break;
      case 1256496:
        trailingStopByLastTradePriceValue = reader.bool();
        break;
      case 1257208:
        targetMarketOrderIfTouchedValue = reader.bool();
        break;
      case 1238856:
        stopMarketOnRejectValue = reader.bool();
        break;
      case 1257160:
        targetMarketAtSsboeValue = reader.int32();
        break;
      case 1257168:
        targetMarketAtUsecsValue = reader.int32();
        break;
      case 1257176:
        stopMarketAtSsboeValue = reader.int32();
        break;
      case 1257184:
        stopMarketAtUsecsValue = reader.int32();
        break;
      case 1257192:
        targetMarketOrderAfterSecsValue = reader.int32();
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
        reader.pass(tag, requestBracketOrderFields);
    }
  }
  const fields: RequestBracketOrder = {
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
    order_operation_type: orderOperationTypeValue,
    duration: durationValue,
    price_type: priceTypeValue,
    trade_route: tradeRouteValue,
    manual_or_auto: manualOrAutoValue,
    user_type: userTypeValue,
    bracket_type: bracketTypeValue,
    break_even_ticks: breakEvenTicksValue,
    break_even_trigger_ticks: breakEvenTriggerTicksValue,
    target_quantity: targetQuantityValue,
    target_ticks: targetTicksValue,
    stop_quantity: stopQuantityValue,
    stop_ticks: stopTicksValue,
    trailing_stop_trigger_ticks: trailingStopTriggerTicksValue,
    trailing_stop_by_last_trade_price: trailingStopByLastTradePriceValue,
    target_market_order_if_touched: targetMarketOrderIfTouchedValue,
    stop_market_on_reject: stopMarketOnRejectValue,
    target_market_at_ssboe: targetMarketAtSsboeValue,
    target_market_at_usecs: targetMarketAtUsecsValue,
    stop_market_at_ssboe: stopMarketAtSsboeValue,
    stop_market_at_usecs: stopMarketAtUsecsValue,
    target_market_order_after_secs: targetMarketOrderAfterSecsValue,
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
  return { name: 'RequestBracketOrder' as const, templateId: 330, fields };
}

export function encodeRequestBracketOrder(writer: WireWriter, fields: RequestBracketOrder): void {
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
  if (fields.user_type !== undefined) writer.int32(154036, fields.user_type);
  if (fields.user_tag !== undefined) writer.text(154119, fields.user_tag);
  if (fields.if_touched_symbol !== undefined) writer.text(154451, fields.if_touched_symbol);
  if (fields.if_touched_exchange !== undefined) writer.text(154452, fields.if_touched_exchange);
  if (fields.if_touched_condition !== undefined) writer.int32(154453, fields.if_touched_condition);
  if (fields.if_touched_price_field !== undefined) writer.int32(154454, fields.if_touched_price_field);
  for (const value of fields.target_ticks ?? []) writer.int32(154456, value);
  for (const value of fields.target_quantity ?? []) writer.int32(154457, value);
  for (const value of fields.stop_ticks ?? []) writer.int32(154458, value);
  for (const value of fields.stop_quantity ?? []) writer.int32(154459, value);
  writer.int32(154467, 330);
  if (fields.order_operation_type !== undefined) writer.text(154482, fields.order_operation_type);
  if (fields.release_at_ssboe !== undefined) writer.int32(154487, fields.release_at_ssboe);
  if (fields.cancel_after_secs !== undefined) writer.int32(154488, fields.cancel_after_secs);
  if (fields.release_at_usecs !== undefined) writer.int32(154549, fields.release_at_usecs);
  if (fields.window_name !== undefined) writer.text(154629, fields.window_name);
  if (fields.manual_or_auto !== undefined) writer.int32(154710, fields.manual_or_auto);
  if (fields.stop_market_on_reject !== undefined) writer.bool(154857, fields.stop_market_on_reject);
  if (fields.trailing_stop_by_last_trade_price !== undefined) writer.bool(157062, fields.trailing_stop_by_last_trade_price);
  if (fields.cancel_at_ssboe !== undefined) writer.int32(157085, fields.cancel_at_ssboe);
  if (fields.cancel_at_usecs !== undefined) writer.int32(157086, fields.cancel_at_usecs);
  if (fields.bracket_type !== undefined) writer.int32(157087, fields.bracket_type);
  if (fields.trailing_stop_trigger_ticks !== undefined) writer.int32(157124, fields.trailing_stop_trigger_ticks);
  if (fields.target_market_at_ssboe !== undefined) writer.int32(157145, fields.target_market_at_ssboe);
  if (fields.target_market_at_usecs !== undefined) writer.int32(157146, fields.target_market_at_usecs);
  if (fields.stop_market_at_ssboe !== undefined) writer.int32(157147, fields.stop_market_at_ssboe);
  if (fields.stop_market_at_usecs !== undefined) writer.int32(157148, fields.stop_market_at_usecs);
  if (fields.target_market_order_after_secs !== undefined) writer.int32(157149, fields.target_market_order_after_secs);
  if (fields.target_market_order_if_touched !== undefined) writer.bool(157151, fields.target_market_order_if_touched);
  if (fields.break_even_ticks !== undefined) writer.int32(157170, fields.break_even_ticks);
  if (fields.break_even_trigger_ticks !== undefined) writer.int32(157172, fields.break_even_trigger_ticks);
}

/** Template 331. The server has taken the entry. */
export interface ResponseBracketOrder {
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

const responseBracketOrderFields = new Set([154467, 132760, 154119, 132764, 132766, 110300, 150100, 150101]);
export function decodeResponseBracketOrder(reader: WireReader) {
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
        if (reader.int32() !== 331) reader.refuse('the message has two template ids');
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
        reader.pass(tag, responseBracketOrderFields);
    }
  }
  const fields: ResponseBracketOrder = {
    user_msg: userMsgValue,
    user_tag: userTagValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    basket_id: basketIdValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'ResponseBracketOrder' as const, templateId: 331, fields };
}

export function encodeResponseBracketOrder(writer: WireWriter, fields: ResponseBracketOrder): void {
  if (fields.basket_id !== undefined) writer.text(110300, fields.basket_id);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  if (fields.user_tag !== undefined) writer.text(154119, fields.user_tag);
  writer.int32(154467, 331);
}

/** Template 332. Moves a target of a bracket. Only one change at a time. */
export interface RequestUpdateTargetBracketLevel {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  /** The server's id of an order. */
  readonly basket_id?: string | undefined;
  /** Which target: the ticks it is at now. */
  readonly level?: number | undefined;
  /** Ticks from the fill of the entry. */
  readonly target_ticks?: number | undefined;
}

const requestUpdateTargetBracketLevelFields = new Set([154467, 132760, 154013, 154014, 154008, 110300, 154244, 154456]);
export function decodeRequestUpdateTargetBracketLevel(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let basketIdValue: string | undefined;
  let levelValue: number | undefined;
  let targetTicksValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 332) reader.refuse('the message has two template ids');
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
      case 882402:
        basketIdValue = reader.text();
        break;
      case 1233952:
        levelValue = reader.int32();
        break;
      case 1235648:
        targetTicksValue = reader.int32();
        break;
      default:
        reader.pass(tag, requestUpdateTargetBracketLevelFields);
    }
  }
  const fields: RequestUpdateTargetBracketLevel = {
    user_msg: userMsgValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    basket_id: basketIdValue,
    level: levelValue,
    target_ticks: targetTicksValue,
  };
  return { name: 'RequestUpdateTargetBracketLevel' as const, templateId: 332, fields };
}

export function encodeRequestUpdateTargetBracketLevel(writer: WireWriter, fields: RequestUpdateTargetBracketLevel): void {
  if (fields.basket_id !== undefined) writer.text(110300, fields.basket_id);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.level !== undefined) writer.int32(154244, fields.level);
  if (fields.target_ticks !== undefined) writer.int32(154456, fields.target_ticks);
  writer.int32(154467, 332);
}

/** Template 333. Whether the move was taken. */
export interface ResponseUpdateTargetBracketLevel {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseUpdateTargetBracketLevelFields = new Set([154467, 132760, 132766]);
export function decodeResponseUpdateTargetBracketLevel(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 333) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseUpdateTargetBracketLevelFields);
    }
  }
  const fields: ResponseUpdateTargetBracketLevel = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseUpdateTargetBracketLevel' as const, templateId: 333, fields };
}

export function encodeResponseUpdateTargetBracketLevel(writer: WireWriter, fields: ResponseUpdateTargetBracketLevel): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 333);
}

/** Template 334. Moves a stop of a bracket. Only one change at a time. */
export interface RequestUpdateStopBracketLevel {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  /** The server's id of an order. */
  readonly basket_id?: string | undefined;
  /** Which stop: the ticks it is at now. */
  readonly level?: number | undefined;
  /** Ticks from the fill of the entry. */
  readonly stop_ticks?: number | undefined;
}

const requestUpdateStopBracketLevelFields = new Set([154467, 132760, 154013, 154014, 154008, 110300, 154244, 154458]);
export function decodeRequestUpdateStopBracketLevel(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let basketIdValue: string | undefined;
  let levelValue: number | undefined;
  let stopTicksValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 334) reader.refuse('the message has two template ids');
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
      case 882402:
        basketIdValue = reader.text();
        break;
      case 1233952:
        levelValue = reader.int32();
        break;
      case 1235664:
        stopTicksValue = reader.int32();
        break;
      default:
        reader.pass(tag, requestUpdateStopBracketLevelFields);
    }
  }
  const fields: RequestUpdateStopBracketLevel = {
    user_msg: userMsgValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    basket_id: basketIdValue,
    level: levelValue,
    stop_ticks: stopTicksValue,
  };
  return { name: 'RequestUpdateStopBracketLevel' as const, templateId: 334, fields };
}

export function encodeRequestUpdateStopBracketLevel(writer: WireWriter, fields: RequestUpdateStopBracketLevel): void {
  if (fields.basket_id !== undefined) writer.text(110300, fields.basket_id);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.level !== undefined) writer.int32(154244, fields.level);
  if (fields.stop_ticks !== undefined) writer.int32(154458, fields.stop_ticks);
  writer.int32(154467, 334);
}

/** Template 335. Whether the move was taken. */
export interface ResponseUpdateStopBracketLevel {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseUpdateStopBracketLevelFields = new Set([154467, 132760, 132766]);
export function decodeResponseUpdateStopBracketLevel(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 335) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseUpdateStopBracketLevelFields);
    }
  }
  const fields: ResponseUpdateStopBracketLevel = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseUpdateStopBracketLevel' as const, templateId: 335, fields };
}

export function encodeResponseUpdateStopBracketLevel(writer: WireWriter, fields: ResponseUpdateStopBracketLevel): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 335);
}

/** Template 336. Asks to be told of every change of the brackets of an account. */
export interface RequestSubscribeToBracketUpdates {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
}

const requestSubscribeToBracketUpdatesFields = new Set([154467, 132760, 154013, 154014, 154008]);
export function decodeRequestSubscribeToBracketUpdates(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 336) reader.refuse('the message has two template ids');
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
      default:
        reader.pass(tag, requestSubscribeToBracketUpdatesFields);
    }
  }
  const fields: RequestSubscribeToBracketUpdates = {
    user_msg: userMsgValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
  };
  return { name: 'RequestSubscribeToBracketUpdates' as const, templateId: 336, fields };
}

export function encodeRequestSubscribeToBracketUpdates(writer: WireWriter, fields: RequestSubscribeToBracketUpdates): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  writer.int32(154467, 336);
}

/** Template 337. Whether those will come. */
export interface ResponseSubscribeToBracketUpdates {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseSubscribeToBracketUpdatesFields = new Set([154467, 132760, 132766]);
export function decodeResponseSubscribeToBracketUpdates(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 337) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseSubscribeToBracketUpdatesFields);
    }
  }
  const fields: ResponseSubscribeToBracketUpdates = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseSubscribeToBracketUpdates' as const, templateId: 337, fields };
}

export function encodeResponseSubscribeToBracketUpdates(writer: WireWriter, fields: ResponseSubscribeToBracketUpdates): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 337);
}

/** Template 338. Asks for the targets of all brackets of an account. */
export interface RequestShowBrackets {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
}

const requestShowBracketsFields = new Set([154467, 132760, 154013, 154014, 154008]);
export function decodeRequestShowBrackets(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 338) reader.refuse('the message has two template ids');
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
      default:
        reader.pass(tag, requestShowBracketsFields);
    }
  }
  const fields: RequestShowBrackets = {
    user_msg: userMsgValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
  };
  return { name: 'RequestShowBrackets' as const, templateId: 338, fields };
}

export function encodeRequestShowBrackets(writer: WireWriter, fields: RequestShowBrackets): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  writer.int32(154467, 338);
}

/** Template 339. Targets of one bracket; its numbers are text here. */
export interface ResponseShowBrackets {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  /** The server's id of an order. */
  readonly basket_id?: string | undefined;
  readonly target_quantity?: string | undefined;
  readonly target_quantity_released?: string | undefined;
  /** Ticks from the fill of the entry. */
  readonly target_ticks?: string | undefined;
}

const responseShowBracketsFields = new Set([154467, 132760, 132764, 132766, 110300, 154457, 154460, 154456]);
export function decodeResponseShowBrackets(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let basketIdValue: string | undefined;
  let targetQuantityValue: string | undefined;
  let targetQuantityReleasedValue: string | undefined;
  let targetTicksValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 339) reader.refuse('the message has two template ids');
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
      case 1235658:
        targetQuantityValue = reader.text();
        break;
      case 1235682:
        targetQuantityReleasedValue = reader.text();
        break;
      case 1235650:
        targetTicksValue = reader.text();
        break;
      default:
        reader.pass(tag, responseShowBracketsFields);
    }
  }
  const fields: ResponseShowBrackets = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    basket_id: basketIdValue,
    target_quantity: targetQuantityValue,
    target_quantity_released: targetQuantityReleasedValue,
    target_ticks: targetTicksValue,
  };
  return { name: 'ResponseShowBrackets' as const, templateId: 339, fields };
}

export function encodeResponseShowBrackets(writer: WireWriter, fields: ResponseShowBrackets): void {
  if (fields.basket_id !== undefined) writer.text(110300, fields.basket_id);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.target_ticks !== undefined) writer.text(154456, fields.target_ticks);
  if (fields.target_quantity !== undefined) writer.text(154457, fields.target_quantity);
  if (fields.target_quantity_released !== undefined) writer.text(154460, fields.target_quantity_released);
  writer.int32(154467, 339);
}

/** Template 340. Asks for the stops of all brackets of an account. */
export interface RequestShowBracketStops {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
}

const requestShowBracketStopsFields = new Set([154467, 132760, 154013, 154014, 154008]);
export function decodeRequestShowBracketStops(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 340) reader.refuse('the message has two template ids');
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
      default:
        reader.pass(tag, requestShowBracketStopsFields);
    }
  }
  const fields: RequestShowBracketStops = {
    user_msg: userMsgValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
  };
  return { name: 'RequestShowBracketStops' as const, templateId: 340, fields };
}

export function encodeRequestShowBracketStops(writer: WireWriter, fields: RequestShowBracketStops): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  writer.int32(154467, 340);
}

/** Template 341. Stops of one bracket; its numbers are text here. */
export interface ResponseShowBracketStops {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  /** The server's id of an order. */
  readonly basket_id?: string | undefined;
  readonly stop_quantity?: string | undefined;
  readonly stop_quantity_released?: string | undefined;
  /** Ticks from the fill of the entry. */
  readonly stop_ticks?: string | undefined;
  readonly bracket_trailing_field_id?: string | undefined;
  /** Ticks. */
  readonly trailing_stop_trigger_ticks?: string | undefined;
}

const responseShowBracketStopsFields = new Set([154467, 132760, 132764, 132766, 110300, 154459, 154466, 154458, 157062, 157124]);
export function decodeResponseShowBracketStops(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let basketIdValue: string | undefined;
  let stopQuantityValue: string | undefined;
  let stopQuantityReleasedValue: string | undefined;
  let stopTicksValue: string | undefined;
  let bracketTrailingFieldIdValue: string | undefined;
  let trailingStopTriggerTicksValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 341) reader.refuse('the message has two template ids');
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
      case 1235674:
        stopQuantityValue = reader.text();
        break;
      case 1235730:
        stopQuantityReleasedValue = reader.text();
        break;
      case 1235666:
        stopTicksValue = reader.text();
        break;
      case 1256498:
        bracketTrailingFieldIdValue = reader.nameText();
        break;
      case 1256994:
        trailingStopTriggerTicksValue = reader.text();
        break;
      default:
        reader.pass(tag, responseShowBracketStopsFields);
    }
  }
  const fields: ResponseShowBracketStops = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    basket_id: basketIdValue,
    stop_quantity: stopQuantityValue,
    stop_quantity_released: stopQuantityReleasedValue,
    stop_ticks: stopTicksValue,
    bracket_trailing_field_id: bracketTrailingFieldIdValue,
    trailing_stop_trigger_ticks: trailingStopTriggerTicksValue,
  };
  return { name: 'ResponseShowBracketStops' as const, templateId: 341, fields };
}

export function encodeResponseShowBracketStops(writer: WireWriter, fields: ResponseShowBracketStops): void {
  if (fields.basket_id !== undefined) writer.text(110300, fields.basket_id);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.stop_ticks !== undefined) writer.text(154458, fields.stop_ticks);
  if (fields.stop_quantity !== undefined) writer.text(154459, fields.stop_quantity);
  if (fields.stop_quantity_released !== undefined) writer.text(154466, fields.stop_quantity_released);
  writer.int32(154467, 341);
  if (fields.bracket_trailing_field_id !== undefined) writer.text(157062, fields.bracket_trailing_field_id);
  if (fields.trailing_stop_trigger_ticks !== undefined) writer.text(157124, fields.trailing_stop_trigger_ticks);
}

/** Template 353. Targets and stops of a bracket as they are now. */
export interface BracketUpdates {
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  /** The server's id of an order. */
  readonly basket_id?: string | undefined;
  /** Ticks from the fill of the entry. */
  readonly stop_ticks?: number | undefined;
  readonly stop_quantity?: number | undefined;
  readonly stop_quantity_released?: number | undefined;
  /** Ticks from the fill of the entry. */
  readonly target_ticks?: number | undefined;
  readonly target_quantity?: number | undefined;
  readonly target_quantity_released?: number | undefined;
}

const bracketUpdatesFields = new Set([154467, 154013, 154014, 154008, 110300, 154458, 154459, 154466, 154456, 154457, 154460]);
export function decodeBracketUpdates(reader: WireReader) {
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let basketIdValue: string | undefined;
  let stopTicksValue: number | undefined;
  let stopQuantityValue: number | undefined;
  let stopQuantityReleasedValue: number | undefined;
  let targetTicksValue: number | undefined;
  let targetQuantityValue: number | undefined;
  let targetQuantityReleasedValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 353) reader.refuse('the message has two template ids');
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
      case 1235664:
        stopTicksValue = reader.int32();
        break;
      case 1235672:
        stopQuantityValue = reader.int32();
        break;
      case 1235728:
        stopQuantityReleasedValue = reader.int32();
        break;
      case 1235648:
        targetTicksValue = reader.int32();
        break;
      case 1235656:
        targetQuantityValue = reader.int32();
        break;
      case 1235680:
        targetQuantityReleasedValue = reader.int32();
        break;
      default:
        reader.pass(tag, bracketUpdatesFields);
    }
  }
  const fields: BracketUpdates = {
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    basket_id: basketIdValue,
    stop_ticks: stopTicksValue,
    stop_quantity: stopQuantityValue,
    stop_quantity_released: stopQuantityReleasedValue,
    target_ticks: targetTicksValue,
    target_quantity: targetQuantityValue,
    target_quantity_released: targetQuantityReleasedValue,
  };
  return { name: 'BracketUpdates' as const, templateId: 353, fields };
}

export function encodeBracketUpdates(writer: WireWriter, fields: BracketUpdates): void {
  if (fields.basket_id !== undefined) writer.text(110300, fields.basket_id);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.target_ticks !== undefined) writer.int32(154456, fields.target_ticks);
  if (fields.target_quantity !== undefined) writer.int32(154457, fields.target_quantity);
  if (fields.stop_ticks !== undefined) writer.int32(154458, fields.stop_ticks);
  if (fields.stop_quantity !== undefined) writer.int32(154459, fields.stop_quantity);
  if (fields.target_quantity_released !== undefined) writer.int32(154460, fields.target_quantity_released);
  if (fields.stop_quantity_released !== undefined) writer.int32(154466, fields.stop_quantity_released);
  writer.int32(154467, 353);
}
