// Written by scripts/build-proto.ts from proto/rithmic/instruments.proto. Change that, not this, and run it again.

import type { WireReader } from '../reader.ts';
import type { WireWriter } from '../writer.ts';

/** Template 14. Asks for the terms of one instrument; a product root stands for its front month. Any plant answers. */
export interface RequestReferenceData {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
}

const requestReferenceDataFields = new Set([154467, 132760, 110100, 110101]);
export function decodeRequestReferenceData(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 14) reader.refuse('the message has two template ids');
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
        reader.pass(tag, requestReferenceDataFields);
    }
  }
  const fields: RequestReferenceData = {
    user_msg: userMsgValue,
    symbol: symbolValue,
    exchange: exchangeValue,
  };
  return { name: 'RequestReferenceData' as const, templateId: 14, fields };
}

export function encodeRequestReferenceData(writer: WireWriter, fields: RequestReferenceData): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  writer.int32(154467, 14);
}

/** Template 15. Terms of an instrument: tick size, value of a point, currency, expiry. */
export interface ResponseReferenceData {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  /** Groups of fields that this message updates. Bits of PresenceBits. */
  readonly presence_bits?: number | undefined;
  /** Groups of fields that are to be blanked. Bits of PresenceBits. */
  readonly clear_bits?: number | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  readonly exchange_symbol?: string | undefined;
  readonly symbol_name?: string | undefined;
  readonly trading_symbol?: string | undefined;
  readonly trading_exchange?: string | undefined;
  readonly product_code?: string | undefined;
  readonly instrument_type?: string | undefined;
  readonly underlying_symbol?: string | undefined;
  /** YYYYMMDD. */
  readonly expiration_date?: string | undefined;
  readonly currency?: string | undefined;
  readonly put_call_indicator?: string | undefined;
  readonly tick_size_type?: string | undefined;
  readonly price_display_format?: string | undefined;
  /** A word, not a bool. */
  readonly is_tradable?: string | undefined;
  readonly is_underlying_for_binary_contrats?: string | undefined;
  readonly strike_price?: number | undefined;
  readonly ftoq_price?: number | undefined;
  readonly qtof_price?: number | undefined;
  /** Tick size, in quoted prices. */
  readonly min_qprice_change?: number | undefined;
  readonly min_fprice_change?: number | undefined;
  /** Money that a price change of 1 is worth per contract, in the currency of the instrument. */
  readonly single_point_value?: number | undefined;
  /** Decimals of the tick size. */
  readonly min_qprice_change_precision?: number | undefined;
}

const responseReferenceDataFields = new Set([154467, 132760, 132766, 149138, 154571, 110100, 110101, 110114, 100003, 157095, 157096, 100749, 110116, 101026, 100067, 154382, 100109, 154167, 154390, 154844, 154952, 100066, 154384, 154385, 154386, 154387, 154389, 153068]);
export function decodeResponseReferenceData(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let presenceBitsValue: number | undefined;
  let clearBitsValue: number | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let exchangeSymbolValue: string | undefined;
  let symbolNameValue: string | undefined;
  let tradingSymbolValue: string | undefined;
  let tradingExchangeValue: string | undefined;
  let productCodeValue: string | undefined;
  let instrumentTypeValue: string | undefined;
  let underlyingSymbolValue: string | undefined;
  let expirationDateValue: string | undefined;
  let currencyValue: string | undefined;
  let putCallIndicatorValue: string | undefined;
  let tickSizeTypeValue: string | undefined;
  let priceDisplayFormatValue: string | undefined;
  let isTradableValue: string | undefined;
  let isUnderlyingForBinaryContratsValue: string | undefined;
  let strikePriceValue: number | undefined;
  let ftoqPriceValue: number | undefined;
  let qtofPriceValue: number | undefined;
  let minQpriceChangeValue: number | undefined;
  let minFpriceChangeValue: number | undefined;
  let singlePointValueValue: number | undefined;
  let minQpriceChangePrecisionValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 15) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      case 1193104:
        presenceBitsValue = reader.uint32();
        break;
      case 1236568:
        clearBitsValue = reader.uint32();
        break;
      case 880802:
        symbolValue = reader.nameText();
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 880914:
        exchangeSymbolValue = reader.nameText();
        break;
      case 800026:
        symbolNameValue = reader.nameText();
        break;
      case 1256762:
        tradingSymbolValue = reader.nameText();
        break;
      case 1256770:
        tradingExchangeValue = reader.nameText();
        break;
      case 805994:
        productCodeValue = reader.nameText();
        break;
      case 880930:
        instrumentTypeValue = reader.nameText();
        break;
      case 808210:
        underlyingSymbolValue = reader.nameText();
        break;
      case 800538:
        expirationDateValue = reader.nameText();
        break;
      case 1235058:
        currencyValue = reader.nameText();
        break;
      case 800874:
        putCallIndicatorValue = reader.nameText();
        break;
      case 1233338:
        tickSizeTypeValue = reader.nameText();
        break;
      case 1235122:
        priceDisplayFormatValue = reader.text();
        break;
      case 1238754:
        isTradableValue = reader.nameText();
        break;
      case 1239618:
        isUnderlyingForBinaryContratsValue = reader.text();
        break;
      case 800529:
        strikePriceValue = reader.double();
        break;
      case 1235073:
        ftoqPriceValue = reader.double();
        break;
      case 1235081:
        qtofPriceValue = reader.double();
        break;
      case 1235089:
        minQpriceChangeValue = reader.double();
        break;
      case 1235097:
        minFpriceChangeValue = reader.double();
        break;
      case 1235113:
        singlePointValueValue = reader.double();
        break;
      case 1224544:
        minQpriceChangePrecisionValue = reader.int32();
        break;
      default:
        reader.pass(tag, responseReferenceDataFields);
    }
  }
  const fields: ResponseReferenceData = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
    presence_bits: presenceBitsValue,
    clear_bits: clearBitsValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    exchange_symbol: exchangeSymbolValue,
    symbol_name: symbolNameValue,
    trading_symbol: tradingSymbolValue,
    trading_exchange: tradingExchangeValue,
    product_code: productCodeValue,
    instrument_type: instrumentTypeValue,
    underlying_symbol: underlyingSymbolValue,
    expiration_date: expirationDateValue,
    currency: currencyValue,
    put_call_indicator: putCallIndicatorValue,
    tick_size_type: tickSizeTypeValue,
    price_display_format: priceDisplayFormatValue,
    is_tradable: isTradableValue,
    is_underlying_for_binary_contrats: isUnderlyingForBinaryContratsValue,
    strike_price: strikePriceValue,
    ftoq_price: ftoqPriceValue,
    qtof_price: qtofPriceValue,
    min_qprice_change: minQpriceChangeValue,
    min_fprice_change: minFpriceChangeValue,
    single_point_value: singlePointValueValue,
    min_qprice_change_precision: minQpriceChangePrecisionValue,
  };
  return { name: 'ResponseReferenceData' as const, templateId: 15, fields };
}

