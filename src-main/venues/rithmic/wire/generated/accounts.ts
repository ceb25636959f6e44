// Written by scripts/build-proto.ts from proto/rithmic/accounts.proto. Change that, not this, and run it again.

import type { WireReader } from '../reader.ts';
import type { WireWriter } from '../writer.ts';

/** Template 300. Asks whom the login is. */
export interface RequestLoginInfo {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
}

const requestLoginInfoFields = new Set([154467, 132760]);
export function decodeRequestLoginInfo(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 300) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      default:
        reader.pass(tag, requestLoginInfoFields);
    }
  }
  const fields: RequestLoginInfo = {
    user_msg: userMsgValue,
  };
  return { name: 'RequestLoginInfo' as const, templateId: 300, fields };
}

export function encodeRequestLoginInfo(writer: WireWriter, fields: RequestLoginInfo): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  writer.int32(154467, 300);
}

/** Template 301. The firm, broker and user of the login, and how many sessions it may have at a time. */
export interface ResponseLoginInfo {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly user?: string | undefined;
  readonly first_name?: string | undefined;
  readonly last_name?: string | undefined;
  readonly email_address?: string | undefined;
  /** One of USER_TYPE_ADMIN 0, USER_TYPE_FCM 1, USER_TYPE_IB 2, USER_TYPE_TRADER 3. */
  readonly user_type?: number | undefined;
  readonly order_copy_status?: string | undefined;
  readonly country_code?: string | undefined;
  readonly state_code?: string | undefined;
  readonly address_street_1?: string | undefined;
  readonly address_street_2?: string | undefined;
  readonly address_city?: string | undefined;
  readonly address_state?: string | undefined;
  readonly address_country?: string | undefined;
  readonly address_zip?: string | undefined;
  readonly phone_residence?: string | undefined;
  readonly phone_work?: string | undefined;
  readonly phone_mobile?: string | undefined;
  /** Sessions the login may have on the ticker plant. */
  readonly tp_max_session_count?: number | undefined;
  /** Sessions the login may have on the order plant. */
  readonly op_max_session_count?: number | undefined;
}

const responseLoginInfoFields = new Set([154467, 132760, 132766, 154013, 154014, 131003, 154216, 154217, 150110, 154036, 158206, 154712, 154713, 144511, 144512, 144513, 144514, 144515, 144519, 144516, 144517, 144518, 140000, 140012]);
export function decodeResponseLoginInfo(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let userValue: string | undefined;
  let firstNameValue: string | undefined;
  let lastNameValue: string | undefined;
  let emailAddressValue: string | undefined;
  let userTypeValue: number | undefined;
  let orderCopyStatusValue: string | undefined;
  let countryCodeValue: string | undefined;
  let stateCodeValue: string | undefined;
  let addressStreet1Value: string | undefined;
  let addressStreet2Value: string | undefined;
  let addressCityValue: string | undefined;
  let addressStateValue: string | undefined;
  let addressCountryValue: string | undefined;
  let addressZipValue: string | undefined;
  let phoneResidenceValue: string | undefined;
  let phoneWorkValue: string | undefined;
  let phoneMobileValue: string | undefined;
  let tpMaxSessionCountValue: number | undefined;
  let opMaxSessionCountValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 301) reader.refuse('the message has two template ids');
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
      case 1048026:
        userValue = reader.nameText();
        break;
      case 1233730:
        firstNameValue = reader.text();
        break;
      case 1233738:
        lastNameValue = reader.text();
        break;
      case 1200882:
        emailAddressValue = reader.text();
        break;
      case 1232288:
        userTypeValue = reader.int32();
        break;
      case 1265650:
        orderCopyStatusValue = reader.text();
        break;
      case 1237698:
        countryCodeValue = reader.text();
        break;
      case 1237706:
        stateCodeValue = reader.text();
        break;
      case 1156090:
        addressStreet1Value = reader.text();
        break;
      case 1156098:
        addressStreet2Value = reader.text();
        break;
      case 1156106:
        addressCityValue = reader.text();
        break;
      case 1156114:
        addressStateValue = reader.text();
        break;
      case 1156122:
        addressCountryValue = reader.text();
        break;
      case 1156154:
        addressZipValue = reader.text();
        break;
      case 1156130:
        phoneResidenceValue = reader.text();
        break;
      case 1156138:
        phoneWorkValue = reader.text();
        break;
      case 1156146:
        phoneMobileValue = reader.text();
        break;
      case 1120000:
        tpMaxSessionCountValue = reader.int32();
        break;
      case 1120096:
        opMaxSessionCountValue = reader.int32();
        break;
      default:
        reader.pass(tag, responseLoginInfoFields);
    }
  }
  const fields: ResponseLoginInfo = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    user: userValue,
    first_name: firstNameValue,
    last_name: lastNameValue,
    email_address: emailAddressValue,
    user_type: userTypeValue,
    order_copy_status: orderCopyStatusValue,
    country_code: countryCodeValue,
    state_code: stateCodeValue,
    address_street_1: addressStreet1Value,
    address_street_2: addressStreet2Value,
    address_city: addressCityValue,
    address_state: addressStateValue,
    address_country: addressCountryValue,
    address_zip: addressZipValue,
    phone_residence: phoneResidenceValue,
    phone_work: phoneWorkValue,
    phone_mobile: phoneMobileValue,
    tp_max_session_count: tpMaxSessionCountValue,
    op_max_session_count: opMaxSessionCountValue,
  };
  return { name: 'ResponseLoginInfo' as const, templateId: 301, fields };
}

export function encodeResponseLoginInfo(writer: WireWriter, fields: ResponseLoginInfo): void {
  if (fields.user !== undefined) writer.text(131003, fields.user);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.tp_max_session_count !== undefined) writer.int32(140000, fields.tp_max_session_count);
  if (fields.op_max_session_count !== undefined) writer.int32(140012, fields.op_max_session_count);
  if (fields.address_street_1 !== undefined) writer.text(144511, fields.address_street_1);
  if (fields.address_street_2 !== undefined) writer.text(144512, fields.address_street_2);
  if (fields.address_city !== undefined) writer.text(144513, fields.address_city);
  if (fields.address_state !== undefined) writer.text(144514, fields.address_state);
  if (fields.address_country !== undefined) writer.text(144515, fields.address_country);
  if (fields.phone_residence !== undefined) writer.text(144516, fields.phone_residence);
  if (fields.phone_work !== undefined) writer.text(144517, fields.phone_work);
  if (fields.phone_mobile !== undefined) writer.text(144518, fields.phone_mobile);
  if (fields.address_zip !== undefined) writer.text(144519, fields.address_zip);
  if (fields.email_address !== undefined) writer.text(150110, fields.email_address);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.user_type !== undefined) writer.int32(154036, fields.user_type);
  if (fields.first_name !== undefined) writer.text(154216, fields.first_name);
  if (fields.last_name !== undefined) writer.text(154217, fields.last_name);
  writer.int32(154467, 301);
  if (fields.country_code !== undefined) writer.text(154712, fields.country_code);
  if (fields.state_code !== undefined) writer.text(154713, fields.state_code);
  if (fields.order_copy_status !== undefined) writer.text(158206, fields.order_copy_status);
}

