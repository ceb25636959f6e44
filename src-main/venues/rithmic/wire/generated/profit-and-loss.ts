// Written by scripts/build-proto.ts from proto/rithmic/profit-and-loss.proto. Change that, not this, and run it again.

import type { WireReader } from '../reader.ts';
import type { WireWriter } from '../writer.ts';

/** Template 400. Starts or stops pushes about positions and balances of an account. */
export interface RequestPnLPositionUpdates {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  /** One of SUBSCRIBE 1, UNSUBSCRIBE 2. */
  readonly request?: number | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  readonly rms_updates_only?: boolean | undefined;
}

const requestPnLPositionUpdatesFields = new Set([154467, 132760, 100000, 154013, 154014, 154008, 154968]);
export function decodeRequestPnLPositionUpdates(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let requestValue: number | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let rmsUpdatesOnlyValue: boolean | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 400) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 800000:
        requestValue = reader.int32();
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
      case 1239744:
        rmsUpdatesOnlyValue = reader.bool();
        break;
      default:
        reader.pass(tag, requestPnLPositionUpdatesFields);
    }
  }
  const fields: RequestPnLPositionUpdates = {
    user_msg: userMsgValue,
    request: requestValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    rms_updates_only: rmsUpdatesOnlyValue,
  };
  return { name: 'RequestPnLPositionUpdates' as const, templateId: 400, fields };
}

export function encodeRequestPnLPositionUpdates(writer: WireWriter, fields: RequestPnLPositionUpdates): void {
  if (fields.request !== undefined) writer.int32(100000, fields.request);
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  writer.int32(154467, 400);
  if (fields.rms_updates_only !== undefined) writer.bool(154968, fields.rms_updates_only);
}

/** Template 401. Whether the change of that subscription was taken. */
export interface ResponsePnLPositionUpdates {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responsePnLPositionUpdatesFields = new Set([154467, 132760, 132766]);
export function decodeResponsePnLPositionUpdates(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 401) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responsePnLPositionUpdatesFields);
    }
  }
  const fields: ResponsePnLPositionUpdates = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponsePnLPositionUpdates' as const, templateId: 401, fields };
}

export function encodeResponsePnLPositionUpdates(writer: WireWriter, fields: ResponsePnLPositionUpdates): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 401);
}

/** Template 402. Asks for positions and balances as they are now. They come as snapshots of the two updates below. */
export interface RequestPnLPositionSnapshot {
  /** Given back in every part of the reply; its first entry tells requests apart. */
  readonly user_msg?: readonly string[] | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
}

const requestPnLPositionSnapshotFields = new Set([154467, 132760, 154013, 154014, 154008]);
export function decodeRequestPnLPositionSnapshot(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 402) reader.refuse('the message has two template ids');
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
        reader.pass(tag, requestPnLPositionSnapshotFields);
    }
  }
  const fields: RequestPnLPositionSnapshot = {
    user_msg: userMsgValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
  };
  return { name: 'RequestPnLPositionSnapshot' as const, templateId: 402, fields };
}

export function encodeRequestPnLPositionSnapshot(writer: WireWriter, fields: RequestPnLPositionSnapshot): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  writer.int32(154467, 402);
}

/** Template 403. The end of that list. */
export interface ResponsePnLPositionSnapshot {
  readonly user_msg?: readonly string[] | undefined;
  /** Present in the last part of a reply: "0", or a code and a sentence. */
  readonly rp_code?: readonly string[] | undefined;
}

const responsePnLPositionSnapshotFields = new Set([154467, 132760, 132766]);
export function decodeResponsePnLPositionSnapshot(reader: WireReader) {
  let userMsgValue: string[] | undefined;
  let rpCodeValue: string[] | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 403) reader.refuse('the message has two template ids');
        break;
      case 1062082:
        (userMsgValue ??= []).push(reader.text());
        break;
      case 1062130:
        (rpCodeValue ??= []).push(reader.nameText());
        break;
      default:
        reader.pass(tag, responsePnLPositionSnapshotFields);
    }
  }
  const fields: ResponsePnLPositionSnapshot = {
    user_msg: userMsgValue,
    rp_code: rpCodeValue,
  };
  return { name: 'ResponsePnLPositionSnapshot' as const, templateId: 403, fields };
}

