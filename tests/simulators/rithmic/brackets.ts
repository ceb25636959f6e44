import { type Amount, decimal } from '../exchange/decimal.ts';
import { isLive } from '../exchange/orders.ts';
import type { Basket, BasketTerms } from './basket.ts';
import { type Fields, flag, number, numbers, text } from './fields.ts';
import type { Floor } from './floor.ts';
import { bracketRefused, priceType, RequestRefused, side } from './order-codes.ts';
import type { OrderDesk } from './order-desk.ts';

type LegKind = 'target' | 'stop';

interface Leg {
  readonly kind: LegKind;
  /** Of the whole bracket, once everything is in. */
  readonly quantity: number;
  ticks: number;
  released: number;
  child: Basket | undefined;
}

interface Bracket {
  readonly entry: Basket;
  readonly legs: readonly Leg[];
  readonly type: number;
  readonly trailAfterTicks: number | undefined;
  readonly breakEvenTicks: number | undefined;
  readonly breakEvenAfterTicks: number | undefined;
  isTrailing: boolean;
  isBrokenEven: boolean;
  /** Price of the entry's first fill, which the legs are counted from. */
  entryPrice: Amount | undefined;
}

const hasStop: readonly number[] = [1, 3, 4, 6];
const hasTarget: readonly number[] = [2, 3, 5, 6];
/** How long one change of a level takes. */
const changeMs = 40;

/** Entries with exits: children come with the entry's fills, live as orders of their own, and shrink each other. */
export class Brackets {
  private readonly floor: Floor;
  private readonly desk: OrderDesk;
  private readonly publish: (entry: Basket, fields: Fields) => void;
  private readonly byEntry = new Map<string, Bracket>();
  private readonly byChild = new Map<string, { bracket: Bracket; leg: Leg }>();
  private readonly busy = new Set<Bracket>();

  constructor(floor: Floor, desk: OrderDesk, publish: (entry: Basket, fields: Fields) => void) {
    this.floor = floor;
    this.desk = desk;
    this.publish = publish;
    desk.onBasket((basket, event, size) => {
      const asEntry = this.byEntry.get(basket.id);
      const asChild = this.byChild.get(basket.id);
      // The exchange is in the midst of a match: what follows happens right after it.
      if (asEntry !== undefined && event === 'filled') queueMicrotask(() => this.release(asEntry, size));
      if (asChild !== undefined && event === 'filled') {
        queueMicrotask(() => this.shrinkOthers(asChild.bracket, asChild.leg, size));
      }
    });
    floor.exchange.onEvent((event) => {
      if (event.type === 'trade') queueMicrotask(() => this.move(event.market));
    });
  }

  /** Remembers the exits of an entry that is about to be sent. @throws RequestRefused. */
  prepare(entry: Basket, fields: Fields): void {
    const type = number(fields, 'bracket_type') ?? 0;
    entry.bracketType = type;
    // With it the entry is taken and its exits silently never come.
    if (text(fields, 'order_operation_type') !== '') return;
    this.byEntry.set(entry.id, {
      entry,
      legs: readLegs(fields),
      type,
      trailAfterTicks: number(fields, 'trailing_stop_trigger_ticks'),
      breakEvenTicks: number(fields, 'break_even_ticks'),
      breakEvenAfterTicks: number(fields, 'break_even_trigger_ticks'),
      isTrailing: false,
      isBrokenEven: false,
      entryPrice: undefined,
    });
  }

  /** @throws RequestRefused. */
  moveLevel(entry: Basket, kind: LegKind, level: number | undefined, ticks: number | undefined): void {
    const bracket = this.byEntry.get(entry.id);
    if (bracket === undefined) throw new RequestRefused('1104', 'basket id is not that of a bracket');
    if (ticks === undefined || ticks <= 0) throw bracketRefused();
    if (this.busy.has(bracket)) throw new RequestRefused('1105', 'Atomic order operation in progress');
    const legs = bracket.legs.filter((leg) => leg.kind === kind);
    const leg = level === undefined ? legs[0] : legs.find((one) => one.ticks === level);
    if (leg === undefined) throw new RequestRefused('1106', 'bracket level is not known');
    this.busy.add(bracket);
    this.floor.world.after(changeMs, () => this.busy.delete(bracket));
    leg.ticks = ticks;
    if (leg.child !== undefined && isWorking(leg.child))
      this.desk.modify(leg.child, this.legTerms(bracket, leg));
    this.announce(bracket);
  }

