// Written by scripts/build-proto.ts from proto/rithmic/order-lists.proto. Change that, not this, and run it again.

import type { WireReader } from '../reader.ts';
import type { WireWriter } from '../writer.ts';

/** Template 320. Asks for the working orders of an account. They come as ExchangeOrderNotification snapshots, perhaps a moment after the end. */
export interface RequestShowOrders {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
}

const requestShowOrdersFields = new Set([154467, 132760, 154013, 154014, 154008]);
export function decodeRequestShowOrders(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 320) reader.refuse('the message has two template ids');
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
        reader.pass(tag, requestShowOrdersFields);
    }
  }
  const fields: RequestShowOrders = {
    user_msg: userMsgValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
  };
  return { name: 'RequestShowOrders' as const, templateId: 320, fields };
}

export function encodeRequestShowOrders(writer: WireWriter, fields: RequestShowOrders): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  writer.int32(154467, 320);
}

/** Template 321. The end of that list; it carries no order. */
export interface ResponseShowOrders {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseShowOrdersFields = new Set([154467, 132760, 132766]);
export function decodeResponseShowOrders(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 321) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseShowOrdersFields);
    }
  }
  const fields: ResponseShowOrders = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseShowOrders' as const, templateId: 321, fields };
}

export function encodeResponseShowOrders(writer: WireWriter, fields: ResponseShowOrders): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 321);
}

/** Template 318. Asks on which days there were orders. */
export interface RequestShowOrderHistoryDates {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
}

const requestShowOrderHistoryDatesFields = new Set([154467, 132760]);
export function decodeRequestShowOrderHistoryDates(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 318) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      default:
        reader.pass(tag, requestShowOrderHistoryDatesFields);
    }
  }
  const fields: RequestShowOrderHistoryDates = {
    user_msg: userMsgValue,
  };
  return { name: 'RequestShowOrderHistoryDates' as const, templateId: 318, fields };
}

export function encodeRequestShowOrderHistoryDates(writer: WireWriter, fields: RequestShowOrderHistoryDates): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  writer.int32(154467, 318);
}

/** Template 319. Some of those days. */
export interface ResponseShowOrderHistoryDates {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  /** YYYYMMDD each. */
  readonly date?: readonly string[] | undefined;
}

const responseShowOrderHistoryDatesFields = new Set([154467, 132760, 132764, 132766, 110615]);
export function decodeResponseShowOrderHistoryDates(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let dateValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 319) reader.refuse('the message has two template ids');
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
      case 884922:
        (dateValue ??= []).push(reader.text());
        break;
      default:
        reader.pass(tag, responseShowOrderHistoryDatesFields);
    }
  }
  const fields: ResponseShowOrderHistoryDates = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    date: dateValue,
  };
  return { name: 'ResponseShowOrderHistoryDates' as const, templateId: 319, fields };
}

export function encodeResponseShowOrderHistoryDates(writer: WireWriter, fields: ResponseShowOrderHistoryDates): void {
  for (const value of fields.date ?? []) writer.text(110615, value);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 319);
}

/** Template 322. Asks for the orders of today, or for one of them. They come as snapshots of notifications. */
export interface RequestShowOrderHistory {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  /** The server's id of an order. */
  readonly basket_id?: string | undefined;
}

const requestShowOrderHistoryFields = new Set([154467, 132760, 154013, 154014, 154008, 110300]);
export function decodeRequestShowOrderHistory(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let basketIdValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 322) reader.refuse('the message has two template ids');
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
      default:
        reader.pass(tag, requestShowOrderHistoryFields);
    }
  }
  const fields: RequestShowOrderHistory = {
    user_msg: userMsgValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    basket_id: basketIdValue,
  };
  return { name: 'RequestShowOrderHistory' as const, templateId: 322, fields };
}

export function encodeRequestShowOrderHistory(writer: WireWriter, fields: RequestShowOrderHistory): void {
  if (fields.basket_id !== undefined) writer.text(110300, fields.basket_id);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  writer.int32(154467, 322);
}

