// Written by scripts/build-proto.ts from proto/rithmic/agreements.proto. Change that, not this, and run it again.

import type { WireReader } from '../reader.ts';
import type { WireWriter } from '../writer.ts';

/** Template 500. Asks for agreements that the user has yet to sign; without them a login may be refused. */
export interface RequestListUnacceptedAgreements {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
}

const requestListUnacceptedAgreementsFields = new Set([154467, 132760]);
export function decodeRequestListUnacceptedAgreements(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 500) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      default:
        reader.pass(tag, requestListUnacceptedAgreementsFields);
    }
  }
  const fields: RequestListUnacceptedAgreements = {
    user_msg: userMsgValue,
  };
  return { name: 'RequestListUnacceptedAgreements' as const, templateId: 500, fields };
}

export function encodeRequestListUnacceptedAgreements(writer: WireWriter, fields: RequestListUnacceptedAgreements): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  writer.int32(154467, 500);
}

/** Template 501. One agreement to be signed. */
export interface ResponseListUnacceptedAgreements {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly agreement_title?: string | undefined;
  readonly agreement_id?: string | undefined;
  readonly agreement_acceptance_request?: string | undefined;
}

const responseListUnacceptedAgreementsFields = new Set([154467, 132760, 132764, 132766, 154013, 154014, 153406, 153407, 153430]);
export function decodeResponseListUnacceptedAgreements(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let agreementTitleValue: string | undefined;
  let agreementIdValue: string | undefined;
  let agreementAcceptanceRequestValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 501) reader.refuse('the message has two template ids');
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
      case 1232106:
        fcmIdValue = reader.nameText();
        break;
      case 1232114:
        ibIdValue = reader.nameText();
        break;
      case 1227250:
        agreementTitleValue = reader.text();
        break;
      case 1227258:
        agreementIdValue = reader.text();
        break;
      case 1227442:
        agreementAcceptanceRequestValue = reader.text();
        break;
      default:
        reader.pass(tag, responseListUnacceptedAgreementsFields);
    }
  }
  const fields: ResponseListUnacceptedAgreements = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    agreement_title: agreementTitleValue,
    agreement_id: agreementIdValue,
    agreement_acceptance_request: agreementAcceptanceRequestValue,
  };
  return { name: 'ResponseListUnacceptedAgreements' as const, templateId: 501, fields };
}

export function encodeResponseListUnacceptedAgreements(writer: WireWriter, fields: ResponseListUnacceptedAgreements): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.agreement_title !== undefined) writer.text(153406, fields.agreement_title);
  if (fields.agreement_id !== undefined) writer.text(153407, fields.agreement_id);
  if (fields.agreement_acceptance_request !== undefined) writer.text(153430, fields.agreement_acceptance_request);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  writer.int32(154467, 501);
}

/** Template 502. Asks for agreements that the user has signed. */
export interface RequestListAcceptedAgreements {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
}

const requestListAcceptedAgreementsFields = new Set([154467, 132760]);
export function decodeRequestListAcceptedAgreements(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 502) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      default:
        reader.pass(tag, requestListAcceptedAgreementsFields);
    }
  }
  const fields: RequestListAcceptedAgreements = {
    user_msg: userMsgValue,
  };
  return { name: 'RequestListAcceptedAgreements' as const, templateId: 502, fields };
}

export function encodeRequestListAcceptedAgreements(writer: WireWriter, fields: RequestListAcceptedAgreements): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  writer.int32(154467, 502);
}

/** Template 503. One signed agreement. */
export interface ResponseListAcceptedAgreements {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly agreement_acceptance_ssboe?: number | undefined;
  readonly agreement_acceptance_status?: string | undefined;
  readonly agreement_acceptance_request?: string | undefined;
  readonly agreement_title?: string | undefined;
  readonly agreement_id?: string | undefined;
}

const responseListAcceptedAgreementsFields = new Set([154467, 132760, 132764, 132766, 154013, 154014, 153427, 153426, 153430, 153406, 153407]);
export function decodeResponseListAcceptedAgreements(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let agreementAcceptanceSsboeValue: number | undefined;
  let agreementAcceptanceStatusValue: string | undefined;
  let agreementAcceptanceRequestValue: string | undefined;
  let agreementTitleValue: string | undefined;
  let agreementIdValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 503) reader.refuse('the message has two template ids');
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
      case 1232106:
        fcmIdValue = reader.nameText();
        break;
      case 1232114:
        ibIdValue = reader.nameText();
        break;
      case 1227416:
        agreementAcceptanceSsboeValue = reader.int32();
        break;
      case 1227410:
        agreementAcceptanceStatusValue = reader.text();
        break;
      case 1227442:
        agreementAcceptanceRequestValue = reader.text();
        break;
      case 1227250:
        agreementTitleValue = reader.text();
        break;
      case 1227258:
        agreementIdValue = reader.text();
        break;
      default:
        reader.pass(tag, responseListAcceptedAgreementsFields);
    }
  }
  const fields: ResponseListAcceptedAgreements = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    agreement_acceptance_ssboe: agreementAcceptanceSsboeValue,
    agreement_acceptance_status: agreementAcceptanceStatusValue,
    agreement_acceptance_request: agreementAcceptanceRequestValue,
    agreement_title: agreementTitleValue,
    agreement_id: agreementIdValue,
  };
  return { name: 'ResponseListAcceptedAgreements' as const, templateId: 503, fields };
}

