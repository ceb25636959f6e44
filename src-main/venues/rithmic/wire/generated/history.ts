// Written by scripts/build-proto.ts from proto/rithmic/history.proto. Change that, not this, and run it again.

import type { WireReader } from '../reader.ts';
import type { WireWriter } from '../writer.ts';

/** Template 202. Asks for bars of the past made by time. A reply holds 10,000 rows at most and does not say when it was cut. */
export interface RequestTimeBarReplay {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** One of SECOND_BAR 1, MINUTE_BAR 2, DAILY_BAR 3, WEEKLY_BAR 4. */
  readonly bar_type?: number | undefined;
  /** How many seconds, minutes, days or weeks a bar lasts. */
  readonly bar_type_period?: number | undefined;
  /** Seconds since 1970; for daily and weekly bars YYYYMMDD. */
  readonly start_index?: number | undefined;
  /** Seconds since 1970; for daily and weekly bars YYYYMMDD. */
  readonly finish_index?: number | undefined;
  readonly user_max_count?: number | undefined;
  /** Which end of the span user_max_count counts from. One of FIRST 1, LAST 2. */
  readonly direction?: number | undefined;
  /** One of FORWARDS 1, BACKWARDS 2. */
  readonly time_order?: number | undefined;
  /** Asks the server to go on past 10,000 rows. */
  readonly resume_bars?: boolean | undefined;
}

const requestTimeBarReplayFields = new Set([154467, 132760, 110100, 110101, 119200, 119112, 153002, 153003, 154020, 149253, 149307, 153642]);
export function decodeRequestTimeBarReplay(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let barTypeValue: number | undefined;
  let barTypePeriodValue: number | undefined;
  let startIndexValue: number | undefined;
  let finishIndexValue: number | undefined;
  let userMaxCountValue: number | undefined;
  let directionValue: number | undefined;
  let timeOrderValue: number | undefined;
  let resumeBarsValue: boolean | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 202) reader.refuse('the message has two template ids');
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
      case 953600:
        barTypeValue = reader.int32();
        break;
      case 952896:
        barTypePeriodValue = reader.int32();
        break;
      case 1224016:
        startIndexValue = reader.int32();
        break;
      case 1224024:
        finishIndexValue = reader.int32();
        break;
      case 1232160:
        userMaxCountValue = reader.int32();
        break;
      case 1194024:
        directionValue = reader.int32();
        break;
      case 1194456:
        timeOrderValue = reader.int32();
        break;
      case 1229136:
        resumeBarsValue = reader.bool();
        break;
      default:
        reader.pass(tag, requestTimeBarReplayFields);
    }
  }
  const fields: RequestTimeBarReplay = {
    user_msg: userMsgValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    bar_type: barTypeValue,
    bar_type_period: barTypePeriodValue,
    start_index: startIndexValue,
    finish_index: finishIndexValue,
    user_max_count: userMaxCountValue,
    direction: directionValue,
    time_order: timeOrderValue,
    resume_bars: resumeBarsValue,
  };
  return { name: 'RequestTimeBarReplay' as const, templateId: 202, fields };
}

export function encodeRequestTimeBarReplay(writer: WireWriter, fields: RequestTimeBarReplay): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.bar_type_period !== undefined) writer.int32(119112, fields.bar_type_period);
  if (fields.bar_type !== undefined) writer.int32(119200, fields.bar_type);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.direction !== undefined) writer.int32(149253, fields.direction);
  if (fields.time_order !== undefined) writer.int32(149307, fields.time_order);
  if (fields.start_index !== undefined) writer.int32(153002, fields.start_index);
  if (fields.finish_index !== undefined) writer.int32(153003, fields.finish_index);
  if (fields.resume_bars !== undefined) writer.bool(153642, fields.resume_bars);
  if (fields.user_max_count !== undefined) writer.int32(154020, fields.user_max_count);
  writer.int32(154467, 202);
}

/** Template 203. One bar of that reply. */
export interface ResponseTimeBarReplay {
  /** In a frame with neither rows nor a code: the server cut its reply and goes on with this key. */
  readonly request_key?: string | undefined;
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** One of SECOND_BAR 1, MINUTE_BAR 2, DAILY_BAR 3, WEEKLY_BAR 4. */
  readonly type?: number | undefined;
  readonly period?: string | undefined;
  /** Close of the bar in seconds since 1970; for daily and weekly bars YYYYMMDD. */
  readonly marker?: number | undefined;
  /** Number of trades. */
  readonly num_trades?: bigint | undefined;
  /** Contracts. */
  readonly volume?: bigint | undefined;
  /** Contracts traded at the bid. */
  readonly bid_volume?: bigint | undefined;
  /** Contracts traded at the ask. */
  readonly ask_volume?: bigint | undefined;
  readonly open_price?: number | undefined;
  readonly close_price?: number | undefined;
  readonly high_price?: number | undefined;
  readonly low_price?: number | undefined;
  readonly settlement_price?: number | undefined;
  readonly has_settlement_price?: boolean | undefined;
  readonly must_clear_settlement_price?: boolean | undefined;
}

