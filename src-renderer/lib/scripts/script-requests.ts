import { createStore } from 'zustand/vanilla';
import { commands } from '../commands/command-registry.ts';

/*
 * What the script editor, the charts and the commands ask of each other. Features do not import one another: who asks
 * leaves a request here, who answers takes it.
 */

export interface ChartRequest {
  readonly script: string;
  readonly name: string;
  /** What keeps it from running, where that is known. */
  readonly errors?: ScriptErrors;
}

export interface ScriptErrors {
  /** Of its text; 0 where it stopped while it ran. */
  readonly count: number;
  /** Of the first one. */
  readonly message: string;
  readonly place: ScriptPlace | null;
}

/** Characters of its text. */
export interface ScriptPlace {
  readonly start: number;
  readonly end: number;
}

export interface SourceRequest {
  readonly script: string;
  /** Where to go in it; null for where one was. */
  readonly place: ScriptPlace | null;
}

/** What commands ask of the editor from anywhere. */
export const editorActs = ['create', 'choose', 'addToChart', 'format', 'convert', 'importFiles'] as const;
export type EditorAct = (typeof editorActs)[number];

interface ScriptRequests {
  /** A script that the editor is to open; null for none. */
  readonly source: SourceRequest | null;
  readonly act: EditorAct | null;
  /** Editors that can be asked, in this window. */
  readonly editors: number;
  /** Texts being edited, by script: charts run these instead of what is saved, until they are gone. */
  readonly drafts: Readonly<Record<string, string>>;
}

export const scriptRequests = createStore<ScriptRequests>(() => ({
  source: null,
  act: null,
  editors: 0,
  drafts: {},
}));

/** Shows the editor panel, which takes `source` when it is there. */
export function openScriptSource(script: string, place: ScriptPlace | null = null): boolean {
  scriptRequests.setState({ source: { script, place } });
  return showEditor();
}

export function takeSourceRequest(): SourceRequest | null {
  const { source } = scriptRequests.getState();
  if (source !== null) scriptRequests.setState({ source: null });
  return source;
}

/** Shows the editor panel, which does it as soon as it stands. */
export function askEditor(act: EditorAct): boolean {
  scriptRequests.setState({ act });
  return showEditor();
}

export function takeEditorAct(): EditorAct | null {
  const { act } = scriptRequests.getState();
  if (act !== null) scriptRequests.setState({ act: null });
  return act;
}

/** An editor that takes requests, until it is given back. */
export function offerEditor(): () => void {
  const count = (by: number) => scriptRequests.setState(({ editors }) => ({ editors: editors + by }));
  count(1);
  return () => count(-1);
}

/** In a window of its own there is no other panel to show. */
function showEditor(): boolean {
  return commands.run('panel.open.scripts') || scriptRequests.getState().editors > 0;
}

/** A chart that shows scripts when it is asked to. */
interface ScriptChart {
  take(request: ChartRequest): void;
  chooseIndicators(): void;
}

/** The charts of this window, the one used last first. */
const charts: ScriptChart[] = [];
/** Asked of a chart that is still to come. */
let waiting: ((chart: ScriptChart) => void) | undefined;

/** Until it is given back. */
export function offerChart(chart: ScriptChart): () => void {
  charts.push(chart);
  const ask = waiting;
  waiting = undefined;
  ask?.(chart);
  return () => {
    charts.splice(charts.indexOf(chart), 1);
  };
}

/** Someone uses that chart. */
export function chartUsed(chart: ScriptChart): void {
  if (charts.includes(chart)) charts.unshift(...charts.splice(charts.indexOf(chart), 1));
}

export function hasScriptChart(): boolean {
  return charts.length > 0;
}

/** Asks the chart that was used last to show a script; false where there is no chart. */
export function addScriptToChart(request: ChartRequest): boolean {
  const [last] = charts;
  last?.take(request);
  return last !== undefined;
}

/** Opens a chart for it. */
export function addScriptToNewChart(request: ChartRequest): boolean {
  return askNewChart((chart) => chart.take(request));
}

/** Asks the chart that was used last which indicators it is to show; where there is none, one that is opened for it. */
export function chooseIndicators(): boolean {
  const [last] = charts;
  if (last === undefined) return askNewChart((chart) => chart.chooseIndicators());
  last.chooseIndicators();
  return true;
}

function askNewChart(ask: (chart: ScriptChart) => void): boolean {
  waiting = ask;
  const isOpening = commands.run('panel.open.chart');
  if (!isOpening) waiting = undefined;
  return isOpening;
}

/** What charts run in place of the saved text; undefined ends it. */
export function setScriptDraft(script: string, source: string | undefined): void {
  const { [script]: _before, ...others } = scriptRequests.getState().drafts;
  scriptRequests.setState({ drafts: source === undefined ? others : { ...others, [script]: source } });
}
