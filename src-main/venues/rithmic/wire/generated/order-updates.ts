// Written by scripts/build-proto.ts from proto/rithmic/order-updates.proto. Change that, not this, and run it again.

import type { WireReader } from '../reader.ts';
import type { WireWriter } from '../writer.ts';

/** Template 308. Asks for the notifications about every order of an account. */
export interface RequestSubscribeForOrderUpdates {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
}

const requestSubscribeForOrderUpdatesFields = new Set([154467, 132760, 154013, 154014, 154008]);
export function decodeRequestSubscribeForOrderUpdates(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 308) reader.refuse('the message has two template ids');
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
        reader.pass(tag, requestSubscribeForOrderUpdatesFields);
    }
  }
  const fields: RequestSubscribeForOrderUpdates = {
    user_msg: userMsgValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
  };
  return { name: 'RequestSubscribeForOrderUpdates' as const, templateId: 308, fields };
}

export function encodeRequestSubscribeForOrderUpdates(writer: WireWriter, fields: RequestSubscribeForOrderUpdates): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  writer.int32(154467, 308);
}

/** Template 309. Whether notifications will come. */
export interface ResponseSubscribeForOrderUpdates {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseSubscribeForOrderUpdatesFields = new Set([154467, 132760, 132766]);
export function decodeResponseSubscribeForOrderUpdates(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 309) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseSubscribeForOrderUpdatesFields);
    }
  }
  const fields: ResponseSubscribeForOrderUpdates = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseSubscribeForOrderUpdates' as const, templateId: 309, fields };
}

export function encodeResponseSubscribeForOrderUpdates(writer: WireWriter, fields: ResponseSubscribeForOrderUpdates): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 309);
}

/** Template 351. What became of an order inside Rithmic: received, sent, open, changed, complete. Complete does not mean filled. */
export interface RithmicOrderNotification {
  /** Our own id of an order, given back in notifications; left out rather than empty. */
  readonly user_tag?: string | undefined;
  /** One of ORDER_RCVD_FROM_CLNT 1, MODIFY_RCVD_FROM_CLNT 2, CANCEL_RCVD_FROM_CLNT 3, OPEN_PENDING 4, MODIFY_PENDING 5, CANCEL_PENDING 6, ORDER_RCVD_BY_EXCH_GTWY 7, MODIFY_RCVD_BY_EXCH_GTWY 8, CANCEL_RCVD_BY_EXCH_GTWY 9, ORDER_SENT_TO_EXCH 10, MODIFY_SENT_TO_EXCH 11, CANCEL_SENT_TO_EXCH 12, OPEN 13, MODIFIED 14, COMPLETE 15, MODIFICATION_FAILED 16, CANCELLATION_FAILED 17, TRIGGER_PENDING 18, GENERIC 19, LINK_ORDERS_FAILED 20. */
  readonly notify_type?: number | undefined;
  /** The state of things, not a change of it. */
  readonly is_snapshot?: boolean | undefined;
  readonly status?: string | undefined;
  /** The server's id of an order. */
  readonly basket_id?: string | undefined;
  /** The entry that a target or stop belongs to. */
  readonly original_basket_id?: string | undefined;
  /** Ids with commas between them. */
  readonly linked_basket_ids?: string | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly user_id?: string | undefined;
  readonly account_id?: string | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  readonly trade_exchange?: string | undefined;
  /** As published for the exchange of the order. */
  readonly trade_route?: string | undefined;
  readonly exchange_order_id?: string | undefined;
  readonly instrument_type?: string | undefined;
  /** "F" for filled, "FA" for failed; there are others. */
  readonly completion_reason?: string | undefined;
  /** May be 0 while the order is on its way; total_unfilled_size is not. */
  readonly quantity?: number | undefined;
  readonly quan_release_pending?: number | undefined;
  readonly price?: number | undefined;
  readonly trigger_price?: number | undefined;
  /** One of BUY 1, SELL 2, SS 3. */
  readonly transaction_type?: number | undefined;
  /** One of DAY 1, GTC 2, IOC 3, FOK 4. */
  readonly duration?: number | undefined;
  /** One of LIMIT 1, MARKET 2, STOP_LIMIT 3, STOP_MARKET 4. */
  readonly price_type?: number | undefined;
  /** One of LIMIT 1, MARKET 2, STOP_LIMIT 3, STOP_MARKET 4. */
  readonly orig_price_type?: number | undefined;
  /** Whether a person or a program gave the order; exchanges demand it. One of MANUAL 1, AUTO 2. */
  readonly manual_or_auto?: number | undefined;
  /** One of STOP_ONLY 1, TARGET_ONLY 2, TARGET_AND_STOP 3, STOP_ONLY_STATIC 4, TARGET_ONLY_STATIC 5, TARGET_AND_STOP_STATIC 6. */
  readonly bracket_type?: number | undefined;
  readonly avg_fill_price?: number | undefined;
  readonly total_fill_size?: number | undefined;
  readonly total_unfilled_size?: number | undefined;
  /** Ticks. */
  readonly trail_by_ticks?: number | undefined;
  readonly trail_by_price_id?: number | undefined;
  readonly sequence_number?: string | undefined;
  readonly orig_sequence_number?: string | undefined;
  readonly cor_sequence_number?: string | undefined;
  readonly currency?: string | undefined;
  readonly country_code?: string | undefined;
  readonly text?: string | undefined;
  readonly report_text?: string | undefined;
  readonly remarks?: string | undefined;
  readonly window_name?: string | undefined;
  readonly originator_window_name?: string | undefined;
  /** Seconds since 1970, UTC. */
  readonly cancel_at_ssboe?: number | undefined;
  /** Microseconds within that second. */
  readonly cancel_at_usecs?: number | undefined;
  /** Seconds. */
  readonly cancel_after_secs?: number | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: number | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: number | undefined;
}

