import { type Timeframe, timeframe } from '../../../src-shared/domain/timeframe.ts';
import type { PanelState } from '../../lib/panels/panel-definition.ts';

/** What the panel keeps in the saved workspace. */
export interface ScriptsPanelState {
  readonly timeframe: Timeframe;
  readonly formatsOnSave: boolean;
  readonly showsLibrary: boolean;
  readonly showsOutput: boolean;
  /** Ids of the scripts that are open, the one in front last. */
  readonly open: readonly string[];
}

/** Perhaps written by another version: what is not understood is as at first. */
export function readPanelState(state: PanelState): ScriptsPanelState {
  return {
    timeframe: readTimeframe(state.timeframe),
    formatsOnSave: state.formatsOnSave !== false,
    showsLibrary: state.showsLibrary !== false,
    showsOutput: state.showsOutput !== false,
    open: Array.isArray(state.open)
      ? state.open.filter((id): id is string => typeof id === 'string').slice(0, 20)
      : [],
  };
}

function readTimeframe(saved: unknown): Timeframe {
  if (typeof saved !== 'string') return '5m';
  try {
    return timeframe(saved);
  } catch {
    return '5m';
  }
}