export function encodeResponseListAcceptedAgreements(writer: WireWriter, fields: ResponseListAcceptedAgreements): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.agreement_title !== undefined) writer.text(153406, fields.agreement_title);
  if (fields.agreement_id !== undefined) writer.text(153407, fields.agreement_id);
  if (fields.agreement_acceptance_status !== undefined) writer.text(153426, fields.agreement_acceptance_status);
  if (fields.agreement_acceptance_ssboe !== undefined) writer.int32(153427, fields.agreement_acceptance_ssboe);
  if (fields.agreement_acceptance_request !== undefined) writer.text(153430, fields.agreement_acceptance_request);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  writer.int32(154467, 503);
}

/** Template 504. Signs an agreement. Never sent without the user having read and wanted it. */
export interface RequestAcceptAgreement {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly agreement_id?: string | undefined;
  /** "Professional" or "Non-Professional". */
  readonly market_data_usage_capacity?: string | undefined;
}

const requestAcceptAgreementFields = new Set([154467, 132760, 153407, 153431]);
export function decodeRequestAcceptAgreement(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let agreementIdValue: string | undefined;
  let marketDataUsageCapacityValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 504) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1227258:
        agreementIdValue = reader.text();
        break;
      case 1227450:
        marketDataUsageCapacityValue = reader.text();
        break;
      default:
        reader.pass(tag, requestAcceptAgreementFields);
    }
  }
  const fields: RequestAcceptAgreement = {
    user_msg: userMsgValue,
    agreement_id: agreementIdValue,
    market_data_usage_capacity: marketDataUsageCapacityValue,
  };
  return { name: 'RequestAcceptAgreement' as const, templateId: 504, fields };
}

export function encodeRequestAcceptAgreement(writer: WireWriter, fields: RequestAcceptAgreement): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.agreement_id !== undefined) writer.text(153407, fields.agreement_id);
  if (fields.market_data_usage_capacity !== undefined) writer.text(153431, fields.market_data_usage_capacity);
  writer.int32(154467, 504);
}

/** Template 505. Whether the signature was taken. */
export interface ResponseAcceptAgreement {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseAcceptAgreementFields = new Set([154467, 132760, 132766]);
export function decodeResponseAcceptAgreement(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 505) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseAcceptAgreementFields);
    }
  }
  const fields: ResponseAcceptAgreement = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseAcceptAgreement' as const, templateId: 505, fields };
}

export function encodeResponseAcceptAgreement(writer: WireWriter, fields: ResponseAcceptAgreement): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 505);
}

/** Template 506. Asks for the text of an agreement. */
export interface RequestShowAgreement {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly agreement_id?: string | undefined;
}

const requestShowAgreementFields = new Set([154467, 132760, 153407]);
export function decodeRequestShowAgreement(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let agreementIdValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 506) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1227258:
        agreementIdValue = reader.text();
        break;
      default:
        reader.pass(tag, requestShowAgreementFields);
    }
  }
  const fields: RequestShowAgreement = {
    user_msg: userMsgValue,
    agreement_id: agreementIdValue,
  };
  return { name: 'RequestShowAgreement' as const, templateId: 506, fields };
}

export function encodeRequestShowAgreement(writer: WireWriter, fields: RequestShowAgreement): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.agreement_id !== undefined) writer.text(153407, fields.agreement_id);
  writer.int32(154467, 506);
}

/** Template 507. The text of an agreement. */
export interface ResponseShowAgreement {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly agreement_title?: string | undefined;
  readonly agreement_id?: string | undefined;
  /** The text as bytes. */
  readonly agreement?: Uint8Array | undefined;
  /** The text as bytes of HTML. */
  readonly agreement_html?: Uint8Array | undefined;
  readonly agreement_mandatory_flag?: string | undefined;
  readonly agreement_status?: string | undefined;
  readonly agreement_acceptance_request?: string | undefined;
}