export function encodeResponseReferenceData(writer: WireWriter, fields: ResponseReferenceData): void {
  if (fields.symbol_name !== undefined) writer.text(100003, fields.symbol_name);
  if (fields.strike_price !== undefined) writer.double(100066, fields.strike_price);
  if (fields.expiration_date !== undefined) writer.text(100067, fields.expiration_date);
  if (fields.put_call_indicator !== undefined) writer.text(100109, fields.put_call_indicator);
  if (fields.product_code !== undefined) writer.text(100749, fields.product_code);
  if (fields.underlying_symbol !== undefined) writer.text(101026, fields.underlying_symbol);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.exchange_symbol !== undefined) writer.text(110114, fields.exchange_symbol);
  if (fields.instrument_type !== undefined) writer.text(110116, fields.instrument_type);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.presence_bits !== undefined) writer.uint32(149138, fields.presence_bits);
  if (fields.min_qprice_change_precision !== undefined) writer.int32(153068, fields.min_qprice_change_precision);
  if (fields.tick_size_type !== undefined) writer.text(154167, fields.tick_size_type);
  if (fields.currency !== undefined) writer.text(154382, fields.currency);
  if (fields.ftoq_price !== undefined) writer.double(154384, fields.ftoq_price);
  if (fields.qtof_price !== undefined) writer.double(154385, fields.qtof_price);
  if (fields.min_qprice_change !== undefined) writer.double(154386, fields.min_qprice_change);
  if (fields.min_fprice_change !== undefined) writer.double(154387, fields.min_fprice_change);
  if (fields.single_point_value !== undefined) writer.double(154389, fields.single_point_value);
  if (fields.price_display_format !== undefined) writer.text(154390, fields.price_display_format);
  writer.int32(154467, 15);
  if (fields.clear_bits !== undefined) writer.uint32(154571, fields.clear_bits);
  if (fields.is_tradable !== undefined) writer.text(154844, fields.is_tradable);
  if (fields.is_underlying_for_binary_contrats !== undefined) writer.text(154952, fields.is_underlying_for_binary_contrats);
  if (fields.trading_symbol !== undefined) writer.text(157095, fields.trading_symbol);
  if (fields.trading_exchange !== undefined) writer.text(157096, fields.trading_exchange);
}

/** Template 121. Asks for the dates in the life of a contract. The protocol spells it so. */
export interface RequestAuxilliaryReferenceData {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
}

const requestAuxilliaryReferenceDataFields = new Set([154467, 132760, 110100, 110101]);
export function decodeRequestAuxilliaryReferenceData(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 121) reader.refuse('the message has two template ids');
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
        reader.pass(tag, requestAuxilliaryReferenceDataFields);
    }
  }
  const fields: RequestAuxilliaryReferenceData = {
    user_msg: userMsgValue,
    symbol: symbolValue,
    exchange: exchangeValue,
  };
  return { name: 'RequestAuxilliaryReferenceData' as const, templateId: 121, fields };
}

export function encodeRequestAuxilliaryReferenceData(writer: WireWriter, fields: RequestAuxilliaryReferenceData): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  writer.int32(154467, 121);
}

/** Template 122. Notice, trading, delivery and position dates of a contract, and how it is settled. */
export interface ResponseAuxilliaryReferenceData {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  /** Groups of fields that this message updates. Bits of PresenceBits. */
  readonly presence_bits?: number | undefined;
  /** Groups of fields that are to be blanked. Bits of PresenceBits. */
  readonly clear_bits?: number | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  readonly settlement_method?: string | undefined;
  readonly first_notice_date?: string | undefined;
  readonly last_notice_date?: string | undefined;
  readonly first_trading_date?: string | undefined;
  readonly last_trading_date?: string | undefined;
  readonly first_delivery_date?: string | undefined;
  readonly last_delivery_date?: string | undefined;
  readonly first_position_date?: string | undefined;
  readonly last_position_date?: string | undefined;
  readonly unit_of_measure?: string | undefined;
  readonly unit_of_measure_qty?: number | undefined;
}

