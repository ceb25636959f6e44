import { exchangeOrderNotificationNotifyType } from '../wire/generated/enums.ts';
import type { ExchangeNotice, OrderNotice } from './notices.ts';
import { momentOf, tradingDayOf } from './stamps.ts';

/** What names one execution, whichever of the three sources tells of it: a 352 as it happens, its replay, a list's row. */
export interface FillName {
  readonly tradeId: string;
  /** Ids of executions start again each trading day. `2026-03-02`. */
  readonly tradeDate: string;
}

export interface FillFields {
  readonly basket_id?: string | undefined;
  readonly fill_id?: string | undefined;
  readonly fill_date?: string | undefined;
  readonly fill_time?: string | undefined;
  readonly ssboe?: number | undefined;
  readonly usecs?: number | undefined;
  readonly source_ssboe?: number | undefined;
  /** A number in notifications, exact in lists. */
  readonly total_fill_size?: number | bigint | undefined;
}

/**
 * The id and the trading day it was given on, which is that of its time: the date that Rithmic tells is the one in
 * Greenwich, on which two trading days meet. Where it tells no id, the order and how much of it was filled with this
 * execution name it as well.
 */
export function fillNameOf(fields: FillFields): FillName {
  const seconds = fields.source_ssboe ?? fields.ssboe ?? 0;
  const tradeDate = tradingDayOf(momentOf(fields.fill_date, fields.fill_time) ?? seconds * 1000);
  const id = fields.fill_id?.trim() ?? '';
  if (id !== '') return { tradeId: id, tradeDate };
  const total = fields.total_fill_size === undefined ? '' : String(fields.total_fill_size);
  const moment = `${fields.ssboe ?? 0}.${String(fields.usecs ?? 0).padStart(6, '0')}`;
  return { tradeId: `${fields.basket_id ?? ''}@${moment}/${total}`, tradeDate };
}

/** The name as one text, for the life of an order. */
export function fillNameText({ tradeId, tradeDate }: FillName): string {
  return `${tradeDate} ${tradeId}`;
}

export function isFill(
  notice: OrderNotice,
): notice is { readonly name: 'ExchangeOrderNotification'; readonly fields: ExchangeNotice } {
  return (
    notice.name === 'ExchangeOrderNotification' &&
    notice.fields.notify_type === exchangeOrderNotificationNotifyType.FILL &&
    (notice.fields.fill_size ?? 0) > 0
  );
}
