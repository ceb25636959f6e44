// Written by scripts/build-proto.ts from proto/rithmic/market-data.proto. Change that, not this, and run it again.

import type { WireReader } from '../reader.ts';
import type { WireWriter } from '../writer.ts';

/** Template 100. Starts or stops pushes of one instrument, kind by kind. Starting a kind twice is refused. */
export interface RequestMarketDataUpdate {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** One of SUBSCRIBE 1, UNSUBSCRIBE 2. */
  readonly request?: number | undefined;
  /** Bits of UpdateBits. */
  readonly update_bits?: number | undefined;
}

const requestMarketDataUpdateFields = new Set([154467, 132760, 110100, 110101, 100000, 154211]);
export function decodeRequestMarketDataUpdate(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let requestValue: number | undefined;
  let updateBitsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 100) reader.refuse('the message has two template ids');
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
      case 800000:
        requestValue = reader.int32();
        break;
      case 1233688:
        updateBitsValue = reader.uint32();
        break;
      default:
        reader.pass(tag, requestMarketDataUpdateFields);
    }
  }
  const fields: RequestMarketDataUpdate = {
    user_msg: userMsgValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    request: requestValue,
    update_bits: updateBitsValue,
  };
  return { name: 'RequestMarketDataUpdate' as const, templateId: 100, fields };
}

export function encodeRequestMarketDataUpdate(writer: WireWriter, fields: RequestMarketDataUpdate): void {
  if (fields.request !== undefined) writer.int32(100000, fields.request);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.update_bits !== undefined) writer.uint32(154211, fields.update_bits);
  writer.int32(154467, 100);
}

/** Template 101. Whether the change of a subscription was taken. */
export interface ResponseMarketDataUpdate {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseMarketDataUpdateFields = new Set([154467, 132760, 132766]);
export function decodeResponseMarketDataUpdate(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 101) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseMarketDataUpdateFields);
    }
  }
  const fields: ResponseMarketDataUpdate = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseMarketDataUpdate' as const, templateId: 101, fields };
}

export function encodeResponseMarketDataUpdate(writer: WireWriter, fields: ResponseMarketDataUpdate): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 101);
}

/** Template 105. The same for all options on an underlying. */
export interface RequestMarketDataUpdateByUnderlying {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly underlying_symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** YYYYMMDD. */
  readonly expiration_date?: string | undefined;
  /** One of SUBSCRIBE 1, UNSUBSCRIBE 2. */
  readonly request?: number | undefined;
  /** Bits of UpdateBits. */
  readonly update_bits?: number | undefined;
}

const requestMarketDataUpdateByUnderlyingFields = new Set([154467, 132760, 101026, 110101, 100067, 100000, 154211]);
export function decodeRequestMarketDataUpdateByUnderlying(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let underlyingSymbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let expirationDateValue: string | undefined;
  let requestValue: number | undefined;
  let updateBitsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 105) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 808210:
        underlyingSymbolValue = reader.nameText();
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 800538:
        expirationDateValue = reader.nameText();
        break;
      case 800000:
        requestValue = reader.int32();
        break;
      case 1233688:
        updateBitsValue = reader.uint32();
        break;
      default:
        reader.pass(tag, requestMarketDataUpdateByUnderlyingFields);
    }
  }
  const fields: RequestMarketDataUpdateByUnderlying = {
    user_msg: userMsgValue,
    underlying_symbol: underlyingSymbolValue,
    exchange: exchangeValue,
    expiration_date: expirationDateValue,
    request: requestValue,
    update_bits: updateBitsValue,
  };
  return { name: 'RequestMarketDataUpdateByUnderlying' as const, templateId: 105, fields };
}

export function encodeRequestMarketDataUpdateByUnderlying(writer: WireWriter, fields: RequestMarketDataUpdateByUnderlying): void {
  if (fields.request !== undefined) writer.int32(100000, fields.request);
  if (fields.expiration_date !== undefined) writer.text(100067, fields.expiration_date);
  if (fields.underlying_symbol !== undefined) writer.text(101026, fields.underlying_symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.update_bits !== undefined) writer.uint32(154211, fields.update_bits);
  writer.int32(154467, 105);
}

/** Template 106. Whether that change was taken. */
export interface ResponseMarketDataUpdateByUnderlying {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseMarketDataUpdateByUnderlyingFields = new Set([154467, 132760, 132766]);
export function decodeResponseMarketDataUpdateByUnderlying(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 106) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseMarketDataUpdateByUnderlyingFields);
    }
  }
  const fields: ResponseMarketDataUpdateByUnderlying = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseMarketDataUpdateByUnderlying' as const, templateId: 106, fields };
}