const responseAuxilliaryReferenceDataFields = new Set([154467, 132760, 132766, 149138, 154571, 110100, 110101, 153294, 154932, 154933, 154996, 154236, 154994, 154995, 154997, 154998, 157023, 157024]);
export function decodeResponseAuxilliaryReferenceData(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let presenceBitsValue: number | undefined;
  let clearBitsValue: number | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let settlementMethodValue: string | undefined;
  let firstNoticeDateValue: string | undefined;
  let lastNoticeDateValue: string | undefined;
  let firstTradingDateValue: string | undefined;
  let lastTradingDateValue: string | undefined;
  let firstDeliveryDateValue: string | undefined;
  let lastDeliveryDateValue: string | undefined;
  let firstPositionDateValue: string | undefined;
  let lastPositionDateValue: string | undefined;
  let unitOfMeasureValue: string | undefined;
  let unitOfMeasureQtyValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 122) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      case 1193104:
        presenceBitsValue = reader.uint32();
        break;
      case 1236568:
        clearBitsValue = reader.uint32();
        break;
      case 880802:
        symbolValue = reader.nameText();
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 1226354:
        settlementMethodValue = reader.text();
        break;
      case 1239458:
        firstNoticeDateValue = reader.text();
        break;
      case 1239466:
        lastNoticeDateValue = reader.text();
        break;
      case 1239970:
        firstTradingDateValue = reader.text();
        break;
      case 1233890:
        lastTradingDateValue = reader.text();
        break;
      case 1239954:
        firstDeliveryDateValue = reader.text();
        break;
      case 1239962:
        lastDeliveryDateValue = reader.text();
        break;
      case 1239978:
        firstPositionDateValue = reader.text();
        break;
      case 1239986:
        lastPositionDateValue = reader.text();
        break;
      case 1256186:
        unitOfMeasureValue = reader.text();
        break;
      case 1256193:
        unitOfMeasureQtyValue = reader.double();
        break;
      default:
        reader.pass(tag, responseAuxilliaryReferenceDataFields);
    }
  }
  const fields: ResponseAuxilliaryReferenceData = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
    presence_bits: presenceBitsValue,
    clear_bits: clearBitsValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    settlement_method: settlementMethodValue,
    first_notice_date: firstNoticeDateValue,
    last_notice_date: lastNoticeDateValue,
    first_trading_date: firstTradingDateValue,
    last_trading_date: lastTradingDateValue,
    first_delivery_date: firstDeliveryDateValue,
    last_delivery_date: lastDeliveryDateValue,
    first_position_date: firstPositionDateValue,
    last_position_date: lastPositionDateValue,
    unit_of_measure: unitOfMeasureValue,
    unit_of_measure_qty: unitOfMeasureQtyValue,
  };
  return { name: 'ResponseAuxilliaryReferenceData' as const, templateId: 122, fields };
}

export function encodeResponseAuxilliaryReferenceData(writer: WireWriter, fields: ResponseAuxilliaryReferenceData): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.presence_bits !== undefined) writer.uint32(149138, fields.presence_bits);
  if (fields.settlement_method !== undefined) writer.text(153294, fields.settlement_method);
  if (fields.last_trading_date !== undefined) writer.text(154236, fields.last_trading_date);
  writer.int32(154467, 122);
  if (fields.clear_bits !== undefined) writer.uint32(154571, fields.clear_bits);
  if (fields.first_notice_date !== undefined) writer.text(154932, fields.first_notice_date);
  if (fields.last_notice_date !== undefined) writer.text(154933, fields.last_notice_date);
  if (fields.first_delivery_date !== undefined) writer.text(154994, fields.first_delivery_date);
  if (fields.last_delivery_date !== undefined) writer.text(154995, fields.last_delivery_date);
  if (fields.first_trading_date !== undefined) writer.text(154996, fields.first_trading_date);
  if (fields.first_position_date !== undefined) writer.text(154997, fields.first_position_date);
  if (fields.last_position_date !== undefined) writer.text(154998, fields.last_position_date);
  if (fields.unit_of_measure !== undefined) writer.text(157023, fields.unit_of_measure);
  if (fields.unit_of_measure_qty !== undefined) writer.double(157024, fields.unit_of_measure_qty);
}

/** Template 109. Looks for instruments by text, narrowed by exchange, product or kind. */
export interface RequestSearchSymbols {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly search_text?: string | undefined;
  readonly exchange?: string | undefined;
  readonly product_code?: string | undefined;
  /** One of FUTURE 1, FUTURE_OPTION 2, FUTURE_STRATEGY 3, EQUITY 4, EQUITY_OPTION 5, EQUITY_STRATEGY 6, INDEX 7, INDEX_OPTION 8, SPREAD 9, SYNTHETIC 10. */
  readonly instrument_type?: number | undefined;
  /** One of EQUALS 1, CONTAINS 2. */
  readonly pattern?: number | undefined;
}

const requestSearchSymbolsFields = new Set([154467, 132760, 120008, 110101, 100749, 110116, 155008]);
export function decodeRequestSearchSymbols(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let searchTextValue: string | undefined;
  let exchangeValue: string | undefined;
  let productCodeValue: string | undefined;
  let instrumentTypeValue: number | undefined;
  let patternValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 109) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 960066:
        searchTextValue = reader.text();
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 805994:
        productCodeValue = reader.nameText();
        break;
      case 880928:
        instrumentTypeValue = reader.int32();
        break;
      case 1240064:
        patternValue = reader.int32();
        break;
      default:
        reader.pass(tag, requestSearchSymbolsFields);
    }
  }
  const fields: RequestSearchSymbols = {
    user_msg: userMsgValue,
    search_text: searchTextValue,
    exchange: exchangeValue,
    product_code: productCodeValue,
    instrument_type: instrumentTypeValue,
    pattern: patternValue,
  };
  return { name: 'RequestSearchSymbols' as const, templateId: 109, fields };
}