const rithmicOrderNotificationFields = new Set([154467, 154119, 153625, 110121, 110303, 110300, 154497, 110358, 154013, 154014, 131003, 154008, 110100, 110101, 112021, 112016, 149238, 110116, 149273, 112004, 112027, 110306, 149247, 112003, 112005, 112008, 154770, 154710, 157087, 110322, 154111, 154112, 157064, 157065, 112002, 149263, 149264, 154382, 154172, 120008, 120028, 154806, 154629, 154671, 157085, 157086, 154488, 150100, 150101]);
export function decodeRithmicOrderNotification(reader: WireReader) {
  let userTagValue: string | undefined;
  let notifyTypeValue: number | undefined;
  let isSnapshotValue: boolean | undefined;
  let statusValue: string | undefined;
  let basketIdValue: string | undefined;
  let originalBasketIdValue: string | undefined;
  let linkedBasketIdsValue: string | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let userIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let tradeExchangeValue: string | undefined;
  let tradeRouteValue: string | undefined;
  let exchangeOrderIdValue: string | undefined;
  let instrumentTypeValue: string | undefined;
  let completionReasonValue: string | undefined;
  let quantityValue: number | undefined;
  let quanReleasePendingValue: number | undefined;
  let priceValue: number | undefined;
  let triggerPriceValue: number | undefined;
  let transactionTypeValue: number | undefined;
  let durationValue: number | undefined;
  let priceTypeValue: number | undefined;
  let origPriceTypeValue: number | undefined;
  let manualOrAutoValue: number | undefined;
  let bracketTypeValue: number | undefined;
  let avgFillPriceValue: number | undefined;
  let totalFillSizeValue: number | undefined;
  let totalUnfilledSizeValue: number | undefined;
  let trailByTicksValue: number | undefined;
  let trailByPriceIdValue: number | undefined;
  let sequenceNumberValue: string | undefined;
  let origSequenceNumberValue: string | undefined;
  let corSequenceNumberValue: string | undefined;
  let currencyValue: string | undefined;
  let countryCodeValue: string | undefined;
  let textValue: string | undefined;
  let reportTextValue: string | undefined;
  let remarksValue: string | undefined;
  let windowNameValue: string | undefined;
  let originatorWindowNameValue: string | undefined;
  let cancelAtSsboeValue: number | undefined;
  let cancelAtUsecsValue: number | undefined;
  let cancelAfterSecsValue: number | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 351) reader.refuse('the message has two template ids');
        break;
      case 1232954:
        userTagValue = reader.text();
        break;
      case 1229000:
        notifyTypeValue = reader.int32();
        break;
      case 880968:
        isSnapshotValue = reader.bool();
        break;
      case 882426:
        statusValue = reader.nameText();
        break;
      case 882402:
        basketIdValue = reader.text();
        break;
      case 1235978:
        originalBasketIdValue = reader.text();
        break;
      case 882866:
        linkedBasketIdsValue = reader.text();
        break;
      case 1232106:
        fcmIdValue = reader.nameText();
        break;
      case 1232114:
        ibIdValue = reader.nameText();
        break;
      case 1048026:
        userIdValue = reader.nameText();
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
      case 896170:
        tradeExchangeValue = reader.nameText();
        break;
      case 896130:
        tradeRouteValue = reader.nameText();
        break;
      case 1193906:
        exchangeOrderIdValue = reader.text();
        break;
      case 880930:
        instrumentTypeValue = reader.nameText();
        break;
      case 1194186:
        completionReasonValue = reader.nameText();
        break;
      case 896032:
        quantityValue = reader.int32();
        break;
      case 896216:
        quanReleasePendingValue = reader.int32();
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
      case 1238160:
        origPriceTypeValue = reader.int32();
        break;
      case 1237680:
        manualOrAutoValue = reader.int32();
        break;
      case 1256696:
        bracketTypeValue = reader.int32();
        break;
      case 882577:
        avgFillPriceValue = reader.double();
        break;
      case 1232888:
        totalFillSizeValue = reader.int32();
        break;
      case 1232896:
        totalUnfilledSizeValue = reader.int32();
        break;
      case 1256512:
        trailByTicksValue = reader.int32();
        break;
      case 1256520:
        trailByPriceIdValue = reader.int32();
        break;
      case 896018:
        sequenceNumberValue = reader.text();
        break;
      case 1194106:
        origSequenceNumberValue = reader.text();
        break;
      case 1194114:
        corSequenceNumberValue = reader.text();
        break;
      case 1235058:
        currencyValue = reader.nameText();
        break;
      case 1233378:
        countryCodeValue = reader.text();
        break;
      case 960066:
        textValue = reader.nameText();
        break;
      case 960226:
        reportTextValue = reader.text();
        break;
      case 1238450:
        remarksValue = reader.nameText();
        break;
      case 1237034:
        windowNameValue = reader.nameText();
        break;
      case 1237370:
        originatorWindowNameValue = reader.nameText();
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
      case 1200800:
        ssboeValue = reader.int32();
        break;
      case 1200808:
        usecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, rithmicOrderNotificationFields);
    }
  }
  const fields: RithmicOrderNotification = {
    user_tag: userTagValue,
    notify_type: notifyTypeValue,
    is_snapshot: isSnapshotValue,
    status: statusValue,
    basket_id: basketIdValue,
    original_basket_id: originalBasketIdValue,
    linked_basket_ids: linkedBasketIdsValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    user_id: userIdValue,
    account_id: accountIdValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    trade_exchange: tradeExchangeValue,
    trade_route: tradeRouteValue,
    exchange_order_id: exchangeOrderIdValue,
    instrument_type: instrumentTypeValue,
    completion_reason: completionReasonValue,
    quantity: quantityValue,
    quan_release_pending: quanReleasePendingValue,
    price: priceValue,
    trigger_price: triggerPriceValue,
    transaction_type: transactionTypeValue,
    duration: durationValue,
    price_type: priceTypeValue,
    orig_price_type: origPriceTypeValue,
    manual_or_auto: manualOrAutoValue,
    bracket_type: bracketTypeValue,
    avg_fill_price: avgFillPriceValue,
    total_fill_size: totalFillSizeValue,
    total_unfilled_size: totalUnfilledSizeValue,
    trail_by_ticks: trailByTicksValue,
    trail_by_price_id: trailByPriceIdValue,
    sequence_number: sequenceNumberValue,
    orig_sequence_number: origSequenceNumberValue,
    cor_sequence_number: corSequenceNumberValue,
    currency: currencyValue,
    country_code: countryCodeValue,
    text: textValue,
    report_text: reportTextValue,
    remarks: remarksValue,
    window_name: windowNameValue,
    originator_window_name: originatorWindowNameValue,
    cancel_at_ssboe: cancelAtSsboeValue,
    cancel_at_usecs: cancelAtUsecsValue,
    cancel_after_secs: cancelAfterSecsValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'RithmicOrderNotification' as const, templateId: 351, fields };
}

