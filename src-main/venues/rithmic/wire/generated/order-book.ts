// Written by scripts/build-proto.ts from proto/rithmic/order-book.proto. Change that, not this, and run it again.

import type { WireReader } from '../reader.ts';
import type { WireWriter } from '../writer.ts';

/** Template 156. Levels of the book, added up per price. The lists of a side belong together by position and need not be equally long. */
export interface OrderBook {
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** Groups of fields that this message updates. Bits of PresenceBits. */
  readonly presence_bits?: number | undefined;
  /** Whether the levels replace the book, change it, or are one part of a longer change. One of CLEAR_ORDER_BOOK 1, NO_BOOK 2, SNAPSHOT_IMAGE 3, BEGIN 4, MIDDLE 5, END 6, SOLO 7. */
  readonly update_type?: number | undefined;
  readonly bid_price?: readonly number[] | undefined;
  readonly bid_size?: readonly number[] | undefined;
  /** Number of orders. */
  readonly bid_orders?: readonly number[] | undefined;
  readonly impl_bid_size?: readonly number[] | undefined;
  readonly ask_price?: readonly number[] | undefined;
  readonly ask_size?: readonly number[] | undefined;
  /** Number of orders. */
  readonly ask_orders?: readonly number[] | undefined;
  readonly impl_ask_size?: readonly number[] | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: number | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: number | undefined;
}

