import { exchangeOrderNotificationNotifyType } from '../wire/generated/enums.ts';
import type { ExchangeNotice, OrderNotice } from './notices.ts';
import { dayFromRithmic, dayOf } from './stamps.ts';

/** What names one execution, whichever of the three sources tells of it: a 352 as it happens, its replay, a list's row. */
export interface FillName {
  readonly tradeId: string;
  /** The venue's ids of executions start again each day. `2026-03-02`. */
  readonly tradeDate: string;
}

export interface FillFields {
  readonly basket_id?: string | undefined;
  readonly fill_id?: string | undefined;
  readonly fill_date?: string | undefined;
  readonly ssboe?: number | undefined;
  readonly usecs?: number | undefined;
  readonly source_ssboe?: number | undefined;
  /** A number in notifications, exact in lists. */
  readonly total_fill_size?: number | bigint | undefined;
}

/**
 * The id and the venue's date. Where it tells no id, the order and how much of it was filled with this execution name it
 * as well; where it tells no date, its time does.
 */
export function fillNameOf(fields: FillFields): FillName {
  const seconds = fields.source_ssboe ?? fields.ssboe ?? 0;
  const tradeDate = dayFromRithmic(fields.fill_date) ?? dayOf(seconds * 1000);
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