/** Template 302. Asks for the accounts of the login. */
export interface RequestAccountList {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  /** One of USER_TYPE_FCM 1, USER_TYPE_IB 2, USER_TYPE_TRADER 3. */
  readonly user_type?: number | undefined;
}

const requestAccountListFields = new Set([154467, 132760, 154013, 154014, 154036]);
export function decodeRequestAccountList(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let userTypeValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 302) reader.refuse('the message has two template ids');
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
      case 1232288:
        userTypeValue = reader.int32();
        break;
      default:
        reader.pass(tag, requestAccountListFields);
    }
  }
  const fields: RequestAccountList = {
    user_msg: userMsgValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    user_type: userTypeValue,
  };
  return { name: 'RequestAccountList' as const, templateId: 302, fields };
}

export function encodeRequestAccountList(writer: WireWriter, fields: RequestAccountList): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.user_type !== undefined) writer.int32(154036, fields.user_type);
  writer.int32(154467, 302);
}

/** Template 303. One account. Its own firm and broker, not those of the login, belong into every request about it. */
export interface ResponseAccountList {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  readonly account_name?: string | undefined;
  readonly account_currency?: string | undefined;
  /** Money. */
  readonly loss_limit?: string | undefined;
  readonly account_creation_ssboe?: number | undefined;
  readonly account_creation_usecs?: number | undefined;
  readonly account_auto_liquidate?: string | undefined;
  /** Money: the balance at which the broker closes all positions, as it is now. */
  readonly auto_liq_threshold_current_value?: string | undefined;
}

const responseAccountListFields = new Set([154467, 132760, 132764, 132766, 154013, 154014, 154008, 154002, 154383, 154019, 153171, 153172, 131035, 131040]);
export function decodeResponseAccountList(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let accountNameValue: string | undefined;
  let accountCurrencyValue: string | undefined;
  let lossLimitValue: string | undefined;
  let accountCreationSsboeValue: number | undefined;
  let accountCreationUsecsValue: number | undefined;
  let accountAutoLiquidateValue: string | undefined;
  let autoLiqThresholdCurrentValueValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 303) reader.refuse('the message has two template ids');
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
      case 1232066:
        accountIdValue = reader.nameText();
        break;
      case 1232018:
        accountNameValue = reader.nameText();
        break;
      case 1235066:
        accountCurrencyValue = reader.text();
        break;
      case 1232154:
        lossLimitValue = reader.text();
        break;
      case 1225368:
        accountCreationSsboeValue = reader.int32();
        break;
      case 1225376:
        accountCreationUsecsValue = reader.int32();
        break;
      case 1048282:
        accountAutoLiquidateValue = reader.text();
        break;
      case 1048322:
        autoLiqThresholdCurrentValueValue = reader.text();
        break;
      default:
        reader.pass(tag, responseAccountListFields);
    }
  }
  const fields: ResponseAccountList = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    account_name: accountNameValue,
    account_currency: accountCurrencyValue,
    loss_limit: lossLimitValue,
    account_creation_ssboe: accountCreationSsboeValue,
    account_creation_usecs: accountCreationUsecsValue,
    account_auto_liquidate: accountAutoLiquidateValue,
    auto_liq_threshold_current_value: autoLiqThresholdCurrentValueValue,
  };
  return { name: 'ResponseAccountList' as const, templateId: 303, fields };
}

export function encodeResponseAccountList(writer: WireWriter, fields: ResponseAccountList): void {
  if (fields.account_auto_liquidate !== undefined) writer.text(131035, fields.account_auto_liquidate);
  if (fields.auto_liq_threshold_current_value !== undefined) writer.text(131040, fields.auto_liq_threshold_current_value);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.account_creation_ssboe !== undefined) writer.int32(153171, fields.account_creation_ssboe);
  if (fields.account_creation_usecs !== undefined) writer.int32(153172, fields.account_creation_usecs);
  if (fields.account_name !== undefined) writer.text(154002, fields.account_name);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.loss_limit !== undefined) writer.text(154019, fields.loss_limit);
  if (fields.account_currency !== undefined) writer.text(154383, fields.account_currency);
  writer.int32(154467, 303);
}

/** Template 354. An account of the login has changed. Version 5.42 has it no more. */
export interface AccountListUpdates {
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  /** Money: the balance at which the broker closes all positions, as it is now. */
  readonly auto_liq_threshold_current_value?: string | undefined;
}

const accountListUpdatesFields = new Set([154467, 154013, 154014, 154008, 131040]);
export function decodeAccountListUpdates(reader: WireReader) {
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let autoLiqThresholdCurrentValueValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 354) reader.refuse('the message has two template ids');
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
      case 1048322:
        autoLiqThresholdCurrentValueValue = reader.text();
        break;
      default:
        reader.pass(tag, accountListUpdatesFields);
    }
  }
  const fields: AccountListUpdates = {
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    auto_liq_threshold_current_value: autoLiqThresholdCurrentValueValue,
  };
  return { name: 'AccountListUpdates' as const, templateId: 354, fields };
}

export function encodeAccountListUpdates(writer: WireWriter, fields: AccountListUpdates): void {
  if (fields.auto_liq_threshold_current_value !== undefined) writer.text(131040, fields.auto_liq_threshold_current_value);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  writer.int32(154467, 354);
}

/** Template 310. Asks for the routes orders may take, and to be told when one goes up or down. */
export interface RequestTradeRoutes {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly subscribe_for_updates?: boolean | undefined;
}

const requestTradeRoutesFields = new Set([154467, 132760, 154352]);
export function decodeRequestTradeRoutes(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let subscribeForUpdatesValue: boolean | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 310) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1234816:
        subscribeForUpdatesValue = reader.bool();
        break;
      default:
        reader.pass(tag, requestTradeRoutesFields);
    }
  }
  const fields: RequestTradeRoutes = {
    user_msg: userMsgValue,
    subscribe_for_updates: subscribeForUpdatesValue,
  };
  return { name: 'RequestTradeRoutes' as const, templateId: 310, fields };
}

export function encodeRequestTradeRoutes(writer: WireWriter, fields: RequestTradeRoutes): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.subscribe_for_updates !== undefined) writer.bool(154352, fields.subscribe_for_updates);
  writer.int32(154467, 310);
}

/** Template 311. One route. Orders name the route of their exchange. */
export interface ResponseTradeRoutes {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly exchange?: string | undefined;
  /** As published for the exchange of the order. */
  readonly trade_route?: string | undefined;
  readonly status?: string | undefined;
  readonly is_default?: boolean | undefined;
}