export function encodeRithmicOrderNotification(writer: WireWriter, fields: RithmicOrderNotification): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.instrument_type !== undefined) writer.text(110116, fields.instrument_type);
  if (fields.is_snapshot !== undefined) writer.bool(110121, fields.is_snapshot);
  if (fields.basket_id !== undefined) writer.text(110300, fields.basket_id);
  if (fields.status !== undefined) writer.text(110303, fields.status);
  if (fields.price !== undefined) writer.double(110306, fields.price);
  if (fields.avg_fill_price !== undefined) writer.double(110322, fields.avg_fill_price);
  if (fields.linked_basket_ids !== undefined) writer.text(110358, fields.linked_basket_ids);
  if (fields.sequence_number !== undefined) writer.text(112002, fields.sequence_number);
  if (fields.transaction_type !== undefined) writer.int32(112003, fields.transaction_type);
  if (fields.quantity !== undefined) writer.int32(112004, fields.quantity);
  if (fields.duration !== undefined) writer.int32(112005, fields.duration);
  if (fields.price_type !== undefined) writer.int32(112008, fields.price_type);
  if (fields.trade_route !== undefined) writer.text(112016, fields.trade_route);
  if (fields.trade_exchange !== undefined) writer.text(112021, fields.trade_exchange);
  if (fields.quan_release_pending !== undefined) writer.int32(112027, fields.quan_release_pending);
  if (fields.text !== undefined) writer.text(120008, fields.text);
  if (fields.report_text !== undefined) writer.text(120028, fields.report_text);
  if (fields.user_id !== undefined) writer.text(131003, fields.user_id);
  if (fields.exchange_order_id !== undefined) writer.text(149238, fields.exchange_order_id);
  if (fields.trigger_price !== undefined) writer.double(149247, fields.trigger_price);
  if (fields.orig_sequence_number !== undefined) writer.text(149263, fields.orig_sequence_number);
  if (fields.cor_sequence_number !== undefined) writer.text(149264, fields.cor_sequence_number);
  if (fields.completion_reason !== undefined) writer.text(149273, fields.completion_reason);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  if (fields.notify_type !== undefined) writer.int32(153625, fields.notify_type);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.total_fill_size !== undefined) writer.int32(154111, fields.total_fill_size);
  if (fields.total_unfilled_size !== undefined) writer.int32(154112, fields.total_unfilled_size);
  if (fields.user_tag !== undefined) writer.text(154119, fields.user_tag);
  if (fields.country_code !== undefined) writer.text(154172, fields.country_code);
  if (fields.currency !== undefined) writer.text(154382, fields.currency);
  writer.int32(154467, 351);
  if (fields.cancel_after_secs !== undefined) writer.int32(154488, fields.cancel_after_secs);
  if (fields.original_basket_id !== undefined) writer.text(154497, fields.original_basket_id);
  if (fields.window_name !== undefined) writer.text(154629, fields.window_name);
  if (fields.originator_window_name !== undefined) writer.text(154671, fields.originator_window_name);
  if (fields.manual_or_auto !== undefined) writer.int32(154710, fields.manual_or_auto);
  if (fields.orig_price_type !== undefined) writer.int32(154770, fields.orig_price_type);
  if (fields.remarks !== undefined) writer.text(154806, fields.remarks);
  if (fields.trail_by_ticks !== undefined) writer.int32(157064, fields.trail_by_ticks);
  if (fields.trail_by_price_id !== undefined) writer.int32(157065, fields.trail_by_price_id);
  if (fields.cancel_at_ssboe !== undefined) writer.int32(157085, fields.cancel_at_ssboe);
  if (fields.cancel_at_usecs !== undefined) writer.int32(157086, fields.cancel_at_usecs);
  if (fields.bracket_type !== undefined) writer.int32(157087, fields.bracket_type);
}