const orderBookFields = new Set([154467, 110100, 110101, 149138, 157608, 154282, 154283, 154401, 154412, 154284, 154285, 154402, 154415, 150100, 150101]);
export function decodeOrderBook(reader: WireReader) {
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let presenceBitsValue: number | undefined;
  let updateTypeValue: number | undefined;
  let bidPriceValue: number[] | undefined;
  let bidSizeValue: number[] | undefined;
  let bidOrdersValue: number[] | undefined;
  let implBidSizeValue: number[] | undefined;
  let askPriceValue: number[] | undefined;
  let askSizeValue: number[] | undefined;
  let askOrdersValue: number[] | undefined;
  let implAskSizeValue: number[] | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 156) reader.refuse('the message has two template ids');
        break;
      case 880802:
        symbolValue = reader.nameText();
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 1193104:
        presenceBitsValue = reader.uint32();
        break;
      case 1260864:
        updateTypeValue = reader.int32();
        break;
      case 1234257:
        (bidPriceValue ??= []).push(reader.double());
        break;
      case 1234258: {
        const end = reader.blockEnd();
        while (reader.position < end) (bidPriceValue ??= []).push(reader.double());
        reader.closeBlock(end);
        break;
      }
      case 1234264:
        (bidSizeValue ??= []).push(reader.int32());
        break;
      case 1234266: {
        const end = reader.blockEnd();
        while (reader.position < end) (bidSizeValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 1235208:
        (bidOrdersValue ??= []).push(reader.int32());
        break;
      case 1235210: {
        const end = reader.blockEnd();
        while (reader.position < end) (bidOrdersValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 1235296:
        (implBidSizeValue ??= []).push(reader.int32());
        break;
      case 1235298: {
        const end = reader.blockEnd();
        while (reader.position < end) (implBidSizeValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 1234273:
        (askPriceValue ??= []).push(reader.double());
        break;
      case 1234274: {
        const end = reader.blockEnd();
        while (reader.position < end) (askPriceValue ??= []).push(reader.double());
        reader.closeBlock(end);
        break;
      }
      case 1234280:
        (askSizeValue ??= []).push(reader.int32());
        break;
      case 1234282: {
        const end = reader.blockEnd();
        while (reader.position < end) (askSizeValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 1235216:
        (askOrdersValue ??= []).push(reader.int32());
        break;
      case 1235218: {
        const end = reader.blockEnd();
        while (reader.position < end) (askOrdersValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 1235320:
        (implAskSizeValue ??= []).push(reader.int32());
        break;
      case 1235322: {
        const end = reader.blockEnd();
        while (reader.position < end) (implAskSizeValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 1200800:
        ssboeValue = reader.int32();
        break;
      case 1200808:
        usecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, orderBookFields);
    }
  }
  const fields: OrderBook = {
    symbol: symbolValue,
    exchange: exchangeValue,
    presence_bits: presenceBitsValue,
    update_type: updateTypeValue,
    bid_price: bidPriceValue,
    bid_size: bidSizeValue,
    bid_orders: bidOrdersValue,
    impl_bid_size: implBidSizeValue,
    ask_price: askPriceValue,
    ask_size: askSizeValue,
    ask_orders: askOrdersValue,
    impl_ask_size: implAskSizeValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'OrderBook' as const, templateId: 156, fields };
}

export function encodeOrderBook(writer: WireWriter, fields: OrderBook): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.presence_bits !== undefined) writer.uint32(149138, fields.presence_bits);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  for (const value of fields.bid_price ?? []) writer.double(154282, value);
  for (const value of fields.bid_size ?? []) writer.int32(154283, value);
  for (const value of fields.ask_price ?? []) writer.double(154284, value);
  for (const value of fields.ask_size ?? []) writer.int32(154285, value);
  for (const value of fields.bid_orders ?? []) writer.int32(154401, value);
  for (const value of fields.ask_orders ?? []) writer.int32(154402, value);
  for (const value of fields.impl_bid_size ?? []) writer.int32(154412, value);
  for (const value of fields.impl_ask_size ?? []) writer.int32(154415, value);
  writer.int32(154467, 156);
  if (fields.update_type !== undefined) writer.int32(157608, fields.update_type);
}

/** Template 115. Asks for every resting order of an instrument, of one price or of all. */
export interface RequestDepthByOrderSnapshot {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** One price; absent for all. */
  readonly depth_price?: number | undefined;
}

const requestDepthByOrderSnapshotFields = new Set([154467, 132760, 110100, 110101, 154405]);
export function decodeRequestDepthByOrderSnapshot(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let depthPriceValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 115) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 880802:
        symbolValue = reader.nameText();
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 1235241:
        depthPriceValue = reader.double();
        break;
      default:
        reader.pass(tag, requestDepthByOrderSnapshotFields);
    }
  }
  const fields: RequestDepthByOrderSnapshot = {
    user_msg: userMsgValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    depth_price: depthPriceValue,
  };
  return { name: 'RequestDepthByOrderSnapshot' as const, templateId: 115, fields };
}

export function encodeRequestDepthByOrderSnapshot(writer: WireWriter, fields: RequestDepthByOrderSnapshot): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.depth_price !== undefined) writer.double(154405, fields.depth_price);
  writer.int32(154467, 115);
}

/** Template 116. The orders that rest at one price of one side. */
export interface ResponseDepthByOrderSnapshot {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly exchange?: string | undefined;
  readonly symbol?: string | undefined;
  readonly sequence_number?: bigint | undefined;
  /** One of BUY 1, SELL 2. */
  readonly depth_side?: number | undefined;
  readonly depth_price?: number | undefined;
  readonly depth_size?: readonly number[] | undefined;
  /** Place in the queue of the exchange; uses all 64 bits. */
  readonly depth_order_priority?: readonly bigint[] | undefined;
  readonly exchange_order_id?: readonly string[] | undefined;
}

const responseDepthByOrderSnapshotFields = new Set([154467, 132760, 132764, 132766, 110101, 110100, 112002, 153612, 154405, 154406, 153613, 149238]);
export function decodeResponseDepthByOrderSnapshot(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let exchangeValue: string | undefined;
  let symbolValue: string | undefined;
  let sequenceNumberValue: bigint | undefined;
  let depthSideValue: number | undefined;
  let depthPriceValue: number | undefined;
  let depthSizeValue: number[] | undefined;
  let depthOrderPriorityValue: bigint[] | undefined;
  let exchangeOrderIdValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 116) reader.refuse('the message has two template ids');
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
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 880802:
        symbolValue = reader.nameText();
        break;
      case 896016:
        sequenceNumberValue = reader.uint64();
        break;
      case 1228896:
        depthSideValue = reader.int32();
        break;
      case 1235241:
        depthPriceValue = reader.double();
        break;
      case 1235248:
        (depthSizeValue ??= []).push(reader.int32());
        break;
      case 1235250: {
        const end = reader.blockEnd();
        while (reader.position < end) (depthSizeValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 1228904:
        (depthOrderPriorityValue ??= []).push(reader.uint64());
        break;
      case 1228906: {
        const end = reader.blockEnd();
        while (reader.position < end) (depthOrderPriorityValue ??= []).push(reader.uint64());
        reader.closeBlock(end);
        break;
      }
      case 1193906:
        (exchangeOrderIdValue ??= []).push(reader.text());
        break;
      default:
        reader.pass(tag, responseDepthByOrderSnapshotFields);
    }
  }
  const fields: ResponseDepthByOrderSnapshot = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    exchange: exchangeValue,
    symbol: symbolValue,
    sequence_number: sequenceNumberValue,
    depth_side: depthSideValue,
    depth_price: depthPriceValue,
    depth_size: depthSizeValue,
    depth_order_priority: depthOrderPriorityValue,
    exchange_order_id: exchangeOrderIdValue,
  };
  return { name: 'ResponseDepthByOrderSnapshot' as const, templateId: 116, fields };
}

