import { createStore } from 'zustand/vanilla';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { Timeframe } from '../../../src-shared/domain/timeframe.ts';
import { commands } from '../commands/command-registry.ts';

/** A bar that was picked on a chart, to see what a script did on it. */
export interface BarToDebug {
  /** Which script; the one in front of the editor where it is left out. */
  readonly script?: string;
  readonly instrument: InstrumentId;
  readonly timeframe: Timeframe;
  /** When the bar opens, ms UTC. */
  readonly time: number;
}

export const debugRequests = createStore<{ readonly bar: BarToDebug | null }>(() => ({ bar: null }));

/** Shows the editor panel, which takes the bar when it is there. */
export function debugBar(bar: BarToDebug): boolean {
  debugRequests.setState({ bar });
  return commands.run('panel.open.scripts');
}

export function takeDebugRequest(): BarToDebug | null {
  const { bar } = debugRequests.getState();
  if (bar !== null) debugRequests.setState({ bar: null });
  return bar;
}
