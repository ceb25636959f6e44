import type { HostPhase } from '../../lib/host/host.ts';
import type { ChartStatus } from './chart-status.ts';

/** The face a chart shows, as tests read it from `data-state`. */
export type ChartFace = 'loading' | 'live' | 'empty' | 'stale' | 'disconnected' | 'failed';

export function chartFace(
  status: Pick<ChartStatus, 'phase' | 'quoteState'>,
  host: HostPhase,
  hasInstrument: boolean,
  hasFailed: boolean,
): ChartFace {
  if (!hasInstrument) return 'empty';
  if (host === 'lost') return 'disconnected';
  if (hasFailed || status.phase === 'failed') return 'failed';
  if (status.phase === 'empty') return 'empty';
  if (status.phase !== 'ready') return 'loading';
  return status.quoteState === 'stale' || status.quoteState === 'broken' ? 'stale' : 'live';
}

/** So long a chart waits for bars before it looks like waiting: most are there sooner. */
export const unseenWaitMs = 150;
