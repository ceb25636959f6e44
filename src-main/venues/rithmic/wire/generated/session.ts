// Written by scripts/build-proto.ts from proto/rithmic/session.proto. Change that, not this, and run it again.

import type { WireReader } from '../reader.ts';
import type { WireWriter } from '../writer.ts';

/** Template 10. The first message on a socket. One socket serves one plant, named by infra_type. */
export interface RequestLogin {
  /** Version of the definitions, such as 5.42; a statement, not a negotiation. */
  readonly template_version?: string | undefined;
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly app_name?: string | undefined;
  readonly app_version?: string | undefined;
  readonly system_name?: string | undefined;
  /** One of TICKER_PLANT 1, ORDER_PLANT 2, HISTORY_PLANT 3, PNL_PLANT 4, REPOSITORY_PLANT 5. */
  readonly infra_type?: number | undefined;
  readonly mac_addr?: readonly string[] | undefined;
  readonly os_version?: string | undefined;
  readonly os_platform?: string | undefined;
  /** Asks the ticker plant for merged quotes. */
  readonly aggregated_quotes?: boolean | undefined;
}

const requestLoginFields = new Set([154467, 153634, 132760, 131003, 130004, 130002, 131803, 153628, 153621, 144108, 144021, 144020, 153644]);
export function decodeRequestLogin(reader: WireReader) {
  let templateVersionValue: string | undefined;
  let userMsgValue: string[] | undefined;
  let userValue: string | undefined;
  let passwordValue: string | undefined;
  let appNameValue: string | undefined;
  let appVersionValue: string | undefined;
  let systemNameValue: string | undefined;
  let infraTypeValue: number | undefined;
  let macAddrValue: string[] | undefined;
  let osVersionValue: string | undefined;
  let osPlatformValue: string | undefined;
  let aggregatedQuotesValue: boolean | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 10) reader.refuse('the message has two template ids');
        break;
      case 1229074:
        templateVersionValue = reader.text();
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1048026:
        userValue = reader.nameText();
        break;
      case 1040034:
        passwordValue = reader.text();
        break;
      case 1040018:
        appNameValue = reader.nameText();
        break;
      case 1054426:
        appVersionValue = reader.text();
        break;
      case 1229026:
        systemNameValue = reader.nameText();
        break;
      case 1228968:
        infraTypeValue = reader.int32();
        break;
      case 1152866:
        (macAddrValue ??= []).push(reader.text());
        break;
      case 1152170:
        osVersionValue = reader.text();
        break;
      case 1152162:
        osPlatformValue = reader.text();
        break;
      case 1229152:
        aggregatedQuotesValue = reader.bool();
        break;
      default:
        reader.pass(tag, requestLoginFields);
    }
  }
  const fields: RequestLogin = {
    template_version: templateVersionValue,
    user_msg: userMsgValue,
    user: userValue,
    password: passwordValue,
    app_name: appNameValue,
    app_version: appVersionValue,
    system_name: systemNameValue,
    infra_type: infraTypeValue,
    mac_addr: macAddrValue,
    os_version: osVersionValue,
    os_platform: osPlatformValue,
    aggregated_quotes: aggregatedQuotesValue,
  };
  return { name: 'RequestLogin' as const, templateId: 10, fields };
}

export function encodeRequestLogin(writer: WireWriter, fields: RequestLogin): void {
  if (fields.app_name !== undefined) writer.text(130002, fields.app_name);
  if (fields.password !== undefined) writer.text(130004, fields.password);
  if (fields.user !== undefined) writer.text(131003, fields.user);
  if (fields.app_version !== undefined) writer.text(131803, fields.app_version);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.os_platform !== undefined) writer.text(144020, fields.os_platform);
  if (fields.os_version !== undefined) writer.text(144021, fields.os_version);
  for (const value of fields.mac_addr ?? []) writer.text(144108, value);
  if (fields.infra_type !== undefined) writer.int32(153621, fields.infra_type);
  if (fields.system_name !== undefined) writer.text(153628, fields.system_name);
  if (fields.template_version !== undefined) writer.text(153634, fields.template_version);
  if (fields.aggregated_quotes !== undefined) writer.bool(153644, fields.aggregated_quotes);
  writer.int32(154467, 10);
}

/** Template 11. Who the session belongs to and how often it wants a sign of life; or, in rp_code, why there is none. */
export interface ResponseLogin {
  /** Version of the definitions, such as 5.42; a statement, not a negotiation. */
  readonly template_version?: string | undefined;
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly country_code?: string | undefined;
  readonly state_code?: string | undefined;
  /** Tells the sessions of a login apart. */
  readonly unique_user_id?: string | undefined;
  /** Seconds. */
  readonly heartbeat_interval?: number | undefined;
}