/** Template 352. What the exchange reported about an order. Only its FILL is a fill, counted once per fill_id. */
export interface ExchangeOrderNotification {
  /** Our own id of an order, given back in notifications; left out rather than empty. */
  readonly user_tag?: string | undefined;
  /** One of STATUS 1, MODIFY 2, CANCEL 3, TRIGGER 4, FILL 5, REJECT 6, NOT_MODIFIED 7, NOT_CANCELLED 8, GENERIC 9. */
  readonly notify_type?: number | undefined;
  /** The state of things, not a change of it. */
  readonly is_snapshot?: boolean | undefined;
  readonly is_rithmic_internal_msg?: boolean | undefined;
  readonly report_type?: string | undefined;
  readonly status?: string | undefined;
  /** The server's id of an order. */
  readonly basket_id?: string | undefined;
  /** The entry that a target or stop belongs to. */
  readonly original_basket_id?: string | undefined;
  /** Ids with commas between them. */
  readonly linked_basket_ids?: string | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly user_id?: string | undefined;
  readonly account_id?: string | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  readonly trade_exchange?: string | undefined;
  /** As published for the exchange of the order. */
  readonly trade_route?: string | undefined;
  readonly exchange_order_id?: string | undefined;
  readonly tp_exchange_order_id?: string | undefined;
  readonly instrument_type?: string | undefined;
  readonly quantity?: number | undefined;
  readonly price?: number | undefined;
  readonly trigger_price?: number | undefined;
  /** One of BUY 1, SELL 2, SS 3. */
  readonly transaction_type?: number | undefined;
  /** One of DAY 1, GTC 2, IOC 3, FOK 4. */
  readonly duration?: number | undefined;
  /** One of LIMIT 1, MARKET 2, STOP_LIMIT 3, STOP_MARKET 4. */
  readonly price_type?: number | undefined;
  /** One of LIMIT 1, MARKET 2, STOP_LIMIT 3, STOP_MARKET 4. */
  readonly orig_price_type?: number | undefined;
  /** Whether a person or a program gave the order; exchanges demand it. One of MANUAL 1, AUTO 2. */
  readonly manual_or_auto?: number | undefined;
  /** One of STOP_ONLY 1, TARGET_ONLY 2, TARGET_AND_STOP 3, STOP_ONLY_STATIC 4, TARGET_ONLY_STATIC 5, TARGET_AND_STOP_STATIC 6. */
  readonly bracket_type?: number | undefined;
  readonly confirmed_size?: number | undefined;
  readonly confirmed_time?: string | undefined;
  /** YYYYMMDD, UTC. */
  readonly confirmed_date?: string | undefined;
  readonly confirmed_id?: string | undefined;
  readonly modified_size?: number | undefined;
  readonly modified_time?: string | undefined;
  /** YYYYMMDD, UTC. */
  readonly modified_date?: string | undefined;
  readonly modify_id?: string | undefined;
  readonly cancelled_size?: number | undefined;
  readonly cancelled_time?: string | undefined;
  /** YYYYMMDD, UTC. */
  readonly cancelled_date?: string | undefined;
  readonly cancelled_id?: string | undefined;
  readonly fill_price?: number | undefined;
  readonly fill_size?: number | undefined;
  /** HH:MM:SS, UTC. */
  readonly fill_time?: string | undefined;
  /** YYYYMMDD, UTC. */
  readonly fill_date?: string | undefined;
  /** The same in late and repeated reports of a fill. */
  readonly fill_id?: string | undefined;
  readonly avg_fill_price?: number | undefined;
  readonly total_fill_size?: number | undefined;
  readonly total_unfilled_size?: number | undefined;
  readonly trigger_id?: string | undefined;
  /** Ticks. */
  readonly trail_by_ticks?: number | undefined;
  readonly trail_by_price_id?: number | undefined;
  readonly sequence_number?: string | undefined;
  readonly orig_sequence_number?: string | undefined;
  readonly cor_sequence_number?: string | undefined;
  readonly currency?: string | undefined;
  readonly country_code?: string | undefined;
  readonly text?: string | undefined;
  readonly report_text?: string | undefined;
  readonly remarks?: string | undefined;
  readonly window_name?: string | undefined;
  readonly originator_window_name?: string | undefined;
  /** Seconds since 1970, UTC. */
  readonly cancel_at_ssboe?: number | undefined;
  /** Microseconds within that second. */
  readonly cancel_at_usecs?: number | undefined;
  /** Seconds. */
  readonly cancel_after_secs?: number | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: number | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: number | undefined;
  /** Time of the exchange: seconds since 1970, UTC. */
  readonly source_ssboe?: number | undefined;
  /** Time of the exchange: microseconds within that second. */
  readonly source_usecs?: number | undefined;
  /** Time of the exchange: all nanoseconds within that second, not an addition to source_usecs. */
  readonly source_nsecs?: number | undefined;
  /** Time of receipt by the exchange: seconds since 1970, UTC. */
  readonly exch_receipt_ssboe?: number | undefined;
  /** Time of receipt by the exchange: all nanoseconds within that second. */
  readonly exch_receipt_nsecs?: number | undefined;
}