export function encodeResponseMarketDataUpdateByUnderlying(writer: WireWriter, fields: ResponseMarketDataUpdateByUnderlying): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 106);
}

/** Template 150. A trade, or a change of the figures that go with trades. Without the bit LAST_TRADE it is no trade; as a snapshot it is no new one. */
export interface LastTrade {
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** Groups of fields that this message updates. Bits of PresenceBits. */
  readonly presence_bits?: number | undefined;
  /** Groups of fields that are to be blanked. Bits of PresenceBits. */
  readonly clear_bits?: number | undefined;
  /** The state of things, not a change of it. */
  readonly is_snapshot?: boolean | undefined;
  readonly trade_price?: number | undefined;
  /** Contracts. */
  readonly trade_size?: number | undefined;
  /** Who took; absent at the opening and for legs of spreads. One of BUY 1, SELL 2. */
  readonly aggressor?: number | undefined;
  readonly exchange_order_id?: string | undefined;
  readonly aggressor_exchange_order_id?: string | undefined;
  readonly net_change?: number | undefined;
  /** Percent. */
  readonly percent_change?: number | undefined;
  /** Contracts in this session. */
  readonly volume?: bigint | undefined;
  /** Average price of the session, weighted with volume. */
  readonly vwap?: number | undefined;
  readonly trade_time?: string | undefined;
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

const lastTradeFields = new Set([154467, 110100, 110101, 149138, 154571, 110121, 100006, 100178, 112003, 149238, 154641, 100011, 100056, 100032, 101379, 100379, 150100, 150101, 150400, 150401, 150404, 150600, 150604]);
export function decodeLastTrade(reader: WireReader) {
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let presenceBitsValue: number | undefined;
  let clearBitsValue: number | undefined;
  let isSnapshotValue: boolean | undefined;
  let tradePriceValue: number | undefined;
  let tradeSizeValue: number | undefined;
  let aggressorValue: number | undefined;
  let exchangeOrderIdValue: string | undefined;
  let aggressorExchangeOrderIdValue: string | undefined;
  let netChangeValue: number | undefined;
  let percentChangeValue: number | undefined;
  let volumeValue: bigint | undefined;
  let vwapValue: number | undefined;
  let tradeTimeValue: string | undefined;
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
        if (reader.int32() !== 150) reader.refuse('the message has two template ids');
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
      case 1236568:
        clearBitsValue = reader.uint32();
        break;
      case 880968:
        isSnapshotValue = reader.bool();
        break;
      case 800049:
        tradePriceValue = reader.double();
        break;
      case 801424:
        tradeSizeValue = reader.int32();
        break;
      case 896024:
        aggressorValue = reader.int32();
        break;
      case 1193906:
        exchangeOrderIdValue = reader.text();
        break;
      case 1237130:
        aggressorExchangeOrderIdValue = reader.text();
        break;
      case 800089:
        netChangeValue = reader.double();
        break;
      case 800449:
        percentChangeValue = reader.double();
        break;
      case 800256:
        volumeValue = reader.uint64();
        break;
      case 811033:
        vwapValue = reader.double();
        break;
      case 803034:
        tradeTimeValue = reader.text();
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
        reader.pass(tag, lastTradeFields);
    }
  }
  const fields: LastTrade = {
    symbol: symbolValue,
    exchange: exchangeValue,
    presence_bits: presenceBitsValue,
    clear_bits: clearBitsValue,
    is_snapshot: isSnapshotValue,
    trade_price: tradePriceValue,
    trade_size: tradeSizeValue,
    aggressor: aggressorValue,
    exchange_order_id: exchangeOrderIdValue,
    aggressor_exchange_order_id: aggressorExchangeOrderIdValue,
    net_change: netChangeValue,
    percent_change: percentChangeValue,
    volume: volumeValue,
    vwap: vwapValue,
    trade_time: tradeTimeValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
    source_ssboe: sourceSsboeValue,
    source_usecs: sourceUsecsValue,
    source_nsecs: sourceNsecsValue,
    jop_ssboe: jopSsboeValue,
    jop_nsecs: jopNsecsValue,
  };
  return { name: 'LastTrade' as const, templateId: 150, fields };
}