export function encodeRequestSearchSymbols(writer: WireWriter, fields: RequestSearchSymbols): void {
  if (fields.product_code !== undefined) writer.text(100749, fields.product_code);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.instrument_type !== undefined) writer.int32(110116, fields.instrument_type);
  if (fields.search_text !== undefined) writer.text(120008, fields.search_text);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  writer.int32(154467, 109);
  if (fields.pattern !== undefined) writer.int32(155008, fields.pattern);
}

/** Template 110. One instrument found. */
export interface ResponseSearchSymbols {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  readonly symbol_name?: string | undefined;
  readonly product_code?: string | undefined;
  readonly instrument_type?: string | undefined;
  /** YYYYMMDD. */
  readonly expiration_date?: string | undefined;
}

const responseSearchSymbolsFields = new Set([154467, 132760, 132764, 132766, 110100, 110101, 100003, 100749, 110116, 100067]);
export function decodeResponseSearchSymbols(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let symbolNameValue: string | undefined;
  let productCodeValue: string | undefined;
  let instrumentTypeValue: string | undefined;
  let expirationDateValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 110) reader.refuse('the message has two template ids');
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
      case 800026:
        symbolNameValue = reader.nameText();
        break;
      case 805994:
        productCodeValue = reader.nameText();
        break;
      case 880930:
        instrumentTypeValue = reader.nameText();
        break;
      case 800538:
        expirationDateValue = reader.nameText();
        break;
      default:
        reader.pass(tag, responseSearchSymbolsFields);
    }
  }
  const fields: ResponseSearchSymbols = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    symbol_name: symbolNameValue,
    product_code: productCodeValue,
    instrument_type: instrumentTypeValue,
    expiration_date: expirationDateValue,
  };
  return { name: 'ResponseSearchSymbols' as const, templateId: 110, fields };
}

export function encodeResponseSearchSymbols(writer: WireWriter, fields: ResponseSearchSymbols): void {
  if (fields.symbol_name !== undefined) writer.text(100003, fields.symbol_name);
  if (fields.expiration_date !== undefined) writer.text(100067, fields.expiration_date);
  if (fields.product_code !== undefined) writer.text(100749, fields.product_code);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.instrument_type !== undefined) writer.text(110116, fields.instrument_type);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 110);
}

/** Template 111. Asks for the products of an exchange. */
export interface RequestProductCodes {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly exchange?: string | undefined;
  readonly give_toi_products_only?: boolean | undefined;
}

const requestProductCodesFields = new Set([154467, 132760, 110101, 153499]);
export function decodeRequestProductCodes(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let exchangeValue: string | undefined;
  let giveToiProductsOnlyValue: boolean | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 111) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 1227992:
        giveToiProductsOnlyValue = reader.bool();
        break;
      default:
        reader.pass(tag, requestProductCodesFields);
    }
  }
  const fields: RequestProductCodes = {
    user_msg: userMsgValue,
    exchange: exchangeValue,
    give_toi_products_only: giveToiProductsOnlyValue,
  };
  return { name: 'RequestProductCodes' as const, templateId: 111, fields };
}

export function encodeRequestProductCodes(writer: WireWriter, fields: RequestProductCodes): void {
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.give_toi_products_only !== undefined) writer.bool(153499, fields.give_toi_products_only);
  writer.int32(154467, 111);
}

/** Template 112. One product. */
export interface ResponseProductCodes {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly exchange?: string | undefined;
  readonly symbol_name?: string | undefined;
  readonly product_code?: string | undefined;
  readonly timezone_time_of_interest?: string | undefined;
  /** Minutes since midnight, as the name has it; not verified. */
  readonly begin_time_of_interest_msm?: number | undefined;
  /** Minutes since midnight, as the name has it; not verified. */
  readonly end_time_of_interest_msm?: number | undefined;
}

const responseProductCodesFields = new Set([154467, 132760, 132764, 132766, 110101, 100003, 100749, 154682, 154680, 154681]);
export function decodeResponseProductCodes(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let exchangeValue: string | undefined;
  let symbolNameValue: string | undefined;
  let productCodeValue: string | undefined;
  let timezoneTimeOfInterestValue: string | undefined;
  let beginTimeOfInterestMsmValue: number | undefined;
  let endTimeOfInterestMsmValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 112) reader.refuse('the message has two template ids');
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
      case 800026:
        symbolNameValue = reader.nameText();
        break;
      case 805994:
        productCodeValue = reader.nameText();
        break;
      case 1237458:
        timezoneTimeOfInterestValue = reader.text();
        break;
      case 1237440:
        beginTimeOfInterestMsmValue = reader.int32();
        break;
      case 1237448:
        endTimeOfInterestMsmValue = reader.int32();
        break;
      default:
        reader.pass(tag, responseProductCodesFields);
    }
  }
  const fields: ResponseProductCodes = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    exchange: exchangeValue,
    symbol_name: symbolNameValue,
    product_code: productCodeValue,
    timezone_time_of_interest: timezoneTimeOfInterestValue,
    begin_time_of_interest_msm: beginTimeOfInterestMsmValue,
    end_time_of_interest_msm: endTimeOfInterestMsmValue,
  };
  return { name: 'ResponseProductCodes' as const, templateId: 112, fields };
}