const responseTimeBarReplayFields = new Set([154467, 132758, 132760, 132764, 132766, 110100, 110101, 119200, 119112, 119100, 119109, 119110, 119117, 119118, 100019, 100021, 100012, 100013, 100070, 149138, 154571]);
export function decodeResponseTimeBarReplay(reader: WireReader) {
  let requestKeyValue: string | undefined;
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let typeValue: number | undefined;
  let periodValue: string | undefined;
  let markerValue: number | undefined;
  let numTradesValue: bigint | undefined;
  let volumeValue: bigint | undefined;
  let bidVolumeValue: bigint | undefined;
  let askVolumeValue: bigint | undefined;
  let openPriceValue: number | undefined;
  let closePriceValue: number | undefined;
  let highPriceValue: number | undefined;
  let lowPriceValue: number | undefined;
  let settlementPriceValue: number | undefined;
  let hasSettlementPriceValue: boolean | undefined;
  let mustClearSettlementPriceValue: boolean | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 203) reader.refuse('the message has two template ids');
        break;
      case 1062066:
        requestKeyValue = reader.text();
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
      case 953600:
        typeValue = reader.int32();
        break;
      case 952898:
        periodValue = reader.nameText();
        break;
      case 952800:
        markerValue = reader.int32();
        break;
      case 952872:
        numTradesValue = reader.uint64();
        break;
      case 952880:
        volumeValue = reader.uint64();
        break;
      case 952936:
        bidVolumeValue = reader.uint64();
        break;
      case 952944:
        askVolumeValue = reader.uint64();
        break;
      case 800153:
        openPriceValue = reader.double();
        break;
      case 800169:
        closePriceValue = reader.double();
        break;
      case 800097:
        highPriceValue = reader.double();
        break;
      case 800105:
        lowPriceValue = reader.double();
        break;
      case 800561:
        settlementPriceValue = reader.double();
        break;
      case 1193104:
        hasSettlementPriceValue = reader.bool();
        break;
      case 1236568:
        mustClearSettlementPriceValue = reader.bool();
        break;
      default:
        reader.pass(tag, responseTimeBarReplayFields);
    }
  }
  const fields: ResponseTimeBarReplay = {
    request_key: requestKeyValue,
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    type: typeValue,
    period: periodValue,
    marker: markerValue,
    num_trades: numTradesValue,
    volume: volumeValue,
    bid_volume: bidVolumeValue,
    ask_volume: askVolumeValue,
    open_price: openPriceValue,
    close_price: closePriceValue,
    high_price: highPriceValue,
    low_price: lowPriceValue,
    settlement_price: settlementPriceValue,
    has_settlement_price: hasSettlementPriceValue,
    must_clear_settlement_price: mustClearSettlementPriceValue,
  };
  return { name: 'ResponseTimeBarReplay' as const, templateId: 203, fields };
}

export function encodeResponseTimeBarReplay(writer: WireWriter, fields: ResponseTimeBarReplay): void {
  if (fields.high_price !== undefined) writer.double(100012, fields.high_price);
  if (fields.low_price !== undefined) writer.double(100013, fields.low_price);
  if (fields.open_price !== undefined) writer.double(100019, fields.open_price);
  if (fields.close_price !== undefined) writer.double(100021, fields.close_price);
  if (fields.settlement_price !== undefined) writer.double(100070, fields.settlement_price);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.marker !== undefined) writer.int32(119100, fields.marker);
  if (fields.num_trades !== undefined) writer.uint64(119109, fields.num_trades);
  if (fields.volume !== undefined) writer.uint64(119110, fields.volume);
  if (fields.period !== undefined) writer.text(119112, fields.period);
  if (fields.bid_volume !== undefined) writer.uint64(119117, fields.bid_volume);
  if (fields.ask_volume !== undefined) writer.uint64(119118, fields.ask_volume);
  if (fields.type !== undefined) writer.int32(119200, fields.type);
  if (fields.request_key !== undefined) writer.text(132758, fields.request_key);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.has_settlement_price !== undefined) writer.bool(149138, fields.has_settlement_price);
  writer.int32(154467, 203);
  if (fields.must_clear_settlement_price !== undefined) writer.bool(154571, fields.must_clear_settlement_price);
}

/** Template 206. Asks for bars of the past made by trades, range or volume; bars of one trade are the trades themselves. */
export interface RequestTickBarReplay {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** One of TICK_BAR 1, RANGE_BAR 2, VOLUME_BAR 3. */
  readonly bar_type?: number | undefined;
  /** One of REGULAR 1, CUSTOM 2. */
  readonly bar_sub_type?: number | undefined;
  /** Trades, ticks or contracts per bar, as text; "1" asks for single trades. */
  readonly bar_type_specifier?: string | undefined;
  /** Seconds since 1970. */
  readonly start_index?: number | undefined;
  /** Seconds since 1970. */
  readonly finish_index?: number | undefined;
  readonly user_max_count?: number | undefined;
  /** Seconds since midnight. */
  readonly custom_session_open_ssm?: number | undefined;
  /** Seconds since midnight. */
  readonly custom_session_close_ssm?: number | undefined;
  /** One of FIRST 1, LAST 2. */
  readonly direction?: number | undefined;
  /** One of FORWARDS 1, BACKWARDS 2. */
  readonly time_order?: number | undefined;
  /** Asks the server to go on past 10,000 rows. */
  readonly resume_bars?: boolean | undefined;
}

const requestTickBarReplayFields = new Set([154467, 132760, 110100, 110101, 119200, 119208, 148162, 153002, 153003, 154020, 119209, 119210, 149253, 149307, 153642]);
export function decodeRequestTickBarReplay(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let barTypeValue: number | undefined;
  let barSubTypeValue: number | undefined;
  let barTypeSpecifierValue: string | undefined;
  let startIndexValue: number | undefined;
  let finishIndexValue: number | undefined;
  let userMaxCountValue: number | undefined;
  let customSessionOpenSsmValue: number | undefined;
  let customSessionCloseSsmValue: number | undefined;
  let directionValue: number | undefined;
  let timeOrderValue: number | undefined;
  let resumeBarsValue: boolean | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 206) reader.refuse('the message has two template ids');
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
      case 953600:
        barTypeValue = reader.int32();
        break;
      case 953664:
        barSubTypeValue = reader.int32();
        break;
      case 1185298:
        barTypeSpecifierValue = reader.text();
        break;
      case 1224016:
        startIndexValue = reader.int32();
        break;
      case 1224024:
        finishIndexValue = reader.int32();
        break;
      case 1232160:
        userMaxCountValue = reader.int32();
        break;
      case 953672:
        customSessionOpenSsmValue = reader.int32();
        break;
      case 953680:
        customSessionCloseSsmValue = reader.int32();
        break;
      case 1194024:
        directionValue = reader.int32();
        break;
      case 1194456:
        timeOrderValue = reader.int32();
        break;
      case 1229136:
        resumeBarsValue = reader.bool();
        break;
      default:
        reader.pass(tag, requestTickBarReplayFields);
    }
  }
  const fields: RequestTickBarReplay = {
    user_msg: userMsgValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    bar_type: barTypeValue,
    bar_sub_type: barSubTypeValue,
    bar_type_specifier: barTypeSpecifierValue,
    start_index: startIndexValue,
    finish_index: finishIndexValue,
    user_max_count: userMaxCountValue,
    custom_session_open_ssm: customSessionOpenSsmValue,
    custom_session_close_ssm: customSessionCloseSsmValue,
    direction: directionValue,
    time_order: timeOrderValue,
    resume_bars: resumeBarsValue,
  };
  return { name: 'RequestTickBarReplay' as const, templateId: 206, fields };
}

