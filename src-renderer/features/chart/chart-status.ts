import { createStore } from 'zustand/vanilla';
import type { QuoteState } from '../../../src-shared/stream/layout.ts';
import type { FeedPhase } from './model/bar-feed.ts';

/** What React needs to know of the chart: changes a few times a minute, not with every tick. */
export interface ChartStatus {
  readonly phase: FeedPhase | 'idle';
  readonly sentence: string;
  readonly quoteState: QuoteState | undefined;
  /** False while the view is away from the newest bar. */
  readonly isAtNewest: boolean;
  /** Wall clock time at which the stream went quiet; NaN while it flows. */
  readonly quietSince: number;
}

export const initialStatus: ChartStatus = {
  phase: 'idle',
  sentence: '',
  quoteState: undefined,
  isAtNewest: true,
  quietSince: Number.NaN,
};

/** Stands in until the controller is there. */
export const idleStatus = createStore<ChartStatus>(() => initialStatus);