  rows(kind: LegKind, entries: readonly Basket[]): Fields[] {
    return entries.flatMap((entry) => {
      const bracket = this.byEntry.get(entry.id);
      if (bracket === undefined || !this.isAlive(bracket)) return [];
      return bracket.legs
        .filter((leg) => leg.kind === kind)
        .map((leg) => ({
          basket_id: entry.id,
          [`${kind}_quantity`]: String(leg.quantity),
          [`${kind}_quantity_released`]: String(leg.released),
          [`${kind}_ticks`]: String(leg.ticks),
          ...(kind === 'stop' && bracket.trailAfterTicks !== undefined
            ? { trailing_stop_trigger_ticks: String(bracket.trailAfterTicks) }
            : {}),
        }));
    });
  }

  private isAlive({ entry, legs }: Bracket): boolean {
    return !entry.isComplete || legs.some(({ child }) => child !== undefined && !child.isComplete);
  }

  /** The entry filled so much: that much of the exits goes to work, leg by leg. */
  private release(bracket: Bracket, size: number): void {
    const price = bracket.entry.averagePrice;
    if (price === undefined) return;
    bracket.entryPrice ??= onGrid(bracket.entry.terms, decimal(price));
    for (const kind of ['stop', 'target'] as const) {
      let left = size;
      for (const leg of bracket.legs) {
        if (leg.kind !== kind) continue;
        const more = Math.min(left, leg.quantity - leg.released);
        if (more <= 0) continue;
        left -= more;
        leg.released += more;
        this.grow(bracket, leg, more);
      }
    }
    this.link(bracket);
    this.announce(bracket);
  }

  private grow(bracket: Bracket, leg: Leg, more: number): void {
    const { entry } = bracket;
    const { child } = leg;
    if (child !== undefined && isWorking(child)) {
      this.desk.amend(child, { ...child.terms, quantity: child.terms.quantity + more });
      return;
    }
    const made = this.desk.open(
      entry.account,
      entry.user,
      { ...this.legTerms(bracket, leg), quantity: more },
      '',
    );
    made.parentId = entry.id;
    made.bracketType = bracket.type;
    leg.child = made;
    this.byChild.set(made.id, { bracket, leg });
    this.link(bracket);
    this.desk.send(made);
  }

  private link({ entry, legs }: Bracket): void {
    const children = legs.flatMap(({ child }) => (child === undefined ? [] : [child]));
    entry.linkedIds = children.map(({ id }) => id);
    for (const child of children) {
      child.linkedIds = children.filter((other) => other !== child).map(({ id }) => id);
    }
  }

  /** What one exit has closed, the other side's exits need not close any more. */
  private shrinkOthers(bracket: Bracket, filledLeg: Leg, size: number): void {
    let left = size;
    const same = bracket.legs.filter(({ kind }) => kind === filledLeg.kind);
    const others = bracket.legs.filter(({ kind }) => kind !== filledLeg.kind);
    const [twin] = others.slice(same.indexOf(filledLeg), same.indexOf(filledLeg) + 1);
    for (const leg of twin === undefined ? others : [twin, ...others.filter((one) => one !== twin)]) {
      const { child } = leg;
      if (left === 0 || child === undefined || !isWorking(child)) continue;
      const less = Math.min(left, child.unfilled);
      left -= less;
      if (less === child.unfilled) this.desk.cancel(child);
      else this.desk.amend(child, { ...child.terms, quantity: child.terms.quantity - less });
    }
    this.announce(bracket);
  }

  /** Break-even and trailing of the stops. */
  private move(market: string): void {
    for (const bracket of this.byEntry.values()) {
      const { entry, entryPrice } = bracket;
      if (entryPrice === undefined || entry.terms.contract.symbol !== market) continue;
      if (!bracket.legs.some(({ child }) => child !== undefined && isWorking(child))) {
        if (entry.isComplete) this.byEntry.delete(entry.id);
        continue;
      }
      const last = this.floor.exchange.market(market).lastPrice;
      const sign = entry.terms.side === side.buy ? 1 : -1;
      const gained = last.minus(entryPrice).times(sign).dividedBy(entry.terms.contract.tick).toNumber();
      if (
        bracket.breakEvenAfterTicks !== undefined &&
        gained >= bracket.breakEvenAfterTicks &&
        !bracket.isBrokenEven
      ) {
        bracket.isBrokenEven = true;
        this.raiseStops(bracket, bracket.breakEvenTicks ?? 0);
      }
      if (bracket.trailAfterTicks !== undefined && gained >= bracket.trailAfterTicks)
        bracket.isTrailing = true;
      if (!bracket.isTrailing) continue;
      for (const leg of bracket.legs) {
        if (leg.kind === 'stop') this.raiseStop(bracket, leg, Math.floor(gained) - leg.ticks);
      }
    }
  }