export function encodeRequestTickBarReplay(writer: WireWriter, fields: RequestTickBarReplay): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.bar_type !== undefined) writer.int32(119200, fields.bar_type);
  if (fields.bar_sub_type !== undefined) writer.int32(119208, fields.bar_sub_type);
  if (fields.custom_session_open_ssm !== undefined) writer.int32(119209, fields.custom_session_open_ssm);
  if (fields.custom_session_close_ssm !== undefined) writer.int32(119210, fields.custom_session_close_ssm);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.bar_type_specifier !== undefined) writer.text(148162, fields.bar_type_specifier);
  if (fields.direction !== undefined) writer.int32(149253, fields.direction);
  if (fields.time_order !== undefined) writer.int32(149307, fields.time_order);
  if (fields.start_index !== undefined) writer.int32(153002, fields.start_index);
  if (fields.finish_index !== undefined) writer.int32(153003, fields.finish_index);
  if (fields.resume_bars !== undefined) writer.bool(153642, fields.resume_bars);
  if (fields.user_max_count !== undefined) writer.int32(154020, fields.user_max_count);
  writer.int32(154467, 206);
}

/** Template 207. One bar of that reply. */
export interface ResponseTickBarReplay {
  /** In a frame with neither rows nor a code: the server cut its reply and goes on with this key. */
  readonly request_key?: string | undefined;
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** One of TICK_BAR 1, RANGE_BAR 2, VOLUME_BAR 3. */
  readonly type?: number | undefined;
  /** One of REGULAR 1, CUSTOM 2. */
  readonly sub_type?: number | undefined;
  readonly type_specifier?: string | undefined;
  readonly data_bar_seq_num?: readonly string[] | undefined;
  /** Number of trades. */
  readonly num_trades?: bigint | undefined;
  /** Contracts. */
  readonly volume?: bigint | undefined;
  /** Contracts traded at the bid. */
  readonly bid_volume?: bigint | undefined;
  /** Contracts traded at the ask. */
  readonly ask_volume?: bigint | undefined;
  readonly open_price?: number | undefined;
  readonly close_price?: number | undefined;
  readonly high_price?: number | undefined;
  readonly low_price?: number | undefined;
  /** Seconds since midnight. */
  readonly custom_session_open_ssm?: number | undefined;
  /** Two entries: seconds of the first and of the last trade. */
  readonly data_bar_ssboe?: readonly number[] | undefined;
  /** Two entries: microseconds of the first and of the last trade. */
  readonly data_bar_usecs?: readonly number[] | undefined;
}

const responseTickBarReplayFields = new Set([154467, 132758, 132760, 132764, 132766, 110100, 110101, 119200, 119208, 148162, 119225, 119204, 119205, 119213, 119214, 100019, 100021, 100012, 100013, 119209, 119202, 119203]);
export function decodeResponseTickBarReplay(reader: WireReader) {
  let requestKeyValue: string | undefined;
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let typeValue: number | undefined;
  let subTypeValue: number | undefined;
  let typeSpecifierValue: string | undefined;
  let dataBarSeqNumValue: string[] | undefined;
  let numTradesValue: bigint | undefined;
  let volumeValue: bigint | undefined;
  let bidVolumeValue: bigint | undefined;
  let askVolumeValue: bigint | undefined;
  let openPriceValue: number | undefined;
  let closePriceValue: number | undefined;
  let highPriceValue: number | undefined;
  let lowPriceValue: number | undefined;
  let customSessionOpenSsmValue: number | undefined;
  let dataBarSsboeValue: number[] | undefined;
  let dataBarUsecsValue: number[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 207) reader.refuse('the message has two template ids');
        break;
      case 1062066:
        requestKeyValue = reader.text();
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
      case 953600:
        typeValue = reader.int32();
        break;
      case 953664:
        subTypeValue = reader.int32();
        break;
      case 1185298:
        typeSpecifierValue = reader.nameText();
        break;
      case 953802:
        (dataBarSeqNumValue ??= []).push(reader.text());
        break;
      case 953632:
        numTradesValue = reader.uint64();
        break;
      case 953640:
        volumeValue = reader.uint64();
        break;
      case 953704:
        bidVolumeValue = reader.uint64();
        break;
      case 953712:
        askVolumeValue = reader.uint64();
        break;
      case 800153:
        openPriceValue = reader.double();
        break;
      case 800169:
        closePriceValue = reader.double();
        break;
      case 800097:
        highPriceValue = reader.double();
        break;
      case 800105:
        lowPriceValue = reader.double();
        break;
      case 953672:
        customSessionOpenSsmValue = reader.int32();
        break;
      case 953616:
        (dataBarSsboeValue ??= []).push(reader.int32());
        break;
      case 953618: {
        const end = reader.blockEnd();
        while (reader.position < end) (dataBarSsboeValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 953624:
        (dataBarUsecsValue ??= []).push(reader.int32());
        break;
      case 953626: {
        const end = reader.blockEnd();
        while (reader.position < end) (dataBarUsecsValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      default:
        reader.pass(tag, responseTickBarReplayFields);
    }
  }
  const fields: ResponseTickBarReplay = {
    request_key: requestKeyValue,
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    type: typeValue,
    sub_type: subTypeValue,
    type_specifier: typeSpecifierValue,
    data_bar_seq_num: dataBarSeqNumValue,
    num_trades: numTradesValue,
    volume: volumeValue,
    bid_volume: bidVolumeValue,
    ask_volume: askVolumeValue,
    open_price: openPriceValue,
    close_price: closePriceValue,
    high_price: highPriceValue,
    low_price: lowPriceValue,
    custom_session_open_ssm: customSessionOpenSsmValue,
    data_bar_ssboe: dataBarSsboeValue,
    data_bar_usecs: dataBarUsecsValue,
  };
  return { name: 'ResponseTickBarReplay' as const, templateId: 207, fields };
}

export function encodeResponseTickBarReplay(writer: WireWriter, fields: ResponseTickBarReplay): void {
  if (fields.high_price !== undefined) writer.double(100012, fields.high_price);
  if (fields.low_price !== undefined) writer.double(100013, fields.low_price);
  if (fields.open_price !== undefined) writer.double(100019, fields.open_price);
  if (fields.close_price !== undefined) writer.double(100021, fields.close_price);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.type !== undefined) writer.int32(119200, fields.type);
  for (const value of fields.data_bar_ssboe ?? []) writer.int32(119202, value);
  for (const value of fields.data_bar_usecs ?? []) writer.int32(119203, value);
  if (fields.num_trades !== undefined) writer.uint64(119204, fields.num_trades);
  if (fields.volume !== undefined) writer.uint64(119205, fields.volume);
  if (fields.sub_type !== undefined) writer.int32(119208, fields.sub_type);
  if (fields.custom_session_open_ssm !== undefined) writer.int32(119209, fields.custom_session_open_ssm);
  if (fields.bid_volume !== undefined) writer.uint64(119213, fields.bid_volume);
  if (fields.ask_volume !== undefined) writer.uint64(119214, fields.ask_volume);
  for (const value of fields.data_bar_seq_num ?? []) writer.text(119225, value);
  if (fields.request_key !== undefined) writer.text(132758, fields.request_key);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.type_specifier !== undefined) writer.text(148162, fields.type_specifier);
  writer.int32(154467, 207);
}

