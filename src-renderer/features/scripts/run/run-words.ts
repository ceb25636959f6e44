import type { InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { Timeframe } from '../../../../src-shared/domain/timeframe.ts';
import type { ScriptRunState } from '../../../lib/scripts/script-run.ts';

/** What is run over, or why nothing is. */
export function placeWords(instrument: InstrumentId | null, timeframe: Timeframe): string {
  return instrument === null
    ? 'Link this panel to a chart to run the script'
    : `${instrument} · ${timeframe}`;
}

/** How a run stands, in a few words. */
export function runWords(state: ScriptRunState, isRenewing: boolean): string {
  if (isRenewing) return 'Running the new text…';
  switch (state.phase) {
    case 'loading':
      return state.detail === '' ? 'Fetching bars…' : state.detail;
    case 'compiling':
      return 'Compiling…';
    case 'running':
      return `Running: ${state.total === 0 ? 0 : Math.floor((state.done / state.total) * 100)} %`;
    case 'failed':
      return 'Stopped by an error';
    case 'stopped':
      return 'Not running';
    case 'ready': {
      const { timings } = state;
      if (timings === undefined) return `${state.done.toLocaleString('en-US')} bars`;
      const ms = timings.runMs < 10 ? timings.runMs.toFixed(1) : String(Math.round(timings.runMs));
      return `${timings.bars.toLocaleString('en-US')} bars in ${ms} ms`;
    }
  }
}