const exchangeOrderNotificationFields = new Set([154467, 154119, 153625, 110121, 149373, 120001, 110303, 110300, 154497, 110358, 154013, 154014, 131003, 154008, 110100, 110101, 112021, 112016, 149238, 153647, 110116, 112004, 110306, 149247, 112003, 112005, 112008, 154770, 154710, 157087, 110329, 110326, 110327, 110330, 149267, 149268, 149269, 149244, 110318, 110319, 110320, 110321, 110307, 110308, 110309, 110310, 110311, 110322, 154111, 154112, 149266, 157064, 157065, 112002, 149263, 149264, 154382, 154172, 120008, 120028, 154806, 154629, 154671, 157085, 157086, 154488, 150100, 150101, 150400, 150401, 150404, 150405, 150406]);
export function decodeExchangeOrderNotification(reader: WireReader) {
  let userTagValue: string | undefined;
  let notifyTypeValue: number | undefined;
  let isSnapshotValue: boolean | undefined;
  let isRithmicInternalMsgValue: boolean | undefined;
  let reportTypeValue: string | undefined;
  let statusValue: string | undefined;
  let basketIdValue: string | undefined;
  let originalBasketIdValue: string | undefined;
  let linkedBasketIdsValue: string | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let userIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let tradeExchangeValue: string | undefined;
  let tradeRouteValue: string | undefined;
  let exchangeOrderIdValue: string | undefined;
  let tpExchangeOrderIdValue: string | undefined;
  let instrumentTypeValue: string | undefined;
  let quantityValue: number | undefined;
  let priceValue: number | undefined;
  let triggerPriceValue: number | undefined;
  let transactionTypeValue: number | undefined;
  let durationValue: number | undefined;
  let priceTypeValue: number | undefined;
  let origPriceTypeValue: number | undefined;
  let manualOrAutoValue: number | undefined;
  let bracketTypeValue: number | undefined;
  let confirmedSizeValue: number | undefined;
  let confirmedTimeValue: string | undefined;
  let confirmedDateValue: string | undefined;
  let confirmedIdValue: string | undefined;
  let modifiedSizeValue: number | undefined;
  let modifiedTimeValue: string | undefined;
  let modifiedDateValue: string | undefined;
  let modifyIdValue: string | undefined;
  let cancelledSizeValue: number | undefined;
  let cancelledTimeValue: string | undefined;
  let cancelledDateValue: string | undefined;
  let cancelledIdValue: string | undefined;
  let fillPriceValue: number | undefined;
  let fillSizeValue: number | undefined;
  let fillTimeValue: string | undefined;
  let fillDateValue: string | undefined;
  let fillIdValue: string | undefined;
  let avgFillPriceValue: number | undefined;
  let totalFillSizeValue: number | undefined;
  let totalUnfilledSizeValue: number | undefined;
  let triggerIdValue: string | undefined;
  let trailByTicksValue: number | undefined;
  let trailByPriceIdValue: number | undefined;
  let sequenceNumberValue: string | undefined;
  let origSequenceNumberValue: string | undefined;
  let corSequenceNumberValue: string | undefined;
  let currencyValue: string | undefined;
  let countryCodeValue: string | undefined;
  let textValue: string | undefined;
  let reportTextValue: string | undefined;
  let remarksValue: string | undefined;
  let windowNameValue: string | undefined;
  let originatorWindowNameValue: string | undefined;
  let cancelAtSsboeValue: number | undefined;
  let cancelAtUsecsValue: number | undefined;
  let cancelAfterSecsValue: number | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  let sourceSsboeValue: number | undefined;
  let sourceUsecsValue: number | undefined;
  let sourceNsecsValue: number | undefined;
  let exchReceiptSsboeValue: number | undefined;
  let exchReceiptNsecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 352) reader.refuse('the message has two template ids');
        break;
      case 1232954:
        userTagValue = reader.text();
        break;
      case 1229000:
        notifyTypeValue = reader.int32();
        break;
      case 880968:
        isSnapshotValue = reader.bool();
        break;
      case 1194984:
        isRithmicInternalMsgValue = reader.bool();
        break;
      case 960010:
        reportTypeValue = reader.nameText();
        break;
      case 882426:
        statusValue = reader.nameText();
        break;
      case 882402:
        basketIdValue = reader.text();
        break;
      case 1235978:
        originalBasketIdValue = reader.text();
        break;
      case 882866:
        linkedBasketIdsValue = reader.text();
        break;
      case 1232106:
        fcmIdValue = reader.nameText();
        break;
      case 1232114:
        ibIdValue = reader.nameText();
        break;
      case 1048026:
        userIdValue = reader.nameText();
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
      case 896170:
        tradeExchangeValue = reader.nameText();
        break;
      case 896130:
        tradeRouteValue = reader.nameText();
        break;
      case 1193906:
        exchangeOrderIdValue = reader.text();
        break;
      case 1229178:
        tpExchangeOrderIdValue = reader.text();
        break;
      case 880930:
        instrumentTypeValue = reader.nameText();
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
      case 1238160:
        origPriceTypeValue = reader.int32();
        break;
      case 1237680:
        manualOrAutoValue = reader.int32();
        break;
      case 1256696:
        bracketTypeValue = reader.int32();
        break;
      case 882632:
        confirmedSizeValue = reader.int32();
        break;
      case 882610:
        confirmedTimeValue = reader.text();
        break;
      case 882618:
        confirmedDateValue = reader.nameText();
        break;
      case 882642:
        confirmedIdValue = reader.text();
        break;
      case 1194136:
        modifiedSizeValue = reader.int32();
        break;
      case 1194146:
        modifiedTimeValue = reader.text();
        break;
      case 1194154:
        modifiedDateValue = reader.nameText();
        break;
      case 1193954:
        modifyIdValue = reader.text();
        break;
      case 882544:
        cancelledSizeValue = reader.int32();
        break;
      case 882554:
        cancelledTimeValue = reader.text();
        break;
      case 882562:
        cancelledDateValue = reader.nameText();
        break;
      case 882570:
        cancelledIdValue = reader.text();
        break;
      case 882457:
        fillPriceValue = reader.double();
        break;
      case 882464:
        fillSizeValue = reader.int32();
        break;
      case 882474:
        fillTimeValue = reader.text();
        break;
      case 882482:
        fillDateValue = reader.nameText();
        break;
      case 882490:
        fillIdValue = reader.text();
        break;
      case 882577:
        avgFillPriceValue = reader.double();
        break;
      case 1232888:
        totalFillSizeValue = reader.int32();
        break;
      case 1232896:
        totalUnfilledSizeValue = reader.int32();
        break;
      case 1194130:
        triggerIdValue = reader.text();
        break;
      case 1256512:
        trailByTicksValue = reader.int32();
        break;
      case 1256520:
        trailByPriceIdValue = reader.int32();
        break;
      case 896018:
        sequenceNumberValue = reader.text();
        break;
      case 1194106:
        origSequenceNumberValue = reader.text();
        break;
      case 1194114:
        corSequenceNumberValue = reader.text();
        break;
      case 1235058:
        currencyValue = reader.nameText();
        break;
      case 1233378:
        countryCodeValue = reader.text();
        break;
      case 960066:
        textValue = reader.nameText();
        break;
      case 960226:
        reportTextValue = reader.text();
        break;
      case 1238450:
        remarksValue = reader.nameText();
        break;
      case 1237034:
        windowNameValue = reader.nameText();
        break;
      case 1237370:
        originatorWindowNameValue = reader.nameText();
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
      case 1200800:
        ssboeValue = reader.int32();
        break;
      case 1200808:
        usecsValue = reader.int32();
        break;
      case 1203200:
        sourceSsboeValue = reader.int32();
        break;
      case 1203208:
        sourceUsecsValue = reader.int32();
        break;
      case 1203232:
        sourceNsecsValue = reader.int32();
        break;
      case 1203240:
        exchReceiptSsboeValue = reader.int32();
        break;
      case 1203248:
        exchReceiptNsecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, exchangeOrderNotificationFields);
    }
  }
  const fields: ExchangeOrderNotification = {
    user_tag: userTagValue,
    notify_type: notifyTypeValue,
    is_snapshot: isSnapshotValue,
    is_rithmic_internal_msg: isRithmicInternalMsgValue,
    report_type: reportTypeValue,
    status: statusValue,
    basket_id: basketIdValue,
    original_basket_id: originalBasketIdValue,
    linked_basket_ids: linkedBasketIdsValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    user_id: userIdValue,
    account_id: accountIdValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    trade_exchange: tradeExchangeValue,
    trade_route: tradeRouteValue,
    exchange_order_id: exchangeOrderIdValue,
    tp_exchange_order_id: tpExchangeOrderIdValue,
    instrument_type: instrumentTypeValue,
    quantity: quantityValue,
    price: priceValue,
    trigger_price: triggerPriceValue,
    transaction_type: transactionTypeValue,
    duration: durationValue,
    price_type: priceTypeValue,
    orig_price_type: origPriceTypeValue,
    manual_or_auto: manualOrAutoValue,
    bracket_type: bracketTypeValue,
    confirmed_size: confirmedSizeValue,
    confirmed_time: confirmedTimeValue,
    confirmed_date: confirmedDateValue,
    confirmed_id: confirmedIdValue,
    modified_size: modifiedSizeValue,
    modified_time: modifiedTimeValue,
    modified_date: modifiedDateValue,
    modify_id: modifyIdValue,
    cancelled_size: cancelledSizeValue,
    cancelled_time: cancelledTimeValue,
    cancelled_date: cancelledDateValue,
    cancelled_id: cancelledIdValue,
    fill_price: fillPriceValue,
    fill_size: fillSizeValue,
    fill_time: fillTimeValue,
    fill_date: fillDateValue,
    fill_id: fillIdValue,
    avg_fill_price: avgFillPriceValue,
    total_fill_size: totalFillSizeValue,
    total_unfilled_size: totalUnfilledSizeValue,
    trigger_id: triggerIdValue,
    trail_by_ticks: trailByTicksValue,
    trail_by_price_id: trailByPriceIdValue,
    sequence_number: sequenceNumberValue,
    orig_sequence_number: origSequenceNumberValue,
    cor_sequence_number: corSequenceNumberValue,
    currency: currencyValue,
    country_code: countryCodeValue,
    text: textValue,
    report_text: reportTextValue,
    remarks: remarksValue,
    window_name: windowNameValue,
    originator_window_name: originatorWindowNameValue,
    cancel_at_ssboe: cancelAtSsboeValue,
    cancel_at_usecs: cancelAtUsecsValue,
    cancel_after_secs: cancelAfterSecsValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
    source_ssboe: sourceSsboeValue,
    source_usecs: sourceUsecsValue,
    source_nsecs: sourceNsecsValue,
    exch_receipt_ssboe: exchReceiptSsboeValue,
    exch_receipt_nsecs: exchReceiptNsecsValue,
  };
  return { name: 'ExchangeOrderNotification' as const, templateId: 352, fields };
}