const responseTradeRoutesFields = new Set([154467, 132760, 132764, 132766, 154013, 154014, 110101, 112016, 131407, 154689]);
export function decodeResponseTradeRoutes(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let exchangeValue: string | undefined;
  let tradeRouteValue: string | undefined;
  let statusValue: string | undefined;
  let isDefaultValue: boolean | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 311) reader.refuse('the message has two template ids');
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
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 896130:
        tradeRouteValue = reader.nameText();
        break;
      case 1051258:
        statusValue = reader.nameText();
        break;
      case 1237512:
        isDefaultValue = reader.bool();
        break;
      default:
        reader.pass(tag, responseTradeRoutesFields);
    }
  }
  const fields: ResponseTradeRoutes = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    exchange: exchangeValue,
    trade_route: tradeRouteValue,
    status: statusValue,
    is_default: isDefaultValue,
  };
  return { name: 'ResponseTradeRoutes' as const, templateId: 311, fields };
}

export function encodeResponseTradeRoutes(writer: WireWriter, fields: ResponseTradeRoutes): void {
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.trade_route !== undefined) writer.text(112016, fields.trade_route);
  if (fields.status !== undefined) writer.text(131407, fields.status);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  writer.int32(154467, 311);
  if (fields.is_default !== undefined) writer.bool(154689, fields.is_default);
}

/** Template 350. A route has changed. */
export interface TradeRoute {
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly exchange?: string | undefined;
  /** As published for the exchange of the order. */
  readonly trade_route?: string | undefined;
  readonly status?: string | undefined;
  readonly is_default?: boolean | undefined;
}

const tradeRouteFields = new Set([154467, 154013, 154014, 110101, 112016, 131407, 154689]);
export function decodeTradeRoute(reader: WireReader) {
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let exchangeValue: string | undefined;
  let tradeRouteValue: string | undefined;
  let statusValue: string | undefined;
  let isDefaultValue: boolean | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 350) reader.refuse('the message has two template ids');
        break;
      case 1232106:
        fcmIdValue = reader.nameText();
        break;
      case 1232114:
        ibIdValue = reader.nameText();
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 896130:
        tradeRouteValue = reader.nameText();
        break;
      case 1051258:
        statusValue = reader.nameText();
        break;
      case 1237512:
        isDefaultValue = reader.bool();
        break;
      default:
        reader.pass(tag, tradeRouteFields);
    }
  }
  const fields: TradeRoute = {
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    exchange: exchangeValue,
    trade_route: tradeRouteValue,
    status: statusValue,
    is_default: isDefaultValue,
  };
  return { name: 'TradeRoute' as const, templateId: 350, fields };
}

export function encodeTradeRoute(writer: WireWriter, fields: TradeRoute): void {
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.trade_route !== undefined) writer.text(112016, fields.trade_route);
  if (fields.status !== undefined) writer.text(131407, fields.status);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  writer.int32(154467, 350);
  if (fields.is_default !== undefined) writer.bool(154689, fields.is_default);
}

/** Template 304. Asks for the limits of accounts. */
export interface RequestAccountRmsInfo {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  /** One of USER_TYPE_FCM 1, USER_TYPE_IB 2, USER_TYPE_TRADER 3. */
  readonly user_type?: number | undefined;
}

const requestAccountRmsInfoFields = new Set([154467, 132760, 154013, 154014, 154036]);
export function decodeRequestAccountRmsInfo(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let userTypeValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 304) reader.refuse('the message has two template ids');
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
      case 1232288:
        userTypeValue = reader.int32();
        break;
      default:
        reader.pass(tag, requestAccountRmsInfoFields);
    }
  }
  const fields: RequestAccountRmsInfo = {
    user_msg: userMsgValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    user_type: userTypeValue,
  };
  return { name: 'RequestAccountRmsInfo' as const, templateId: 304, fields };
}

export function encodeRequestAccountRmsInfo(writer: WireWriter, fields: RequestAccountRmsInfo): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.user_type !== undefined) writer.int32(154036, fields.user_type);
  writer.int32(154467, 304);
}

/** Template 305. Limits of one account, and when the broker closes its positions by himself. */
export interface ResponseAccountRmsInfo {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  /** Groups of fields that this message updates. Bits of PresenceBits. */
  readonly presence_bits?: number | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  readonly currency?: string | undefined;
  readonly status?: string | undefined;
  readonly algorithm?: string | undefined;
  readonly auto_liquidate_criteria?: string | undefined;
  /** One of ENABLED 1, DISABLED 2. */
  readonly auto_liquidate?: number | undefined;
  /** One of ENABLED 1, DISABLED 2. */
  readonly disable_on_auto_liquidate?: number | undefined;
  /** Money. */
  readonly auto_liquidate_threshold?: number | undefined;
  readonly auto_liquidate_max_min_account_balance?: number | undefined;
  /** Money. */
  readonly loss_limit?: number | undefined;
  /** Money. */
  readonly min_account_balance?: number | undefined;
  readonly min_margin_balance?: number | undefined;
  readonly default_commission?: number | undefined;
  readonly buy_limit?: number | undefined;
  readonly max_order_quantity?: number | undefined;
  readonly sell_limit?: number | undefined;
  readonly check_min_account_balance?: boolean | undefined;
}

const responseAccountRmsInfoFields = new Set([154467, 132760, 132764, 132766, 153622, 154013, 154014, 154008, 154383, 154003, 150142, 131036, 131035, 131038, 131037, 131039, 154019, 156968, 156976, 153368, 154009, 110105, 154035, 156972]);
export function decodeResponseAccountRmsInfo(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let presenceBitsValue: number | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let currencyValue: string | undefined;
  let statusValue: string | undefined;
  let algorithmValue: string | undefined;
  let autoLiquidateCriteriaValue: string | undefined;
  let autoLiquidateValue: number | undefined;
  let disableOnAutoLiquidateValue: number | undefined;
  let autoLiquidateThresholdValue: number | undefined;
  let autoLiquidateMaxMinAccountBalanceValue: number | undefined;
  let lossLimitValue: number | undefined;
  let minAccountBalanceValue: number | undefined;
  let minMarginBalanceValue: number | undefined;
  let defaultCommissionValue: number | undefined;
  let buyLimitValue: number | undefined;
  let maxOrderQuantityValue: number | undefined;
  let sellLimitValue: number | undefined;
  let checkMinAccountBalanceValue: boolean | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 305) reader.refuse('the message has two template ids');
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
      case 1228976:
        presenceBitsValue = reader.uint32();
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
      case 1235066:
        currencyValue = reader.nameText();
        break;
      case 1232026:
        statusValue = reader.nameText();
        break;
      case 1201138:
        algorithmValue = reader.text();
        break;
      case 1048290:
        autoLiquidateCriteriaValue = reader.text();
        break;
      case 1048280:
        autoLiquidateValue = reader.int32();
        break;
      case 1048304:
        disableOnAutoLiquidateValue = reader.int32();
        break;
      case 1048297:
        autoLiquidateThresholdValue = reader.double();
        break;
      case 1048313:
        autoLiquidateMaxMinAccountBalanceValue = reader.double();
        break;
      case 1232153:
        lossLimitValue = reader.double();
        break;
      case 1255745:
        minAccountBalanceValue = reader.double();
        break;
      case 1255809:
        minMarginBalanceValue = reader.double();
        break;
      case 1226945:
        defaultCommissionValue = reader.double();
        break;
      case 1232072:
        buyLimitValue = reader.int32();
        break;
      case 880840:
        maxOrderQuantityValue = reader.int32();
        break;
      case 1232280:
        sellLimitValue = reader.int32();
        break;
      case 1255776:
        checkMinAccountBalanceValue = reader.bool();
        break;
      default:
        reader.pass(tag, responseAccountRmsInfoFields);
    }
  }
  const fields: ResponseAccountRmsInfo = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    presence_bits: presenceBitsValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    currency: currencyValue,
    status: statusValue,
    algorithm: algorithmValue,
    auto_liquidate_criteria: autoLiquidateCriteriaValue,
    auto_liquidate: autoLiquidateValue,
    disable_on_auto_liquidate: disableOnAutoLiquidateValue,
    auto_liquidate_threshold: autoLiquidateThresholdValue,
    auto_liquidate_max_min_account_balance: autoLiquidateMaxMinAccountBalanceValue,
    loss_limit: lossLimitValue,
    min_account_balance: minAccountBalanceValue,
    min_margin_balance: minMarginBalanceValue,
    default_commission: defaultCommissionValue,
    buy_limit: buyLimitValue,
    max_order_quantity: maxOrderQuantityValue,
    sell_limit: sellLimitValue,
    check_min_account_balance: checkMinAccountBalanceValue,
  };
  return { name: 'ResponseAccountRmsInfo' as const, templateId: 305, fields };
}