export function encodeResponseDepthByOrderSnapshot(writer: WireWriter, fields: ResponseDepthByOrderSnapshot): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.sequence_number !== undefined) writer.uint64(112002, fields.sequence_number);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  for (const value of fields.exchange_order_id ?? []) writer.text(149238, value);
  if (fields.depth_side !== undefined) writer.int32(153612, fields.depth_side);
  for (const value of fields.depth_order_priority ?? []) writer.uint64(153613, value);
  if (fields.depth_price !== undefined) writer.double(154405, fields.depth_price);
  for (const value of fields.depth_size ?? []) writer.int32(154406, value);
  writer.int32(154467, 116);
}

/** Template 117. Starts or stops pushes of every change of a resting order. */
export interface RequestDepthByOrderUpdates {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  /** One of SUBSCRIBE 1, UNSUBSCRIBE 2. */
  readonly request?: number | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** One price; absent for all. */
  readonly depth_price?: number | undefined;
}

const requestDepthByOrderUpdatesFields = new Set([154467, 132760, 100000, 110100, 110101, 154405]);
export function decodeRequestDepthByOrderUpdates(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let requestValue: number | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let depthPriceValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 117) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 800000:
        requestValue = reader.int32();
        break;
      case 880802:
        symbolValue = reader.nameText();
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 1235241:
        depthPriceValue = reader.double();
        break;
      default:
        reader.pass(tag, requestDepthByOrderUpdatesFields);
    }
  }
  const fields: RequestDepthByOrderUpdates = {
    user_msg: userMsgValue,
    request: requestValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    depth_price: depthPriceValue,
  };
  return { name: 'RequestDepthByOrderUpdates' as const, templateId: 117, fields };
}

export function encodeRequestDepthByOrderUpdates(writer: WireWriter, fields: RequestDepthByOrderUpdates): void {
  if (fields.request !== undefined) writer.int32(100000, fields.request);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.depth_price !== undefined) writer.double(154405, fields.depth_price);
  writer.int32(154467, 117);
}

/** Template 118. Whether the change of that subscription was taken. */
export interface ResponseDepthByOrderUpdates {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseDepthByOrderUpdatesFields = new Set([154467, 132760, 132766]);
export function decodeResponseDepthByOrderUpdates(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 118) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseDepthByOrderUpdatesFields);
    }
  }
  const fields: ResponseDepthByOrderUpdates = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseDepthByOrderUpdates' as const, templateId: 118, fields };
}

export function encodeResponseDepthByOrderUpdates(writer: WireWriter, fields: ResponseDepthByOrderUpdates): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 118);
}

