import { Failure } from '../../../src-shared/domain/failure.ts';
import type {
  ChangeOutcome,
  OcoIntent,
  OrderChange,
  OrderIntent,
  PlaceOutcome,
  Refusal,
} from '../../../src-shared/domain/order.ts';
import { compareDecimals } from '../../../src-shared/domain/quantity.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { triggerOrderId } from './decode-trigger.ts';
import { encodeTrigger, pairLegs, productOf, type TriggerParts } from './encode.ts';
import { refused } from './errors.ts';
import type { Listing } from './listing.ts';
import type { Act, KiteRest } from './rest.ts';
import { quoteNameOf } from './symbols.ts';
import type { TriggerBook } from './trigger-book.ts';

export interface TriggerOrderParts {
  readonly rest: Pick<KiteRest, 'placeTrigger' | 'modifyTrigger' | 'lastPrices'>;
  readonly book: TriggerBook;
  now(): EpochMs;
  /** Sees every answer, for what it tells beside. */
  judge<T>(act: Act<T>): Act<T>;
}

/** Placing and changing GTTs. What is given here has been checked. */
export class TriggerOrders {
  readonly #parts: TriggerOrderParts;

  constructor(parts: TriggerOrderParts) {
    this.#parts = parts;
  }

  async place(intent: OrderIntent<'live'>, listing: Listing): Promise<PlaceOutcome> {
    const { terms, side, clientOrderId } = intent;
    if (terms.type !== 'stop-limit' && terms.type !== 'limit-if-touched') {
      return refused('local:duration', 'A GTT has a trigger and a limit.');
    }
    const lastPrice = await this.#lastPrice(listing);
    if (isRefusal(lastPrice)) return lastPrice;
    // Zerodha waits for the price to come by from where it is now: the side decides what kind of order it is.
    const isAbove = compareDecimals(terms.triggerPrice, lastPrice);
    const isRight = isAbove > 0 === ((side === 'buy') === (terms.type === 'stop-limit'));
    if (isAbove === 0 || !isRight) {
      return refused(
        'local:price',
        `The trigger ${terms.triggerPrice} is already passed: the last price is ${lastPrice}.`,
      );
    }
    const { triggerPrice, limitPrice } = terms;
    return this.#send(intent, clientOrderId, listing, lastPrice, [{ triggerPrice, limitPrice }]);
  }

  async placePair(intent: OcoIntent<'live'>, listing: Listing): Promise<PlaceOutcome> {
    const lastPrice = await this.#lastPrice(listing);
    if (isRefusal(lastPrice)) return lastPrice;
    const legs = pairLegs(intent);
    const [below, above] = legs.map(({ triggerPrice }) => compareDecimals(triggerPrice, lastPrice));
    if ((below ?? 0) >= 0 || (above ?? 0) <= 0) {
      return refused('local:price', `The last price ${lastPrice} is not between the target and the stop.`);
    }
    return this.#send(intent, intent.target.clientOrderId, listing, lastPrice, legs);
  }

  async modify(
    id: string,
    { quantity, terms }: OrderChange,
    listing: Listing | undefined,
  ): Promise<ChangeOutcome> {
    const { rest, book, judge } = this.#parts;
    const [leg, second] = book.trigger(id)?.orders ?? [];
    const hasTrigger = terms.type === 'stop-limit' || terms.type === 'limit-if-touched';
    if (leg === undefined || second !== undefined || listing === undefined || !hasTrigger) {
      return refused(
        'local:order-type',
        'This GTT cannot be changed as one order. Cancel it and place it anew.',
      );
    }
    const lastPrice = await this.#lastPrice(listing);
    if (isRefusal(lastPrice)) return lastPrice;
    const { triggerPrice, limitPrice } = terms;
    const form = encodeTrigger({
      name: listing,
      side: leg.transaction_type === 'BUY' ? 'buy' : 'sell',
      quantity,
      product: leg.product,
      lastPrice,
      legs: [{ triggerPrice, limitPrice }],
    });
    return changed(judge(await rest.modifyTrigger(id, form)));
  }

  /** A GTT must say where the price is; Zerodha does not look itself. */
  async #lastPrice(listing: Listing): Promise<string | Refusal> {
    const name = quoteNameOf(listing);
    try {
      const found = (await this.#parts.rest.lastPrices([name]))[name];
      if (found !== undefined) return found.last_price;
      return refused('local:no-price', `Zerodha knows no price of ${name}, which a GTT needs.`);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return refused('local:no-price', `A GTT needs the last price: ${error.message} Nothing was sent.`);
    }
  }

  async #send(
    { side, quantity, options }: Pick<OrderIntent, 'side' | 'quantity' | 'options'>,
    clientOrderId: string,
    listing: Listing,
    lastPrice: string,
    legs: TriggerParts['legs'],
  ): Promise<PlaceOutcome> {
    const { rest, book, now, judge } = this.#parts;
    const { exchange, tradingsymbol } = listing;
    const product = productOf(exchange, options);
    book.noteAttempt({
      clientOrderId,
      exchange,
      tradingsymbol,
      side: side === 'buy' ? 'BUY' : 'SELL',
      quantity,
      triggers: legs.map(({ triggerPrice }) => triggerPrice),
      prices: legs.map(({ limitPrice }) => limitPrice),
      sentAt: now(),
    });
    const form = encodeTrigger({ name: listing, side, quantity, product, lastPrice, legs });
    const act = judge(await rest.placeTrigger(form));
    if (act.outcome !== 'done') return act;
    book.claim(act.data.trigger_id, clientOrderId);
    return { outcome: 'acknowledged', venueOrderId: triggerOrderId(act.data.trigger_id), time: now() };
  }
}

export function changed<T>(act: Act<T>): ChangeOutcome {
  return act.outcome === 'done' ? { outcome: 'acknowledged' } : act;
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'outcome' in value && value.outcome === 'rejected';
}
