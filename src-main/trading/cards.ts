import type { AccountCard, FillCard, OrderCard, PositionCard } from '../../src-shared/contract/trading.ts';
import { type AccountMode, type AccountTag, accountName } from '../../src-shared/domain/account.ts';
import { type Fill, fillKey } from '../../src-shared/domain/fill.ts';
import type { InstrumentId } from '../../src-shared/domain/instrument.ts';
import { addMoney, type Money, money, priceMoveValue } from '../../src-shared/domain/money.ts';
import type { BracketIntent, OrderReport, OrderTerms } from '../../src-shared/domain/order.ts';
import { compareDecimals } from '../../src-shared/domain/quantity.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import type { StoredOrder } from '../storage/trading-store.ts';
import type { Venue } from '../venues/venue.ts';
import type { AccountDesk } from './account-desk.ts';
import { suggestedTag } from './account-tag.ts';
import type { PriceBoard } from './price-board.ts';
import { standingCard } from './standing-card.ts';
import type { TickBoard } from './tick-board.ts';

/* What the account panels show, made from a desk. Pure but for the prices and ticks that it asks the boards for. */

export interface DeskView {
  readonly venue: Venue;
  readonly label: string;
  readonly desk: AccountDesk<AccountMode>;
  /** Undefined until somebody has said what the account is. */
  readonly tag: AccountTag | undefined;
}

type Ticks = Pick<TickBoard, 'tickSize'>;

/** Decimals enough for any coin and any sum; values are estimates by the last price. */
const valuePlaces = 8;

/** @param alsoThrough labels of other connections to the account, which leave it to this one. */
export function accountCard(
  { venue, label, desk, tag }: DeskView,
  prices: PriceBoard,
  alsoThrough: readonly string[],
): AccountCard {
  const { key, currency, canTrade, reason } = desk.account;
  const source = sourceOfVenue(venue, key.mode);
  let sum: Money = money('0', currency);
  let unvalued = 0;
  let isValueOld = false;
  const balances = [...desk.balances.values()]
    .filter(({ total, available }) => !isZero(total.amount) || !isZero(available.amount))
    .map(({ total, available }) => {
      const known = prices.rate(venue, source, total.currency, currency);
      const value = known === undefined ? null : amountAt(total.amount, known.rate, currency);
      if (known?.isOld === true) isValueOld = true;
      if (value === null) unvalued += 1;
      else sum = addMoney(sum, value);
      return {
        currency: total.currency,
        total: total.amount,
        available: available.amount,
        value: value?.amount ?? null,
      };
    })
    .toSorted(
      (a, b) => compareDecimals(b.value ?? '-1', a.value ?? '-1') || (a.currency < b.currency ? -1 : 1),
    );
  return {
    key,
    id: accountName(key),
    label: desk.account.label,
    connection: venue.id,
    connectionLabel: label,
    alsoThrough: [...alsoThrough],
    currency,
    canTrade,
    reason: reason.slice(0, 500),
    state: desk.state,
    stateReason: desk.reason.slice(0, 500),
    asOf: desk.asOf,
    balances,
    value: balances.length > 0 && unvalued === balances.length ? null : sum.amount,
    unvalued,
    isValueOld,
    standing: desk.standing === null ? null : standingCard(desk.standing, currency),
    tag: tag ?? 'none',
    suggestedTag: tag === undefined ? suggestedTag(desk.account.label) : null,
  };
}

export function positionCards(
  { venue, desk, tag = 'none' }: DeskView,
  prices: PriceBoard,
  ticks: Ticks,
): PositionCard[] {
  const { key, label, currency: ownCurrency } = desk.account;
  const cards = [...desk.positions.values()].map((position): PositionCard => {
    const known = prices.price(venue, position.instrument);
    const currency = known?.instrument.currency ?? ownCurrency;
    const mark = known === undefined ? null : decimalOf(known.price);
    const unrealised =
      known === undefined || mark === null || position.averagePrice === undefined
        ? null
        : priceMoveValue(
            position.averagePrice,
            mark,
            position.quantity,
            known.instrument.multiplier,
            currency,
          ).amount;
    return {
      id: `${desk.name} ${position.instrument} ${position.positionId ?? ''}`,
      account: accountName(key),
      accountLabel: label,
      accountTag: tag,
      instrument: position.instrument,
      quantity: position.quantity,
      averagePrice: position.averagePrice ?? null,
      markPrice: mark,
      isMarkOld: known?.isOld === true,
      unrealised,
      tickSize: ticks.tickSize(venue, position.instrument),
      currency,
      time: position.time,
      disagreement: desk.disagreements.get(position.instrument) ?? '',
    };
  });
  // O9: also where the venue holds nothing and the fills say otherwise, there are two numbers to show.
  const held = new Set(cards.map(({ instrument }) => instrument));
  const missing = [...desk.disagreements]
    .filter(([instrument]) => !held.has(instrument as InstrumentId))
    .map(
      ([instrument, disagreement]): PositionCard => ({
        id: `${desk.name} ${instrument} flat`,
        account: accountName(key),
        accountLabel: label,
        accountTag: tag,
        instrument: instrument as InstrumentId,
        quantity: '0',
        averagePrice: null,
        markPrice: null,
        isMarkOld: false,
        unrealised: null,
        tickSize: null,
        currency: ownCurrency,
        time: desk.asOf ?? epochMs(0),
        disagreement,
      }),
    );
  return [...cards, ...missing];
}