const responseShowAgreementFields = new Set([154467, 132760, 132764, 132766, 153406, 153407, 153405, 153432, 153410, 153415, 153430]);
export function decodeResponseShowAgreement(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let agreementTitleValue: string | undefined;
  let agreementIdValue: string | undefined;
  let agreementValue: Uint8Array | undefined;
  let agreementHtmlValue: Uint8Array | undefined;
  let agreementMandatoryFlagValue: string | undefined;
  let agreementStatusValue: string | undefined;
  let agreementAcceptanceRequestValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 507) reader.refuse('the message has two template ids');
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
      case 1227250:
        agreementTitleValue = reader.text();
        break;
      case 1227258:
        agreementIdValue = reader.text();
        break;
      case 1227242:
        agreementValue = reader.byteString();
        break;
      case 1227458:
        agreementHtmlValue = reader.byteString();
        break;
      case 1227282:
        agreementMandatoryFlagValue = reader.text();
        break;
      case 1227322:
        agreementStatusValue = reader.text();
        break;
      case 1227442:
        agreementAcceptanceRequestValue = reader.text();
        break;
      default:
        reader.pass(tag, responseShowAgreementFields);
    }
  }
  const fields: ResponseShowAgreement = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    agreement_title: agreementTitleValue,
    agreement_id: agreementIdValue,
    agreement: agreementValue,
    agreement_html: agreementHtmlValue,
    agreement_mandatory_flag: agreementMandatoryFlagValue,
    agreement_status: agreementStatusValue,
    agreement_acceptance_request: agreementAcceptanceRequestValue,
  };
  return { name: 'ResponseShowAgreement' as const, templateId: 507, fields };
}

export function encodeResponseShowAgreement(writer: WireWriter, fields: ResponseShowAgreement): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.agreement !== undefined) writer.byteString(153405, fields.agreement);
  if (fields.agreement_title !== undefined) writer.text(153406, fields.agreement_title);
  if (fields.agreement_id !== undefined) writer.text(153407, fields.agreement_id);
  if (fields.agreement_mandatory_flag !== undefined) writer.text(153410, fields.agreement_mandatory_flag);
  if (fields.agreement_status !== undefined) writer.text(153415, fields.agreement_status);
  if (fields.agreement_acceptance_request !== undefined) writer.text(153430, fields.agreement_acceptance_request);
  if (fields.agreement_html !== undefined) writer.byteString(153432, fields.agreement_html);
  writer.int32(154467, 507);
}

/** Template 508. Says whether the user is a professional in the sense of the exchanges. */
export interface RequestSetRithmicMrktDataSelfCertStatus {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly agreement_id?: string | undefined;
  /** "Professional" or "Non-Professional". */
  readonly market_data_usage_capacity?: string | undefined;
}

const requestSetRithmicMrktDataSelfCertStatusFields = new Set([154467, 132760, 153407, 153431]);
export function decodeRequestSetRithmicMrktDataSelfCertStatus(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let agreementIdValue: string | undefined;
  let marketDataUsageCapacityValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 508) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1227258:
        agreementIdValue = reader.text();
        break;
      case 1227450:
        marketDataUsageCapacityValue = reader.text();
        break;
      default:
        reader.pass(tag, requestSetRithmicMrktDataSelfCertStatusFields);
    }
  }
  const fields: RequestSetRithmicMrktDataSelfCertStatus = {
    user_msg: userMsgValue,
    agreement_id: agreementIdValue,
    market_data_usage_capacity: marketDataUsageCapacityValue,
  };
  return { name: 'RequestSetRithmicMrktDataSelfCertStatus' as const, templateId: 508, fields };
}

export function encodeRequestSetRithmicMrktDataSelfCertStatus(writer: WireWriter, fields: RequestSetRithmicMrktDataSelfCertStatus): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.agreement_id !== undefined) writer.text(153407, fields.agreement_id);
  if (fields.market_data_usage_capacity !== undefined) writer.text(153431, fields.market_data_usage_capacity);
  writer.int32(154467, 508);
}

/** Template 509. Whether that statement was taken. */
export interface ResponseSetRithmicMrktDataSelfCertStatus {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseSetRithmicMrktDataSelfCertStatusFields = new Set([154467, 132760, 132766]);
export function decodeResponseSetRithmicMrktDataSelfCertStatus(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 509) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseSetRithmicMrktDataSelfCertStatusFields);
    }
  }
  const fields: ResponseSetRithmicMrktDataSelfCertStatus = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseSetRithmicMrktDataSelfCertStatus' as const, templateId: 509, fields };
}

export function encodeResponseSetRithmicMrktDataSelfCertStatus(writer: WireWriter, fields: ResponseSetRithmicMrktDataSelfCertStatus): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 509);
}