/** Template 208. Asks for minute bars with the volume at each of their prices. */
export interface RequestVolumeProfileMinuteBars {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  readonly bar_type_period?: number | undefined;
  /** Seconds since 1970. */
  readonly start_index?: number | undefined;
  /** Seconds since 1970. */
  readonly finish_index?: number | undefined;
  readonly user_max_count?: number | undefined;
  /** Asks the server to go on past 10,000 rows. */
  readonly resume_bars?: boolean | undefined;
}

const requestVolumeProfileMinuteBarsFields = new Set([154467, 132760, 110100, 110101, 119215, 153002, 153003, 154020, 153642]);
export function decodeRequestVolumeProfileMinuteBars(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let barTypePeriodValue: number | undefined;
  let startIndexValue: number | undefined;
  let finishIndexValue: number | undefined;
  let userMaxCountValue: number | undefined;
  let resumeBarsValue: boolean | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 208) reader.refuse('the message has two template ids');
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
      case 953720:
        barTypePeriodValue = reader.int32();
        break;
      case 1224016:
        startIndexValue = reader.int32();
        break;
      case 1224024:
        finishIndexValue = reader.int32();
        break;
      case 1232160:
        userMaxCountValue = reader.int32();
        break;
      case 1229136:
        resumeBarsValue = reader.bool();
        break;
      default:
        reader.pass(tag, requestVolumeProfileMinuteBarsFields);
    }
  }
  const fields: RequestVolumeProfileMinuteBars = {
    user_msg: userMsgValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    bar_type_period: barTypePeriodValue,
    start_index: startIndexValue,
    finish_index: finishIndexValue,
    user_max_count: userMaxCountValue,
    resume_bars: resumeBarsValue,
  };
  return { name: 'RequestVolumeProfileMinuteBars' as const, templateId: 208, fields };
}

export function encodeRequestVolumeProfileMinuteBars(writer: WireWriter, fields: RequestVolumeProfileMinuteBars): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.bar_type_period !== undefined) writer.int32(119215, fields.bar_type_period);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.start_index !== undefined) writer.int32(153002, fields.start_index);
  if (fields.finish_index !== undefined) writer.int32(153003, fields.finish_index);
  if (fields.resume_bars !== undefined) writer.bool(153642, fields.resume_bars);
  if (fields.user_max_count !== undefined) writer.int32(154020, fields.user_max_count);
  writer.int32(154467, 208);
}

/** Template 209. One such bar. The lists that begin with profile_ belong together by position. */
export interface ResponseVolumeProfileMinuteBars {
  /** In a frame with neither rows nor a code: the server cut its reply and goes on with this key. */
  readonly request_key?: string | undefined;
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  readonly period?: string | undefined;
  /** Close of the bar in seconds since 1970; for daily and weekly bars YYYYMMDD. */
  readonly marker?: number | undefined;
  /** Number of trades. */
  readonly num_trades?: bigint | undefined;
  /** Contracts. */
  readonly volume?: bigint | undefined;
  /** Contracts traded at the bid. */
  readonly bid_volume?: bigint | undefined;
  /** Contracts traded at the ask. */
  readonly ask_volume?: bigint | undefined;
  readonly open_price?: number | undefined;
  readonly close_price?: number | undefined;
  readonly high_price?: number | undefined;
  readonly low_price?: number | undefined;
  readonly profile_price?: readonly number[] | undefined;
  readonly profile_no_aggressor_volume?: readonly number[] | undefined;
  readonly profile_bid_volume?: readonly number[] | undefined;
  readonly profile_ask_volume?: readonly number[] | undefined;
  readonly profile_no_aggressor_trades?: readonly number[] | undefined;
  readonly profile_bid_aggressor_trades?: readonly number[] | undefined;
  readonly profile_ask_aggressor_trades?: readonly number[] | undefined;
}

