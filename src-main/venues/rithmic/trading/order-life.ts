import type { ReportedOrderState } from '../../../../src-shared/domain/order.ts';
import {
  exchangeOrderNotificationNotifyType as exchangeSays,
  rithmicOrderNotificationNotifyType as rithmicSays,
} from '../wire/generated/enums.ts';
import type { OrderNotice } from './notices.ts';
import { compareStamps, type Stamp, stampOf } from './stamps.ts';

/*
 * What is known of one order, made of everything that was heard of it. Two streams tell of it (351 and 352), snapshots and
 * replays repeat them, and all of it may come late, twice, or in another order. So nothing here depends on the order of
 * hearing: each fact is the newest that was told of it, evidence of an end stays, and what is filled only grows. The same
 * notices, however shuffled, make the same life.
 */

/** A fact and when it was told. Notices that say how the order stands are believed before those on its way. */
interface Told<Value extends string | number> {
  readonly value: Value;
  readonly isFirm: boolean;
  readonly at: Stamp;
}

export interface OrderLife {
  readonly basketId: string;
  readonly accountId?: Told<string>;
  readonly userTag?: Told<string>;
  readonly parentId?: Told<string>;
  /** Of entries with exits, and of these. */
  readonly bracketType?: Told<number>;
  /** Names of orders that belong to it, separated by something that is no letter or digit. */
  readonly linkedIds?: Told<string>;
  readonly symbol?: Told<string>;
  readonly exchange?: Told<string>;
  readonly transactionType?: Told<number>;
  readonly quantity?: Told<number>;
  readonly priceType?: Told<number>;
  readonly originalPriceType?: Told<number>;
  readonly price?: Told<number>;
  readonly triggerPrice?: Told<number>;
  readonly trailTicks?: Told<number>;
  readonly duration?: Told<number>;
  /** The venue's words, newest. */
  readonly words?: Told<string>;
  /** Most that was ever told to be filled in all. */
  readonly filledTotal: number;
  /** Of that total. */
  readonly averagePrice?: number;
  /** Sizes of the executions that were heard, by their names. */
  readonly fills: ReadonlyMap<string, number>;
  /** Works, or waits for its trigger, at the exchange. */
  readonly isWorking: boolean;
  readonly isRejected: boolean;
  readonly isCancelled: boolean;
  readonly isExpired: boolean;
  readonly isComplete: boolean;
  /** COMPLETE with reason F. */
  readonly isCompleteAsFilled: boolean;
  readonly time: Stamp;
}

const beginning: Stamp = { seconds: 0, micros: 0, sequence: 0n };

export function unheard(basketId: string): OrderLife {
  return {
    basketId,
    filledTotal: 0,
    fills: new Map(),
    isWorking: false,
    isRejected: false,
    isCancelled: false,
    isExpired: false,
    isComplete: false,
    isCompleteAsFilled: false,
    time: beginning,
  };
}

/** The life with what one notice adds. `fillName` names the execution that it tells of, where it does. */
export function advance(life: OrderLife, notice: OrderNotice, fillName: string | undefined): OrderLife {
  const { fields } = notice;
  const at = stampOf(fields);
  const meaning = meaningOf(notice);
  const next = <Value extends string | number>(
    before: Told<Value> | undefined,
    value: Value | undefined,
    isFirm = meaning.saysTerms === 'firmly',
  ): Told<Value> | undefined =>
    value === undefined || value === '' ? before : newer(before, { value, isFirm, at });
  const term = <Value extends string | number>(before: Told<Value> | undefined, value: Value | undefined) =>
    meaning.saysTerms === 'not' ? before : next(before, value);

  const filled = Math.max(0, fields.total_fill_size ?? 0);
  const isMore = filled > life.filledTotal;
  const isBetterAverage =
    filled > 0 && (isMore || (filled === life.filledTotal && life.averagePrice === undefined));
  const average = isBetterAverage ? fields.avg_fill_price : undefined;
  const size = meaning.isFill ? Math.max(0, ('fill_size' in fields ? fields.fill_size : 0) ?? 0) : 0;
  const isNewFill = fillName !== undefined && size > 0 && !life.fills.has(fillName);
  const averagePrice = average ?? (isMore ? undefined : life.averagePrice);
  const { averagePrice: _before, ...rest } = life;

  return withoutUndefined({
    ...rest,
    averagePrice,
    accountId: next(life.accountId, fields.account_id, false),
    userTag: next(life.userTag, fields.user_tag, false),
    parentId: next(
      life.parentId,
      fields.original_basket_id === life.basketId ? undefined : fields.original_basket_id,
      false,
    ),
    bracketType: next(life.bracketType, fields.bracket_type, false),
    linkedIds: next(life.linkedIds, fields.linked_basket_ids, false),
    symbol: next(life.symbol, fields.symbol, false),
    exchange: next(life.exchange, fields.exchange, false),
    transactionType: next(life.transactionType, fields.transaction_type, false),
    quantity: term(life.quantity, quantityIn(notice, meaning)),
    priceType: term(life.priceType, fields.price_type),
    originalPriceType: term(life.originalPriceType, fields.orig_price_type),
    price: term(life.price, fields.price),
    triggerPrice: term(life.triggerPrice, fields.trigger_price),
    trailTicks: term(life.trailTicks, fields.trail_by_ticks),
    duration: term(life.duration, fields.duration),
    words: next(life.words, wordsIn(notice), false),
    filledTotal: Math.max(life.filledTotal, filled),
    fills: isNewFill ? new Map(life.fills).set(fillName, size) : life.fills,
    isWorking: life.isWorking || meaning.isWorking,
    isRejected: life.isRejected || meaning.isRejected,
    isCancelled: life.isCancelled || meaning.isCancelled,
    isExpired: life.isExpired || meaning.isExpired,
    isComplete: life.isComplete || meaning.isComplete,
    isCompleteAsFilled: life.isCompleteAsFilled || meaning.isCompleteAsFilled,
    time: compareStamps(at, life.time) > 0 ? at : life.time,
  });
}