export function encodeResponseProductCodes(writer: WireWriter, fields: ResponseProductCodes): void {
  if (fields.symbol_name !== undefined) writer.text(100003, fields.symbol_name);
  if (fields.product_code !== undefined) writer.text(100749, fields.product_code);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 112);
  if (fields.begin_time_of_interest_msm !== undefined) writer.int32(154680, fields.begin_time_of_interest_msm);
  if (fields.end_time_of_interest_msm !== undefined) writer.int32(154681, fields.end_time_of_interest_msm);
  if (fields.timezone_time_of_interest !== undefined) writer.text(154682, fields.timezone_time_of_interest);
}

/** Template 113. Asks which contract of a product is the front month, and to be told when that changes. */
export interface RequestFrontMonthContract {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  readonly need_updates?: boolean | undefined;
}

const requestFrontMonthContractFields = new Set([154467, 132760, 110100, 110101, 154352]);
export function decodeRequestFrontMonthContract(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let needUpdatesValue: boolean | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 113) reader.refuse('the message has two template ids');
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
      case 1234816:
        needUpdatesValue = reader.bool();
        break;
      default:
        reader.pass(tag, requestFrontMonthContractFields);
    }
  }
  const fields: RequestFrontMonthContract = {
    user_msg: userMsgValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    need_updates: needUpdatesValue,
  };
  return { name: 'RequestFrontMonthContract' as const, templateId: 113, fields };
}

export function encodeRequestFrontMonthContract(writer: WireWriter, fields: RequestFrontMonthContract): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.need_updates !== undefined) writer.bool(154352, fields.need_updates);
  writer.int32(154467, 113);
}

/** Template 114. The front month. trading_symbol is empty during maintenance hours. */
export interface ResponseFrontMonthContract {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  readonly is_front_month_symbol?: boolean | undefined;
  readonly symbol_name?: string | undefined;
  readonly trading_symbol?: string | undefined;
  readonly trading_exchange?: string | undefined;
}

const responseFrontMonthContractFields = new Set([154467, 132760, 132766, 110100, 110101, 149166, 100003, 157095, 157096]);
export function decodeResponseFrontMonthContract(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let isFrontMonthSymbolValue: boolean | undefined;
  let symbolNameValue: string | undefined;
  let tradingSymbolValue: string | undefined;
  let tradingExchangeValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 114) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
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
      case 1193328:
        isFrontMonthSymbolValue = reader.bool();
        break;
      case 800026:
        symbolNameValue = reader.nameText();
        break;
      case 1256762:
        tradingSymbolValue = reader.nameText();
        break;
      case 1256770:
        tradingExchangeValue = reader.nameText();
        break;
      default:
        reader.pass(tag, responseFrontMonthContractFields);
    }
  }
  const fields: ResponseFrontMonthContract = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    is_front_month_symbol: isFrontMonthSymbolValue,
    symbol_name: symbolNameValue,
    trading_symbol: tradingSymbolValue,
    trading_exchange: tradingExchangeValue,
  };
  return { name: 'ResponseFrontMonthContract' as const, templateId: 114, fields };
}

export function encodeResponseFrontMonthContract(writer: WireWriter, fields: ResponseFrontMonthContract): void {
  if (fields.symbol_name !== undefined) writer.text(100003, fields.symbol_name);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.is_front_month_symbol !== undefined) writer.bool(149166, fields.is_front_month_symbol);
  writer.int32(154467, 114);
  if (fields.trading_symbol !== undefined) writer.text(157095, fields.trading_symbol);
  if (fields.trading_exchange !== undefined) writer.text(157096, fields.trading_exchange);
}

/** Template 159. Another contract has become the front month of a product. */
export interface FrontMonthContractUpdate {
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  readonly is_front_month_symbol?: boolean | undefined;
  readonly symbol_name?: string | undefined;
  readonly trading_symbol?: string | undefined;
  readonly trading_exchange?: string | undefined;
}

const frontMonthContractUpdateFields = new Set([154467, 110100, 110101, 149166, 100003, 157095, 157096]);
export function decodeFrontMonthContractUpdate(reader: WireReader) {
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let isFrontMonthSymbolValue: boolean | undefined;
  let symbolNameValue: string | undefined;
  let tradingSymbolValue: string | undefined;
  let tradingExchangeValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 159) reader.refuse('the message has two template ids');
        break;
      case 880802:
        symbolValue = reader.nameText();
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 1193328:
        isFrontMonthSymbolValue = reader.bool();
        break;
      case 800026:
        symbolNameValue = reader.nameText();
        break;
      case 1256762:
        tradingSymbolValue = reader.nameText();
        break;
      case 1256770:
        tradingExchangeValue = reader.nameText();
        break;
      default:
        reader.pass(tag, frontMonthContractUpdateFields);
    }
  }
  const fields: FrontMonthContractUpdate = {
    symbol: symbolValue,
    exchange: exchangeValue,
    is_front_month_symbol: isFrontMonthSymbolValue,
    symbol_name: symbolNameValue,
    trading_symbol: tradingSymbolValue,
    trading_exchange: tradingExchangeValue,
  };
  return { name: 'FrontMonthContractUpdate' as const, templateId: 159, fields };
}

export function encodeFrontMonthContractUpdate(writer: WireWriter, fields: FrontMonthContractUpdate): void {
  if (fields.symbol_name !== undefined) writer.text(100003, fields.symbol_name);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.is_front_month_symbol !== undefined) writer.bool(149166, fields.is_front_month_symbol);
  writer.int32(154467, 159);
  if (fields.trading_symbol !== undefined) writer.text(157095, fields.trading_symbol);
  if (fields.trading_exchange !== undefined) writer.text(157096, fields.trading_exchange);
}