export function encodeResponseAccountRmsInfo(writer: WireWriter, fields: ResponseAccountRmsInfo): void {
  if (fields.max_order_quantity !== undefined) writer.int32(110105, fields.max_order_quantity);
  if (fields.auto_liquidate !== undefined) writer.int32(131035, fields.auto_liquidate);
  if (fields.auto_liquidate_criteria !== undefined) writer.text(131036, fields.auto_liquidate_criteria);
  if (fields.auto_liquidate_threshold !== undefined) writer.double(131037, fields.auto_liquidate_threshold);
  if (fields.disable_on_auto_liquidate !== undefined) writer.int32(131038, fields.disable_on_auto_liquidate);
  if (fields.auto_liquidate_max_min_account_balance !== undefined) writer.double(131039, fields.auto_liquidate_max_min_account_balance);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.algorithm !== undefined) writer.text(150142, fields.algorithm);
  if (fields.default_commission !== undefined) writer.double(153368, fields.default_commission);
  if (fields.presence_bits !== undefined) writer.uint32(153622, fields.presence_bits);
  if (fields.status !== undefined) writer.text(154003, fields.status);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.buy_limit !== undefined) writer.int32(154009, fields.buy_limit);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.loss_limit !== undefined) writer.double(154019, fields.loss_limit);
  if (fields.sell_limit !== undefined) writer.int32(154035, fields.sell_limit);
  if (fields.currency !== undefined) writer.text(154383, fields.currency);
  writer.int32(154467, 305);
  if (fields.min_account_balance !== undefined) writer.double(156968, fields.min_account_balance);
  if (fields.check_min_account_balance !== undefined) writer.bool(156972, fields.check_min_account_balance);
  if (fields.min_margin_balance !== undefined) writer.double(156976, fields.min_margin_balance);
}

/** Template 306. Asks for the limits of an account per product. */
export interface RequestProductRmsInfo {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
}

const requestProductRmsInfoFields = new Set([154467, 132760, 154013, 154014, 154008]);
export function decodeRequestProductRmsInfo(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 306) reader.refuse('the message has two template ids');
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
        reader.pass(tag, requestProductRmsInfoFields);
    }
  }
  const fields: RequestProductRmsInfo = {
    user_msg: userMsgValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
  };
  return { name: 'RequestProductRmsInfo' as const, templateId: 306, fields };
}

export function encodeRequestProductRmsInfo(writer: WireWriter, fields: RequestProductRmsInfo): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  writer.int32(154467, 306);
}

/** Template 307. Limits, margin and commission of one product in one account. */
export interface ResponseProductRmsInfo {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  /** Groups of fields that this message updates. Bits of PresenceBits. */
  readonly presence_bits?: number | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  readonly product_code?: string | undefined;
  /** Money. */
  readonly loss_limit?: number | undefined;
  readonly commission_fill_rate?: number | undefined;
  readonly buy_margin_rate?: number | undefined;
  readonly sell_margin_rate?: number | undefined;
  readonly buy_limit?: number | undefined;
  readonly max_order_quantity?: number | undefined;
  readonly sell_limit?: number | undefined;
}

const responseProductRmsInfoFields = new Set([154467, 132760, 132764, 132766, 153622, 154013, 154014, 154008, 100749, 154019, 156969, 157003, 157004, 154009, 110105, 154035]);
export function decodeResponseProductRmsInfo(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let presenceBitsValue: number | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let productCodeValue: string | undefined;
  let lossLimitValue: number | undefined;
  let commissionFillRateValue: number | undefined;
  let buyMarginRateValue: number | undefined;
  let sellMarginRateValue: number | undefined;
  let buyLimitValue: number | undefined;
  let maxOrderQuantityValue: number | undefined;
  let sellLimitValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 307) reader.refuse('the message has two template ids');
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
      case 1228976:
        presenceBitsValue = reader.uint32();
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
      case 805994:
        productCodeValue = reader.nameText();
        break;
      case 1232153:
        lossLimitValue = reader.double();
        break;
      case 1255753:
        commissionFillRateValue = reader.double();
        break;
      case 1256025:
        buyMarginRateValue = reader.double();
        break;
      case 1256033:
        sellMarginRateValue = reader.double();
        break;
      case 1232072:
        buyLimitValue = reader.int32();
        break;
      case 880840:
        maxOrderQuantityValue = reader.int32();
        break;
      case 1232280:
        sellLimitValue = reader.int32();
        break;
      default:
        reader.pass(tag, responseProductRmsInfoFields);
    }
  }
  const fields: ResponseProductRmsInfo = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    presence_bits: presenceBitsValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    product_code: productCodeValue,
    loss_limit: lossLimitValue,
    commission_fill_rate: commissionFillRateValue,
    buy_margin_rate: buyMarginRateValue,
    sell_margin_rate: sellMarginRateValue,
    buy_limit: buyLimitValue,
    max_order_quantity: maxOrderQuantityValue,
    sell_limit: sellLimitValue,
  };
  return { name: 'ResponseProductRmsInfo' as const, templateId: 307, fields };
}

export function encodeResponseProductRmsInfo(writer: WireWriter, fields: ResponseProductRmsInfo): void {
  if (fields.product_code !== undefined) writer.text(100749, fields.product_code);
  if (fields.max_order_quantity !== undefined) writer.int32(110105, fields.max_order_quantity);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.presence_bits !== undefined) writer.uint32(153622, fields.presence_bits);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.buy_limit !== undefined) writer.int32(154009, fields.buy_limit);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.loss_limit !== undefined) writer.double(154019, fields.loss_limit);
  if (fields.sell_limit !== undefined) writer.int32(154035, fields.sell_limit);
  writer.int32(154467, 307);
  if (fields.commission_fill_rate !== undefined) writer.double(156969, fields.commission_fill_rate);
  if (fields.buy_margin_rate !== undefined) writer.double(157003, fields.buy_margin_rate);
  if (fields.sell_margin_rate !== undefined) writer.double(157004, fields.sell_margin_rate);
}