const responseVolumeProfileMinuteBarsFields = new Set([154467, 132758, 132760, 132764, 132766, 110100, 110101, 119215, 119100, 119204, 119205, 119213, 119214, 100019, 100021, 100012, 100013, 119216, 119217, 119218, 119219, 119220, 119221, 119222]);
export function decodeResponseVolumeProfileMinuteBars(reader: WireReader) {
  let requestKeyValue: string | undefined;
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let periodValue: string | undefined;
  let markerValue: number | undefined;
  let numTradesValue: bigint | undefined;
  let volumeValue: bigint | undefined;
  let bidVolumeValue: bigint | undefined;
  let askVolumeValue: bigint | undefined;
  let openPriceValue: number | undefined;
  let closePriceValue: number | undefined;
  let highPriceValue: number | undefined;
  let lowPriceValue: number | undefined;
  let profilePriceValue: number[] | undefined;
  let profileNoAggressorVolumeValue: number[] | undefined;
  let profileBidVolumeValue: number[] | undefined;
  let profileAskVolumeValue: number[] | undefined;
  let profileNoAggressorTradesValue: number[] | undefined;
  let profileBidAggressorTradesValue: number[] | undefined;
  let profileAskAggressorTradesValue: number[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 209) reader.refuse('the message has two template ids');
        break;
      case 1062066:
        requestKeyValue = reader.text();
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
      case 953722:
        periodValue = reader.nameText();
        break;
      case 952800:
        markerValue = reader.int32();
        break;
      case 953632:
        numTradesValue = reader.uint64();
        break;
      case 953640:
        volumeValue = reader.uint64();
        break;
      case 953704:
        bidVolumeValue = reader.uint64();
        break;
      case 953712:
        askVolumeValue = reader.uint64();
        break;
      case 800153:
        openPriceValue = reader.double();
        break;
      case 800169:
        closePriceValue = reader.double();
        break;
      case 800097:
        highPriceValue = reader.double();
        break;
      case 800105:
        lowPriceValue = reader.double();
        break;
      case 953729:
        (profilePriceValue ??= []).push(reader.double());
        break;
      case 953730: {
        const end = reader.blockEnd();
        while (reader.position < end) (profilePriceValue ??= []).push(reader.double());
        reader.closeBlock(end);
        break;
      }
      case 953736:
        (profileNoAggressorVolumeValue ??= []).push(reader.int32());
        break;
      case 953738: {
        const end = reader.blockEnd();
        while (reader.position < end) (profileNoAggressorVolumeValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 953744:
        (profileBidVolumeValue ??= []).push(reader.int32());
        break;
      case 953746: {
        const end = reader.blockEnd();
        while (reader.position < end) (profileBidVolumeValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 953752:
        (profileAskVolumeValue ??= []).push(reader.int32());
        break;
      case 953754: {
        const end = reader.blockEnd();
        while (reader.position < end) (profileAskVolumeValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 953760:
        (profileNoAggressorTradesValue ??= []).push(reader.int32());
        break;
      case 953762: {
        const end = reader.blockEnd();
        while (reader.position < end) (profileNoAggressorTradesValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 953768:
        (profileBidAggressorTradesValue ??= []).push(reader.int32());
        break;
      case 953770: {
        const end = reader.blockEnd();
        while (reader.position < end) (profileBidAggressorTradesValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 953776:
        (profileAskAggressorTradesValue ??= []).push(reader.int32());
        break;
      case 953778: {
        const end = reader.blockEnd();
        while (reader.position < end) (profileAskAggressorTradesValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      default:
        reader.pass(tag, responseVolumeProfileMinuteBarsFields);
    }
  }
  const fields: ResponseVolumeProfileMinuteBars = {
    request_key: requestKeyValue,
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    period: periodValue,
    marker: markerValue,
    num_trades: numTradesValue,
    volume: volumeValue,
    bid_volume: bidVolumeValue,
    ask_volume: askVolumeValue,
    open_price: openPriceValue,
    close_price: closePriceValue,
    high_price: highPriceValue,
    low_price: lowPriceValue,
    profile_price: profilePriceValue,
    profile_no_aggressor_volume: profileNoAggressorVolumeValue,
    profile_bid_volume: profileBidVolumeValue,
    profile_ask_volume: profileAskVolumeValue,
    profile_no_aggressor_trades: profileNoAggressorTradesValue,
    profile_bid_aggressor_trades: profileBidAggressorTradesValue,
    profile_ask_aggressor_trades: profileAskAggressorTradesValue,
  };
  return { name: 'ResponseVolumeProfileMinuteBars' as const, templateId: 209, fields };
}

export function encodeResponseVolumeProfileMinuteBars(writer: WireWriter, fields: ResponseVolumeProfileMinuteBars): void {
  if (fields.high_price !== undefined) writer.double(100012, fields.high_price);
  if (fields.low_price !== undefined) writer.double(100013, fields.low_price);
  if (fields.open_price !== undefined) writer.double(100019, fields.open_price);
  if (fields.close_price !== undefined) writer.double(100021, fields.close_price);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.marker !== undefined) writer.int32(119100, fields.marker);
  if (fields.num_trades !== undefined) writer.uint64(119204, fields.num_trades);
  if (fields.volume !== undefined) writer.uint64(119205, fields.volume);
  if (fields.bid_volume !== undefined) writer.uint64(119213, fields.bid_volume);
  if (fields.ask_volume !== undefined) writer.uint64(119214, fields.ask_volume);
  if (fields.period !== undefined) writer.text(119215, fields.period);
  for (const value of fields.profile_price ?? []) writer.double(119216, value);
  for (const value of fields.profile_no_aggressor_volume ?? []) writer.int32(119217, value);
  for (const value of fields.profile_bid_volume ?? []) writer.int32(119218, value);
  for (const value of fields.profile_ask_volume ?? []) writer.int32(119219, value);
  for (const value of fields.profile_no_aggressor_trades ?? []) writer.int32(119220, value);
  for (const value of fields.profile_bid_aggressor_trades ?? []) writer.int32(119221, value);
  for (const value of fields.profile_ask_aggressor_trades ?? []) writer.int32(119222, value);
  if (fields.request_key !== undefined) writer.text(132758, fields.request_key);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 209);
}

/** Template 210. Goes on with a reply that the server cut; further rows come under the first request. */
export interface RequestResumeBars {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  /** In a frame with neither rows nor a code: the server cut its reply and goes on with this key. */
  readonly request_key?: string | undefined;
}

const requestResumeBarsFields = new Set([154467, 132760, 132758]);
export function decodeRequestResumeBars(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let requestKeyValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 210) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062066:
        requestKeyValue = reader.text();
        break;
      default:
        reader.pass(tag, requestResumeBarsFields);
    }
  }
  const fields: RequestResumeBars = {
    user_msg: userMsgValue,
    request_key: requestKeyValue,
  };
  return { name: 'RequestResumeBars' as const, templateId: 210, fields };
}

export function encodeRequestResumeBars(writer: WireWriter, fields: RequestResumeBars): void {
  if (fields.request_key !== undefined) writer.text(132758, fields.request_key);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  writer.int32(154467, 210);
}

/** Template 211. Whether the reply goes on. */
export interface ResponseResumeBars {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseResumeBarsFields = new Set([154467, 132760, 132766]);
export function decodeResponseResumeBars(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 211) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseResumeBarsFields);
    }
  }
  const fields: ResponseResumeBars = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseResumeBars' as const, templateId: 211, fields };
}

export function encodeResponseResumeBars(writer: WireWriter, fields: ResponseResumeBars): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 211);
}