/** Template 102. Asks for the options on an underlying. Answered with full rows or, when asked by keys, with lists of keys. */
export interface RequestGetInstrumentByUnderlying {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly underlying_symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** YYYYMMDD. */
  readonly expiration_date?: string | undefined;
}

const requestGetInstrumentByUnderlyingFields = new Set([154467, 132760, 101026, 110101, 100067]);
export function decodeRequestGetInstrumentByUnderlying(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let underlyingSymbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let expirationDateValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 102) reader.refuse('the message has two template ids');
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
      default:
        reader.pass(tag, requestGetInstrumentByUnderlyingFields);
    }
  }
  const fields: RequestGetInstrumentByUnderlying = {
    user_msg: userMsgValue,
    underlying_symbol: underlyingSymbolValue,
    exchange: exchangeValue,
    expiration_date: expirationDateValue,
  };
  return { name: 'RequestGetInstrumentByUnderlying' as const, templateId: 102, fields };
}

export function encodeRequestGetInstrumentByUnderlying(writer: WireWriter, fields: RequestGetInstrumentByUnderlying): void {
  if (fields.expiration_date !== undefined) writer.text(100067, fields.expiration_date);
  if (fields.underlying_symbol !== undefined) writer.text(101026, fields.underlying_symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  writer.int32(154467, 102);
}

/** Template 103. One option of a chain with its terms. */
export interface ResponseGetInstrumentByUnderlying {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  /** Groups of fields that this message updates. Bits of PresenceBits. */
  readonly presence_bits?: number | undefined;
  /** Groups of fields that are to be blanked. Bits of PresenceBits. */
  readonly clear_bits?: number | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  readonly exchange_symbol?: string | undefined;
  readonly symbol_name?: string | undefined;
  readonly product_code?: string | undefined;
  readonly instrument_type?: string | undefined;
  readonly underlying_symbol?: string | undefined;
  /** YYYYMMDD. */
  readonly expiration_date?: string | undefined;
  readonly currency?: string | undefined;
  readonly put_call_indicator?: string | undefined;
  readonly tick_size_type?: string | undefined;
  readonly price_display_format?: string | undefined;
  readonly strike_price?: number | undefined;
  readonly ftoq_price?: number | undefined;
  readonly qtof_price?: number | undefined;
  /** Tick size, in quoted prices. */
  readonly min_qprice_change?: number | undefined;
  readonly min_fprice_change?: number | undefined;
  /** Money that a price change of 1 is worth per contract, in the currency of the instrument. */
  readonly single_point_value?: number | undefined;
}

const responseGetInstrumentByUnderlyingFields = new Set([154467, 132760, 132764, 132766, 149138, 154571, 110100, 110101, 110114, 100003, 100749, 110116, 101026, 100067, 154382, 100109, 154167, 154390, 100066, 154384, 154385, 154386, 154387, 154389]);
export function decodeResponseGetInstrumentByUnderlying(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let presenceBitsValue: number | undefined;
  let clearBitsValue: number | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let exchangeSymbolValue: string | undefined;
  let symbolNameValue: string | undefined;
  let productCodeValue: string | undefined;
  let instrumentTypeValue: string | undefined;
  let underlyingSymbolValue: string | undefined;
  let expirationDateValue: string | undefined;
  let currencyValue: string | undefined;
  let putCallIndicatorValue: string | undefined;
  let tickSizeTypeValue: string | undefined;
  let priceDisplayFormatValue: string | undefined;
  let strikePriceValue: number | undefined;
  let ftoqPriceValue: number | undefined;
  let qtofPriceValue: number | undefined;
  let minQpriceChangeValue: number | undefined;
  let minFpriceChangeValue: number | undefined;
  let singlePointValueValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 103) reader.refuse('the message has two template ids');
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
      case 1193104:
        presenceBitsValue = reader.uint32();
        break;
      case 1236568:
        clearBitsValue = reader.uint32();
        break;
      case 880802:
        symbolValue = reader.nameText();
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 880914:
        exchangeSymbolValue = reader.nameText();
        break;
      case 800026:
        symbolNameValue = reader.nameText();
        break;
      case 805994:
        productCodeValue = reader.nameText();
        break;
      case 880930:
        instrumentTypeValue = reader.nameText();
        break;
      case 808210:
        underlyingSymbolValue = reader.nameText();
        break;
      case 800538:
        expirationDateValue = reader.nameText();
        break;
      case 1235058:
        currencyValue = reader.nameText();
        break;
      case 800874:
        putCallIndicatorValue = reader.nameText();
        break;
      case 1233338:
        tickSizeTypeValue = reader.nameText();
        break;
      case 1235122:
        priceDisplayFormatValue = reader.text();
        break;
      case 800529:
        strikePriceValue = reader.double();
        break;
      case 1235073:
        ftoqPriceValue = reader.double();
        break;
      case 1235081:
        qtofPriceValue = reader.double();
        break;
      case 1235089:
        minQpriceChangeValue = reader.double();
        break;
      case 1235097:
        minFpriceChangeValue = reader.double();
        break;
      case 1235113:
        singlePointValueValue = reader.double();
        break;
      default:
        reader.pass(tag, responseGetInstrumentByUnderlyingFields);
    }
  }
  const fields: ResponseGetInstrumentByUnderlying = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    presence_bits: presenceBitsValue,
    clear_bits: clearBitsValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    exchange_symbol: exchangeSymbolValue,
    symbol_name: symbolNameValue,
    product_code: productCodeValue,
    instrument_type: instrumentTypeValue,
    underlying_symbol: underlyingSymbolValue,
    expiration_date: expirationDateValue,
    currency: currencyValue,
    put_call_indicator: putCallIndicatorValue,
    tick_size_type: tickSizeTypeValue,
    price_display_format: priceDisplayFormatValue,
    strike_price: strikePriceValue,
    ftoq_price: ftoqPriceValue,
    qtof_price: qtofPriceValue,
    min_qprice_change: minQpriceChangeValue,
    min_fprice_change: minFpriceChangeValue,
    single_point_value: singlePointValueValue,
  };
  return { name: 'ResponseGetInstrumentByUnderlying' as const, templateId: 103, fields };
}