/** Template 3508. Starts or stops pushes of changed limits. Here request is a word, and without update_bits nothing comes. */
export interface RequestAccountRmsUpdates {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  /** "subscribe" or "unsubscribe". */
  readonly request?: string | undefined;
  /** Bits of UpdateBits. */
  readonly update_bits?: number | undefined;
}

const requestAccountRmsUpdatesFields = new Set([154467, 132760, 154013, 154014, 154008, 100000, 154211]);
export function decodeRequestAccountRmsUpdates(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let requestValue: string | undefined;
  let updateBitsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 3508) reader.refuse('the message has two template ids');
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
      case 800002:
        requestValue = reader.text();
        break;
      case 1233688:
        updateBitsValue = reader.int32();
        break;
      default:
        reader.pass(tag, requestAccountRmsUpdatesFields);
    }
  }
  const fields: RequestAccountRmsUpdates = {
    user_msg: userMsgValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    request: requestValue,
    update_bits: updateBitsValue,
  };
  return { name: 'RequestAccountRmsUpdates' as const, templateId: 3508, fields };
}

export function encodeRequestAccountRmsUpdates(writer: WireWriter, fields: RequestAccountRmsUpdates): void {
  if (fields.request !== undefined) writer.text(100000, fields.request);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.update_bits !== undefined) writer.int32(154211, fields.update_bits);
  writer.int32(154467, 3508);
}

/** Template 3509. Whether the change of that subscription was taken. */
export interface ResponseAccountRmsUpdates {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responseAccountRmsUpdatesFields = new Set([154467, 132760, 132766]);
export function decodeResponseAccountRmsUpdates(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 3509) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responseAccountRmsUpdatesFields);
    }
  }
  const fields: ResponseAccountRmsUpdates = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponseAccountRmsUpdates' as const, templateId: 3509, fields };
}

export function encodeResponseAccountRmsUpdates(writer: WireWriter, fields: ResponseAccountRmsUpdates): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 3509);
}

/** Template 356. A limit of an account has changed; the threshold of the automatic liquidation moves with its profits. */
export interface AccountRmsUpdates {
  /** Bits of UpdateBits. */
  readonly update_bits?: number | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  /** Money: the balance at which the broker closes all positions, as it is now. */
  readonly auto_liq_threshold_current_value?: string | undefined;
  readonly auto_liq_peak_account_balance?: string | undefined;
  readonly auto_liq_peak_account_balance_ssboe?: string | undefined;
}

const accountRmsUpdatesFields = new Set([154467, 154211, 154013, 154014, 154008, 131040, 131049, 131050]);
export function decodeAccountRmsUpdates(reader: WireReader) {
  let updateBitsValue: number | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let autoLiqThresholdCurrentValueValue: string | undefined;
  let autoLiqPeakAccountBalanceValue: string | undefined;
  let autoLiqPeakAccountBalanceSsboeValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 356) reader.refuse('the message has two template ids');
        break;
      case 1233688:
        updateBitsValue = reader.int32();
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
      case 1048322:
        autoLiqThresholdCurrentValueValue = reader.text();
        break;
      case 1048394:
        autoLiqPeakAccountBalanceValue = reader.text();
        break;
      case 1048402:
        autoLiqPeakAccountBalanceSsboeValue = reader.text();
        break;
      default:
        reader.pass(tag, accountRmsUpdatesFields);
    }
  }
  const fields: AccountRmsUpdates = {
    update_bits: updateBitsValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    auto_liq_threshold_current_value: autoLiqThresholdCurrentValueValue,
    auto_liq_peak_account_balance: autoLiqPeakAccountBalanceValue,
    auto_liq_peak_account_balance_ssboe: autoLiqPeakAccountBalanceSsboeValue,
  };
  return { name: 'AccountRmsUpdates' as const, templateId: 356, fields };
}

export function encodeAccountRmsUpdates(writer: WireWriter, fields: AccountRmsUpdates): void {
  if (fields.auto_liq_threshold_current_value !== undefined) writer.text(131040, fields.auto_liq_threshold_current_value);
  if (fields.auto_liq_peak_account_balance !== undefined) writer.text(131049, fields.auto_liq_peak_account_balance);
  if (fields.auto_liq_peak_account_balance_ssboe !== undefined) writer.text(131050, fields.auto_liq_peak_account_balance_ssboe);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.update_bits !== undefined) writer.int32(154211, fields.update_bits);
  writer.int32(154467, 356);
}

/** Template 3510. Asks for the details of a user. */
export interface RequestGetUserInfo {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly user?: string | undefined;
}

const requestGetUserInfoFields = new Set([154467, 132760, 154013, 154014, 154220]);
export function decodeRequestGetUserInfo(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let userValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 3510) reader.refuse('the message has two template ids');
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
      case 1233762:
        userValue = reader.nameText();
        break;
      default:
        reader.pass(tag, requestGetUserInfoFields);
    }
  }
  const fields: RequestGetUserInfo = {
    user_msg: userMsgValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    user: userValue,
  };
  return { name: 'RequestGetUserInfo' as const, templateId: 3510, fields };
}

export function encodeRequestGetUserInfo(writer: WireWriter, fields: RequestGetUserInfo): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.user !== undefined) writer.text(154220, fields.user);
  writer.int32(154467, 3510);
}

/** Template 3511. Details of a user. */
export interface ResponseGetUserInfo {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly source_user_id?: string | undefined;
  readonly user?: string | undefined;
  readonly first_name?: string | undefined;
  readonly last_name?: string | undefined;
  readonly email_address?: string | undefined;
  readonly country_code?: string | undefined;
  readonly state_code?: string | undefined;
  readonly address_street_1?: string | undefined;
  readonly address_street_2?: string | undefined;
  readonly address_city?: string | undefined;
  readonly address_state?: string | undefined;
  readonly address_country?: string | undefined;
  readonly address_zip?: string | undefined;
  readonly phone_residence?: string | undefined;
  readonly phone_work?: string | undefined;
  readonly phone_mobile?: string | undefined;
  readonly type?: string | undefined;
  readonly status?: string | undefined;
  readonly order_copy_status?: string | undefined;
  /** Sessions the login may have on the ticker plant. */
  readonly tp_max_session_count?: number | undefined;
  /** Sessions the login may have on the order plant. */
  readonly op_max_session_count?: number | undefined;
}