export function encodeResponsePnLPositionSnapshot(writer: WireWriter, fields: ResponsePnLPositionSnapshot): void {
  for (const value of fields.user_msg ?? []) writer.text(132760, value);
  for (const value of fields.rp_code ?? []) writer.text(132766, value);
  writer.int32(154467, 403);
}

/** Template 450. The position in one instrument. Profits of the day are numbers, other money is decimal text. */
export interface InstrumentPnLPositionUpdate {
  /** The state of things, not a change of it. */
  readonly is_snapshot?: boolean | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  readonly symbol?: string | undefined;
  readonly exchange?: string | undefined;
  readonly product_code?: string | undefined;
  readonly instrument_type?: string | undefined;
  readonly fill_buy_qty?: number | undefined;
  readonly fill_sell_qty?: number | undefined;
  readonly order_buy_qty?: number | undefined;
  readonly order_sell_qty?: number | undefined;
  readonly buy_qty?: number | undefined;
  readonly sell_qty?: number | undefined;
  readonly avg_open_fill_price?: number | undefined;
  readonly day_open_pnl?: number | undefined;
  readonly day_closed_pnl?: number | undefined;
  /** Money, in the currency of the account. */
  readonly day_pnl?: number | undefined;
  readonly day_open_pnl_offset?: number | undefined;
  readonly day_closed_pnl_offset?: number | undefined;
  readonly mtm_security?: string | undefined;
  readonly open_long_options_value?: string | undefined;
  readonly open_short_options_value?: string | undefined;
  readonly closed_options_value?: string | undefined;
  readonly option_cash_reserved?: string | undefined;
  readonly open_position_pnl?: string | undefined;
  readonly open_position_quantity?: number | undefined;
  readonly closed_position_pnl?: string | undefined;
  readonly closed_position_quantity?: number | undefined;
  /** Contracts, negative when short. */
  readonly net_quantity?: number | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: number | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: number | undefined;
}