export function encodeLastTrade(writer: WireWriter, fields: LastTrade): void {
  if (fields.trade_price !== undefined) writer.double(100006, fields.trade_price);
  if (fields.net_change !== undefined) writer.double(100011, fields.net_change);
  if (fields.volume !== undefined) writer.uint64(100032, fields.volume);
  if (fields.percent_change !== undefined) writer.double(100056, fields.percent_change);
  if (fields.trade_size !== undefined) writer.int32(100178, fields.trade_size);
  if (fields.trade_time !== undefined) writer.text(100379, fields.trade_time);
  if (fields.vwap !== undefined) writer.double(101379, fields.vwap);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.is_snapshot !== undefined) writer.bool(110121, fields.is_snapshot);
  if (fields.aggressor !== undefined) writer.int32(112003, fields.aggressor);
  if (fields.presence_bits !== undefined) writer.uint32(149138, fields.presence_bits);
  if (fields.exchange_order_id !== undefined) writer.text(149238, fields.exchange_order_id);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  if (fields.source_ssboe !== undefined) writer.int32(150400, fields.source_ssboe);
  if (fields.source_usecs !== undefined) writer.int32(150401, fields.source_usecs);
  if (fields.source_nsecs !== undefined) writer.int32(150404, fields.source_nsecs);
  if (fields.jop_ssboe !== undefined) writer.int32(150600, fields.jop_ssboe);
  if (fields.jop_nsecs !== undefined) writer.int32(150604, fields.jop_nsecs);
  writer.int32(154467, 150);
  if (fields.clear_bits !== undefined) writer.uint32(154571, fields.clear_bits);
  if (fields.aggressor_exchange_order_id !== undefined) writer.text(154641, fields.aggressor_exchange_order_id);
}

/** Template 151. The best prices. Each side is updated by its own bit; a side whose bit is missing is as it was. */
export interface BestBidOffer {
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** Groups of fields that this message updates. Bits of PresenceBits. */
  readonly presence_bits?: number | undefined;
  /** Groups of fields that are to be blanked. Bits of PresenceBits. */
  readonly clear_bits?: number | undefined;
  /** The state of things, not a change of it. */
  readonly is_snapshot?: boolean | undefined;
  readonly bid_price?: number | undefined;
  readonly bid_size?: number | undefined;
  /** Number of orders. */
  readonly bid_orders?: number | undefined;
  readonly bid_implicit_size?: number | undefined;
  readonly bid_time?: string | undefined;
  readonly ask_price?: number | undefined;
  readonly ask_size?: number | undefined;
  /** Number of orders. */
  readonly ask_orders?: number | undefined;
  readonly ask_implicit_size?: number | undefined;
  readonly ask_time?: string | undefined;
  readonly lean_price?: number | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: number | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: number | undefined;
}

const bestBidOfferFields = new Set([154467, 110100, 110101, 149138, 154571, 110121, 100022, 100030, 154403, 154867, 100266, 100025, 100031, 154404, 154868, 100267, 154909, 150100, 150101]);
export function decodeBestBidOffer(reader: WireReader) {
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let presenceBitsValue: number | undefined;
  let clearBitsValue: number | undefined;
  let isSnapshotValue: boolean | undefined;
  let bidPriceValue: number | undefined;
  let bidSizeValue: number | undefined;
  let bidOrdersValue: number | undefined;
  let bidImplicitSizeValue: number | undefined;
  let bidTimeValue: string | undefined;
  let askPriceValue: number | undefined;
  let askSizeValue: number | undefined;
  let askOrdersValue: number | undefined;
  let askImplicitSizeValue: number | undefined;
  let askTimeValue: string | undefined;
  let leanPriceValue: number | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 151) reader.refuse('the message has two template ids');
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
      case 1236568:
        clearBitsValue = reader.uint32();
        break;
      case 880968:
        isSnapshotValue = reader.bool();
        break;
      case 800177:
        bidPriceValue = reader.double();
        break;
      case 800240:
        bidSizeValue = reader.int32();
        break;
      case 1235224:
        bidOrdersValue = reader.int32();
        break;
      case 1238936:
        bidImplicitSizeValue = reader.int32();
        break;
      case 802130:
        bidTimeValue = reader.text();
        break;
      case 800201:
        askPriceValue = reader.double();
        break;
      case 800248:
        askSizeValue = reader.int32();
        break;
      case 1235232:
        askOrdersValue = reader.int32();
        break;
      case 1238944:
        askImplicitSizeValue = reader.int32();
        break;
      case 802138:
        askTimeValue = reader.text();
        break;
      case 1239273:
        leanPriceValue = reader.double();
        break;
      case 1200800:
        ssboeValue = reader.int32();
        break;
      case 1200808:
        usecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, bestBidOfferFields);
    }
  }
  const fields: BestBidOffer = {
    symbol: symbolValue,
    exchange: exchangeValue,
    presence_bits: presenceBitsValue,
    clear_bits: clearBitsValue,
    is_snapshot: isSnapshotValue,
    bid_price: bidPriceValue,
    bid_size: bidSizeValue,
    bid_orders: bidOrdersValue,
    bid_implicit_size: bidImplicitSizeValue,
    bid_time: bidTimeValue,
    ask_price: askPriceValue,
    ask_size: askSizeValue,
    ask_orders: askOrdersValue,
    ask_implicit_size: askImplicitSizeValue,
    ask_time: askTimeValue,
    lean_price: leanPriceValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'BestBidOffer' as const, templateId: 151, fields };
}