const responseGetUserInfoFields = new Set([154467, 132760, 132764, 132766, 154013, 154014, 154247, 131003, 154216, 154217, 150110, 154712, 154713, 144511, 144512, 144513, 144514, 144515, 144519, 144516, 144517, 144518, 154036, 156975, 158206, 140000, 140012]);
export function decodeResponseGetUserInfo(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let sourceUserIdValue: string | undefined;
  let userValue: string | undefined;
  let firstNameValue: string | undefined;
  let lastNameValue: string | undefined;
  let emailAddressValue: string | undefined;
  let countryCodeValue: string | undefined;
  let stateCodeValue: string | undefined;
  let addressStreet1Value: string | undefined;
  let addressStreet2Value: string | undefined;
  let addressCityValue: string | undefined;
  let addressStateValue: string | undefined;
  let addressCountryValue: string | undefined;
  let addressZipValue: string | undefined;
  let phoneResidenceValue: string | undefined;
  let phoneWorkValue: string | undefined;
  let phoneMobileValue: string | undefined;
  let typeValue: string | undefined;
  let statusValue: string | undefined;
  let orderCopyStatusValue: string | undefined;
  let tpMaxSessionCountValue: number | undefined;
  let opMaxSessionCountValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 3511) reader.refuse('the message has two template ids');
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
      case 1233978:
        sourceUserIdValue = reader.nameText();
        break;
      case 1048026:
        userValue = reader.nameText();
        break;
      case 1233730:
        firstNameValue = reader.text();
        break;
      case 1233738:
        lastNameValue = reader.text();
        break;
      case 1200882:
        emailAddressValue = reader.text();
        break;
      case 1237698:
        countryCodeValue = reader.text();
        break;
      case 1237706:
        stateCodeValue = reader.text();
        break;
      case 1156090:
        addressStreet1Value = reader.text();
        break;
      case 1156098:
        addressStreet2Value = reader.text();
        break;
      case 1156106:
        addressCityValue = reader.text();
        break;
      case 1156114:
        addressStateValue = reader.text();
        break;
      case 1156122:
        addressCountryValue = reader.text();
        break;
      case 1156154:
        addressZipValue = reader.text();
        break;
      case 1156130:
        phoneResidenceValue = reader.text();
        break;
      case 1156138:
        phoneWorkValue = reader.text();
        break;
      case 1156146:
        phoneMobileValue = reader.text();
        break;
      case 1232290:
        typeValue = reader.text();
        break;
      case 1255802:
        statusValue = reader.nameText();
        break;
      case 1265650:
        orderCopyStatusValue = reader.text();
        break;
      case 1120000:
        tpMaxSessionCountValue = reader.int32();
        break;
      case 1120096:
        opMaxSessionCountValue = reader.int32();
        break;
      default:
        reader.pass(tag, responseGetUserInfoFields);
    }
  }
  const fields: ResponseGetUserInfo = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    source_user_id: sourceUserIdValue,
    user: userValue,
    first_name: firstNameValue,
    last_name: lastNameValue,
    email_address: emailAddressValue,
    country_code: countryCodeValue,
    state_code: stateCodeValue,
    address_street_1: addressStreet1Value,
    address_street_2: addressStreet2Value,
    address_city: addressCityValue,
    address_state: addressStateValue,
    address_country: addressCountryValue,
    address_zip: addressZipValue,
    phone_residence: phoneResidenceValue,
    phone_work: phoneWorkValue,
    phone_mobile: phoneMobileValue,
    type: typeValue,
    status: statusValue,
    order_copy_status: orderCopyStatusValue,
    tp_max_session_count: tpMaxSessionCountValue,
    op_max_session_count: opMaxSessionCountValue,
  };
  return { name: 'ResponseGetUserInfo' as const, templateId: 3511, fields };
}

export function encodeResponseGetUserInfo(writer: WireWriter, fields: ResponseGetUserInfo): void {
  if (fields.user !== undefined) writer.text(131003, fields.user);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  if (fields.tp_max_session_count !== undefined) writer.int32(140000, fields.tp_max_session_count);
  if (fields.op_max_session_count !== undefined) writer.int32(140012, fields.op_max_session_count);
  if (fields.address_street_1 !== undefined) writer.text(144511, fields.address_street_1);
  if (fields.address_street_2 !== undefined) writer.text(144512, fields.address_street_2);
  if (fields.address_city !== undefined) writer.text(144513, fields.address_city);
  if (fields.address_state !== undefined) writer.text(144514, fields.address_state);
  if (fields.address_country !== undefined) writer.text(144515, fields.address_country);
  if (fields.phone_residence !== undefined) writer.text(144516, fields.phone_residence);
  if (fields.phone_work !== undefined) writer.text(144517, fields.phone_work);
  if (fields.phone_mobile !== undefined) writer.text(144518, fields.phone_mobile);
  if (fields.address_zip !== undefined) writer.text(144519, fields.address_zip);
  if (fields.email_address !== undefined) writer.text(150110, fields.email_address);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.type !== undefined) writer.text(154036, fields.type);
  if (fields.first_name !== undefined) writer.text(154216, fields.first_name);
  if (fields.last_name !== undefined) writer.text(154217, fields.last_name);
  if (fields.source_user_id !== undefined) writer.text(154247, fields.source_user_id);
  writer.int32(154467, 3511);
  if (fields.country_code !== undefined) writer.text(154712, fields.country_code);
  if (fields.state_code !== undefined) writer.text(154713, fields.state_code);
  if (fields.status !== undefined) writer.text(156975, fields.status);
  if (fields.order_copy_status !== undefined) writer.text(158206, fields.order_copy_status);
}

/** Template 357. Details of a user have changed. Comes without being asked for. */
export interface UserInfoUpdate {
  readonly update_type?: string | undefined;
  readonly source_user_id?: string | undefined;
  readonly user?: string | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly first_name?: string | undefined;
  readonly last_name?: string | undefined;
  readonly email_address?: string | undefined;
  readonly country_code?: string | undefined;
  readonly state_code?: string | undefined;
  readonly address_street_1?: string | undefined;
  readonly address_street_2?: string | undefined;
  readonly address_city?: string | undefined;
  readonly address_state?: string | undefined;
  readonly address_country?: string | undefined;
  readonly address_zip?: string | undefined;
  readonly phone_residence?: string | undefined;
  readonly phone_work?: string | undefined;
  readonly phone_mobile?: string | undefined;
  readonly type?: string | undefined;
  readonly status?: string | undefined;
  readonly order_copy_status?: string | undefined;
  readonly exchange?: string | undefined;
  readonly level_1_market_data?: string | undefined;
  readonly level_2_market_data?: string | undefined;
  /** Sessions the login may have on the ticker plant. */
  readonly tp_max_session_count?: number | undefined;
  /** Sessions the login may have on the order plant. */
  readonly op_max_session_count?: number | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: number | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: number | undefined;
}