const instrumentPnLPositionUpdateFields = new Set([154467, 110121, 154013, 154014, 154008, 110100, 110101, 100749, 110116, 154041, 154042, 154037, 154038, 154260, 154261, 154434, 157954, 157955, 157956, 157957, 157958, 154263, 157105, 157106, 157107, 157111, 156961, 156962, 156963, 156964, 156967, 150100, 150101]);
export function decodeInstrumentPnLPositionUpdate(reader: WireReader) {
  let isSnapshotValue: boolean | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let symbolValue: string | undefined;
  let exchangeValue: string | undefined;
  let productCodeValue: string | undefined;
  let instrumentTypeValue: string | undefined;
  let fillBuyQtyValue: number | undefined;
  let fillSellQtyValue: number | undefined;
  let orderBuyQtyValue: number | undefined;
  let orderSellQtyValue: number | undefined;
  let buyQtyValue: number | undefined;
  let sellQtyValue: number | undefined;
  let avgOpenFillPriceValue: number | undefined;
  let dayOpenPnlValue: number | undefined;
  let dayClosedPnlValue: number | undefined;
  let dayPnlValue: number | undefined;
  let dayOpenPnlOffsetValue: number | undefined;
  let dayClosedPnlOffsetValue: number | undefined;
  let mtmSecurityValue: string | undefined;
  let openLongOptionsValueValue: string | undefined;
  let openShortOptionsValueValue: string | undefined;
  let closedOptionsValueValue: string | undefined;
  let optionCashReservedValue: string | undefined;
  let openPositionPnlValue: string | undefined;
  let openPositionQuantityValue: number | undefined;
  let closedPositionPnlValue: string | undefined;
  let closedPositionQuantityValue: number | undefined;
  let netQuantityValue: number | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 450) reader.refuse('the message has two template ids');
        break;
      case 880968:
        isSnapshotValue = reader.bool();
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
      case 805994:
        productCodeValue = reader.nameText();
        break;
      case 880930:
        instrumentTypeValue = reader.nameText();
        break;
      case 1232328:
        fillBuyQtyValue = reader.int32();
        break;
      case 1232336:
        fillSellQtyValue = reader.int32();
        break;
      case 1232296:
        orderBuyQtyValue = reader.int32();
        break;
      case 1232304:
        orderSellQtyValue = reader.int32();
        break;
      case 1234080:
        buyQtyValue = reader.int32();
        break;
      case 1234088:
        sellQtyValue = reader.int32();
        break;
      case 1235473:
        avgOpenFillPriceValue = reader.double();
        break;
      case 1263633:
        dayOpenPnlValue = reader.double();
        break;
      case 1263641:
        dayClosedPnlValue = reader.double();
        break;
      case 1263649:
        dayPnlValue = reader.double();
        break;
      case 1263657:
        dayOpenPnlOffsetValue = reader.double();
        break;
      case 1263665:
        dayClosedPnlOffsetValue = reader.double();
        break;
      case 1234106:
        mtmSecurityValue = reader.text();
        break;
      case 1256842:
        openLongOptionsValueValue = reader.text();
        break;
      case 1256850:
        openShortOptionsValueValue = reader.text();
        break;
      case 1256858:
        closedOptionsValueValue = reader.text();
        break;
      case 1256890:
        optionCashReservedValue = reader.text();
        break;
      case 1255690:
        openPositionPnlValue = reader.text();
        break;
      case 1255696:
        openPositionQuantityValue = reader.int32();
        break;
      case 1255706:
        closedPositionPnlValue = reader.text();
        break;
      case 1255712:
        closedPositionQuantityValue = reader.int32();
        break;
      case 1255736:
        netQuantityValue = reader.int32();
        break;
      case 1200800:
        ssboeValue = reader.int32();
        break;
      case 1200808:
        usecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, instrumentPnLPositionUpdateFields);
    }
  }
  const fields: InstrumentPnLPositionUpdate = {
    is_snapshot: isSnapshotValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    symbol: symbolValue,
    exchange: exchangeValue,
    product_code: productCodeValue,
    instrument_type: instrumentTypeValue,
    fill_buy_qty: fillBuyQtyValue,
    fill_sell_qty: fillSellQtyValue,
    order_buy_qty: orderBuyQtyValue,
    order_sell_qty: orderSellQtyValue,
    buy_qty: buyQtyValue,
    sell_qty: sellQtyValue,
    avg_open_fill_price: avgOpenFillPriceValue,
    day_open_pnl: dayOpenPnlValue,
    day_closed_pnl: dayClosedPnlValue,
    day_pnl: dayPnlValue,
    day_open_pnl_offset: dayOpenPnlOffsetValue,
    day_closed_pnl_offset: dayClosedPnlOffsetValue,
    mtm_security: mtmSecurityValue,
    open_long_options_value: openLongOptionsValueValue,
    open_short_options_value: openShortOptionsValueValue,
    closed_options_value: closedOptionsValueValue,
    option_cash_reserved: optionCashReservedValue,
    open_position_pnl: openPositionPnlValue,
    open_position_quantity: openPositionQuantityValue,
    closed_position_pnl: closedPositionPnlValue,
    closed_position_quantity: closedPositionQuantityValue,
    net_quantity: netQuantityValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'InstrumentPnLPositionUpdate' as const, templateId: 450, fields };
}