export function encodeBestBidOffer(writer: WireWriter, fields: BestBidOffer): void {
  if (fields.bid_price !== undefined) writer.double(100022, fields.bid_price);
  if (fields.ask_price !== undefined) writer.double(100025, fields.ask_price);
  if (fields.bid_size !== undefined) writer.int32(100030, fields.bid_size);
  if (fields.ask_size !== undefined) writer.int32(100031, fields.ask_size);
  if (fields.bid_time !== undefined) writer.text(100266, fields.bid_time);
  if (fields.ask_time !== undefined) writer.text(100267, fields.ask_time);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.is_snapshot !== undefined) writer.bool(110121, fields.is_snapshot);
  if (fields.presence_bits !== undefined) writer.uint32(149138, fields.presence_bits);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  if (fields.bid_orders !== undefined) writer.int32(154403, fields.bid_orders);
  if (fields.ask_orders !== undefined) writer.int32(154404, fields.ask_orders);
  writer.int32(154467, 151);
  if (fields.clear_bits !== undefined) writer.uint32(154571, fields.clear_bits);
  if (fields.bid_implicit_size !== undefined) writer.int32(154867, fields.bid_implicit_size);
  if (fields.ask_implicit_size !== undefined) writer.int32(154868, fields.ask_implicit_size);
  if (fields.lean_price !== undefined) writer.double(154909, fields.lean_price);
}

/** Template 152. Open, high and low of the session. */
export interface TradeStatistics {
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** Groups of fields that this message updates. Bits of PresenceBits. */
  readonly presence_bits?: number | undefined;
  /** Groups of fields that are to be blanked. Bits of PresenceBits. */
  readonly clear_bits?: number | undefined;
  /** The state of things, not a change of it. */
  readonly is_snapshot?: boolean | undefined;
  readonly open_price?: number | undefined;
  readonly high_price?: number | undefined;
  readonly low_price?: number | undefined;
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

const tradeStatisticsFields = new Set([154467, 110100, 110101, 149138, 154571, 110121, 100019, 100012, 100013, 150100, 150101, 150400, 150401, 150404, 150600, 150604]);
export function decodeTradeStatistics(reader: WireReader) {
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let presenceBitsValue: number | undefined;
  let clearBitsValue: number | undefined;
  let isSnapshotValue: boolean | undefined;
  let openPriceValue: number | undefined;
  let highPriceValue: number | undefined;
  let lowPriceValue: number | undefined;
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
        if (reader.int32() !== 152) reader.refuse('the message has two template ids');
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
      case 1236568:
        clearBitsValue = reader.uint32();
        break;
      case 880968:
        isSnapshotValue = reader.bool();
        break;
      case 800153:
        openPriceValue = reader.double();
        break;
      case 800097:
        highPriceValue = reader.double();
        break;
      case 800105:
        lowPriceValue = reader.double();
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
        reader.pass(tag, tradeStatisticsFields);
    }
  }
  const fields: TradeStatistics = {
    symbol: symbolValue,
    exchange: exchangeValue,
    presence_bits: presenceBitsValue,
    clear_bits: clearBitsValue,
    is_snapshot: isSnapshotValue,
    open_price: openPriceValue,
    high_price: highPriceValue,
    low_price: lowPriceValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
    source_ssboe: sourceSsboeValue,
    source_usecs: sourceUsecsValue,
    source_nsecs: sourceNsecsValue,
    jop_ssboe: jopSsboeValue,
    jop_nsecs: jopNsecsValue,
  };
  return { name: 'TradeStatistics' as const, templateId: 152, fields };
}

export function encodeTradeStatistics(writer: WireWriter, fields: TradeStatistics): void {
  if (fields.high_price !== undefined) writer.double(100012, fields.high_price);
  if (fields.low_price !== undefined) writer.double(100013, fields.low_price);
  if (fields.open_price !== undefined) writer.double(100019, fields.open_price);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.is_snapshot !== undefined) writer.bool(110121, fields.is_snapshot);
  if (fields.presence_bits !== undefined) writer.uint32(149138, fields.presence_bits);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  if (fields.source_ssboe !== undefined) writer.int32(150400, fields.source_ssboe);
  if (fields.source_usecs !== undefined) writer.int32(150401, fields.source_usecs);
  if (fields.source_nsecs !== undefined) writer.int32(150404, fields.source_nsecs);
  if (fields.jop_ssboe !== undefined) writer.int32(150600, fields.jop_ssboe);
  if (fields.jop_nsecs !== undefined) writer.int32(150604, fields.jop_nsecs);
  writer.int32(154467, 152);
  if (fields.clear_bits !== undefined) writer.uint32(154571, fields.clear_bits);
}