const userInfoUpdateFields = new Set([154467, 154288, 154247, 131003, 154013, 154014, 154216, 154217, 150110, 154712, 154713, 144511, 144512, 144513, 144514, 144515, 144519, 144516, 144517, 144518, 154036, 156975, 158206, 110101, 153400, 153217, 140000, 140012, 150100, 150101]);
export function decodeUserInfoUpdate(reader: WireReader) {
  let updateTypeValue: string | undefined;
  let sourceUserIdValue: string | undefined;
  let userValue: string | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let firstNameValue: string | undefined;
  let lastNameValue: string | undefined;
  let emailAddressValue: string | undefined;
  let countryCodeValue: string | undefined;
  let stateCodeValue: string | undefined;
  let addressStreet1Value: string | undefined;
  let addressStreet2Value: string | undefined;
  let addressCityValue: string | undefined;
  let addressStateValue: string | undefined;
  let addressCountryValue: string | undefined;
  let addressZipValue: string | undefined;
  let phoneResidenceValue: string | undefined;
  let phoneWorkValue: string | undefined;
  let phoneMobileValue: string | undefined;
  let typeValue: string | undefined;
  let statusValue: string | undefined;
  let orderCopyStatusValue: string | undefined;
  let exchangeValue: string | undefined;
  let level1MarketDataValue: string | undefined;
  let level2MarketDataValue: string | undefined;
  let tpMaxSessionCountValue: number | undefined;
  let opMaxSessionCountValue: number | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 357) reader.refuse('the message has two template ids');
        break;
      case 1234306:
        updateTypeValue = reader.text();
        break;
      case 1233978:
        sourceUserIdValue = reader.nameText();
        break;
      case 1048026:
        userValue = reader.nameText();
        break;
      case 1232106:
        fcmIdValue = reader.nameText();
        break;
      case 1232114:
        ibIdValue = reader.nameText();
        break;
      case 1233730:
        firstNameValue = reader.text();
        break;
      case 1233738:
        lastNameValue = reader.text();
        break;
      case 1200882:
        emailAddressValue = reader.text();
        break;
      case 1237698:
        countryCodeValue = reader.text();
        break;
      case 1237706:
        stateCodeValue = reader.text();
        break;
      case 1156090:
        addressStreet1Value = reader.text();
        break;
      case 1156098:
        addressStreet2Value = reader.text();
        break;
      case 1156106:
        addressCityValue = reader.text();
        break;
      case 1156114:
        addressStateValue = reader.text();
        break;
      case 1156122:
        addressCountryValue = reader.text();
        break;
      case 1156154:
        addressZipValue = reader.text();
        break;
      case 1156130:
        phoneResidenceValue = reader.text();
        break;
      case 1156138:
        phoneWorkValue = reader.text();
        break;
      case 1156146:
        phoneMobileValue = reader.text();
        break;
      case 1232290:
        typeValue = reader.text();
        break;
      case 1255802:
        statusValue = reader.nameText();
        break;
      case 1265650:
        orderCopyStatusValue = reader.text();
        break;
      case 880810:
        exchangeValue = reader.nameText();
        break;
      case 1227202:
        level1MarketDataValue = reader.text();
        break;
      case 1225738:
        level2MarketDataValue = reader.text();
        break;
      case 1120000:
        tpMaxSessionCountValue = reader.int32();
        break;
      case 1120096:
        opMaxSessionCountValue = reader.int32();
        break;
      case 1200800:
        ssboeValue = reader.int32();
        break;
      case 1200808:
        usecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, userInfoUpdateFields);
    }
  }
  const fields: UserInfoUpdate = {
    update_type: updateTypeValue,
    source_user_id: sourceUserIdValue,
    user: userValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    first_name: firstNameValue,
    last_name: lastNameValue,
    email_address: emailAddressValue,
    country_code: countryCodeValue,
    state_code: stateCodeValue,
    address_street_1: addressStreet1Value,
    address_street_2: addressStreet2Value,
    address_city: addressCityValue,
    address_state: addressStateValue,
    address_country: addressCountryValue,
    address_zip: addressZipValue,
    phone_residence: phoneResidenceValue,
    phone_work: phoneWorkValue,
    phone_mobile: phoneMobileValue,
    type: typeValue,
    status: statusValue,
    order_copy_status: orderCopyStatusValue,
    exchange: exchangeValue,
    level_1_market_data: level1MarketDataValue,
    level_2_market_data: level2MarketDataValue,
    tp_max_session_count: tpMaxSessionCountValue,
    op_max_session_count: opMaxSessionCountValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'UserInfoUpdate' as const, templateId: 357, fields };
}

export function encodeUserInfoUpdate(writer: WireWriter, fields: UserInfoUpdate): void {
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.user !== undefined) writer.text(131003, fields.user);
  if (fields.tp_max_session_count !== undefined) writer.int32(140000, fields.tp_max_session_count);
  if (fields.op_max_session_count !== undefined) writer.int32(140012, fields.op_max_session_count);
  if (fields.address_street_1 !== undefined) writer.text(144511, fields.address_street_1);
  if (fields.address_street_2 !== undefined) writer.text(144512, fields.address_street_2);
  if (fields.address_city !== undefined) writer.text(144513, fields.address_city);
  if (fields.address_state !== undefined) writer.text(144514, fields.address_state);
  if (fields.address_country !== undefined) writer.text(144515, fields.address_country);
  if (fields.phone_residence !== undefined) writer.text(144516, fields.phone_residence);
  if (fields.phone_work !== undefined) writer.text(144517, fields.phone_work);
  if (fields.phone_mobile !== undefined) writer.text(144518, fields.phone_mobile);
  if (fields.address_zip !== undefined) writer.text(144519, fields.address_zip);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  if (fields.email_address !== undefined) writer.text(150110, fields.email_address);
  if (fields.level_2_market_data !== undefined) writer.text(153217, fields.level_2_market_data);
  if (fields.level_1_market_data !== undefined) writer.text(153400, fields.level_1_market_data);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.type !== undefined) writer.text(154036, fields.type);
  if (fields.first_name !== undefined) writer.text(154216, fields.first_name);
  if (fields.last_name !== undefined) writer.text(154217, fields.last_name);
  if (fields.source_user_id !== undefined) writer.text(154247, fields.source_user_id);
  if (fields.update_type !== undefined) writer.text(154288, fields.update_type);
  writer.int32(154467, 357);
  if (fields.country_code !== undefined) writer.text(154712, fields.country_code);
  if (fields.state_code !== undefined) writer.text(154713, fields.state_code);
  if (fields.status !== undefined) writer.text(156975, fields.status);
  if (fields.order_copy_status !== undefined) writer.text(158206, fields.order_copy_status);
}

/** Template 358. A user gained or lost access to an account. Comes without being asked for; older servers number it 76. */
export interface UserAccountUpdate {
  readonly update_type?: string | undefined;
  readonly access_type?: string | undefined;
  readonly source_user_id?: string | undefined;
  readonly user?: string | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  readonly account_name?: string | undefined;
  readonly account_status?: string | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: number | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: number | undefined;
}

const userAccountUpdateFields = new Set([154467, 154288, 154000, 154247, 131003, 154013, 154014, 154008, 154002, 154003, 150100, 150101]);
export function decodeUserAccountUpdate(reader: WireReader) {
  let updateTypeValue: string | undefined;
  let accessTypeValue: string | undefined;
  let sourceUserIdValue: string | undefined;
  let userValue: string | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let accountNameValue: string | undefined;
  let accountStatusValue: string | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 358) reader.refuse('the message has two template ids');
        break;
      case 1234306:
        updateTypeValue = reader.text();
        break;
      case 1232002:
        accessTypeValue = reader.text();
        break;
      case 1233978:
        sourceUserIdValue = reader.nameText();
        break;
      case 1048026:
        userValue = reader.nameText();
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
      case 1232018:
        accountNameValue = reader.nameText();
        break;
      case 1232026:
        accountStatusValue = reader.text();
        break;
      case 1200800:
        ssboeValue = reader.int32();
        break;
      case 1200808:
        usecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, userAccountUpdateFields);
    }
  }
  const fields: UserAccountUpdate = {
    update_type: updateTypeValue,
    access_type: accessTypeValue,
    source_user_id: sourceUserIdValue,
    user: userValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    account_name: accountNameValue,
    account_status: accountStatusValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'UserAccountUpdate' as const, templateId: 358, fields };
}