/** Template 323. The end of that list. */
export interface ResponseShowOrderHistory {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseShowOrderHistoryFields = new Set([154467, 132760, 132766]);
export function decodeResponseShowOrderHistory(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 323) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseShowOrderHistoryFields);
    }
  }
  const fields: ResponseShowOrderHistory = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseShowOrderHistory' as const, templateId: 323, fields };
}

export function encodeResponseShowOrderHistory(writer: WireWriter, fields: ResponseShowOrderHistory): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 323);
}

/** Template 324. Asks for the orders of one day. They come as snapshots of notifications. */
export interface RequestShowOrderHistorySummary {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  /** YYYYMMDD. */
  readonly date?: string | undefined;
}

const requestShowOrderHistorySummaryFields = new Set([154467, 132760, 154013, 154014, 154008, 110615]);
export function decodeRequestShowOrderHistorySummary(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let dateValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 324) reader.refuse('the message has two template ids');
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
      case 884922:
        dateValue = reader.text();
        break;
      default:
        reader.pass(tag, requestShowOrderHistorySummaryFields);
    }
  }
  const fields: RequestShowOrderHistorySummary = {
    user_msg: userMsgValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    date: dateValue,
  };
  return { name: 'RequestShowOrderHistorySummary' as const, templateId: 324, fields };
}

export function encodeRequestShowOrderHistorySummary(writer: WireWriter, fields: RequestShowOrderHistorySummary): void {
  if (fields.date !== undefined) writer.text(110615, fields.date);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  writer.int32(154467, 324);
}

/** Template 325. The end of that list. */
export interface ResponseShowOrderHistorySummary {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseShowOrderHistorySummaryFields = new Set([154467, 132760, 132766]);
export function decodeResponseShowOrderHistorySummary(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 325) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseShowOrderHistorySummaryFields);
    }
  }
  const fields: ResponseShowOrderHistorySummary = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseShowOrderHistorySummary' as const, templateId: 325, fields };
}

export function encodeResponseShowOrderHistorySummary(writer: WireWriter, fields: ResponseShowOrderHistorySummary): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 325);
}

/** Template 326. Asks for the whole life of one order. It comes as snapshots of both kinds of notification. */
export interface RequestShowOrderHistoryDetail {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  /** The server's id of an order. */
  readonly basket_id?: string | undefined;
  /** YYYYMMDD. */
  readonly date?: string | undefined;
}

const requestShowOrderHistoryDetailFields = new Set([154467, 132760, 154013, 154014, 154008, 110300, 110615]);
export function decodeRequestShowOrderHistoryDetail(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let basketIdValue: string | undefined;
  let dateValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 326) reader.refuse('the message has two template ids');
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
      case 884922:
        dateValue = reader.text();
        break;
      default:
        reader.pass(tag, requestShowOrderHistoryDetailFields);
    }
  }
  const fields: RequestShowOrderHistoryDetail = {
    user_msg: userMsgValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    basket_id: basketIdValue,
    date: dateValue,
  };
  return { name: 'RequestShowOrderHistoryDetail' as const, templateId: 326, fields };
}

export function encodeRequestShowOrderHistoryDetail(writer: WireWriter, fields: RequestShowOrderHistoryDetail): void {
  if (fields.basket_id !== undefined) writer.text(110300, fields.basket_id);
  if (fields.date !== undefined) writer.text(110615, fields.date);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  writer.int32(154467, 326);
}

/** Template 327. The end of that list. */
export interface ResponseShowOrderHistoryDetail {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseShowOrderHistoryDetailFields = new Set([154467, 132760, 132766]);
export function decodeResponseShowOrderHistoryDetail(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 327) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseShowOrderHistoryDetailFields);
    }
  }
  const fields: ResponseShowOrderHistoryDetail = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseShowOrderHistoryDetail' as const, templateId: 327, fields };
}

