import {
  defaultHorzScaleBehavior,
  type IHorzScaleBehavior,
  type Mutable,
  type TickMarkWeightValue,
  type Time,
  type TimeScalePoint,
} from 'lightweight-charts';

/** How coarse a boundary is, in the chart library's numbers. */
const weight = {
  none: 0,
  second: 10,
  minute: 20,
  fiveMinutes: 21,
  halfHour: 22,
  hour: 30,
  day: 50,
  month: 60,
  year: 70,
};

const clockSteps: readonly (readonly [stepMs: number, weight: number])[] = [
  [12 * 3_600_000, 33],
  [6 * 3_600_000, 32],
  [3 * 3_600_000, 31],
  [3_600_000, weight.hour],
  [1_800_000, weight.halfHour],
  [300_000, weight.fiveMinutes],
  [60_000, weight.minute],
  [1000, weight.second],
];

/** The coarsest boundary between two wall clock readings (ms, as if UTC). */
export function boundaryWeight(before: number, after: number): number {
  const a = new Date(before);
  const b = new Date(after);
  if (a.getUTCFullYear() !== b.getUTCFullYear()) return weight.year;
  if (a.getUTCMonth() !== b.getUTCMonth()) return weight.month;
  if (a.getUTCDate() !== b.getUTCDate()) return weight.day;
  for (const [stepMs, found] of clockSteps) {
    if (Math.floor(before / stepMs) !== Math.floor(after / stepMs)) return found;
  }
  return weight.none;
}

/**
 * The library's time scale with days and hours counted in the chart's zone: in New York the label of a new day belongs
 * to local midnight, not to UTC's.
 */
export function createZonedTimeScale(local: (time: number) => number): IHorzScaleBehavior<Time> {
  const Base = defaultHorzScaleBehavior();
  class ZonedTimeScale extends Base {
    override fillWeightsForPoints(points: readonly Mutable<TimeScalePoint>[], startIndex: number): void {
      const clockOf = (point: TimeScalePoint) => local((point.originalTime as number) * 1000);
      const first = points[startIndex];
      if (first === undefined) return;
      const previous = startIndex === 0 ? undefined : points[startIndex - 1];
      // The bar before the first one is not there; half an hour stands in for how far back it may be.
      let before = previous === undefined ? clockOf(first) - 1_800_000 : clockOf(previous);
      for (let index = startIndex; index < points.length; index += 1) {
        const point = points[index] as Mutable<TimeScalePoint>;
        const now = clockOf(point);
        point.timeWeight = boundaryWeight(before, now) as TickMarkWeightValue;
        before = now;
      }
    }
  }
  return new ZonedTimeScale();
}