export function encodeInstrumentPnLPositionUpdate(writer: WireWriter, fields: InstrumentPnLPositionUpdate): void {
  if (fields.product_code !== undefined) writer.text(100749, fields.product_code);
  if (fields.symbol !== undefined) writer.text(110100, fields.symbol);
  if (fields.exchange !== undefined) writer.text(110101, fields.exchange);
  if (fields.instrument_type !== undefined) writer.text(110116, fields.instrument_type);
  if (fields.is_snapshot !== undefined) writer.bool(110121, fields.is_snapshot);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.order_buy_qty !== undefined) writer.int32(154037, fields.order_buy_qty);
  if (fields.order_sell_qty !== undefined) writer.int32(154038, fields.order_sell_qty);
  if (fields.fill_buy_qty !== undefined) writer.int32(154041, fields.fill_buy_qty);
  if (fields.fill_sell_qty !== undefined) writer.int32(154042, fields.fill_sell_qty);
  if (fields.buy_qty !== undefined) writer.int32(154260, fields.buy_qty);
  if (fields.sell_qty !== undefined) writer.int32(154261, fields.sell_qty);
  if (fields.mtm_security !== undefined) writer.text(154263, fields.mtm_security);
  if (fields.avg_open_fill_price !== undefined) writer.double(154434, fields.avg_open_fill_price);
  writer.int32(154467, 450);
  if (fields.open_position_pnl !== undefined) writer.text(156961, fields.open_position_pnl);
  if (fields.open_position_quantity !== undefined) writer.int32(156962, fields.open_position_quantity);
  if (fields.closed_position_pnl !== undefined) writer.text(156963, fields.closed_position_pnl);
  if (fields.closed_position_quantity !== undefined) writer.int32(156964, fields.closed_position_quantity);
  if (fields.net_quantity !== undefined) writer.int32(156967, fields.net_quantity);
  if (fields.open_long_options_value !== undefined) writer.text(157105, fields.open_long_options_value);
  if (fields.open_short_options_value !== undefined) writer.text(157106, fields.open_short_options_value);
  if (fields.closed_options_value !== undefined) writer.text(157107, fields.closed_options_value);
  if (fields.option_cash_reserved !== undefined) writer.text(157111, fields.option_cash_reserved);
  if (fields.day_open_pnl !== undefined) writer.double(157954, fields.day_open_pnl);
  if (fields.day_closed_pnl !== undefined) writer.double(157955, fields.day_closed_pnl);
  if (fields.day_pnl !== undefined) writer.double(157956, fields.day_pnl);
  if (fields.day_open_pnl_offset !== undefined) writer.double(157957, fields.day_open_pnl_offset);
  if (fields.day_closed_pnl_offset !== undefined) writer.double(157958, fields.day_closed_pnl_offset);
}

/** Template 451. Balance, margin and profit of an account, all of it decimal text that may be empty. */
export interface AccountPnLPositionUpdate {
  /** The state of things, not a change of it. */
  readonly is_snapshot?: boolean | undefined;
  readonly fcm_id?: string | undefined;
  readonly ib_id?: string | undefined;
  readonly account_id?: string | undefined;
  readonly fill_buy_qty?: number | undefined;
  readonly fill_sell_qty?: number | undefined;
  readonly order_buy_qty?: number | undefined;
  readonly order_sell_qty?: number | undefined;
  readonly buy_qty?: number | undefined;
  readonly sell_qty?: number | undefined;
  readonly open_long_options_value?: string | undefined;
  readonly open_short_options_value?: string | undefined;
  readonly closed_options_value?: string | undefined;
  readonly option_cash_reserved?: string | undefined;
  readonly rms_account_commission?: string | undefined;
  readonly open_position_pnl?: string | undefined;
  readonly open_position_quantity?: number | undefined;
  readonly closed_position_pnl?: string | undefined;
  readonly closed_position_quantity?: number | undefined;
  /** Contracts, negative when short. */
  readonly net_quantity?: number | undefined;
  readonly excess_buy_margin?: string | undefined;
  readonly margin_balance?: string | undefined;
  readonly min_margin_balance?: string | undefined;
  /** Money. */
  readonly min_account_balance?: string | undefined;
  /** Money as decimal text, in the currency of the account. */
  readonly account_balance?: string | undefined;
  readonly cash_on_hand?: string | undefined;
  readonly option_closed_pnl?: string | undefined;
  /** Percent. */
  readonly percent_maximum_allowable_loss?: string | undefined;
  readonly option_open_pnl?: string | undefined;
  readonly mtm_account?: string | undefined;
  readonly available_buying_power?: string | undefined;
  readonly used_buying_power?: string | undefined;
  readonly reserved_buying_power?: string | undefined;
  readonly excess_sell_margin?: string | undefined;
  readonly day_open_pnl?: string | undefined;
  readonly day_closed_pnl?: string | undefined;
  /** Money, in the currency of the account. */
  readonly day_pnl?: string | undefined;
  readonly day_open_pnl_offset?: string | undefined;
  readonly day_closed_pnl_offset?: string | undefined;
  /** Seconds since 1970, UTC. */
  readonly ssboe?: number | undefined;
  /** Microseconds within that second, 0 to 999999. */
  readonly usecs?: number | undefined;
}