/** Template 153. Highest bid and lowest ask of the session. */
export interface QuoteStatistics {
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** Groups of fields that this message updates. Bits of PresenceBits. */
  readonly presence_bits?: number | undefined;
  /** Groups of fields that are to be blanked. Bits of PresenceBits. */
  readonly clear_bits?: number | undefined;
  /** The state of things, not a change of it. */
  readonly is_snapshot?: boolean | undefined;
  readonly highest_bid_price?: number | undefined;
  readonly lowest_ask_price?: number | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: number | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: number | undefined;
}

const quoteStatisticsFields = new Set([154467, 110100, 110101, 149138, 154571, 110121, 154195, 154197, 150100, 150101]);
export function decodeQuoteStatistics(reader: WireReader) {
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let presenceBitsValue: number | undefined;
  let clearBitsValue: number | undefined;
  let isSnapshotValue: boolean | undefined;
  let highestBidPriceValue: number | undefined;
  let lowestAskPriceValue: number | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 153) reader.refuse('the message has two template ids');
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
      case 1236568:
        clearBitsValue = reader.uint32();
        break;
      case 880968:
        isSnapshotValue = reader.bool();
        break;
      case 1233561:
        highestBidPriceValue = reader.double();
        break;
      case 1233577:
        lowestAskPriceValue = reader.double();
        break;
      case 1200800:
        ssboeValue = reader.int32();
        break;
      case 1200808:
        usecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, quoteStatisticsFields);
    }
  }
  const fields: QuoteStatistics = {
    symbol: symbolValue,
    exchange: exchangeValue,
    presence_bits: presenceBitsValue,
    clear_bits: clearBitsValue,
    is_snapshot: isSnapshotValue,
    highest_bid_price: highestBidPriceValue,
    lowest_ask_price: lowestAskPriceValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'QuoteStatistics' as const, templateId: 153, fields };
}

export function encodeQuoteStatistics(writer: WireWriter, fields: QuoteStatistics): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.is_snapshot !== undefined) writer.bool(110121, fields.is_snapshot);
  if (fields.presence_bits !== undefined) writer.uint32(149138, fields.presence_bits);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  if (fields.highest_bid_price !== undefined) writer.double(154195, fields.highest_bid_price);
  if (fields.lowest_ask_price !== undefined) writer.double(154197, fields.lowest_ask_price);
  writer.int32(154467, 153);
  if (fields.clear_bits !== undefined) writer.uint32(154571, fields.clear_bits);
}

/** Template 154. Prices at which a market would open or close. */
export interface IndicatorPrices {
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** Groups of fields that this message updates. Bits of PresenceBits. */
  readonly presence_bits?: number | undefined;
  /** Groups of fields that are to be blanked. Bits of PresenceBits. */
  readonly clear_bits?: number | undefined;
  /** The state of things, not a change of it. */
  readonly is_snapshot?: boolean | undefined;
  readonly opening_indicator?: number | undefined;
  readonly closing_indicator?: number | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: number | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: number | undefined;
}

const indicatorPricesFields = new Set([154467, 110100, 110101, 149138, 154571, 110121, 154522, 154064, 150100, 150101]);
export function decodeIndicatorPrices(reader: WireReader) {
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let presenceBitsValue: number | undefined;
  let clearBitsValue: number | undefined;
  let isSnapshotValue: boolean | undefined;
  let openingIndicatorValue: number | undefined;
  let closingIndicatorValue: number | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 154) reader.refuse('the message has two template ids');
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
      case 1236568:
        clearBitsValue = reader.uint32();
        break;
      case 880968:
        isSnapshotValue = reader.bool();
        break;
      case 1236177:
        openingIndicatorValue = reader.double();
        break;
      case 1232513:
        closingIndicatorValue = reader.double();
        break;
      case 1200800:
        ssboeValue = reader.int32();
        break;
      case 1200808:
        usecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, indicatorPricesFields);
    }
  }
  const fields: IndicatorPrices = {
    symbol: symbolValue,
    exchange: exchangeValue,
    presence_bits: presenceBitsValue,
    clear_bits: clearBitsValue,
    is_snapshot: isSnapshotValue,
    opening_indicator: openingIndicatorValue,
    closing_indicator: closingIndicatorValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'IndicatorPrices' as const, templateId: 154, fields };
}