/** Template 160. Changes of resting orders; all lists belong together by position. */
export interface DepthByOrder {
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  readonly sequence_number?: bigint | undefined;
  /** One of NEW 1, CHANGE 2, DELETE 3. */
  readonly update_type?: readonly number[] | undefined;
  /** One of BUY 1, SELL 2. */
  readonly transaction_type?: readonly number[] | undefined;
  readonly depth_price?: readonly number[] | undefined;
  /** Where the order was before, for changes of price. */
  readonly prev_depth_price?: readonly number[] | undefined;
  /** Whether prev_depth_price says something. */
  readonly prev_depth_price_flag?: readonly boolean[] | undefined;
  readonly depth_size?: readonly number[] | undefined;
  /** Place in the queue of the exchange; uses all 64 bits. */
  readonly depth_order_priority?: readonly bigint[] | undefined;
  readonly exchange_order_id?: readonly string[] | undefined;
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
  /** Time of receipt at the gateway: seconds since 1970, UTC. */
  readonly jop_ssboe?: number | undefined;
  /** Time of receipt at the gateway: all nanoseconds within that second. */
  readonly jop_nsecs?: number | undefined;
}

const depthByOrderFields = new Set([154467, 110100, 110101, 112002, 110121, 153612, 154405, 154906, 154930, 154406, 153613, 149238, 150100, 150101, 150400, 150401, 150404, 150600, 150604]);
export function decodeDepthByOrder(reader: WireReader) {
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let sequenceNumberValue: bigint | undefined;
  let updateTypeValue: number[] | undefined;
  let transactionTypeValue: number[] | undefined;
  let depthPriceValue: number[] | undefined;
  let prevDepthPriceValue: number[] | undefined;
  let prevDepthPriceFlagValue: boolean[] | undefined;
  let depthSizeValue: number[] | undefined;
  let depthOrderPriorityValue: bigint[] | undefined;
  let exchangeOrderIdValue: string[] | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  let sourceSsboeValue: number | undefined;
  let sourceUsecsValue: number | undefined;
  let sourceNsecsValue: number | undefined;
  let jopSsboeValue: number | undefined;
  let jopNsecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 160) reader.refuse('the message has two template ids');
        break;
      case 880802:
        symbolValue = reader.nameText();
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 896016:
        sequenceNumberValue = reader.uint64();
        break;
      case 880968:
        (updateTypeValue ??= []).push(reader.int32());
        break;
      case 880970: {
        const end = reader.blockEnd();
        while (reader.position < end) (updateTypeValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 1228896:
        (transactionTypeValue ??= []).push(reader.int32());
        break;
      case 1228898: {
        const end = reader.blockEnd();
        while (reader.position < end) (transactionTypeValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 1235241:
        (depthPriceValue ??= []).push(reader.double());
        break;
      case 1235242: {
        const end = reader.blockEnd();
        while (reader.position < end) (depthPriceValue ??= []).push(reader.double());
        reader.closeBlock(end);
        break;
      }
      case 1239249:
        (prevDepthPriceValue ??= []).push(reader.double());
        break;
      case 1239250: {
        const end = reader.blockEnd();
        while (reader.position < end) (prevDepthPriceValue ??= []).push(reader.double());
        reader.closeBlock(end);
        break;
      }
      case 1239440:
        (prevDepthPriceFlagValue ??= []).push(reader.bool());
        break;
      case 1239442: {
        const end = reader.blockEnd();
        while (reader.position < end) (prevDepthPriceFlagValue ??= []).push(reader.bool());
        reader.closeBlock(end);
        break;
      }
      case 1235248:
        (depthSizeValue ??= []).push(reader.int32());
        break;
      case 1235250: {
        const end = reader.blockEnd();
        while (reader.position < end) (depthSizeValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 1228904:
        (depthOrderPriorityValue ??= []).push(reader.uint64());
        break;
      case 1228906: {
        const end = reader.blockEnd();
        while (reader.position < end) (depthOrderPriorityValue ??= []).push(reader.uint64());
        reader.closeBlock(end);
        break;
      }
      case 1193906:
        (exchangeOrderIdValue ??= []).push(reader.text());
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
      case 1204800:
        jopSsboeValue = reader.int32();
        break;
      case 1204832:
        jopNsecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, depthByOrderFields);
    }
  }
  const fields: DepthByOrder = {
    symbol: symbolValue,
    exchange: exchangeValue,
    sequence_number: sequenceNumberValue,
    update_type: updateTypeValue,
    transaction_type: transactionTypeValue,
    depth_price: depthPriceValue,
    prev_depth_price: prevDepthPriceValue,
    prev_depth_price_flag: prevDepthPriceFlagValue,
    depth_size: depthSizeValue,
    depth_order_priority: depthOrderPriorityValue,
    exchange_order_id: exchangeOrderIdValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
    source_ssboe: sourceSsboeValue,
    source_usecs: sourceUsecsValue,
    source_nsecs: sourceNsecsValue,
    jop_ssboe: jopSsboeValue,
    jop_nsecs: jopNsecsValue,
  };
  return { name: 'DepthByOrder' as const, templateId: 160, fields };
}

export function encodeDepthByOrder(writer: WireWriter, fields: DepthByOrder): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  for (const value of fields.update_type ?? []) writer.int32(110121, value);
  if (fields.sequence_number !== undefined) writer.uint64(112002, fields.sequence_number);
  for (const value of fields.exchange_order_id ?? []) writer.text(149238, value);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  if (fields.source_ssboe !== undefined) writer.int32(150400, fields.source_ssboe);
  if (fields.source_usecs !== undefined) writer.int32(150401, fields.source_usecs);
  if (fields.source_nsecs !== undefined) writer.int32(150404, fields.source_nsecs);
  if (fields.jop_ssboe !== undefined) writer.int32(150600, fields.jop_ssboe);
  if (fields.jop_nsecs !== undefined) writer.int32(150604, fields.jop_nsecs);
  for (const value of fields.transaction_type ?? []) writer.int32(153612, value);
  for (const value of fields.depth_order_priority ?? []) writer.uint64(153613, value);
  for (const value of fields.depth_price ?? []) writer.double(154405, value);
  for (const value of fields.depth_size ?? []) writer.int32(154406, value);
  writer.int32(154467, 160);
  for (const value of fields.prev_depth_price ?? []) writer.double(154906, value);
  for (const value of fields.prev_depth_price_flag ?? []) writer.bool(154930, value);
}

/** Template 161. The changes up to this sequence number belong together and are complete. */
export interface DepthByOrderEndEvent {
  readonly symbol?: readonly string[] | undefined;
  readonly exchange?: readonly string[] | undefined;
  readonly sequence_number?: bigint | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: number | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: number | undefined;
}

const depthByOrderEndEventFields = new Set([154467, 110100, 110101, 112002, 150100, 150101]);
export function decodeDepthByOrderEndEvent(reader: WireReader) {
  let symbolValue: string[] | undefined;
  let exchangeValue: string[] | undefined;
  let sequenceNumberValue: bigint | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 161) reader.refuse('the message has two template ids');
        break;
      case 880802:
        (symbolValue ??= []).push(reader.nameText());
        break;
      case 880810:
        (exchangeValue ??= []).push(reader.nameText());
        break;
      case 896016:
        sequenceNumberValue = reader.uint64();
        break;
      case 1200800:
        ssboeValue = reader.int32();
        break;
      case 1200808:
        usecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, depthByOrderEndEventFields);
    }
  }
  const fields: DepthByOrderEndEvent = {
    symbol: symbolValue,
    exchange: exchangeValue,
    sequence_number: sequenceNumberValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'DepthByOrderEndEvent' as const, templateId: 161, fields };
}

export function encodeDepthByOrderEndEvent(writer: WireWriter, fields: DepthByOrderEndEvent): void {
  for (const value of fields.symbol ?? []) writer.text(110100, value);
  for (const value of fields.exchange ?? []) writer.text(110101, value);
  if (fields.sequence_number !== undefined) writer.uint64(112002, fields.sequence_number);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  writer.int32(154467, 161);
}