export function encodeResponseShowOrderHistoryDetail(writer: WireWriter, fields: ResponseShowOrderHistoryDetail): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 327);
}

/** Template 3506. Asks for the fills of a span of time. They come as FILL snapshots of ExchangeOrderNotification. */
export interface RequestReplayExecutions {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  /** Seconds since 1970. */
  readonly start_index?: number | undefined;
  /** Seconds since 1970. */
  readonly finish_index?: number | undefined;
}

const requestReplayExecutionsFields = new Set([154467, 132760, 154013, 154014, 154008, 153002, 153003]);
export function decodeRequestReplayExecutions(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let startIndexValue: number | undefined;
  let finishIndexValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 3506) reader.refuse('the message has two template ids');
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
      case 1224016:
        startIndexValue = reader.int32();
        break;
      case 1224024:
        finishIndexValue = reader.int32();
        break;
      default:
        reader.pass(tag, requestReplayExecutionsFields);
    }
  }
  const fields: RequestReplayExecutions = {
    user_msg: userMsgValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    start_index: startIndexValue,
    finish_index: finishIndexValue,
  };
  return { name: 'RequestReplayExecutions' as const, templateId: 3506, fields };
}

export function encodeRequestReplayExecutions(writer: WireWriter, fields: RequestReplayExecutions): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.start_index !== undefined) writer.int32(153002, fields.start_index);
  if (fields.finish_index !== undefined) writer.int32(153003, fields.finish_index);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  writer.int32(154467, 3506);
}

/** Template 3507. The end of that list. */
export interface ResponseReplayExecutions {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseReplayExecutionsFields = new Set([154467, 132760, 132766]);
export function decodeResponseReplayExecutions(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 3507) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseReplayExecutionsFields);
    }
  }
  const fields: ResponseReplayExecutions = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseReplayExecutions' as const, templateId: 3507, fields };
}

export function encodeResponseReplayExecutions(writer: WireWriter, fields: ResponseReplayExecutions): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 3507);
}

/** Template 3512. Asks for fills by time or by trading day, up to 10,000 rows. */
export interface RequestShowFillHistory {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  /** "ssboe" for seconds since 1970 or "trade_date" for YYYYMMDD; says what the two indexes are. */
  readonly index_format?: string | undefined;
  readonly start_index?: number | undefined;
  readonly finish_index?: number | undefined;
  /** At most 10,000. */
  readonly max_record_count?: number | undefined;
}

const requestShowFillHistoryFields = new Set([154467, 132760, 154013, 154014, 154008, 120001, 153002, 153003, 154020]);
export function decodeRequestShowFillHistory(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let indexFormatValue: string | undefined;
  let startIndexValue: number | undefined;
  let finishIndexValue: number | undefined;
  let maxRecordCountValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 3512) reader.refuse('the message has two template ids');
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
      case 960010:
        indexFormatValue = reader.text();
        break;
      case 1224016:
        startIndexValue = reader.int32();
        break;
      case 1224024:
        finishIndexValue = reader.int32();
        break;
      case 1232160:
        maxRecordCountValue = reader.int32();
        break;
      default:
        reader.pass(tag, requestShowFillHistoryFields);
    }
  }
  const fields: RequestShowFillHistory = {
    user_msg: userMsgValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    index_format: indexFormatValue,
    start_index: startIndexValue,
    finish_index: finishIndexValue,
    max_record_count: maxRecordCountValue,
  };
  return { name: 'RequestShowFillHistory' as const, templateId: 3512, fields };
}

export function encodeRequestShowFillHistory(writer: WireWriter, fields: RequestShowFillHistory): void {
  if (fields.index_format !== undefined) writer.text(120001, fields.index_format);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.start_index !== undefined) writer.int32(153002, fields.start_index);
  if (fields.finish_index !== undefined) writer.int32(153003, fields.finish_index);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.max_record_count !== undefined) writer.int32(154020, fields.max_record_count);
  writer.int32(154467, 3512);
}