export function encodeIndicatorPrices(writer: WireWriter, fields: IndicatorPrices): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.is_snapshot !== undefined) writer.bool(110121, fields.is_snapshot);
  if (fields.presence_bits !== undefined) writer.uint32(149138, fields.presence_bits);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  if (fields.closing_indicator !== undefined) writer.double(154064, fields.closing_indicator);
  writer.int32(154467, 154);
  if (fields.opening_indicator !== undefined) writer.double(154522, fields.opening_indicator);
  if (fields.clear_bits !== undefined) writer.uint32(154571, fields.clear_bits);
}

/** Template 155. Close and settlement prices. */
export interface EndOfDayPrices {
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** Groups of fields that this message updates. Bits of PresenceBits. */
  readonly presence_bits?: number | undefined;
  /** Groups of fields that are to be blanked. Bits of PresenceBits. */
  readonly clear_bits?: number | undefined;
  /** The state of things, not a change of it. */
  readonly is_snapshot?: boolean | undefined;
  readonly close_price?: number | undefined;
  readonly close_date?: string | undefined;
  readonly adjusted_close_price?: number | undefined;
  readonly settlement_price?: number | undefined;
  readonly settlement_date?: string | undefined;
  readonly settlement_price_type?: string | undefined;
  readonly projected_settlement_price?: number | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: number | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: number | undefined;
}

const endOfDayPricesFields = new Set([154467, 110100, 110101, 149138, 154571, 110121, 100021, 100079, 154124, 100070, 154132, 154637, 155005, 150100, 150101]);
export function decodeEndOfDayPrices(reader: WireReader) {
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let presenceBitsValue: number | undefined;
  let clearBitsValue: number | undefined;
  let isSnapshotValue: boolean | undefined;
  let closePriceValue: number | undefined;
  let closeDateValue: string | undefined;
  let adjustedClosePriceValue: number | undefined;
  let settlementPriceValue: number | undefined;
  let settlementDateValue: string | undefined;
  let settlementPriceTypeValue: string | undefined;
  let projectedSettlementPriceValue: number | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 155) reader.refuse('the message has two template ids');
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
      case 1236568:
        clearBitsValue = reader.uint32();
        break;
      case 880968:
        isSnapshotValue = reader.bool();
        break;
      case 800169:
        closePriceValue = reader.double();
        break;
      case 800634:
        closeDateValue = reader.text();
        break;
      case 1232993:
        adjustedClosePriceValue = reader.double();
        break;
      case 800561:
        settlementPriceValue = reader.double();
        break;
      case 1233058:
        settlementDateValue = reader.text();
        break;
      case 1237098:
        settlementPriceTypeValue = reader.text();
        break;
      case 1240041:
        projectedSettlementPriceValue = reader.double();
        break;
      case 1200800:
        ssboeValue = reader.int32();
        break;
      case 1200808:
        usecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, endOfDayPricesFields);
    }
  }
  const fields: EndOfDayPrices = {
    symbol: symbolValue,
    exchange: exchangeValue,
    presence_bits: presenceBitsValue,
    clear_bits: clearBitsValue,
    is_snapshot: isSnapshotValue,
    close_price: closePriceValue,
    close_date: closeDateValue,
    adjusted_close_price: adjustedClosePriceValue,
    settlement_price: settlementPriceValue,
    settlement_date: settlementDateValue,
    settlement_price_type: settlementPriceTypeValue,
    projected_settlement_price: projectedSettlementPriceValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'EndOfDayPrices' as const, templateId: 155, fields };
}

export function encodeEndOfDayPrices(writer: WireWriter, fields: EndOfDayPrices): void {
  if (fields.close_price !== undefined) writer.double(100021, fields.close_price);
  if (fields.settlement_price !== undefined) writer.double(100070, fields.settlement_price);
  if (fields.close_date !== undefined) writer.text(100079, fields.close_date);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.is_snapshot !== undefined) writer.bool(110121, fields.is_snapshot);
  if (fields.presence_bits !== undefined) writer.uint32(149138, fields.presence_bits);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  if (fields.adjusted_close_price !== undefined) writer.double(154124, fields.adjusted_close_price);
  if (fields.settlement_date !== undefined) writer.text(154132, fields.settlement_date);
  writer.int32(154467, 155);
  if (fields.clear_bits !== undefined) writer.uint32(154571, fields.clear_bits);
  if (fields.settlement_price_type !== undefined) writer.text(154637, fields.settlement_price_type);
  if (fields.projected_settlement_price !== undefined) writer.double(155005, fields.projected_settlement_price);
}

/** Template 157. The phase of trading an instrument is in. */
export interface MarketMode {
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  readonly market_mode?: string | undefined;
  readonly halt_reason?: string | undefined;
  readonly trade_date?: string | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: number | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: number | undefined;
}