/** In all: what the totals say, or the parts that were heard, whichever is more. */
export function filledOf(life: OrderLife): number {
  let parts = 0;
  for (const size of life.fills.values()) parts += size;
  const filled = Math.max(life.filledTotal, parts);
  // Some notices of the end say that it is filled and not how much.
  return filled === 0 && life.isCompleteAsFilled ? (life.quantity?.value ?? 0) : filled;
}

export function stateOf(life: OrderLife): ReportedOrderState {
  const filled = filledOf(life);
  const quantity = life.quantity?.value ?? 0;
  if (life.isCompleteAsFilled || (quantity > 0 && filled >= quantity)) return 'filled';
  // What was filled in part before it was refused did take place.
  if (life.isRejected) return filled > 0 ? 'cancelled' : 'rejected';
  if (life.isExpired) return 'expired';
  // Complete is not filled: without a better reason it ended with what it had.
  if (life.isCancelled || life.isComplete) return 'cancelled';
  if (filled > 0) return 'partial';
  return life.isWorking ? 'open' : 'acknowledged';
}

export function othersLinkedTo({ basketId, linkedIds }: OrderLife): string[] {
  const ids = linkedIds?.value.split(/[^\w-]+/) ?? [];
  return ids.filter((id) => id !== '' && id !== basketId);
}

export function hasEnded(state: ReportedOrderState): boolean {
  return state === 'filled' || state === 'cancelled' || state === 'expired' || state === 'rejected';
}

/** A 351 of servers before 5.30: the order waits for the time it is let go at. */
const releasePending = 21;

interface Meaning {
  /** Whether its price and quantity are those that hold: a change on its way tells those that are asked for. */
  readonly saysTerms: 'firmly' | 'loosely' | 'not';
  readonly isFill: boolean;
  readonly isWorking: boolean;
  readonly isRejected: boolean;
  readonly isCancelled: boolean;
  readonly isExpired: boolean;
  readonly isComplete: boolean;
  readonly isCompleteAsFilled: boolean;
}

const nothing: Meaning = {
  saysTerms: 'not',
  isFill: false,
  isWorking: false,
  isRejected: false,
  isCancelled: false,
  isExpired: false,
  isComplete: false,
  isCompleteAsFilled: false,
};
const onItsWay: Meaning = { ...nothing, saysTerms: 'loosely' };
const working: Meaning = { ...nothing, saysTerms: 'firmly', isWorking: true };
/** The order works on as it was; what the refused change asked for may stand in the notice. */
const changeFailed: Meaning = { ...nothing, isWorking: true };

function meaningOf(notice: OrderNotice): Meaning {
  return notice.name === 'RithmicOrderNotification' ? rithmicMeaning(notice) : exchangeMeaning(notice);
}

function rithmicMeaning({ fields }: OrderNotice & { name: 'RithmicOrderNotification' }): Meaning {
  const says = rithmicSays;
  switch (fields.notify_type) {
    case says.OPEN:
    case says.TRIGGER_PENDING:
    case says.MODIFIED:
      return working;
    case says.MODIFICATION_FAILED:
    case says.CANCELLATION_FAILED:
      return changeFailed;
    case says.COMPLETE:
      return completeMeaning(fields.completion_reason, [fields.report_text, fields.text, fields.status]);
    case says.ORDER_RCVD_FROM_CLNT:
    case says.OPEN_PENDING:
    case says.ORDER_RCVD_BY_EXCH_GTWY:
    case says.ORDER_SENT_TO_EXCH:
    case releasePending:
      return onItsWay;
    default:
      return nothing;
  }
}