/** @param ours the client ids of our orders, with the exits of those that have any. */
export function orderCards(
  view: DeskView,
  ours: ReadonlyMap<string, BracketIntent | undefined>,
  ticks: Ticks,
): OrderCard[] {
  const reports = [...view.desk.orders.values()];
  const isOurs = ({ clientOrderId = '' }: OrderReport) => ours.has(clientOrderId);
  // What the venue places for an entry of ours is ours, though it has no id of ours.
  const entries = new Set(reports.filter(isOurs).map(({ venueOrderId }) => venueOrderId));
  return reports.map((report) => {
    const isOwn = isOurs(report) || entries.has(report.parentOrderId ?? '');
    const tickSize = ticks.tickSize(view.venue, report.instrument);
    return orderCard(report, view, isOwn, exitWords(ours.get(report.clientOrderId ?? '')), tickSize);
  });
}

/** Ours that the venue has not shown yet: on their way, or of unknown fate (O6). */
export function unseenOrderCards(
  { venue, desk, tag = 'none' }: DeskView,
  unfinished: readonly StoredOrder[],
  ticks: Ticks,
): OrderCard[] {
  const shown = new Set([...desk.orders.values()].map(({ clientOrderId }) => clientOrderId));
  return unfinished
    .filter(({ clientOrderId }) => !shown.has(clientOrderId))
    .map(({ intent, clientOrderId, instrument, state, venueOrderId, filledQuantity, detail, changedAt }) => {
      const terms = 'terms' in intent ? intent.terms : undefined;
      return {
        id: `${desk.name} ${clientOrderId}`,
        account: desk.name,
        accountLabel: desk.account.label,
        accountTag: tag,
        instrument,
        venueOrderId: venueOrderId ?? '',
        parentOrderId: '',
        clientOrderId,
        isOurs: true,
        state,
        side: intent.side,
        type: terms?.type ?? 'one cancels the other',
        quantity: intent.quantity,
        filledQuantity: filledQuantity ?? '0',
        ...pricesOf(terms),
        exits: exitWords('targets' in intent ? intent : undefined),
        averagePrice: null,
        tickSize: ticks.tickSize(venue, instrument),
        timeInForce: 'duration' in intent ? intent.duration.timeInForce : '',
        description: detail,
        time: changedAt,
      };
    });
}

export function fillCard(
  fill: Fill,
  labelOf: (account: string) => string,
  tagOf: (account: string) => AccountTag,
  tickSize: string | null,
): FillCard {
  const account = accountName(fill.account);
  return {
    id: fillKey(fill),
    account,
    accountLabel: labelOf(account),
    accountTag: tagOf(account),
    instrument: fill.instrument,
    venueOrderId: fill.venueOrderId,
    tradeId: fill.tradeId,
    side: fill.side,
    price: fill.price,
    tickSize,
    quantity: fill.quantity,
    fee: fill.fee === undefined ? null : { ...fill.fee },
    liquidity: fill.liquidity,
    time: fill.time,
    isSynthetic: fill.isSynthetic,
  };
}

function orderCard(
  report: OrderReport,
  { desk, tag = 'none' }: DeskView,
  isOurs: boolean,
  exits: string,
  tickSize: string | null,
): OrderCard {
  const account = accountName(report.account);
  return {
    id: `${account} ${report.instrument} ${report.venueOrderId}`,
    account,
    accountLabel: desk.account.label,
    accountTag: tag,
    instrument: report.instrument,
    venueOrderId: report.venueOrderId,
    parentOrderId: report.parentOrderId ?? '',
    clientOrderId: report.clientOrderId ?? '',
    isOurs,
    state: report.state,
    side: report.side,
    type: report.terms?.type ?? 'other',
    quantity: report.quantity,
    filledQuantity: report.filledQuantity,
    ...pricesOf(report.terms),
    exits,
    averagePrice: report.averagePrice ?? null,
    tickSize,
    timeInForce: report.duration?.timeInForce ?? '',
    description: report.description.slice(0, 500),
    time: report.time,
  };
}

function pricesOf(terms: OrderTerms | undefined) {
  return {
    limitPrice: terms !== undefined && 'limitPrice' in terms ? terms.limitPrice : null,
    triggerPrice: terms !== undefined && 'triggerPrice' in terms ? terms.triggerPrice : null,
    trailTicks: terms?.type === 'stop' ? (terms.trailTicks ?? null) : null,
  };
}

/** “target 20, stop 10 ticks”; with several legs, each with its quantity. */
function exitWords(intent: BracketIntent | undefined): string {
  if (intent === undefined) return '';
  const { targets, stops, trailAfterTicks, breakEven } = intent;
  const told = (word: string, legs: BracketIntent['targets']) =>
    legs.length === 0
      ? []
      : [
          `${word} ${legs.map(({ quantity, ticks }) => (legs.length === 1 ? ticks : `${quantity} at ${ticks}`)).join(', ')}`,
        ];
  const parts = [
    ...told('target', targets),
    ...told('stop', stops),
    ...(trailAfterTicks === undefined ? [] : [`trails after ${trailAfterTicks}`]),
    ...(breakEven === undefined ? [] : [`break-even after ${breakEven.afterTicks}`]),
  ];
  return `${parts.join(', ')} ticks`.slice(0, 300);
}

/** As the adapters name their instruments: the venue's name, with the test environment's suffix. */
function sourceOfVenue(venue: Venue, mode: AccountMode): string {
  return `${venue.kind.toUpperCase()}${mode === 'paper' ? '_TEST' : ''}`;
}

function amountAt(amount: string, rate: number, currency: string): Money {
  return priceMoveValue('0', decimalOf(rate), amount, '1', currency);
}

function decimalOf(value: number): string {
  const text = value.toFixed(valuePlaces);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function isZero(amount: string): boolean {
  return /^-?[0.]*$/.test(amount);
}