const accountPnLPositionUpdateFields = new Set([154467, 110121, 154013, 154014, 154008, 154041, 154042, 154037, 154038, 154260, 154261, 157105, 157106, 157107, 157111, 157113, 156961, 156962, 156963, 156964, 156967, 156991, 156977, 156976, 156968, 156970, 156971, 157118, 156965, 157117, 154262, 157015, 157014, 157013, 156992, 157954, 157955, 157956, 157957, 157958, 150100, 150101]);
export function decodeAccountPnLPositionUpdate(reader: WireReader) {
  let isSnapshotValue: boolean | undefined;
  let fcmIdValue: string | undefined;
  let ibIdValue: string | undefined;
  let accountIdValue: string | undefined;
  let fillBuyQtyValue: number | undefined;
  let fillSellQtyValue: number | undefined;
  let orderBuyQtyValue: number | undefined;
  let orderSellQtyValue: number | undefined;
  let buyQtyValue: number | undefined;
  let sellQtyValue: number | undefined;
  let openLongOptionsValueValue: string | undefined;
  let openShortOptionsValueValue: string | undefined;
  let closedOptionsValueValue: string | undefined;
  let optionCashReservedValue: string | undefined;
  let rmsAccountCommissionValue: string | undefined;
  let openPositionPnlValue: string | undefined;
  let openPositionQuantityValue: number | undefined;
  let closedPositionPnlValue: string | undefined;
  let closedPositionQuantityValue: number | undefined;
  let netQuantityValue: number | undefined;
  let excessBuyMarginValue: string | undefined;
  let marginBalanceValue: string | undefined;
  let minMarginBalanceValue: string | undefined;
  let minAccountBalanceValue: string | undefined;
  let accountBalanceValue: string | undefined;
  let cashOnHandValue: string | undefined;
  let optionClosedPnlValue: string | undefined;
  let percentMaximumAllowableLossValue: string | undefined;
  let optionOpenPnlValue: string | undefined;
  let mtmAccountValue: string | undefined;
  let availableBuyingPowerValue: string | undefined;
  let usedBuyingPowerValue: string | undefined;
  let reservedBuyingPowerValue: string | undefined;
  let excessSellMarginValue: string | undefined;
  let dayOpenPnlValue: string | undefined;
  let dayClosedPnlValue: string | undefined;
  let dayPnlValue: string | undefined;
  let dayOpenPnlOffsetValue: string | undefined;
  let dayClosedPnlOffsetValue: string | undefined;
  let ssboeValue: number | undefined;
  let usecsValue: number | undefined;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case 1235736:
        if (reader.int32() !== 451) reader.refuse('the message has two template ids');
        break;
      case 880968:
        isSnapshotValue = reader.bool();
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
      case 1232328:
        fillBuyQtyValue = reader.int32();
        break;
      case 1232336:
        fillSellQtyValue = reader.int32();
        break;
      case 1232296:
        orderBuyQtyValue = reader.int32();
        break;
      case 1232304:
        orderSellQtyValue = reader.int32();
        break;
      case 1234080:
        buyQtyValue = reader.int32();
        break;
      case 1234088:
        sellQtyValue = reader.int32();
        break;
      case 1256842:
        openLongOptionsValueValue = reader.text();
        break;
      case 1256850:
        openShortOptionsValueValue = reader.text();
        break;
      case 1256858:
        closedOptionsValueValue = reader.text();
        break;
      case 1256890:
        optionCashReservedValue = reader.text();
        break;
      case 1256906:
        rmsAccountCommissionValue = reader.text();
        break;
      case 1255690:
        openPositionPnlValue = reader.text();
        break;
      case 1255696:
        openPositionQuantityValue = reader.int32();
        break;
      case 1255706:
        closedPositionPnlValue = reader.text();
        break;
      case 1255712:
        closedPositionQuantityValue = reader.int32();
        break;
      case 1255736:
        netQuantityValue = reader.int32();
        break;
      case 1255930:
        excessBuyMarginValue = reader.text();
        break;
      case 1255818:
        marginBalanceValue = reader.text();
        break;
      case 1255810:
        minMarginBalanceValue = reader.text();
        break;
      case 1255746:
        minAccountBalanceValue = reader.text();
        break;
      case 1255762:
        accountBalanceValue = reader.text();
        break;
      case 1255770:
        cashOnHandValue = reader.text();
        break;
      case 1256946:
        optionClosedPnlValue = reader.text();
        break;
      case 1255722:
        percentMaximumAllowableLossValue = reader.text();
        break;
      case 1256938:
        optionOpenPnlValue = reader.text();
        break;
      case 1234098:
        mtmAccountValue = reader.text();
        break;
      case 1256122:
        availableBuyingPowerValue = reader.text();
        break;
      case 1256114:
        usedBuyingPowerValue = reader.text();
        break;
      case 1256106:
        reservedBuyingPowerValue = reader.text();
        break;
      case 1255938:
        excessSellMarginValue = reader.text();
        break;
      case 1263634:
        dayOpenPnlValue = reader.text();
        break;
      case 1263642:
        dayClosedPnlValue = reader.text();
        break;
      case 1263650:
        dayPnlValue = reader.text();
        break;
      case 1263658:
        dayOpenPnlOffsetValue = reader.text();
        break;
      case 1263666:
        dayClosedPnlOffsetValue = reader.text();
        break;
      case 1200800:
        ssboeValue = reader.int32();
        break;
      case 1200808:
        usecsValue = reader.int32();
        break;
      default:
        reader.pass(tag, accountPnLPositionUpdateFields);
    }
  }
  const fields: AccountPnLPositionUpdate = {
    is_snapshot: isSnapshotValue,
    fcm_id: fcmIdValue,
    ib_id: ibIdValue,
    account_id: accountIdValue,
    fill_buy_qty: fillBuyQtyValue,
    fill_sell_qty: fillSellQtyValue,
    order_buy_qty: orderBuyQtyValue,
    order_sell_qty: orderSellQtyValue,
    buy_qty: buyQtyValue,
    sell_qty: sellQtyValue,
    open_long_options_value: openLongOptionsValueValue,
    open_short_options_value: openShortOptionsValueValue,
    closed_options_value: closedOptionsValueValue,
    option_cash_reserved: optionCashReservedValue,
    rms_account_commission: rmsAccountCommissionValue,
    open_position_pnl: openPositionPnlValue,
    open_position_quantity: openPositionQuantityValue,
    closed_position_pnl: closedPositionPnlValue,
    closed_position_quantity: closedPositionQuantityValue,
    net_quantity: netQuantityValue,
    excess_buy_margin: excessBuyMarginValue,
    margin_balance: marginBalanceValue,
    min_margin_balance: minMarginBalanceValue,
    min_account_balance: minAccountBalanceValue,
    account_balance: accountBalanceValue,
    cash_on_hand: cashOnHandValue,
    option_closed_pnl: optionClosedPnlValue,
    percent_maximum_allowable_loss: percentMaximumAllowableLossValue,
    option_open_pnl: optionOpenPnlValue,
    mtm_account: mtmAccountValue,
    available_buying_power: availableBuyingPowerValue,
    used_buying_power: usedBuyingPowerValue,
    reserved_buying_power: reservedBuyingPowerValue,
    excess_sell_margin: excessSellMarginValue,
    day_open_pnl: dayOpenPnlValue,
    day_closed_pnl: dayClosedPnlValue,
    day_pnl: dayPnlValue,
    day_open_pnl_offset: dayOpenPnlOffsetValue,
    day_closed_pnl_offset: dayClosedPnlOffsetValue,
    ssboe: ssboeValue,
    usecs: usecsValue,
  };
  return { name: 'AccountPnLPositionUpdate' as const, templateId: 451, fields };
}