const responseLoginFields = new Set([154467, 153634, 132760, 132766, 154013, 154014, 154712, 154713, 153428, 153633]);
export function decodeResponseLogin(reader: WireReader) {
  let templateVersionValue: string | undefined;
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let countryCodeValue: string | undefined;
  let stateCodeValue: string | undefined;
  let uniqueUserIdValue: string | undefined;
  let heartbeatIntervalValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 11) reader.refuse('the message has two template ids');
        break;
      case 1229074:
        templateVersionValue = reader.text();
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
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
      case 1237698:
        countryCodeValue = reader.text();
        break;
      case 1237706:
        stateCodeValue = reader.text();
        break;
      case 1227426:
        uniqueUserIdValue = reader.text();
        break;
      case 1229065:
        heartbeatIntervalValue = reader.double();
        break;
      default:
        reader.pass(tag, responseLoginFields);
    }
  }
  const fields: ResponseLogin = {
    template_version: templateVersionValue,
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    country_code: countryCodeValue,
    state_code: stateCodeValue,
    unique_user_id: uniqueUserIdValue,
    heartbeat_interval: heartbeatIntervalValue,
  };
  return { name: 'ResponseLogin' as const, templateId: 11, fields };
}

export function encodeResponseLogin(writer: WireWriter, fields: ResponseLogin): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.unique_user_id !== undefined) writer.text(153428, fields.unique_user_id);
  if (fields.heartbeat_interval !== undefined) writer.double(153633, fields.heartbeat_interval);
  if (fields.template_version !== undefined) writer.text(153634, fields.template_version);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  writer.int32(154467, 11);
  if (fields.country_code !== undefined) writer.text(154712, fields.country_code);
  if (fields.state_code !== undefined) writer.text(154713, fields.state_code);
}

/** Template 12. A polite end. Nothing may be ordered on the socket afterwards. */
export interface RequestLogout {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
}

const requestLogoutFields = new Set([154467, 132760]);
export function decodeRequestLogout(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 12) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      default:
        reader.pass(tag, requestLogoutFields);
    }
  }
  const fields: RequestLogout = {
    user_msg: userMsgValue,
  };
  return { name: 'RequestLogout' as const, templateId: 12, fields };
}

export function encodeRequestLogout(writer: WireWriter, fields: RequestLogout): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  writer.int32(154467, 12);
}

/** Template 13. The session is over; the socket can be closed. */
export interface ResponseLogout {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseLogoutFields = new Set([154467, 132760, 132766]);
export function decodeResponseLogout(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 13) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseLogoutFields);
    }
  }
  const fields: ResponseLogout = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseLogout' as const, templateId: 13, fields };
}

export function encodeResponseLogout(writer: WireWriter, fields: ResponseLogout): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 13);
}

/** Template 16. Asks a gateway which systems it serves. Needs no login, and the server closes the socket after its answer. */
export interface RequestRithmicSystemInfo {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
}

const requestRithmicSystemInfoFields = new Set([154467, 132760]);
export function decodeRequestRithmicSystemInfo(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 16) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      default:
        reader.pass(tag, requestRithmicSystemInfoFields);
    }
  }
  const fields: RequestRithmicSystemInfo = {
    user_msg: userMsgValue,
  };
  return { name: 'RequestRithmicSystemInfo' as const, templateId: 16, fields };
}

export function encodeRequestRithmicSystemInfo(writer: WireWriter, fields: RequestRithmicSystemInfo): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  writer.int32(154467, 16);
}

/** Template 17. Names of systems exactly as a login must spell them. The two lists belong together by position. */
export interface ResponseRithmicSystemInfo {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly system_name?: readonly string[] | undefined;
  /** Whether the system of the same position offers merged quotes. */
  readonly has_aggregated_quotes?: readonly boolean[] | undefined;
}

const responseRithmicSystemInfoFields = new Set([154467, 132760, 132766, 153628, 153649]);
export function decodeResponseRithmicSystemInfo(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let systemNameValue: string[] | undefined;
  let hasAggregatedQuotesValue: boolean[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 17) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      case 1229026:
        (systemNameValue ??= []).push(reader.nameText());
        break;
      case 1229192:
        (hasAggregatedQuotesValue ??= []).push(reader.bool());
        break;
      case 1229194: {
        const end = reader.blockEnd();
        while (reader.position < end) (hasAggregatedQuotesValue ??= []).push(reader.bool());
        reader.closeBlock(end);
        break;
      }
      default:
        reader.pass(tag, responseRithmicSystemInfoFields);
    }
  }
  const fields: ResponseRithmicSystemInfo = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
    system_name: systemNameValue,
    has_aggregated_quotes: hasAggregatedQuotesValue,
  };
  return { name: 'ResponseRithmicSystemInfo' as const, templateId: 17, fields };
}

export function encodeResponseRithmicSystemInfo(writer: WireWriter, fields: ResponseRithmicSystemInfo): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  for (const value of fields.system_name ?? []) writer.text(153628, value);
  for (const value of fields.has_aggregated_quotes ?? []) writer.bool(153649, value);
  writer.int32(154467, 17);
}

/** Template 20. Asks which gateways reach one system. */
export interface RequestRithmicSystemGatewayInfo {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly system_name?: string | undefined;
}

