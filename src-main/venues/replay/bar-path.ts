import type { Candle } from '../../../src-shared/domain/candle.ts';
import { type Grid, toGrid } from '../../../src-shared/domain/price-grid.ts';
import { randomFrom } from './random.ts';

/*
 * What happened inside a stored bar is not known; only its open, high, low, close and volume are. A replay walks a path
 * that keeps all five exactly: from the open to the nearer extreme, to the other extreme, to the close, with seeded
 * wandering between. An up bar visits its low first, a down bar its high. The same seed, market and bar give the same
 * path, wherever playing began.
 */

/** Points of a path as columns, in order of time. Bars of the same market side by side share `time`. */
export interface BarPath {
  readonly time: Float64Array;
  readonly price: Float64Array;
  readonly volume: Float64Array;
}

/** Where the path turns, chosen once for a bar, so that bid and ask of one minute move together. */
export interface PathShape {
  readonly points: number;
  readonly lowFirst: boolean;
  readonly firstTurn: number;
  readonly secondTurn: number;
  /** For each point how far it strays from the straight way, -1 to 1. */
  readonly stray: Float64Array;
  /** Cumulated share of the volume after each point, ending in 1. */
  readonly share: Float64Array;
}

interface Turn {
  readonly at: number;
  readonly price: number;
}

/** Points per bar: enough to feel alive on a minute, and to move once a minute on longer bars. */
export function pointsPerBar(barMs: number): number {
  if (barMs <= 60_000) return 16;
  return Math.min(120, Math.max(30, Math.round(barMs / 60_000)));
}

export function pathShape(candle: Candle, points: number, seed: number): PathShape {
  const random = randomFrom(seed, candle.time);
  const firstTurn = 1 + Math.floor(random() * (points / 2 - 1));
  const secondTurn = firstTurn + 1 + Math.floor(random() * (points - 2 - firstTurn));
  const stray = new Float64Array(points);
  for (let point = 0; point < points; point += 1) stray[point] = random() * 2 - 1;
  const share = new Float64Array(points);
  let total = 0;
  for (let point = 0; point < points; point += 1) {
    total += 0.2 + random();
    share[point] = total;
  }
  for (let point = 0; point < points; point += 1) share[point] = (share[point] as number) / total;
  share[points - 1] = 1;
  return { points, lowFirst: candle.close >= candle.open, firstTurn, secondTurn, stray, share };
}

export function barPath(candle: Candle, barEnd: number, shape: PathShape, grid: Grid, lot: number): BarPath {
  const { points, firstTurn, secondTurn, stray } = shape;
  const { open, high, low, close } = candle;
  const turns: readonly Turn[] = [
    { at: 0, price: open },
    { at: firstTurn, price: shape.lowFirst ? low : high },
    { at: secondTurn, price: shape.lowFirst ? high : low },
    { at: points - 1, price: close },
  ];
  const path = {
    time: new Float64Array(points),
    price: new Float64Array(points),
    volume: new Float64Array(points),
  };
  const stepMs = (barEnd - candle.time) / points;
  const wander = 0.18 * (high - low);
  let leg = 0;
  let from = turns[0] as Turn;
  let to = turns[1] as Turn;
  for (let point = 0; point < points; point += 1) {
    path.time[point] = candle.time + Math.floor(point * stepMs);
    while (leg < 2 && point > to.at) {
      leg += 1;
      from = to;
      to = turns[leg + 1] as Turn;
    }
    if (point === to.at) path.price[point] = to.price;
    else if (point === from.at) path.price[point] = from.price;
    else {
      const way = (point - from.at) / (to.at - from.at);
      const straight = from.price + (to.price - from.price) * way;
      const strayed = toGrid(grid, straight + (stray[point] as number) * wander);
      path.price[point] = Math.min(high, Math.max(low, strayed));
    }
  }
  splitVolume(candle.volume, lot, shape.share, path.volume);
  return path;
}

/**
 * Parts whose sum is the whole in whatever order they are added: each is a multiple of the whole's last binary digit,
 * so that no addition rounds; volumes of whole lots are split into whole lots.
 */
function splitVolume(whole: number, lot: number, share: Float64Array, parts: Float64Array): void {
  if (whole <= 0) return;
  const isWholeLots = Number.isInteger(lot) && Number.isSafeInteger(whole) && whole % lot === 0;
  const lastBinaryDigit = Math.max(Number.MIN_VALUE, 2 ** (Math.floor(Math.log2(whole)) - 52));
  const digit = isWholeLots ? lot : lastBinaryDigit;
  let given = 0;
  for (let index = 0; index < parts.length - 1; index += 1) {
    const upTo = Math.floor(((share[index] as number) * whole) / digit) * digit;
    const part = Math.max(0, Math.min(whole - given, upTo - given));
    parts[index] = part;
    given += part;
  }
  parts[parts.length - 1] = whole - given;
}
