import type { Instrument } from '../../../../src-shared/domain/instrument.ts';
import type {
  BracketIntent,
  BracketLeg,
  OcoIntent,
  OrderIntent,
  OrderTerms,
  Refusal,
} from '../../../../src-shared/domain/order.ts';
import { addDecimals, compareDecimals, isDecimal, isOnStep } from '../../../../src-shared/domain/quantity.ts';
import { refused } from './refusals.ts';

/* What Rithmic must refuse, or what cannot be written in its messages, is refused here, before anything is sent. */

const mostWhole = 2_147_483_647;
const timesInForce = ['day', 'gtc', 'ioc', 'fok'];

/** Undefined when nothing is wrong. `mostPerOrder` is the broker's own limit, where it tells one. */
export function checkIntent(
  intent: OrderIntent,
  { tickSize }: Instrument,
  mostPerOrder: string | undefined,
): Refusal | undefined {
  if (intent.isReduceOnly)
    return refused('local:reduce-only', 'Rithmic has no orders that may only make a position smaller.');
  if (!timesInForce.includes(intent.duration.timeInForce))
    return refused('local:duration', `Rithmic does not take “${intent.duration.timeInForce}” from here.`);
  return checkQuantity(intent.quantity, mostPerOrder) ?? checkTerms(intent.terms, tickSize);
}

export function checkOco(
  intent: OcoIntent,
  instrument: Instrument,
  mostPerOrder: string | undefined,
): Refusal | undefined {
  const { target, stop } = intent;
  const limit: OrderTerms = { type: 'limit', limitPrice: target.limitPrice, isPostOnly: false };
  const protection: OrderTerms =
    stop.limitPrice === undefined
      ? { type: 'stop', triggerPrice: stop.triggerPrice }
      : { type: 'stop-limit', triggerPrice: stop.triggerPrice, limitPrice: stop.limitPrice };
  return (
    checkQuantity(intent.quantity, mostPerOrder) ??
    checkTerms(limit, instrument.tickSize) ??
    checkTerms(protection, instrument.tickSize)
  );
}

/** The legs of a bracket. Rithmic refuses those that do not come to the entry's quantity. */
export function checkLegs(intent: BracketIntent, mostLegs: number): Refusal | undefined {
  const { targets, stops, trailAfterTicks, breakEven } = intent;
  if (targets.length === 0 && stops.length === 0)
    return refused('local:bracket', 'A bracket needs a target or a stop.');
  for (const [name, legs] of [
    ['targets', targets],
    ['stops', stops],
  ] as const) {
    const wrong = checkSum(name, legs, intent.quantity, mostLegs);
    if (wrong !== undefined) return wrong;
  }
  const hasNoStop = stops.length === 0 && (trailAfterTicks !== undefined || breakEven !== undefined);
  if (hasNoStop)
    return refused('local:bracket', 'Only a stop can trail or move to break even; there is none.');
  const distances = [trailAfterTicks, breakEven?.afterTicks].filter((ticks) => ticks !== undefined);
  if (!distances.every(isTicks) || !isWhole(breakEven?.ticks ?? 0))
    return refused('local:bracket', 'Distances of a bracket are whole ticks.');
  return undefined;
}

export function checkTerms(terms: OrderTerms, tickSize: string): Refusal | undefined {
  if (terms.type === 'limit' && terms.isPostOnly)
    return refused('local:post-only', 'Rithmic has no post-only orders.');
  for (const [name, price] of Object.entries(terms)) {
    if (!name.endsWith('Price') || typeof price !== 'string') continue;
    if (!isDecimal(price) || !isOnStep(price, tickSize))
      return refused('local:price', `${price} is not a price of this market; its ticks are ${tickSize}.`);
  }
  const trail = terms.type === 'stop' ? terms.trailTicks : undefined;
  if (trail !== undefined && !isTicks(trail))
    return refused('local:trail', 'A stop trails by a whole number of ticks, at least one.');
  return undefined;
}

export function checkQuantity(quantity: string, mostPerOrder: string | undefined): Refusal | undefined {
  const isContracts = /^\d{1,10}$/.test(quantity) && Number(quantity) >= 1 && Number(quantity) <= mostWhole;
  if (!isContracts)
    return refused('local:quantity', `Write a whole number of contracts; “${quantity}” is none.`);
  if (mostPerOrder !== undefined && compareDecimals(quantity, mostPerOrder) > 0)
    return refused(
      'local:most-per-order',
      `Your broker lets one order be ${mostPerOrder} contracts at most.`,
    );
  return undefined;
}

function checkSum(
  name: string,
  legs: readonly BracketLeg[],
  whole: string,
  mostLegs: number,
): Refusal | undefined {
  if (legs.length === 0) return undefined;
  if (legs.length > mostLegs)
    return refused('local:bracket', `A bracket has at most ${mostLegs} ${name} from here.`);
  for (const { quantity, ticks } of legs) {
    const wrong = checkQuantity(quantity, undefined);
    if (wrong !== undefined) return wrong;
    if (!isTicks(ticks))
      return refused('local:bracket', `The ${name} stand a whole number of ticks away, at least one.`);
  }
  const sum = legs.reduce((all, { quantity }) => addDecimals(all, quantity), '0');
  if (compareDecimals(sum, whole) !== 0)
    return refused(
      'local:bracket',
      `The ${name} come to ${sum} of ${whole} contracts; they must be as many as the entry.`,
    );
  return undefined;
}

export function isTicks(ticks: number): boolean {
  return isWhole(ticks) && ticks >= 1;
}

function isWhole(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) <= mostWhole;
}
