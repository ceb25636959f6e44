import { Failure } from '../../src-shared/domain/failure.ts';
import type {
  BracketIntent,
  BracketLeg,
  BracketLegChange,
  OrderIntent,
  OrderTerms,
} from '../../src-shared/domain/order.ts';
import { addDecimals, compareDecimals, isDecimal } from '../../src-shared/domain/quantity.ts';
import type { TradingCapabilities } from '../venues/trading.ts';

/*
 * What is refused before anything is stored or sent, because the venue is known not to take it. Each throws a Failure with
 * a sentence that says what to choose instead.
 */

/** @throws Failure `unsupported` or `invalid`. */
export function assertPlaceable(intent: OrderIntent, can: TradingCapabilities): void {
  const { terms, duration, isReduceOnly } = intent;
  if (!can.orderTypes.includes(terms.type)) {
    throw new Failure('unsupported', `This venue takes no ${terms.type} orders.`);
  }
  if (!can.timesInForce.includes(duration.timeInForce)) {
    throw new Failure('unsupported', `This venue takes no orders “${duration.timeInForce}”.`);
  }
  if (isReduceOnly && !can.canReduceOnly) {
    throw new Failure(
      'unsupported',
      'This venue cannot promise that an order only makes a position smaller.',
    );
  }
  if (terms.type === 'limit' && terms.isPostOnly && !can.canPostOnly) {
    throw new Failure('unsupported', 'This venue cannot refuse an order that would match at once.');
  }
  assertTrail(terms, can);
  assertQuantity(intent.quantity, 'The quantity');
}

export function assertTrail(terms: OrderTerms, { canTrail }: TradingCapabilities): void {
  if (terms.type !== 'stop' || terms.trailTicks === undefined) return;
  if (canTrail !== true) throw new Failure('unsupported', 'This venue has no stops that follow the market.');
  assertTicks(terms.trailTicks, 'The distance of the trailing stop');
}

/** @throws Failure, besides what a plain order may be refused for, for exits that do not fit the entry. */
export function assertBracket(intent: BracketIntent, can: TradingCapabilities): void {
  assertPlaceable(intent, can);
  const { bracket } = can;
  if (bracket === undefined) {
    throw new Failure(
      'unsupported',
      'This venue places no exits with an entry. Send them after it is filled.',
    );
  }
  const { targets, stops, trailAfterTicks, breakEven } = intent;
  if (targets.length + stops.length === 0) {
    throw new Failure(
      'invalid',
      'A bracket has a target or a stop, or both. Send a plain order for neither.',
    );
  }
  assertLegs(targets, 'targets', intent.quantity, bracket.mostLegs);
  assertLegs(stops, 'stops', intent.quantity, bracket.mostLegs);
  if (trailAfterTicks !== undefined) {
    if (!bracket.canTrail)
      throw new Failure('unsupported', 'The stop of a bracket cannot trail at this venue.');
    assertHasStop(stops);
    assertTicks(trailAfterTicks, 'The distance after which the stop trails');
  }
  if (breakEven === undefined) return;
  if (!bracket.canBreakEven) {
    throw new Failure('unsupported', 'The stop of a bracket cannot move to break-even at this venue.');
  }
  assertHasStop(stops);
  assertTicks(breakEven.afterTicks, 'The distance after which the stop moves to break-even');
  const { ticks, afterTicks } = breakEven;
  if (!Number.isSafeInteger(ticks) || ticks < 0 || ticks >= afterTicks) {
    throw new Failure(
      'invalid',
      'Break-even stands at the entry or beyond it, and short of where the market must be by then.',
    );
  }
}

export function assertLegChange(change: BracketLegChange, { bracket }: TradingCapabilities): void {
  if (bracket === undefined) throw new Failure('unsupported', 'This venue has no brackets.');
  assertTicks(change.fromTicks, 'Where the exit stands');
  assertTicks(change.toTicks, 'Where the exit shall stand');
  if (change.fromTicks === change.toTicks) throw new Failure('invalid', 'The exit stands there already.');
}

function assertLegs(legs: readonly BracketLeg[], what: string, quantity: string, most: number): void {
  if (legs.length === 0) return;
  if (legs.length > most) {
    throw new Failure('unsupported', `This venue takes at most ${most} ${what} for an entry.`);
  }
  for (const leg of legs) {
    assertTicks(leg.ticks, `The distance of each of the ${what}`);
    assertQuantity(leg.quantity, `The quantity of each of the ${what}`);
  }
  const sum = legs.reduce((total, leg) => addDecimals(total, leg.quantity), '0');
  if (compareDecimals(sum, quantity) !== 0) {
    throw new Failure('invalid', `The ${what} come to ${sum}, the entry to ${quantity}. They must be alike.`);
  }
  const distances = new Set(legs.map(({ ticks }) => ticks));
  if (distances.size !== legs.length) {
    throw new Failure('invalid', `Two of the ${what} stand at the same distance. Make them one.`);
  }
}

function assertHasStop(stops: readonly BracketLeg[]): void {
  if (stops.length === 0) throw new Failure('invalid', 'There is no stop that could move.');
}

function assertTicks(ticks: number, what: string): void {
  if (Number.isSafeInteger(ticks) && ticks > 0) return;
  throw new Failure('invalid', `${what} is a whole number of ticks, 1 or more.`);
}

function assertQuantity(quantity: string, what: string): void {
  if (isDecimal(quantity) && compareDecimals(quantity, '0') > 0) return;
  throw new Failure('invalid', `${what} must be more than nothing.`);
}