const requestRithmicSystemGatewayInfoFields = new Set([154467, 132760, 153628]);
export function decodeRequestRithmicSystemGatewayInfo(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let systemNameValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 20) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1229026:
        systemNameValue = reader.nameText();
        break;
      default:
        reader.pass(tag, requestRithmicSystemGatewayInfoFields);
    }
  }
  const fields: RequestRithmicSystemGatewayInfo = {
    user_msg: userMsgValue,
    system_name: systemNameValue,
  };
  return { name: 'RequestRithmicSystemGatewayInfo' as const, templateId: 20, fields };
}

export function encodeRequestRithmicSystemGatewayInfo(writer: WireWriter, fields: RequestRithmicSystemGatewayInfo): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.system_name !== undefined) writer.text(153628, fields.system_name);
  writer.int32(154467, 20);
}

/** Template 21. Gateways of a system. The two lists belong together by position. */
export interface ResponseRithmicSystemGatewayInfo {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly system_name?: string | undefined;
  readonly gateway_name?: readonly string[] | undefined;
  readonly gateway_uri?: readonly string[] | undefined;
}

const responseRithmicSystemGatewayInfoFields = new Set([154467, 132760, 132766, 153628, 153640, 153641]);
export function decodeResponseRithmicSystemGatewayInfo(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let systemNameValue: string | undefined;
  let gatewayNameValue: string[] | undefined;
  let gatewayUriValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 21) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      case 1229026:
        systemNameValue = reader.nameText();
        break;
      case 1229122:
        (gatewayNameValue ??= []).push(reader.text());
        break;
      case 1229130:
        (gatewayUriValue ??= []).push(reader.text());
        break;
      default:
        reader.pass(tag, responseRithmicSystemGatewayInfoFields);
    }
  }
  const fields: ResponseRithmicSystemGatewayInfo = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
    system_name: systemNameValue,
    gateway_name: gatewayNameValue,
    gateway_uri: gatewayUriValue,
  };
  return { name: 'ResponseRithmicSystemGatewayInfo' as const, templateId: 21, fields };
}

export function encodeResponseRithmicSystemGatewayInfo(writer: WireWriter, fields: ResponseRithmicSystemGatewayInfo): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.system_name !== undefined) writer.text(153628, fields.system_name);
  for (const value of fields.gateway_name ?? []) writer.text(153640, value);
  for (const value of fields.gateway_uri ?? []) writer.text(153641, value);
  writer.int32(154467, 21);
}

/** Template 18. A sign of life, due once per heartbeat_interval on every socket whatever else is sent. */
export interface RequestHeartbeat {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: number | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: number | undefined;
}

const requestHeartbeatFields = new Set([154467, 132760, 150100, 150101]);
export function decodeRequestHeartbeat(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 18) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1200800:
        ssboeValue = reader.int32();
        break;
      case 1200808:
        usecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, requestHeartbeatFields);
    }
  }
  const fields: RequestHeartbeat = {
    user_msg: userMsgValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'RequestHeartbeat' as const, templateId: 18, fields };
}

export function encodeRequestHeartbeat(writer: WireWriter, fields: RequestHeartbeat): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  writer.int32(154467, 18);
}

/** Template 19. The answer to a heartbeat, with the clock of the server. A code other than 0 is a problem of the session. */
export interface ResponseHeartbeat {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: number | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: number | undefined;
}

const responseHeartbeatFields = new Set([154467, 132760, 132766, 150100, 150101]);
export function decodeResponseHeartbeat(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 19) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      case 1200800:
        ssboeValue = reader.int32();
        break;
      case 1200808:
        usecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, responseHeartbeatFields);
    }
  }
  const fields: ResponseHeartbeat = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'ResponseHeartbeat' as const, templateId: 19, fields };
}

export function encodeResponseHeartbeat(writer: WireWriter, fields: ResponseHeartbeat): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  writer.int32(154467, 19);
}

/** Template 75. The server could not make sense of a request or had nobody to give it to. Always a failure, whatever its code. */
export interface Reject {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const rejectFields = new Set([154467, 132760, 132766]);
export function decodeReject(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 75) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, rejectFields);
    }
  }
  const fields: Reject = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'Reject' as const, templateId: 75, fields };
}

export function encodeReject(writer: WireWriter, fields: Reject): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 75);
}

/** Template 77. The session has been ended from the other side, mostly because the user logged in elsewhere. */
export interface ForcedLogout {
}

const forcedLogoutFields = new Set([154467]);
export function decodeForcedLogout(reader: WireReader) {
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 77) reader.refuse('the message has two template ids');
        break;
      default:
        reader.pass(tag, forcedLogoutFields);
    }
  }
  const fields: ForcedLogout = {
  };
  return { name: 'ForcedLogout' as const, templateId: 77, fields };
}

export function encodeForcedLogout(writer: WireWriter, _fields: ForcedLogout): void {
  writer.int32(154467, 77);
}
