import type { BookView } from '../../lib/market/market-feed.ts';

/** How the panel stands with its book, without the book itself: it changes seldom, so React may know it. */
export interface DepthFace {
  readonly state: 'loading' | 'none' | 'live' | 'catching-up' | 'stale';
  /** For `none`: why there is no book. */
  readonly note: string;
  /** For `stale` and `catching-up`: the moment of the book that is shown. */
  readonly time: number;
}

export const loadingFace: DepthFace = { state: 'loading', note: '', time: Number.NaN };

/** @param before kept when nothing that it says has changed. */
export function depthFace(book: BookView, before: DepthFace): DepthFace {
  const face = faceOf(book);
  const isSame = face.state === before.state && face.note === before.note;
  return isSame && (face.state === 'live' || face.time === before.time) ? before : face;
}

function faceOf({ state, note, time, bids, asks }: BookView): DepthFace {
  if (state === 'none') return { state: 'none', note, time: Number.NaN };
  const isEmpty = bids.price.length + asks.price.length === 0;
  if (state === 'live') return { state: 'live', note: '', time };
  if (isEmpty) return state === 'syncing' ? loadingFace : { state: 'stale', note: '', time: Number.NaN };
  return { state: state === 'syncing' ? 'catching-up' : 'stale', note: '', time };
}
