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
  /** Texts being edited, by script: charts run these instead of what is saved, until they are gone. */
  readonly drafts: Readonly<Record<string, string>>;
}

export const scriptRequests = createStore<ScriptRequests>(() => ({ source: null, drafts: {} }));

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

type ChartTaker = (request: ChartRequest) => void;

/** The charts of this window, the one used last first. */
const charts: ChartTaker[] = [];

/** A chart that shows scripts when it is asked to; until it is given back. */
export function offerChart(take: ChartTaker): () => void {
  charts.push(take);
  return () => {
    charts.splice(charts.indexOf(take), 1);
  };
}

/** Someone uses that chart. */
export function chartUsed(take: ChartTaker): void {
  if (charts.includes(take)) charts.unshift(...charts.splice(charts.indexOf(take), 1));
}

/** Asks the chart that was used last to show a script; false where there is no chart. */
export function addScriptToChart(request: ChartRequest): boolean {
  const [last] = charts;
  last?.(request);
  return last !== undefined;
}

/** What charts run in place of the saved text; undefined ends it. */
export function setScriptDraft(script: string, source: string | undefined): void {
  const { [script]: _before, ...others } = scriptRequests.getState().drafts;
  scriptRequests.setState({ drafts: source === undefined ? others : { ...others, [script]: source } });
}