export function encodeUserAccountUpdate(writer: WireWriter, fields: UserAccountUpdate): void {
  if (fields.user !== undefined) writer.text(131003, fields.user);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  if (fields.access_type !== undefined) writer.text(154000, fields.access_type);
  if (fields.account_name !== undefined) writer.text(154002, fields.account_name);
  if (fields.account_status !== undefined) writer.text(154003, fields.account_status);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.source_user_id !== undefined) writer.text(154247, fields.source_user_id);
  if (fields.update_type !== undefined) writer.text(154288, fields.update_type);
  writer.int32(154467, 358);
}

/** Template 348. Asks for shares that are easy to borrow. */
export interface RequestEasyToBorrowList {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  /** One of SUBSCRIBE 1, UNSUBSCRIBE 2. */
  readonly request?: number | undefined;
}

const requestEasyToBorrowListFields = new Set([154467, 132760, 100000]);
export function decodeRequestEasyToBorrowList(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let requestValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 348) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 800000:
        requestValue = reader.int32();
        break;
      default:
        reader.pass(tag, requestEasyToBorrowListFields);
    }
  }
  const fields: RequestEasyToBorrowList = {
    user_msg: userMsgValue,
    request: requestValue,
  };
  return { name: 'RequestEasyToBorrowList' as const, templateId: 348, fields };
}

export function encodeRequestEasyToBorrowList(writer: WireWriter, fields: RequestEasyToBorrowList): void {
  if (fields.request !== undefined) writer.int32(100000, fields.request);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  writer.int32(154467, 348);
}

/** Template 349. One such share. */
export interface ResponseEasyToBorrowList {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in a row of a reply, with more to follow. */
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
  readonly broker_dealer?: string | undefined;
  readonly symbol?: string | undefined;
  readonly symbol_name?: string | undefined;
  readonly qty_available?: number | undefined;
  readonly qty_needed?: number | undefined;
  readonly borrowable?: boolean | undefined;
}

const responseEasyToBorrowListFields = new Set([154467, 132760, 132764, 132766, 154612, 110100, 100003, 154613, 154614, 110353]);
export function decodeResponseEasyToBorrowList(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rqHandlerRpCodeValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  let brokerDealerValue: string | undefined;
  let symbolValue: string | undefined;
  let symbolNameValue: string | undefined;
  let qtyAvailableValue: number | undefined;
  let qtyNeededValue: number | undefined;
  let borrowableValue: boolean | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 349) reader.refuse('the message has two template ids');
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
      case 1236898:
        brokerDealerValue = reader.text();
        break;
      case 880802:
        symbolValue = reader.nameText();
        break;
      case 800026:
        symbolNameValue = reader.nameText();
        break;
      case 1236904:
        qtyAvailableValue = reader.int32();
        break;
      case 1236912:
        qtyNeededValue = reader.int32();
        break;
      case 882824:
        borrowableValue = reader.bool();
        break;
      default:
        reader.pass(tag, responseEasyToBorrowListFields);
    }
  }
  const fields: ResponseEasyToBorrowList = {
    user_msg: userMsgValue,
    rq_handler_rp_code: rqHandlerRpCodeValue,
    rp_code: rpCodeValue,
    broker_dealer: brokerDealerValue,
    symbol: symbolValue,
    symbol_name: symbolNameValue,
    qty_available: qtyAvailableValue,
    qty_needed: qtyNeededValue,
    borrowable: borrowableValue,
  };
  return { name: 'ResponseEasyToBorrowList' as const, templateId: 349, fields };
}

export function encodeResponseEasyToBorrowList(writer: WireWriter, fields: ResponseEasyToBorrowList): void {
  if (fields.symbol_name !== undefined) writer.text(100003, fields.symbol_name);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.borrowable !== undefined) writer.bool(110353, fields.borrowable);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rq_handler_rp_code ?? []) writer.text(132764, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 349);
  if (fields.broker_dealer !== undefined) writer.text(154612, fields.broker_dealer);
  if (fields.qty_available !== undefined) writer.int32(154613, fields.qty_available);
  if (fields.qty_needed !== undefined) writer.int32(154614, fields.qty_needed);
}

/** Template 355. A row of that list has changed. */
export interface UpdateEasyToBorrowList {
  readonly broker_dealer?: string | undefined;
  readonly symbol?: string | undefined;
  readonly symbol_name?: string | undefined;
  readonly qty_available?: number | undefined;
  readonly qty_needed?: number | undefined;
  readonly borrowable?: boolean | undefined;
}

const updateEasyToBorrowListFields = new Set([154467, 154612, 110100, 100003, 154613, 154614, 110353]);
export function decodeUpdateEasyToBorrowList(reader: WireReader) {
  let brokerDealerValue: string | undefined;
  let symbolValue: string | undefined;
  let symbolNameValue: string | undefined;
  let qtyAvailableValue: number | undefined;
  let qtyNeededValue: number | undefined;
  let borrowableValue: boolean | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 355) reader.refuse('the message has two template ids');
        break;
      case 1236898:
        brokerDealerValue = reader.text();
        break;
      case 880802:
        symbolValue = reader.nameText();
        break;
      case 800026:
        symbolNameValue = reader.nameText();
        break;
      case 1236904:
        qtyAvailableValue = reader.int32();
        break;
      case 1236912:
        qtyNeededValue = reader.int32();
        break;
      case 882824:
        borrowableValue = reader.bool();
        break;
      default:
        reader.pass(tag, updateEasyToBorrowListFields);
    }
  }
  const fields: UpdateEasyToBorrowList = {
    broker_dealer: brokerDealerValue,
    symbol: symbolValue,
    symbol_name: symbolNameValue,
    qty_available: qtyAvailableValue,
    qty_needed: qtyNeededValue,
    borrowable: borrowableValue,
  };
  return { name: 'UpdateEasyToBorrowList' as const, templateId: 355, fields };
}

export function encodeUpdateEasyToBorrowList(writer: WireWriter, fields: UpdateEasyToBorrowList): void {
  if (fields.symbol_name !== undefined) writer.text(100003, fields.symbol_name);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.borrowable !== undefined) writer.bool(110353, fields.borrowable);
  writer.int32(154467, 355);
  if (fields.broker_dealer !== undefined) writer.text(154612, fields.broker_dealer);
  if (fields.qty_available !== undefined) writer.int32(154613, fields.qty_available);
  if (fields.qty_needed !== undefined) writer.int32(154614, fields.qty_needed);
}
