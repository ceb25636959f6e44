import { type Timeframe, timeframe } from '../../../src-shared/domain/timeframe.ts';
import type { PanelState } from '../../lib/panels/panel-definition.ts';

/** What the panel keeps in the saved workspace. */
export interface ScriptsPanelState {
  readonly timeframe: Timeframe;
  readonly formatsOnSave: boolean;
  readonly showsLibrary: boolean;
  readonly showsOutput: boolean;
  /** In px. */
  readonly libraryWidth: number;
  readonly outputHeight: number;
  /** Ids of the scripts that are open, the one in front last. */
  readonly open: readonly string[];
}

/** Perhaps written by another version: what is not understood is as at first. */
export function readPanelState(state: PanelState): ScriptsPanelState {
  return {
    timeframe: readTimeframe(state.timeframe),
    formatsOnSave: state.formatsOnSave === true,
    showsLibrary: state.showsLibrary !== false,
    showsOutput: state.showsOutput !== false,
    libraryWidth: readSize(state.libraryWidth, librarySize),
    outputHeight: readSize(state.outputHeight, outputSize),
    open: Array.isArray(state.open)
      ? state.open.filter((id): id is string => typeof id === 'string').slice(0, 20)
      : [],
  };
}

interface Size {
  readonly usual: number;
  readonly least: number;
  readonly most: number;
}

export const librarySize: Size = { usual: 208, least: 120, most: 480 };
export const outputSize: Size = { usual: 190, least: 64, most: 640 };

function readSize(saved: unknown, { usual, least, most }: Size): number {
  if (typeof saved !== 'number' || !Number.isFinite(saved)) return usual;
  return Math.min(most, Math.max(least, Math.round(saved)));
}

function readTimeframe(saved: unknown): Timeframe {
  if (typeof saved !== 'string') return '5m';
  try {
    return timeframe(saved);
  } catch {
    return '5m';
  }
}