export function encodeAccountPnLPositionUpdate(writer: WireWriter, fields: AccountPnLPositionUpdate): void {
  if (fields.is_snapshot !== undefined) writer.bool(110121, fields.is_snapshot);
  if (fields.ssboe !== undefined) writer.int32(150100, fields.ssboe);
  if (fields.usecs !== undefined) writer.int32(150101, fields.usecs);
  if (fields.account_id !== undefined) writer.text(154008, fields.account_id);
  if (fields.fcm_id !== undefined) writer.text(154013, fields.fcm_id);
  if (fields.ib_id !== undefined) writer.text(154014, fields.ib_id);
  if (fields.order_buy_qty !== undefined) writer.int32(154037, fields.order_buy_qty);
  if (fields.order_sell_qty !== undefined) writer.int32(154038, fields.order_sell_qty);
  if (fields.fill_buy_qty !== undefined) writer.int32(154041, fields.fill_buy_qty);
  if (fields.fill_sell_qty !== undefined) writer.int32(154042, fields.fill_sell_qty);
  if (fields.buy_qty !== undefined) writer.int32(154260, fields.buy_qty);
  if (fields.sell_qty !== undefined) writer.int32(154261, fields.sell_qty);
  if (fields.mtm_account !== undefined) writer.text(154262, fields.mtm_account);
  writer.int32(154467, 451);
  if (fields.open_position_pnl !== undefined) writer.text(156961, fields.open_position_pnl);
  if (fields.open_position_quantity !== undefined) writer.int32(156962, fields.open_position_quantity);
  if (fields.closed_position_pnl !== undefined) writer.text(156963, fields.closed_position_pnl);
  if (fields.closed_position_quantity !== undefined) writer.int32(156964, fields.closed_position_quantity);
  if (fields.percent_maximum_allowable_loss !== undefined) writer.text(156965, fields.percent_maximum_allowable_loss);
  if (fields.net_quantity !== undefined) writer.int32(156967, fields.net_quantity);
  if (fields.min_account_balance !== undefined) writer.text(156968, fields.min_account_balance);
  if (fields.account_balance !== undefined) writer.text(156970, fields.account_balance);
  if (fields.cash_on_hand !== undefined) writer.text(156971, fields.cash_on_hand);
  if (fields.min_margin_balance !== undefined) writer.text(156976, fields.min_margin_balance);
  if (fields.margin_balance !== undefined) writer.text(156977, fields.margin_balance);
  if (fields.excess_buy_margin !== undefined) writer.text(156991, fields.excess_buy_margin);
  if (fields.excess_sell_margin !== undefined) writer.text(156992, fields.excess_sell_margin);
  if (fields.reserved_buying_power !== undefined) writer.text(157013, fields.reserved_buying_power);
  if (fields.used_buying_power !== undefined) writer.text(157014, fields.used_buying_power);
  if (fields.available_buying_power !== undefined) writer.text(157015, fields.available_buying_power);
  if (fields.open_long_options_value !== undefined) writer.text(157105, fields.open_long_options_value);
  if (fields.open_short_options_value !== undefined) writer.text(157106, fields.open_short_options_value);
  if (fields.closed_options_value !== undefined) writer.text(157107, fields.closed_options_value);
  if (fields.option_cash_reserved !== undefined) writer.text(157111, fields.option_cash_reserved);
  if (fields.rms_account_commission !== undefined) writer.text(157113, fields.rms_account_commission);
  if (fields.option_open_pnl !== undefined) writer.text(157117, fields.option_open_pnl);
  if (fields.option_closed_pnl !== undefined) writer.text(157118, fields.option_closed_pnl);
  if (fields.day_open_pnl !== undefined) writer.text(157954, fields.day_open_pnl);
  if (fields.day_closed_pnl !== undefined) writer.text(157955, fields.day_closed_pnl);
  if (fields.day_pnl !== undefined) writer.text(157956, fields.day_pnl);
  if (fields.day_open_pnl_offset !== undefined) writer.text(157957, fields.day_open_pnl_offset);
  if (fields.day_closed_pnl_offset !== undefined) writer.text(157958, fields.day_closed_pnl_offset);
}