export function encodeResponseGetInstrumentByUnderlying(writer: WireWriter, fields: ResponseGetInstrumentByUnderlying): void {
  if (fields.symbol_name !== undefined) writer.text(100003, fields.symbol_name);
  if (fields.strike_price !== undefined) writer.double(100066, fields.strike_price);
  if (fields.expiration_date !== undefined) writer.text(100067, fields.expiration_date);
  if (fields.put_call_indicator !== undefined) writer.text(100109, fields.put_call_indicator);
  if (fields.product_code !== undefined) writer.text(100749, fields.product_code);
  if (fields.underlying_symbol !== undefined) writer.text(101026, fields.underlying_symbol);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.exchange_symbol !== undefined) writer.text(110114, fields.exchange_symbol);
  if (fields.instrument_type !== undefined) writer.text(110116, fields.instrument_type);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.presence_bits !== undefined) writer.uint32(149138, fields.presence_bits);
  if (fields.tick_size_type !== undefined) writer.text(154167, fields.tick_size_type);
  if (fields.currency !== undefined) writer.text(154382, fields.currency);
  if (fields.ftoq_price !== undefined) writer.double(154384, fields.ftoq_price);
  if (fields.qtof_price !== undefined) writer.double(154385, fields.qtof_price);
  if (fields.min_qprice_change !== undefined) writer.double(154386, fields.min_qprice_change);
  if (fields.min_fprice_change !== undefined) writer.double(154387, fields.min_fprice_change);
  if (fields.single_point_value !== undefined) writer.double(154389, fields.single_point_value);
  if (fields.price_display_format !== undefined) writer.text(154390, fields.price_display_format);
  writer.int32(154467, 103);
  if (fields.clear_bits !== undefined) writer.uint32(154571, fields.clear_bits);
}

/** Template 104. Symbols of a chain without their terms. */
export interface ResponseGetInstrumentByUnderlyingKeys {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly underlying_symbol?: readonly string[] | undefined;
  readonly exchange?: readonly string[] | undefined;
  /** YYYYMMDD. */
  readonly expiration_date?: readonly string[] | undefined;
}

const responseGetInstrumentByUnderlyingKeysFields = new Set([154467, 132760, 132766, 101026, 110101, 100067]);
export function decodeResponseGetInstrumentByUnderlyingKeys(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let underlyingSymbolValue: string[] | undefined;
  let exchangeValue: string[] | undefined;
  let expirationDateValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 104) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      case 808210:
        (underlyingSymbolValue ??= []).push(reader.nameText());
        break;
      case 880810:
        (exchangeValue ??= []).push(reader.nameText());
        break;
      case 800538:
        (expirationDateValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseGetInstrumentByUnderlyingKeysFields);
    }
  }
  const fields: ResponseGetInstrumentByUnderlyingKeys = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
    underlying_symbol: underlyingSymbolValue,
    exchange: exchangeValue,
    expiration_date: expirationDateValue,
  };
  return { name: 'ResponseGetInstrumentByUnderlyingKeys' as const, templateId: 104, fields };
}

export function encodeResponseGetInstrumentByUnderlyingKeys(writer: WireWriter, fields: ResponseGetInstrumentByUnderlyingKeys): void {
  for (const value of fields.expiration_date ?? []) writer.text(100067, value);
  for (const value of fields.underlying_symbol ?? []) writer.text(101026, value);
  for (const value of fields.exchange ?? []) writer.text(110101, value);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 104);
}

/** Template 107. Asks for a table of tick sizes that depend on the price. */
export interface RequestGiveTickSizeTypeTable {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly tick_size_type?: string | undefined;
}

const requestGiveTickSizeTypeTableFields = new Set([154467, 132760, 154167]);
export function decodeRequestGiveTickSizeTypeTable(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let tickSizeTypeValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 107) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1233338:
        tickSizeTypeValue = reader.nameText();
        break;
      default:
        reader.pass(tag, requestGiveTickSizeTypeTableFields);
    }
  }
  const fields: RequestGiveTickSizeTypeTable = {
    user_msg: userMsgValue,
    tick_size_type: tickSizeTypeValue,
  };
  return { name: 'RequestGiveTickSizeTypeTable' as const, templateId: 107, fields };
}

export function encodeRequestGiveTickSizeTypeTable(writer: WireWriter, fields: RequestGiveTickSizeTypeTable): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.tick_size_type !== undefined) writer.text(154167, fields.tick_size_type);
  writer.int32(154467, 107);
}

/** Template 108. One row of such a table: the tick size between two prices. */
export interface ResponseGiveTickSizeTypeTable {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  /** Groups of fields that this message updates. Bits of PresenceBits. */
  readonly presence_bits?: number | undefined;
  readonly tick_size_type?: string | undefined;
  readonly tick_size_fp_operator?: string | undefined;
  readonly tick_size_lp_operator?: string | undefined;
  readonly min_fprice_change?: number | undefined;
  readonly tick_size_first_price?: number | undefined;
  readonly tick_size_last_price?: number | undefined;
}

