import { createStore } from 'zustand/vanilla';
import { commands } from '../commands/command-registry.ts';

/*
 * What the script editor and the charts ask of each other. Features do not import one another: who asks leaves a request
 * here, who answers takes it.
 */

export interface ChartRequest {
  readonly script: string;
  readonly name: string;
}

interface ScriptRequests {
  /** A script that the editor is to open; null for none. */
  readonly source: string | null;
  /** A script that the chart used last is to show; null for none. */
  readonly chart: ChartRequest | null;
  /** Texts being edited, by script: charts run these instead of what is saved, until they are gone. */
  readonly drafts: Readonly<Record<string, string>>;
}

export const scriptRequests = createStore<ScriptRequests>(() => ({ source: null, chart: null, drafts: {} }));

/** Shows the editor panel, which takes `source` when it is there. */
export function openScriptSource(script: string): boolean {
  scriptRequests.setState({ source: script });
  return commands.run('panel.open.scripts');
}

export function takeSourceRequest(): string | null {
  const { source } = scriptRequests.getState();
  if (source !== null) scriptRequests.setState({ source: null });
  return source;
}

/** Asks the chart that was used last to show a script. */
export function addScriptToChart(request: ChartRequest): void {
  scriptRequests.setState({ chart: request });
}

export function takeChartRequest(): ChartRequest | null {
  const { chart } = scriptRequests.getState();
  if (chart !== null) scriptRequests.setState({ chart: null });
  return chart;
}

/** What charts run in place of the saved text; undefined ends it. */
export function setScriptDraft(script: string, source: string | undefined): void {
  const { [script]: _before, ...others } = scriptRequests.getState().drafts;
  scriptRequests.setState({ drafts: source === undefined ? others : { ...others, [script]: source } });
}