/** Template 200. Starts or stops pushes of bars as they close. */
export interface RequestTimeBarUpdate {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** One of SUBSCRIBE 1, UNSUBSCRIBE 2. */
  readonly request?: number | undefined;
  /** One of SECOND_BAR 1, MINUTE_BAR 2, DAILY_BAR 3, WEEKLY_BAR 4. */
  readonly bar_type?: number | undefined;
  /** How many seconds, minutes, days or weeks a bar lasts. */
  readonly bar_type_period?: number | undefined;
}

const requestTimeBarUpdateFields = new Set([154467, 132760, 110100, 110101, 100000, 119200, 119112]);
export function decodeRequestTimeBarUpdate(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let requestValue: number | undefined;
  let barTypeValue: number | undefined;
  let barTypePeriodValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 200) reader.refuse('the message has two template ids');
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
      case 953600:
        barTypeValue = reader.int32();
        break;
      case 952896:
        barTypePeriodValue = reader.int32();
        break;
      default:
        reader.pass(tag, requestTimeBarUpdateFields);
    }
  }
  const fields: RequestTimeBarUpdate = {
    user_msg: userMsgValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    request: requestValue,
    bar_type: barTypeValue,
    bar_type_period: barTypePeriodValue,
  };
  return { name: 'RequestTimeBarUpdate' as const, templateId: 200, fields };
}

export function encodeRequestTimeBarUpdate(writer: WireWriter, fields: RequestTimeBarUpdate): void {
  if (fields.request !== undefined) writer.int32(100000, fields.request);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.bar_type_period !== undefined) writer.int32(119112, fields.bar_type_period);
  if (fields.bar_type !== undefined) writer.int32(119200, fields.bar_type);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  writer.int32(154467, 200);
}

/** Template 201. Whether the change of that subscription was taken. */
export interface ResponseTimeBarUpdate {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseTimeBarUpdateFields = new Set([154467, 132760, 132766]);
export function decodeResponseTimeBarUpdate(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 201) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseTimeBarUpdateFields);
    }
  }
  const fields: ResponseTimeBarUpdate = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseTimeBarUpdate' as const, templateId: 201, fields };
}

export function encodeResponseTimeBarUpdate(writer: WireWriter, fields: ResponseTimeBarUpdate): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 201);
}

/** Template 250. A bar has closed. Minutes come back as seconds in period. */
export interface TimeBar {
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** One of SECOND_BAR 1, MINUTE_BAR 2, DAILY_BAR 3, WEEKLY_BAR 4. */
  readonly type?: number | undefined;
  readonly period?: string | undefined;
  /** Close of the bar in seconds since 1970; for daily and weekly bars YYYYMMDD. */
  readonly marker?: number | undefined;
  /** Number of trades. */
  readonly num_trades?: bigint | undefined;
  /** Contracts. */
  readonly volume?: bigint | undefined;
  /** Contracts traded at the bid. */
  readonly bid_volume?: bigint | undefined;
  /** Contracts traded at the ask. */
  readonly ask_volume?: bigint | undefined;
  readonly open_price?: number | undefined;
  readonly close_price?: number | undefined;
  readonly high_price?: number | undefined;
  readonly low_price?: number | undefined;
  readonly settlement_price?: number | undefined;
  readonly has_settlement_price?: boolean | undefined;
  readonly must_clear_settlement_price?: boolean | undefined;
}