  private raiseStops(bracket: Bracket, ticksBeyondEntry: number): void {
    for (const leg of bracket.legs) if (leg.kind === 'stop') this.raiseStop(bracket, leg, ticksBeyondEntry);
  }

  /** Never away from the market. */
  private raiseStop(bracket: Bracket, { child }: Leg, ticksBeyondEntry: number): void {
    if (child === undefined || bracket.entryPrice === undefined || !isWorking(child) || !child.isWaiting)
      return;
    const sign = bracket.entry.terms.side === side.buy ? 1 : -1;
    const tick = decimal(child.terms.contract.tick);
    const wanted = bracket.entryPrice.plus(tick.times(ticksBeyondEntry * sign));
    const present = decimal(child.terms.trigger ?? 0);
    if (wanted.minus(present).times(sign).lessThanOrEqualTo(0)) return;
    this.desk.amend(child, { ...child.terms, trigger: wanted.toNumber() });
  }

  private legTerms(bracket: Bracket, leg: Leg): BasketTerms {
    const { entry } = bracket;
    const isLong = entry.terms.side === side.buy;
    const away = leg.kind === 'target' ? 1 : -1;
    const distance = decimal(entry.terms.contract.tick).times(leg.ticks * away * (isLong ? 1 : -1));
    const price = (bracket.entryPrice ?? decimal(0)).plus(distance).toNumber();
    const isTarget = leg.kind === 'target';
    return {
      ...entry.terms,
      side: isLong ? side.sell : side.buy,
      quantity: leg.child?.terms.quantity ?? leg.quantity,
      priceType: isTarget ? priceType.limit : priceType.stopMarket,
      price: isTarget ? price : undefined,
      trigger: isTarget ? undefined : price,
      duration: 2,
      trailTicks: undefined,
      trailBy: undefined,
    };
  }

  private announce(bracket: Bracket): void {
    const { entry, legs } = bracket;
    const [stop] = legs.filter(({ kind }) => kind === 'stop');
    const [target] = legs.filter(({ kind }) => kind === 'target');
    this.publish(entry, {
      ...entry.account.key,
      basket_id: entry.id,
      ...(stop === undefined
        ? {}
        : { stop_ticks: stop.ticks, stop_quantity: stop.quantity, stop_quantity_released: stop.released }),
      ...(target === undefined
        ? {}
        : {
            target_ticks: target.ticks,
            target_quantity: target.quantity,
            target_quantity_released: target.released,
          }),
    });
  }
}

/** @throws RequestRefused where the exits do not go with the type or the quantity. */
export function checkBracket(fields: Fields): void {
  const type = number(fields, 'bracket_type') ?? 0;
  const quantity = number(fields, 'quantity') ?? 0;
  const sum = (list: readonly number[]) => list.reduce((total, item) => total + item, 0);
  const [stops, targets] = [numbers(fields, 'stop_quantity'), numbers(fields, 'target_quantity')];
  const fits = (wanted: boolean, quantities: readonly number[], ticks: readonly number[]) =>
    wanted
      ? sum(quantities) === quantity && ticks.length === quantities.length && ticks.every((one) => one > 0)
      : quantities.length === 0 && ticks.length === 0;
  const isRight =
    (hasStop.includes(type) || hasTarget.includes(type)) &&
    fits(hasStop.includes(type), stops, numbers(fields, 'stop_ticks')) &&
    fits(hasTarget.includes(type), targets, numbers(fields, 'target_ticks'));
  if (!isRight || number(fields, 'user_type') === undefined) throw bracketRefused();
  if (flag(fields, 'trailing_stop')) throw bracketRefused();
}

function readLegs(fields: Fields): Leg[] {
  return (['stop', 'target'] as const).flatMap((kind) => {
    const ticks = numbers(fields, `${kind}_ticks`);
    return numbers(fields, `${kind}_quantity`).map((quantity, index) => ({
      kind,
      quantity,
      ticks: ticks[index] ?? 0,
      released: 0,
      child: undefined,
    }));
  });
}

function isWorking({ order, isComplete }: Basket): boolean {
  return !isComplete && order !== undefined && isLive(order);
}

function onGrid({ contract }: BasketTerms, price: Amount): Amount {
  const tick = decimal(contract.tick);
  return price.dividedBy(tick).toDecimalPlaces(0, 4).times(tick);
}