const marketModeFields = new Set([154467, 110100, 110101, 154106, 154838, 100016, 150100, 150101]);
export function decodeMarketMode(reader: WireReader) {
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let marketModeValue: string | undefined;
  let haltReasonValue: string | undefined;
  let tradeDateValue: string | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 157) reader.refuse('the message has two template ids');
        break;
      case 880802:
        symbolValue = reader.nameText();
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 1232850:
        marketModeValue = reader.text();
        break;
      case 1238706:
        haltReasonValue = reader.text();
        break;
      case 800130:
        tradeDateValue = reader.nameText();
        break;
      case 1200800:
        ssboeValue = reader.int32();
        break;
      case 1200808:
        usecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, marketModeFields);
    }
  }
  const fields: MarketMode = {
    symbol: symbolValue,
    exchange: exchangeValue,
    market_mode: marketModeValue,
    halt_reason: haltReasonValue,
    trade_date: tradeDateValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'MarketMode' as const, templateId: 157, fields };
}

export function encodeMarketMode(writer: WireWriter, fields: MarketMode): void {
  if (fields.trade_date !== undefined) writer.text(100016, fields.trade_date);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  if (fields.market_mode !== undefined) writer.text(154106, fields.market_mode);
  writer.int32(154467, 157);
  if (fields.halt_reason !== undefined) writer.text(154838, fields.halt_reason);
}

/** Template 158. Contracts that are open. */
export interface OpenInterest {
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** The state of things, not a change of it. */
  readonly is_snapshot?: boolean | undefined;
  readonly should_clear?: boolean | undefined;
  /** Contracts. */
  readonly open_interest?: bigint | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: number | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: number | undefined;
}

const openInterestFields = new Set([154467, 110100, 110101, 110121, 154571, 100064, 150100, 150101]);
export function decodeOpenInterest(reader: WireReader) {
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let isSnapshotValue: boolean | undefined;
  let shouldClearValue: boolean | undefined;
  let openInterestValue: bigint | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 158) reader.refuse('the message has two template ids');
        break;
      case 880802:
        symbolValue = reader.nameText();
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 880968:
        isSnapshotValue = reader.bool();
        break;
      case 1236568:
        shouldClearValue = reader.bool();
        break;
      case 800512:
        openInterestValue = reader.uint64();
        break;
      case 1200800:
        ssboeValue = reader.int32();
        break;
      case 1200808:
        usecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, openInterestFields);
    }
  }
  const fields: OpenInterest = {
    symbol: symbolValue,
    exchange: exchangeValue,
    is_snapshot: isSnapshotValue,
    should_clear: shouldClearValue,
    open_interest: openInterestValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'OpenInterest' as const, templateId: 158, fields };
}

export function encodeOpenInterest(writer: WireWriter, fields: OpenInterest): void {
  if (fields.open_interest !== undefined) writer.uint64(100064, fields.open_interest);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.is_snapshot !== undefined) writer.bool(110121, fields.is_snapshot);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  writer.int32(154467, 158);
  if (fields.should_clear !== undefined) writer.bool(154571, fields.should_clear);
}

/** Template 162. Margin rate of an instrument. */
export interface SymbolMarginRate {
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** The state of things, not a change of it. */
  readonly is_snapshot?: boolean | undefined;
  readonly margin_rate?: number | undefined;
}

const symbolMarginRateFields = new Set([154467, 110100, 110101, 110121, 154103]);
export function decodeSymbolMarginRate(reader: WireReader) {
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let isSnapshotValue: boolean | undefined;
  let marginRateValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 162) reader.refuse('the message has two template ids');
        break;
      case 880802:
        symbolValue = reader.nameText();
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 880968:
        isSnapshotValue = reader.bool();
        break;
      case 1232825:
        marginRateValue = reader.double();
        break;
      default:
        reader.pass(tag, symbolMarginRateFields);
    }
  }
  const fields: SymbolMarginRate = {
    symbol: symbolValue,
    exchange: exchangeValue,
    is_snapshot: isSnapshotValue,
    margin_rate: marginRateValue,
  };
  return { name: 'SymbolMarginRate' as const, templateId: 162, fields };
}

export function encodeSymbolMarginRate(writer: WireWriter, fields: SymbolMarginRate): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.is_snapshot !== undefined) writer.bool(110121, fields.is_snapshot);
  if (fields.margin_rate !== undefined) writer.double(154103, fields.margin_rate);
  writer.int32(154467, 162);
}

/** Template 163. The prices between which orders are taken. */
export interface OrderPriceLimits {
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** Groups of fields that this message updates. Bits of PresenceBits. */
  readonly presence_bits?: number | undefined;
  /** Groups of fields that are to be blanked. Bits of PresenceBits. */
  readonly clear_bits?: number | undefined;
  /** The state of things, not a change of it. */
  readonly is_snapshot?: boolean | undefined;
  readonly high_price_limit?: number | undefined;
  readonly low_price_limit?: number | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: number | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: number | undefined;
}