const timeBarFields = new Set([154467, 110100, 110101, 119200, 119112, 119100, 119109, 119110, 119117, 119118, 100019, 100021, 100012, 100013, 100070, 149138, 154571]);
export function decodeTimeBar(reader: WireReader) {
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let typeValue: number | undefined;
  let periodValue: string | undefined;
  let markerValue: number | undefined;
  let numTradesValue: bigint | undefined;
  let volumeValue: bigint | undefined;
  let bidVolumeValue: bigint | undefined;
  let askVolumeValue: bigint | undefined;
  let openPriceValue: number | undefined;
  let closePriceValue: number | undefined;
  let highPriceValue: number | undefined;
  let lowPriceValue: number | undefined;
  let settlementPriceValue: number | undefined;
  let hasSettlementPriceValue: boolean | undefined;
  let mustClearSettlementPriceValue: boolean | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 250) reader.refuse('the message has two template ids');
        break;
      case 880802:
        symbolValue = reader.nameText();
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 953600:
        typeValue = reader.int32();
        break;
      case 952898:
        periodValue = reader.nameText();
        break;
      case 952800:
        markerValue = reader.int32();
        break;
      case 952872:
        numTradesValue = reader.uint64();
        break;
      case 952880:
        volumeValue = reader.uint64();
        break;
      case 952936:
        bidVolumeValue = reader.uint64();
        break;
      case 952944:
        askVolumeValue = reader.uint64();
        break;
      case 800153:
        openPriceValue = reader.double();
        break;
      case 800169:
        closePriceValue = reader.double();
        break;
      case 800097:
        highPriceValue = reader.double();
        break;
      case 800105:
        lowPriceValue = reader.double();
        break;
      case 800561:
        settlementPriceValue = reader.double();
        break;
      case 1193104:
        hasSettlementPriceValue = reader.bool();
        break;
      case 1236568:
        mustClearSettlementPriceValue = reader.bool();
        break;
      default:
        reader.pass(tag, timeBarFields);
    }
  }
  const fields: TimeBar = {
    symbol: symbolValue,
    exchange: exchangeValue,
    type: typeValue,
    period: periodValue,
    marker: markerValue,
    num_trades: numTradesValue,
    volume: volumeValue,
    bid_volume: bidVolumeValue,
    ask_volume: askVolumeValue,
    open_price: openPriceValue,
    close_price: closePriceValue,
    high_price: highPriceValue,
    low_price: lowPriceValue,
    settlement_price: settlementPriceValue,
    has_settlement_price: hasSettlementPriceValue,
    must_clear_settlement_price: mustClearSettlementPriceValue,
  };
  return { name: 'TimeBar' as const, templateId: 250, fields };
}

export function encodeTimeBar(writer: WireWriter, fields: TimeBar): void {
  if (fields.high_price !== undefined) writer.double(100012, fields.high_price);
  if (fields.low_price !== undefined) writer.double(100013, fields.low_price);
  if (fields.open_price !== undefined) writer.double(100019, fields.open_price);
  if (fields.close_price !== undefined) writer.double(100021, fields.close_price);
  if (fields.settlement_price !== undefined) writer.double(100070, fields.settlement_price);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.marker !== undefined) writer.int32(119100, fields.marker);
  if (fields.num_trades !== undefined) writer.uint64(119109, fields.num_trades);
  if (fields.volume !== undefined) writer.uint64(119110, fields.volume);
  if (fields.period !== undefined) writer.text(119112, fields.period);
  if (fields.bid_volume !== undefined) writer.uint64(119117, fields.bid_volume);
  if (fields.ask_volume !== undefined) writer.uint64(119118, fields.ask_volume);
  if (fields.type !== undefined) writer.int32(119200, fields.type);
  if (fields.has_settlement_price !== undefined) writer.bool(149138, fields.has_settlement_price);
  writer.int32(154467, 250);
  if (fields.must_clear_settlement_price !== undefined) writer.bool(154571, fields.must_clear_settlement_price);
}

/** Template 204. The same for bars made by trades, range or volume. */
export interface RequestTickBarUpdate {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** One of SUBSCRIBE 1, UNSUBSCRIBE 2. */
  readonly request?: number | undefined;
  /** One of TICK_BAR 1, RANGE_BAR 2, VOLUME_BAR 3. */
  readonly bar_type?: number | undefined;
  /** One of REGULAR 1, CUSTOM 2. */
  readonly bar_sub_type?: number | undefined;
  /** Trades, ticks or contracts per bar, as text. */
  readonly bar_type_specifier?: string | undefined;
  /** Seconds since midnight. */
  readonly custom_session_open_ssm?: number | undefined;
  /** Seconds since midnight. */
  readonly custom_session_close_ssm?: number | undefined;
}

const requestTickBarUpdateFields = new Set([154467, 132760, 110100, 110101, 100000, 119200, 119208, 148162, 119209, 119210]);
export function decodeRequestTickBarUpdate(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let requestValue: number | undefined;
  let barTypeValue: number | undefined;
  let barSubTypeValue: number | undefined;
  let barTypeSpecifierValue: string | undefined;
  let customSessionOpenSsmValue: number | undefined;
  let customSessionCloseSsmValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 204) reader.refuse('the message has two template ids');
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
      case 953600:
        barTypeValue = reader.int32();
        break;
      case 953664:
        barSubTypeValue = reader.int32();
        break;
      case 1185298:
        barTypeSpecifierValue = reader.text();
        break;
      case 953672:
        customSessionOpenSsmValue = reader.int32();
        break;
      case 953680:
        customSessionCloseSsmValue = reader.int32();
        break;
      default:
        reader.pass(tag, requestTickBarUpdateFields);
    }
  }
  const fields: RequestTickBarUpdate = {
    user_msg: userMsgValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    request: requestValue,
    bar_type: barTypeValue,
    bar_sub_type: barSubTypeValue,
    bar_type_specifier: barTypeSpecifierValue,
    custom_session_open_ssm: customSessionOpenSsmValue,
    custom_session_close_ssm: customSessionCloseSsmValue,
  };
  return { name: 'RequestTickBarUpdate' as const, templateId: 204, fields };
}

export function encodeRequestTickBarUpdate(writer: WireWriter, fields: RequestTickBarUpdate): void {
  if (fields.request !== undefined) writer.int32(100000, fields.request);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.bar_type !== undefined) writer.int32(119200, fields.bar_type);
  if (fields.bar_sub_type !== undefined) writer.int32(119208, fields.bar_sub_type);
  if (fields.custom_session_open_ssm !== undefined) writer.int32(119209, fields.custom_session_open_ssm);
  if (fields.custom_session_close_ssm !== undefined) writer.int32(119210, fields.custom_session_close_ssm);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.bar_type_specifier !== undefined) writer.text(148162, fields.bar_type_specifier);
  writer.int32(154467, 204);
}

/** Template 205. Whether the change of that subscription was taken. */
export interface ResponseTickBarUpdate {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseTickBarUpdateFields = new Set([154467, 132760, 132766]);
export function decodeResponseTickBarUpdate(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 205) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseTickBarUpdateFields);
    }
  }
  const fields: ResponseTickBarUpdate = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseTickBarUpdate' as const, templateId: 205, fields };
}