const responseGiveTickSizeTypeTableFields = new Set([154467, 132760, 132764, 132766, 149138, 154167, 154170, 154171, 154387, 154168, 154169]);
export function decodeResponseGiveTickSizeTypeTable(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let presenceBitsValue: number | undefined;
  let tickSizeTypeValue: string | undefined;
  let tickSizeFpOperatorValue: string | undefined;
  let tickSizeLpOperatorValue: string | undefined;
  let minFpriceChangeValue: number | undefined;
  let tickSizeFirstPriceValue: number | undefined;
  let tickSizeLastPriceValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 108) reader.refuse('the message has two template ids');
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
      case 1193104:
        presenceBitsValue = reader.uint32();
        break;
      case 1233338:
        tickSizeTypeValue = reader.nameText();
        break;
      case 1233362:
        tickSizeFpOperatorValue = reader.text();
        break;
      case 1233370:
        tickSizeLpOperatorValue = reader.text();
        break;
      case 1235097:
        minFpriceChangeValue = reader.double();
        break;
      case 1233345:
        tickSizeFirstPriceValue = reader.double();
        break;
      case 1233353:
        tickSizeLastPriceValue = reader.double();
        break;
      default:
        reader.pass(tag, responseGiveTickSizeTypeTableFields);
    }
  }
  const fields: ResponseGiveTickSizeTypeTable = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    presence_bits: presenceBitsValue,
    tick_size_type: tickSizeTypeValue,
    tick_size_fp_operator: tickSizeFpOperatorValue,
    tick_size_lp_operator: tickSizeLpOperatorValue,
    min_fprice_change: minFpriceChangeValue,
    tick_size_first_price: tickSizeFirstPriceValue,
    tick_size_last_price: tickSizeLastPriceValue,
  };
  return { name: 'ResponseGiveTickSizeTypeTable' as const, templateId: 108, fields };
}

export function encodeResponseGiveTickSizeTypeTable(writer: WireWriter, fields: ResponseGiveTickSizeTypeTable): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.presence_bits !== undefined) writer.uint32(149138, fields.presence_bits);
  if (fields.tick_size_type !== undefined) writer.text(154167, fields.tick_size_type);
  if (fields.tick_size_first_price !== undefined) writer.double(154168, fields.tick_size_first_price);
  if (fields.tick_size_last_price !== undefined) writer.double(154169, fields.tick_size_last_price);
  if (fields.tick_size_fp_operator !== undefined) writer.text(154170, fields.tick_size_fp_operator);
  if (fields.tick_size_lp_operator !== undefined) writer.text(154171, fields.tick_size_lp_operator);
  if (fields.min_fprice_change !== undefined) writer.double(154387, fields.min_fprice_change);
  writer.int32(154467, 108);
}

/** Template 342. Asks which exchanges the login may see. Ticker and order plant answer. */
export interface RequestListExchangePermissions {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly user?: string | undefined;
}

const requestListExchangePermissionsFields = new Set([154467, 132760, 154220]);
export function decodeRequestListExchangePermissions(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let userValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 342) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1233762:
        userValue = reader.nameText();
        break;
      default:
        reader.pass(tag, requestListExchangePermissionsFields);
    }
  }
  const fields: RequestListExchangePermissions = {
    user_msg: userMsgValue,
    user: userValue,
  };
  return { name: 'RequestListExchangePermissions' as const, templateId: 342, fields };
}

export function encodeRequestListExchangePermissions(writer: WireWriter, fields: RequestListExchangePermissions): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.user !== undefined) writer.text(154220, fields.user);
  writer.int32(154467, 342);
}

/** Template 343. What the login may see of one exchange. */
export interface ResponseListExchangePermissions {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly exchange?: string | undefined;
  readonly level_1_market_data?: string | undefined;
  readonly level_2_market_data?: string | undefined;
  /** Superseded by the two fields of market data levels. One of ENABLED 1, DISABLED 2. */
  readonly entitlement_flag?: number | undefined;
}

const responseListExchangePermissionsFields = new Set([154467, 132760, 132764, 132766, 110101, 153508, 153509, 153400]);
export function decodeResponseListExchangePermissions(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let exchangeValue: string | undefined;
  let level1MarketDataValue: string | undefined;
  let level2MarketDataValue: string | undefined;
  let entitlementFlagValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 343) reader.refuse('the message has two template ids');
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
      case 1228066:
        level1MarketDataValue = reader.text();
        break;
      case 1228074:
        level2MarketDataValue = reader.text();
        break;
      case 1227200:
        entitlementFlagValue = reader.int32();
        break;
      default:
        reader.pass(tag, responseListExchangePermissionsFields);
    }
  }
  const fields: ResponseListExchangePermissions = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    exchange: exchangeValue,
    level_1_market_data: level1MarketDataValue,
    level_2_market_data: level2MarketDataValue,
    entitlement_flag: entitlementFlagValue,
  };
  return { name: 'ResponseListExchangePermissions' as const, templateId: 343, fields };
}

export function encodeResponseListExchangePermissions(writer: WireWriter, fields: ResponseListExchangePermissions): void {
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.entitlement_flag !== undefined) writer.int32(153400, fields.entitlement_flag);
  if (fields.level_1_market_data !== undefined) writer.text(153508, fields.level_1_market_data);
  if (fields.level_2_market_data !== undefined) writer.text(153509, fields.level_2_market_data);
  writer.int32(154467, 343);
}