const orderPriceLimitsFields = new Set([154467, 110100, 110101, 149138, 154571, 110121, 154079, 154101, 150100, 150101]);
export function decodeOrderPriceLimits(reader: WireReader) {
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let presenceBitsValue: number | undefined;
  let clearBitsValue: number | undefined;
  let isSnapshotValue: boolean | undefined;
  let highPriceLimitValue: number | undefined;
  let lowPriceLimitValue: number | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 163) reader.refuse('the message has two template ids');
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
      case 1236568:
        clearBitsValue = reader.uint32();
        break;
      case 880968:
        isSnapshotValue = reader.bool();
        break;
      case 1232633:
        highPriceLimitValue = reader.double();
        break;
      case 1232809:
        lowPriceLimitValue = reader.double();
        break;
      case 1200800:
        ssboeValue = reader.int32();
        break;
      case 1200808:
        usecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, orderPriceLimitsFields);
    }
  }
  const fields: OrderPriceLimits = {
    symbol: symbolValue,
    exchange: exchangeValue,
    presence_bits: presenceBitsValue,
    clear_bits: clearBitsValue,
    is_snapshot: isSnapshotValue,
    high_price_limit: highPriceLimitValue,
    low_price_limit: lowPriceLimitValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'OrderPriceLimits' as const, templateId: 163, fields };
}

export function encodeOrderPriceLimits(writer: WireWriter, fields: OrderPriceLimits): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.is_snapshot !== undefined) writer.bool(110121, fields.is_snapshot);
  if (fields.presence_bits !== undefined) writer.uint32(149138, fields.presence_bits);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  if (fields.high_price_limit !== undefined) writer.double(154079, fields.high_price_limit);
  if (fields.low_price_limit !== undefined) writer.double(154101, fields.low_price_limit);
  writer.int32(154467, 163);
  if (fields.clear_bits !== undefined) writer.uint32(154571, fields.clear_bits);
}

/** Template 119. Asks for the volume of the session at every price. */
export interface RequestGetVolumeAtPrice {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
}

const requestGetVolumeAtPriceFields = new Set([154467, 132760, 110100, 110101]);
export function decodeRequestGetVolumeAtPrice(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 119) reader.refuse('the message has two template ids');
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
      default:
        reader.pass(tag, requestGetVolumeAtPriceFields);
    }
  }
  const fields: RequestGetVolumeAtPrice = {
    user_msg: userMsgValue,
    symbol: symbolValue,
    exchange: exchangeValue,
  };
  return { name: 'RequestGetVolumeAtPrice' as const, templateId: 119, fields };
}

export function encodeRequestGetVolumeAtPrice(writer: WireWriter, fields: RequestGetVolumeAtPrice): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  writer.int32(154467, 119);
}

/** Template 120. Volume per price; the two lists belong together by position. */
export interface ResponseGetVolumeAtPrice {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  readonly trade_price?: readonly number[] | undefined;
  readonly volume_at_price?: readonly number[] | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: number | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: number | undefined;
}

const responseGetVolumeAtPriceFields = new Set([154467, 132760, 132764, 132766, 110100, 110101, 100006, 156980, 150100, 150101]);
export function decodeResponseGetVolumeAtPrice(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let tradePriceValue: number[] | undefined;
  let volumeAtPriceValue: number[] | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 120) reader.refuse('the message has two template ids');
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
      case 800049:
        (tradePriceValue ??= []).push(reader.double());
        break;
      case 800050: {
        const end = reader.blockEnd();
        while (reader.position < end) (tradePriceValue ??= []).push(reader.double());
        reader.closeBlock(end);
        break;
      }
      case 1255840:
        (volumeAtPriceValue ??= []).push(reader.int32());
        break;
      case 1255842: {
        const end = reader.blockEnd();
        while (reader.position < end) (volumeAtPriceValue ??= []).push(reader.int32());
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
        reader.pass(tag, responseGetVolumeAtPriceFields);
    }
  }
  const fields: ResponseGetVolumeAtPrice = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    trade_price: tradePriceValue,
    volume_at_price: volumeAtPriceValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'ResponseGetVolumeAtPrice' as const, templateId: 120, fields };
}

export function encodeResponseGetVolumeAtPrice(writer: WireWriter, fields: ResponseGetVolumeAtPrice): void {
  for (const value of fields.trade_price ?? []) writer.double(100006, value);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  writer.int32(154467, 120);
  for (const value of fields.volume_at_price ?? []) writer.int32(156980, value);
}
