import type { AccountMode } from '../../../../src-shared/domain/account.ts';
import { type Fill, fillKey } from '../../../../src-shared/domain/fill.ts';
import type { InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { Money } from '../../../../src-shared/domain/money.ts';
import type { ClientOrderId, OrderReport, OrderTerms } from '../../../../src-shared/domain/order.ts';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import { printable } from '../errors.ts';
import type { WireMessages } from '../wire/codec.ts';
import type { RithmicAccount } from './account-list.ts';
import { decimalOf, gridFor, priceOf } from './decimals.ts';
import { fillNameOf, fillNameText, isFill } from './fill-names.ts';
import type { InstrumentSource } from './instruments.ts';
import type { ExchangeNotice, OrderNotice } from './notices.ts';
import { advance, filledOf, hasEnded, type OrderLife, stateOf, unheard } from './order-life.ts';
import { durationOf, sideOf, termsOf, typeOf } from './order-words.ts';
import { msOf, stampOf } from './stamps.ts';

const mostEnded = 5_000;
const mostFills = 20_000;
const mostPlaced = 5_000;

/** What we sent ourselves, which says more than notifications do: those have four words for six types of orders. */
export interface PlacedOrder {
  readonly clientOrderId: string;
  readonly terms: OrderTerms;
  readonly quantity: string;
  readonly origin: 'manual' | 'automated';
}

export interface News<Mode extends AccountMode> {
  readonly report?: OrderReport<Mode>;
  readonly fill?: Fill<Mode>;
}

export interface LedgerParts {
  readonly instruments: Pick<InstrumentSource, 'idOf' | 'known'>;
  feeOf(symbol: string, quantity: string): Money | undefined;
}

type FillRow = WireMessages['ResponseShowFillHistory'];

/** Every order and execution that was heard of one account, by Rithmic's own names, whoever placed it. */
export class OrderLedger<Mode extends AccountMode> {
  readonly account: RithmicAccount<Mode>;
  readonly #parts: LedgerParts;
  readonly #lives = new Map<string, OrderLife>();
  readonly #told = new Map<string, OrderReport<Mode>>();
  /** Our names of orders and Rithmic's, both ways. */
  readonly #byTag = new Map<string, string>();
  readonly #tags = new Map<string, string>();
  readonly #placed = new Map<string, PlacedOrder>();
  readonly #fills = new Map<string, Fill<Mode>>();
  /** Newest time of anything heard live, to ask from after a reconnect. */
  newest: EpochMs | undefined;

  constructor(account: RithmicAccount<Mode>, parts: LedgerParts) {
    this.account = account;
    this.#parts = parts;
  }

  /** Before it is sent, since notifications may overtake the answer. */
  placing(order: PlacedOrder): void {
    this.#placed.set(order.clientOrderId, order);
    forgetOldest(this.#placed, mostPlaced);
  }

  acknowledged(clientOrderId: string, basketId: string): void {
    this.#name(clientOrderId, basketId);
  }

  basketOf({
    clientOrderId,
    venueOrderId,
  }: {
    readonly clientOrderId: string;
    readonly venueOrderId?: string;
  }): string | undefined {
    return venueOrderId ?? this.#byTag.get(clientOrderId);
  }

  life(basketId: string): OrderLife | undefined {
    return this.#lives.get(basketId);
  }

  /** How an order of ours was placed; undefined for those of others and of earlier runs. */
  placedAs(basketId: string): PlacedOrder | undefined {
    const life = this.#lives.get(basketId);
    const tag = life === undefined ? this.#tags.get(basketId) : this.#tagOf(life);
    return tag === undefined ? undefined : this.#placed.get(tag);
  }

  report(basketId: string): OrderReport<Mode> | undefined {
    const life = this.#lives.get(basketId);
    return life && this.#told.get(basketId);
  }

  /** Exits of brackets that may still fill, by Rithmic's names of them. */
  workingExits(instrument: InstrumentId): string[] {
    return this.reports()
      .filter(
        (one) => one.instrument === instrument && one.parentOrderId !== undefined && !hasEnded(one.state),
      )
      .map(({ venueOrderId }) => venueOrderId);
  }

  /** Everything that is known, as it was last told. */
  reports(): OrderReport<Mode>[] {
    return [...this.#told.values()];
  }

  fills(): Fill<Mode>[] {
    return [...this.#fills.values()];
  }

  /** Orders that an entry's bracket laid down. */
  childrenOf(basketId: string): OrderLife[] {
    return [...this.#lives.values()].filter(({ parentId }) => parentId?.value === basketId);
  }

  hear(notice: OrderNotice): News<Mode> {
    const basketId = notice.fields.basket_id ?? '';
    if (basketId === '') return {};
    const name = isFill(notice) ? fillNameOf(notice.fields) : undefined;
    const life = advance(
      this.#lives.get(basketId) ?? unheard(basketId),
      notice,
      name === undefined ? undefined : fillNameText(name),
    );
    this.#lives.set(basketId, life);
    if (life.userTag !== undefined && !this.#isAnothers(life)) this.#name(life.userTag.value, basketId);
    if (notice.fields.is_snapshot !== true) {
      const at = msOf(stampOf(notice.fields));
      if (at > (this.newest ?? 0)) this.newest = at;
    }
    const fill = isFill(notice) ? this.#addFill(this.#made(notice.fields, life)) : undefined;
    const report = this.#changed(life);
    return { ...(report === undefined ? {} : { report }), ...(fill === undefined ? {} : { fill }) };
  }

  /** The execution that a notice tells of, heard before or not. */
  fillOf(notice: OrderNotice): Fill<Mode> | undefined {
    return isFill(notice)
      ? this.#made(notice.fields, this.#lives.get(notice.fields.basket_id ?? ''))
      : undefined;
  }

  /** The execution that a row of the list of fills tells of. */
  fillOfRow(row: FillRow): Fill<Mode> | undefined {
    const price = row.fill_price ?? row.avg_fill_price ?? row.price;
    const { transaction_type, fill_size, total_fill_size, total_unfilled_size, ...same } = row;
    const side = /^s/i.test(transaction_type ?? '') ? 2 : /^b/i.test(transaction_type ?? '') ? 1 : undefined;
    const size = Number(fill_size ?? 0n);
    if (size <= 0) return undefined;
    const notice: ExchangeNotice = {
      basket_id: same.basket_id,
      symbol: same.symbol,
      exchange: same.exchange,
      fill_id: same.fill_id,
      fill_date: same.fill_date,
      fill_time: same.fill_time,
      fill_price: price,
      fill_size: size,
      transaction_type: side,
      total_fill_size: total_fill_size === undefined ? undefined : Number(total_fill_size),
      ssboe: same.ssboe,
      usecs: same.usecs,
      source_ssboe: same.source_ssboe,
      source_usecs: same.source_usecs,
    };
    return this.#made(notice, this.#lives.get(row.basket_id ?? ''));
  }

  /** Prices that were told before the instrument's grid was known stand on it now. */
  retell(instrument: InstrumentId): OrderReport<Mode>[] {
    return [...this.#told.values()].flatMap((report) => {
      const life = this.#lives.get(report.venueOrderId);
      if (report.instrument !== instrument || life === undefined) return [];
      return this.#changed(life) ?? [];
    });
  }

  #addFill(fill: Fill<Mode> | undefined): Fill<Mode> | undefined {
    if (fill === undefined) return undefined;
    const key = fillKey(fill);
    if (this.#fills.has(key)) return undefined;
    this.#fills.set(key, fill);
    forgetOldest(this.#fills, mostFills);
    return fill;
  }

  /** The same execution as every source tells it. */
  #made(notice: ExchangeNotice, life: OrderLife | undefined): Fill<Mode> | undefined {
    const symbol = notice.symbol ?? life?.symbol?.value;
    const exchange = notice.exchange ?? life?.exchange?.value;
    const side = sideOf(notice.transaction_type ?? life?.transactionType?.value);
    if (symbol === undefined || exchange === undefined || side === undefined) return undefined;
    const instrument = this.#parts.instruments.idOf({ symbol, exchange });
    if (instrument === undefined) return undefined;
    const price = priceOf(
      notice.fill_price ?? notice.avg_fill_price,
      gridFor(this.#parts.instruments.known(instrument)),
    );
    if (price === undefined) return undefined;
    const quantity = String(notice.fill_size ?? 0);
    const tag =
      life === undefined ? (notice.user_tag ?? this.#tags.get(notice.basket_id ?? '')) : this.#tagOf(life);
    const fee = this.#parts.feeOf(symbol, quantity);
    return {
      account: this.account.key,
      instrument,
      ...fillNameOf(notice),
      venueOrderId: notice.basket_id ?? '',
      ...(tag === undefined || tag === '' ? {} : { clientOrderId: tag as ClientOrderId }),
      side,
      price,
      quantity,
      ...(fee === undefined ? {} : { fee }),
      liquidity: 'unknown',
      time: msOf(stampOf(notice)),
      isSynthetic: false,
    };
  }

  #changed(life: OrderLife): OrderReport<Mode> | undefined {
    const report = this.#reportOf(life);
    if (report === undefined) return undefined;
    const before = this.#told.get(life.basketId);
    if (before !== undefined) {
      // What ended stays ended: a change of quantity that comes late must not make it open again.
      if (hasEnded(before.state) && !hasEnded(report.state)) return undefined;
      if (JSON.stringify({ ...before, time: 0 }) === JSON.stringify({ ...report, time: 0 })) return undefined;
    }
    this.#told.delete(life.basketId);
    this.#told.set(life.basketId, report);
    this.#prune();
    return report;
  }

  #reportOf(life: OrderLife): OrderReport<Mode> | undefined {
    const side = sideOf(life.transactionType?.value);
    const { symbol, exchange } = life;
    if (symbol === undefined || exchange === undefined || side === undefined) return undefined;
    const instrument = this.#parts.instruments.idOf({ symbol: symbol.value, exchange: exchange.value });
    if (instrument === undefined) return undefined;
    const tag = this.#tagOf(life);
    const placed = tag === undefined ? undefined : this.#placed.get(tag);
    const quantity = life.quantity === undefined ? placed?.quantity : String(life.quantity.value);
    if (quantity === undefined) return undefined;
    const terms = this.#termsOf(life, instrument, placed?.terms);
    const duration = durationOf(life.duration?.value);
    const average = decimalOf(life.averagePrice);
    const filled = filledOf(life);
    return {
      account: this.account.key,
      instrument,
      venueOrderId: life.basketId,
      ...(tag === undefined ? {} : { clientOrderId: tag }),
      ...(life.parentId === undefined ? {} : { parentOrderId: life.parentId.value }),
      state: stateOf(life),
      side,
      ...(terms === undefined ? {} : { terms }),
      ...(duration === undefined ? {} : { duration }),
      description: life.words === undefined ? '' : printable(life.words.value),
      quantity,
      filledQuantity: String(filled),
      ...(average === undefined || filled === 0 ? {} : { averagePrice: average }),
      time: msOf(life.time),
    };
  }

  #termsOf(
    life: OrderLife,
    instrument: InstrumentId,
    placed: OrderTerms | undefined,
  ): OrderTerms | undefined {
    const grid = gridFor(this.#parts.instruments.known(instrument));
    const told = {
      priceType: life.priceType?.value,
      originalPriceType: life.originalPriceType?.value,
      price: life.price?.value,
      triggerPrice: life.triggerPrice?.value,
      trailTicks: life.trailTicks?.value,
    };
    const said = termsOf(told, grid);
    if (placed === undefined || placed.type === said?.type) return said ?? placed;
    // Notifications have no word for orders that are touched: the prices are theirs, the type is what we placed.
    const isTouched = placed.type === 'if-touched' || placed.type === 'limit-if-touched';
    const isOtherKnown =
      typeOf(told.priceType) === 'if-touched' || typeOf(told.priceType) === 'limit-if-touched';
    if (!isTouched || isOtherKnown) return said ?? placed;
    const isNone = told.triggerPrice === -1 && !placed.triggerPrice.startsWith('-');
    const triggerPrice = (isNone ? undefined : priceOf(told.triggerPrice, grid)) ?? placed.triggerPrice;
    if (placed.type === 'if-touched') return { type: placed.type, triggerPrice };
    return { type: placed.type, triggerPrice, limitPrice: priceOf(told.price, grid) ?? placed.limitPrice };
  }

  #tagOf(life: OrderLife): string | undefined {
    return (this.#isAnothers(life) ? undefined : life.userTag?.value) ?? this.#tags.get(life.basketId);
  }

  /** Exits of a bracket carry their entry's name at times, which stays the entry's. */
  #isAnothers({ basketId, parentId, userTag }: OrderLife): boolean {
    if (parentId === undefined || userTag === undefined) return false;
    return (this.#byTag.get(userTag.value) ?? basketId) !== basketId;
  }

  #name(tag: string, basketId: string): void {
    this.#byTag.set(tag, basketId);
    this.#tags.set(basketId, tag);
  }

  #prune(): void {
    if (this.#told.size <= mostEnded * 2) return;
    const ended = [...this.#told.values()].filter(({ state }) => hasEnded(state));
    for (const { venueOrderId, clientOrderId } of ended.slice(0, Math.max(0, ended.length - mostEnded))) {
      this.#told.delete(venueOrderId);
      this.#lives.delete(venueOrderId);
      this.#tags.delete(venueOrderId);
      if (clientOrderId !== undefined) this.#byTag.delete(clientOrderId);
    }
  }
}

function forgetOldest<Value>(map: Map<string, Value>, most: number): void {
  for (const oldest of map.keys()) {
    if (map.size <= most) return;
    map.delete(oldest);
  }
}