/** Template 3513. One fill. Some systems fill price or avg_fill_price instead of fill_price. */
export interface ResponseShowFillHistory {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  /** The server's id of an order. */
  readonly basket_id?: string | undefined;
  readonly sequence_number?: string | undefined;
  readonly orig_sequence_number?: string | undefined;
  readonly cor_sequence_number?: string | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  readonly trade_exchange?: string | undefined;
  /** As published for the exchange of the order. */
  readonly trade_route?: string | undefined;
  readonly exchange_order_id?: string | undefined;
  readonly instrument_type?: string | undefined;
  readonly transaction_type?: string | undefined;
  readonly duration?: string | undefined;
  readonly price_type?: string | undefined;
  readonly orig_price_type?: string | undefined;
  /** Whether a person or a program gave the order; exchanges demand it. */
  readonly manual_or_auto?: string | undefined;
  /** HH:MM:SS, UTC. */
  readonly fill_time?: string | undefined;
  /** YYYYMMDD, UTC. */
  readonly fill_date?: string | undefined;
  readonly fill_id?: string | undefined;
  readonly price?: number | undefined;
  readonly trigger_price?: number | undefined;
  readonly fill_price?: number | undefined;
  readonly avg_fill_price?: number | undefined;
  /** Contracts. */
  readonly fill_size?: bigint | undefined;
  readonly total_fill_size?: bigint | undefined;
  readonly total_unfilled_size?: bigint | undefined;
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
}

const responseShowFillHistoryFields = new Set([154467, 132760, 132764, 132766, 110300, 112002, 149263, 149264, 154013, 154014, 154008, 110100, 110101, 112021, 112016, 149238, 110116, 112003, 112005, 112008, 154770, 154710, 110309, 110310, 110311, 110306, 149247, 110307, 110322, 110308, 154111, 154112, 150100, 150101, 150400, 150401, 150404]);
export function decodeResponseShowFillHistory(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let basketIdValue: string | undefined;
  let sequenceNumberValue: string | undefined;
  let origSequenceNumberValue: string | undefined;
  let corSequenceNumberValue: string | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let tradeExchangeValue: string | undefined;
  let tradeRouteValue: string | undefined;
  let exchangeOrderIdValue: string | undefined;
  let instrumentTypeValue: string | undefined;
  let transactionTypeValue: string | undefined;
  let durationValue: string | undefined;
  let priceTypeValue: string | undefined;
  let origPriceTypeValue: string | undefined;
  let manualOrAutoValue: string | undefined;
  let fillTimeValue: string | undefined;
  let fillDateValue: string | undefined;
  let fillIdValue: string | undefined;
  let priceValue: number | undefined;
  let triggerPriceValue: number | undefined;
  let fillPriceValue: number | undefined;
  let avgFillPriceValue: number | undefined;
  let fillSizeValue: bigint | undefined;
  let totalFillSizeValue: bigint | undefined;
  let totalUnfilledSizeValue: bigint | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  let sourceSsboeValue: number | undefined;
  let sourceUsecsValue: number | undefined;
  let sourceNsecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 3513) reader.refuse('the message has two template ids');
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
      case 896018:
        sequenceNumberValue = reader.text();
        break;
      case 1194106:
        origSequenceNumberValue = reader.text();
        break;
      case 1194114:
        corSequenceNumberValue = reader.text();
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
      case 896026:
        transactionTypeValue = reader.text();
        break;
      case 896042:
        durationValue = reader.text();
        break;
      case 896066:
        priceTypeValue = reader.text();
        break;
      case 1238162:
        origPriceTypeValue = reader.text();
        break;
      case 1237682:
        manualOrAutoValue = reader.text();
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
      case 882449:
        priceValue = reader.double();
        break;
      case 1193977:
        triggerPriceValue = reader.double();
        break;
      case 882457:
        fillPriceValue = reader.double();
        break;
      case 882577:
        avgFillPriceValue = reader.double();
        break;
      case 882464:
        fillSizeValue = reader.uint64();
        break;
      case 1232888:
        totalFillSizeValue = reader.uint64();
        break;
      case 1232896:
        totalUnfilledSizeValue = reader.uint64();
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
      default:
        reader.pass(tag, responseShowFillHistoryFields);
    }
  }
  const fields: ResponseShowFillHistory = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    basket_id: basketIdValue,
    sequence_number: sequenceNumberValue,
    orig_sequence_number: origSequenceNumberValue,
    cor_sequence_number: corSequenceNumberValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    trade_exchange: tradeExchangeValue,
    trade_route: tradeRouteValue,
    exchange_order_id: exchangeOrderIdValue,
    instrument_type: instrumentTypeValue,
    transaction_type: transactionTypeValue,
    duration: durationValue,
    price_type: priceTypeValue,
    orig_price_type: origPriceTypeValue,
    manual_or_auto: manualOrAutoValue,
    fill_time: fillTimeValue,
    fill_date: fillDateValue,
    fill_id: fillIdValue,
    price: priceValue,
    trigger_price: triggerPriceValue,
    fill_price: fillPriceValue,
    avg_fill_price: avgFillPriceValue,
    fill_size: fillSizeValue,
    total_fill_size: totalFillSizeValue,
    total_unfilled_size: totalUnfilledSizeValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
    source_ssboe: sourceSsboeValue,
    source_usecs: sourceUsecsValue,
    source_nsecs: sourceNsecsValue,
  };
  return { name: 'ResponseShowFillHistory' as const, templateId: 3513, fields };
}