export function encodeResponseTickBarUpdate(writer: WireWriter, fields: ResponseTickBarUpdate): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 205);
}

/** Template 251. A bar made by trades, range or volume has closed. */
export interface TickBar {
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  /** One of TICK_BAR 1, RANGE_BAR 2, VOLUME_BAR 3. */
  readonly type?: number | undefined;
  /** One of REGULAR 1, CUSTOM 2. */
  readonly sub_type?: number | undefined;
  readonly type_specifier?: string | undefined;
  readonly data_bar_seq_num?: readonly string[] | undefined;
  /** Number of trades. */
  readonly num_trades?: bigint | undefined;
  /** Contracts. */
  readonly volume?: bigint | undefined;
  /** Contracts traded at the bid. */
  readonly bid_volume?: bigint | undefined;
  /** Contracts traded at the ask. */
  readonly ask_volume?: bigint | undefined;
  readonly open_price?: number | undefined;
  readonly close_price?: number | undefined;
  readonly high_price?: number | undefined;
  readonly low_price?: number | undefined;
  /** Seconds since midnight. */
  readonly custom_session_open_ssm?: number | undefined;
  /** Two entries: seconds of the first and of the last trade. */
  readonly data_bar_ssboe?: readonly number[] | undefined;
  /** Two entries: microseconds of the first and of the last trade. */
  readonly data_bar_usecs?: readonly number[] | undefined;
}

const tickBarFields = new Set([154467, 110100, 110101, 119200, 119208, 148162, 119225, 119204, 119205, 119213, 119214, 100019, 100021, 100012, 100013, 119209, 119202, 119203]);
export function decodeTickBar(reader: WireReader) {
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let typeValue: number | undefined;
  let subTypeValue: number | undefined;
  let typeSpecifierValue: string | undefined;
  let dataBarSeqNumValue: string[] | undefined;
  let numTradesValue: bigint | undefined;
  let volumeValue: bigint | undefined;
  let bidVolumeValue: bigint | undefined;
  let askVolumeValue: bigint | undefined;
  let openPriceValue: number | undefined;
  let closePriceValue: number | undefined;
  let highPriceValue: number | undefined;
  let lowPriceValue: number | undefined;
  let customSessionOpenSsmValue: number | undefined;
  let dataBarSsboeValue: number[] | undefined;
  let dataBarUsecsValue: number[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 251) reader.refuse('the message has two template ids');
        break;
      case 880802:
        symbolValue = reader.nameText();
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 953600:
        typeValue = reader.int32();
        break;
      case 953664:
        subTypeValue = reader.int32();
        break;
      case 1185298:
        typeSpecifierValue = reader.nameText();
        break;
      case 953802:
        (dataBarSeqNumValue ??= []).push(reader.text());
        break;
      case 953632:
        numTradesValue = reader.uint64();
        break;
      case 953640:
        volumeValue = reader.uint64();
        break;
      case 953704:
        bidVolumeValue = reader.uint64();
        break;
      case 953712:
        askVolumeValue = reader.uint64();
        break;
      case 800153:
        openPriceValue = reader.double();
        break;
      case 800169:
        closePriceValue = reader.double();
        break;
      case 800097:
        highPriceValue = reader.double();
        break;
      case 800105:
        lowPriceValue = reader.double();
        break;
      case 953672:
        customSessionOpenSsmValue = reader.int32();
        break;
      case 953616:
        (dataBarSsboeValue ??= []).push(reader.int32());
        break;
      case 953618: {
        const end = reader.blockEnd();
        while (reader.position < end) (dataBarSsboeValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      case 953624:
        (dataBarUsecsValue ??= []).push(reader.int32());
        break;
      case 953626: {
        const end = reader.blockEnd();
        while (reader.position < end) (dataBarUsecsValue ??= []).push(reader.int32());
        reader.closeBlock(end);
        break;
      }
      default:
        reader.pass(tag, tickBarFields);
    }
  }
  const fields: TickBar = {
    symbol: symbolValue,
    exchange: exchangeValue,
    type: typeValue,
    sub_type: subTypeValue,
    type_specifier: typeSpecifierValue,
    data_bar_seq_num: dataBarSeqNumValue,
    num_trades: numTradesValue,
    volume: volumeValue,
    bid_volume: bidVolumeValue,
    ask_volume: askVolumeValue,
    open_price: openPriceValue,
    close_price: closePriceValue,
    high_price: highPriceValue,
    low_price: lowPriceValue,
    custom_session_open_ssm: customSessionOpenSsmValue,
    data_bar_ssboe: dataBarSsboeValue,
    data_bar_usecs: dataBarUsecsValue,
  };
  return { name: 'TickBar' as const, templateId: 251, fields };
}

export function encodeTickBar(writer: WireWriter, fields: TickBar): void {
  if (fields.high_price !== undefined) writer.double(100012, fields.high_price);
  if (fields.low_price !== undefined) writer.double(100013, fields.low_price);
  if (fields.open_price !== undefined) writer.double(100019, fields.open_price);
  if (fields.close_price !== undefined) writer.double(100021, fields.close_price);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.type !== undefined) writer.int32(119200, fields.type);
  for (const value of fields.data_bar_ssboe ?? []) writer.int32(119202, value);
  for (const value of fields.data_bar_usecs ?? []) writer.int32(119203, value);
  if (fields.num_trades !== undefined) writer.uint64(119204, fields.num_trades);
  if (fields.volume !== undefined) writer.uint64(119205, fields.volume);
  if (fields.sub_type !== undefined) writer.int32(119208, fields.sub_type);
  if (fields.custom_session_open_ssm !== undefined) writer.int32(119209, fields.custom_session_open_ssm);
  if (fields.bid_volume !== undefined) writer.uint64(119213, fields.bid_volume);
  if (fields.ask_volume !== undefined) writer.uint64(119214, fields.ask_volume);
  for (const value of fields.data_bar_seq_num ?? []) writer.text(119225, value);
  if (fields.type_specifier !== undefined) writer.text(148162, fields.type_specifier);
  writer.int32(154467, 251);
}