/** “F” is filled and “FA” failed; of the other letters none is sure, and the words beside them are. */
function completeMeaning(reason: string | undefined, texts: readonly (string | undefined)[]): Meaning {
  const complete: Meaning = { ...onItsWay, isComplete: true };
  const letters = reason?.trim().toUpperCase() ?? '';
  if (letters === 'F') return { ...complete, isCompleteAsFilled: true };
  if (letters === 'FA') return { ...complete, isRejected: true };
  const words = texts.join(' ');
  if (/\bexpire/i.test(words)) return { ...complete, isExpired: true };
  if (/\breject|\bfailed\b|\brefused/i.test(words)) return { ...complete, isRejected: true };
  return complete;
}

function exchangeMeaning({ fields }: OrderNotice & { name: 'ExchangeOrderNotification' }): Meaning {
  const says = exchangeSays;
  switch (fields.notify_type) {
    case says.FILL:
      return { ...nothing, saysTerms: 'firmly', isFill: true };
    case says.MODIFY:
    case says.TRIGGER:
      return working;
    case says.NOT_MODIFIED:
    case says.NOT_CANCELLED:
      return changeFailed;
    case says.CANCEL: {
      const isExpired = /\bexpire/i.test(
        `${fields.text ?? ''} ${fields.report_text ?? ''} ${fields.status ?? ''}`,
      );
      return { ...onItsWay, isCancelled: true, isExpired };
    }
    case says.REJECT:
      return { ...onItsWay, isRejected: true };
    case says.STATUS:
      return statusMeaning(fields);
    default:
      // Snapshots of older servers may leave the number out and tell the word.
      return fields.is_snapshot === true ? statusMeaning(fields) : nothing;
  }
}

/** Live, a status is the exchange's confirmation, and OPEN follows; in a list it is how the order stands. */
function statusMeaning(fields: (OrderNotice & { name: 'ExchangeOrderNotification' })['fields']): Meaning {
  const confirmed: Meaning = { ...nothing, saysTerms: 'firmly' };
  if (fields.is_snapshot !== true) return confirmed;
  const status = fields.status?.trim().toLowerCase() ?? '';
  if (/^(complete|filled|fill)\b/.test(status))
    return completeMeaning(undefined, [fields.text, fields.report_text]);
  if (/^cancel(l?ed)?$/.test(status)) return { ...confirmed, isCancelled: true };
  if (/^expire/.test(status)) return { ...confirmed, isExpired: true };
  if (/^(reject|failed)/.test(status)) return { ...confirmed, isRejected: true };
  if (/^(open pending|order received|order sent)/.test(status)) return confirmed;
  return working;
}

/** Rithmic leaves the quantity at 0 on the way to the exchange, and tells what is filled and what is not. */
function quantityIn(notice: OrderNotice, meaning: Meaning): number | undefined {
  const { quantity = 0, total_fill_size: filled = 0, total_unfilled_size: unfilled = 0 } = notice.fields;
  if (quantity > 0) return quantity;
  const isCounted = meaning.isFill || meaning.isWorking || meaning.saysTerms === 'loosely';
  const hasEndedHere = meaning.isComplete || meaning.isCancelled || meaning.isRejected;
  const sum = filled + unfilled;
  return isCounted && !hasEndedHere && sum > 0 ? sum : undefined;
}

function wordsIn({ fields }: OrderNotice): string | undefined {
  const texts = [fields.report_text, fields.text, fields.remarks];
  return texts.find((text) => text !== undefined && text.trim() !== '')?.trim();
}

function newer<Value extends string | number>(
  before: Told<Value> | undefined,
  now: Told<Value>,
): Told<Value> {
  if (before === undefined) return now;
  if (before.isFirm !== now.isFirm) return before.isFirm ? before : now;
  const order = compareStamps(before.at, now.at);
  if (order !== 0) return order > 0 ? before : now;
  // Two notices of one microsecond that differ: always the same of the two, whichever came first.
  return before.value >= now.value ? before : now;
}

function withoutUndefined(life: { [Name in keyof OrderLife]: OrderLife[Name] | undefined }): OrderLife {
  for (const name of Object.keys(life) as (keyof OrderLife)[])
    if (life[name] === undefined) delete life[name];
  return life as OrderLife;
}
