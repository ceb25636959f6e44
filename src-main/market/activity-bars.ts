import { Failure } from '../../src-shared/domain/failure.ts';
import type { ActivityBar, ActivityBarRequest, Venue } from '../venues/venue.ts';

const words = { ticks: 'tick bars', volume: 'volume bars', range: 'range bars' } as const;

/**
 * Bars by activity, as the venue makes them, page by page, oldest first. A page holds bars inside the asked stretch only.
 * @throws Failure `unsupported` where the venue makes none of that kind.
 */
export async function* activityBars(
  venue: Venue,
  request: ActivityBarRequest,
  signal: AbortSignal,
): AsyncGenerator<readonly ActivityBar[], void, void> {
  const { market, capabilities, label } = venue;
  if (market.activityBars === undefined || capabilities.activityBars?.includes(request.kind) !== true) {
    throw new Failure('unsupported', `${label} makes no ${words[request.kind]}.`);
  }
  const { from, to } = request.range;
  if (from >= to) throw new Failure('invalid', 'The first moment must be before the last.');
  for await (const page of market.activityBars(request, signal)) {
    if (signal.aborted) return;
    const inside = page.filter(({ time }) => time >= from && time < to);
    if (inside.length > 0) yield inside;
  }
}
