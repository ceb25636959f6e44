import { isIntraday, nominalMs, type Timeframe, timeframeParts } from './timeframe.ts';

/*
 * Longer bars are made of shorter ones, always along the same tree: seconds make minutes, minutes make five minutes, …,
 * days make weeks and months. One fixed way up means one order of additions, so that a volume summed live and a volume
 * summed from history agree to the last bit.
 */
const backbone = [
  '1s',
  '1m',
  '5m',
  '15m',
  '30m',
  '1h',
  '4h',
  '1D',
  '1W',
  '1M',
] as const satisfies readonly Timeframe[];

/** What the bars of a frame are made of; undefined for one second, which is made of ticks. */
export function sourceFrame(frame: Timeframe): Timeframe | undefined {
  if (frame === '1s') return undefined;
  const { count, unit } = timeframeParts(frame);
  if (!isIntraday(frame)) {
    if (count > 1) return `1${unit}`;
    return unit === 'D' ? '4h' : '1D';
  }
  const size = nominalMs(frame);
  return backbone.findLast(
    (below) => isIntraday(below) && nominalMs(below) < size && size % nominalMs(below) === 0,
  );
}

/** From ticks up to the frame: `4h` is made along `1s 1m 5m 15m 30m 1h 4h`. */
export function frameLineage(frame: Timeframe): Timeframe[] {
  const below = sourceFrame(frame);
  return below === undefined ? [frame] : [...frameLineage(below), frame];
}

/** The frames and everything they are made of, each after what it is made of. */
export function withLineage(frames: readonly Timeframe[]): Timeframe[] {
  return [...new Set(frames.flatMap(frameLineage))].sort((a, b) => nominalMs(a) - nominalMs(b));
}

/** True when bars of `frame` can be made from bars of `from`. */
export function isMadeOf(frame: Timeframe, from: Timeframe): boolean {
  return frame !== from && frameLineage(frame).includes(from);
}

/** Every frame that is built anyway. */
export const backboneFrames: readonly Timeframe[] = backbone;