export function encodeResponseShowFillHistory(writer: WireWriter, fields: ResponseShowFillHistory): void {
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.instrument_type !== undefined) writer.text(110116, fields.instrument_type);
  if (fields.basket_id !== undefined) writer.text(110300, fields.basket_id);
  if (fields.price !== undefined) writer.double(110306, fields.price);
  if (fields.fill_price !== undefined) writer.double(110307, fields.fill_price);
  if (fields.fill_size !== undefined) writer.uint64(110308, fields.fill_size);
  if (fields.fill_time !== undefined) writer.text(110309, fields.fill_time);
  if (fields.fill_date !== undefined) writer.text(110310, fields.fill_date);
  if (fields.fill_id !== undefined) writer.text(110311, fields.fill_id);
  if (fields.avg_fill_price !== undefined) writer.double(110322, fields.avg_fill_price);
  if (fields.sequence_number !== undefined) writer.text(112002, fields.sequence_number);
  if (fields.transaction_type !== undefined) writer.text(112003, fields.transaction_type);
  if (fields.duration !== undefined) writer.text(112005, fields.duration);
  if (fields.price_type !== undefined) writer.text(112008, fields.price_type);
  if (fields.trade_route !== undefined) writer.text(112016, fields.trade_route);
  if (fields.trade_exchange !== undefined) writer.text(112021, fields.trade_exchange);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.exchange_order_id !== undefined) writer.text(149238, fields.exchange_order_id);
  if (fields.trigger_price !== undefined) writer.double(149247, fields.trigger_price);
  if (fields.orig_sequence_number !== undefined) writer.text(149263, fields.orig_sequence_number);
  if (fields.cor_sequence_number !== undefined) writer.text(149264, fields.cor_sequence_number);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  if (fields.source_ssboe !== undefined) writer.int32(150400, fields.source_ssboe);
  if (fields.source_usecs !== undefined) writer.int32(150401, fields.source_usecs);
  if (fields.source_nsecs !== undefined) writer.int32(150404, fields.source_nsecs);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.total_fill_size !== undefined) writer.uint64(154111, fields.total_fill_size);
  if (fields.total_unfilled_size !== undefined) writer.uint64(154112, fields.total_unfilled_size);
  writer.int32(154467, 3513);
  if (fields.manual_or_auto !== undefined) writer.text(154710, fields.manual_or_auto);
  if (fields.orig_price_type !== undefined) writer.text(154770, fields.orig_price_type);
}