export function encodeExchangeOrderNotification(writer: WireWriter, fields: ExchangeOrderNotification): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.instrument_type !== undefined) writer.text(110116, fields.instrument_type);
  if (fields.is_snapshot !== undefined) writer.bool(110121, fields.is_snapshot);
  if (fields.basket_id !== undefined) writer.text(110300, fields.basket_id);
  if (fields.status !== undefined) writer.text(110303, fields.status);
  if (fields.price !== undefined) writer.double(110306, fields.price);
  if (fields.fill_price !== undefined) writer.double(110307, fields.fill_price);
  if (fields.fill_size !== undefined) writer.int32(110308, fields.fill_size);
  if (fields.fill_time !== undefined) writer.text(110309, fields.fill_time);
  if (fields.fill_date !== undefined) writer.text(110310, fields.fill_date);
  if (fields.fill_id !== undefined) writer.text(110311, fields.fill_id);
  if (fields.cancelled_size !== undefined) writer.int32(110318, fields.cancelled_size);
  if (fields.cancelled_time !== undefined) writer.text(110319, fields.cancelled_time);
  if (fields.cancelled_date !== undefined) writer.text(110320, fields.cancelled_date);
  if (fields.cancelled_id !== undefined) writer.text(110321, fields.cancelled_id);
  if (fields.avg_fill_price !== undefined) writer.double(110322, fields.avg_fill_price);
  if (fields.confirmed_time !== undefined) writer.text(110326, fields.confirmed_time);
  if (fields.confirmed_date !== undefined) writer.text(110327, fields.confirmed_date);
  if (fields.confirmed_size !== undefined) writer.int32(110329, fields.confirmed_size);
  if (fields.confirmed_id !== undefined) writer.text(110330, fields.confirmed_id);
  if (fields.linked_basket_ids !== undefined) writer.text(110358, fields.linked_basket_ids);
  if (fields.sequence_number !== undefined) writer.text(112002, fields.sequence_number);
  if (fields.transaction_type !== undefined) writer.int32(112003, fields.transaction_type);
  if (fields.quantity !== undefined) writer.int32(112004, fields.quantity);
  if (fields.duration !== undefined) writer.int32(112005, fields.duration);
  if (fields.price_type !== undefined) writer.int32(112008, fields.price_type);
  if (fields.trade_route !== undefined) writer.text(112016, fields.trade_route);
  if (fields.trade_exchange !== undefined) writer.text(112021, fields.trade_exchange);
  if (fields.report_type !== undefined) writer.text(120001, fields.report_type);
  if (fields.text !== undefined) writer.text(120008, fields.text);
  if (fields.report_text !== undefined) writer.text(120028, fields.report_text);
  if (fields.user_id !== undefined) writer.text(131003, fields.user_id);
  if (fields.exchange_order_id !== undefined) writer.text(149238, fields.exchange_order_id);
  if (fields.modify_id !== undefined) writer.text(149244, fields.modify_id);
  if (fields.trigger_price !== undefined) writer.double(149247, fields.trigger_price);
  if (fields.orig_sequence_number !== undefined) writer.text(149263, fields.orig_sequence_number);
  if (fields.cor_sequence_number !== undefined) writer.text(149264, fields.cor_sequence_number);
  if (fields.trigger_id !== undefined) writer.text(149266, fields.trigger_id);
  if (fields.modified_size !== undefined) writer.int32(149267, fields.modified_size);
  if (fields.modified_time !== undefined) writer.text(149268, fields.modified_time);
  if (fields.modified_date !== undefined) writer.text(149269, fields.modified_date);
  if (fields.is_rithmic_internal_msg !== undefined) writer.bool(149373, fields.is_rithmic_internal_msg);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  if (fields.source_ssboe !== undefined) writer.int32(150400, fields.source_ssboe);
  if (fields.source_usecs !== undefined) writer.int32(150401, fields.source_usecs);
  if (fields.source_nsecs !== undefined) writer.int32(150404, fields.source_nsecs);
  if (fields.exch_receipt_ssboe !== undefined) writer.int32(150405, fields.exch_receipt_ssboe);
  if (fields.exch_receipt_nsecs !== undefined) writer.int32(150406, fields.exch_receipt_nsecs);
  if (fields.notify_type !== undefined) writer.int32(153625, fields.notify_type);
  if (fields.tp_exchange_order_id !== undefined) writer.text(153647, fields.tp_exchange_order_id);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.total_fill_size !== undefined) writer.int32(154111, fields.total_fill_size);
  if (fields.total_unfilled_size !== undefined) writer.int32(154112, fields.total_unfilled_size);
  if (fields.user_tag !== undefined) writer.text(154119, fields.user_tag);
  if (fields.country_code !== undefined) writer.text(154172, fields.country_code);
  if (fields.currency !== undefined) writer.text(154382, fields.currency);
  writer.int32(154467, 352);
  if (fields.cancel_after_secs !== undefined) writer.int32(154488, fields.cancel_after_secs);
  if (fields.original_basket_id !== undefined) writer.text(154497, fields.original_basket_id);
  if (fields.window_name !== undefined) writer.text(154629, fields.window_name);
  if (fields.originator_window_name !== undefined) writer.text(154671, fields.originator_window_name);
  if (fields.manual_or_auto !== undefined) writer.int32(154710, fields.manual_or_auto);
  if (fields.orig_price_type !== undefined) writer.int32(154770, fields.orig_price_type);
  if (fields.remarks !== undefined) writer.text(154806, fields.remarks);
  if (fields.trail_by_ticks !== undefined) writer.int32(157064, fields.trail_by_ticks);
  if (fields.trail_by_price_id !== undefined) writer.int32(157065, fields.trail_by_price_id);
  if (fields.cancel_at_ssboe !== undefined) writer.int32(157085, fields.cancel_at_ssboe);
  if (fields.cancel_at_usecs !== undefined) writer.int32(157086, fields.cancel_at_usecs);
  if (fields.bracket_type !== undefined) writer.int32(157087, fields.bracket_type);
}
