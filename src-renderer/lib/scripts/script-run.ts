import type { StoreApi } from 'zustand/vanilla';
import type {
  PlotSources,
  ScriptAlertLine,
  ScriptDrawings,
  ScriptEvent,
  ScriptFault,
  ScriptInputValues,
  ScriptLogLine,
  ScriptTimings,
  scriptPhases,
} from '../../../src-shared/contract/scripts.ts';
import type { InstrumentId, PriceSide } from '../../../src-shared/domain/instrument.ts';
import type { Timeframe } from '../../../src-shared/domain/timeframe.ts';
import type { ScriptColumns } from './script-columns.ts';

/** What is run over what. */
export interface ScriptRunRequest {
  readonly script:
    | { readonly id: string; readonly version?: number }
    /** A text that is nowhere saved yet. */
    | { readonly source: string };
  readonly instrument: InstrumentId;
  readonly timeframe: Timeframe;
  readonly priceSide?: PriceSide;
  readonly inputs: ScriptInputValues;
  /** Plots of other scripts that inputs read. */
  readonly sources?: PlotSources;
  readonly bars?: number;
}

export type ScriptPhase = (typeof scriptPhases)[number];
export type DeclaredScript = Extract<ScriptEvent, { kind: 'declared' }>;

/** What a run has said so far; changes seldom, so that React may follow it. */
export interface ScriptRunState {
  readonly phase: ScriptPhase;
  readonly generation: number;
  readonly done: number;
  readonly total: number;
  readonly detail: string;
  readonly declared: DeclaredScript | undefined;
  readonly fault: ScriptFault | undefined;
  readonly logs: readonly ScriptLogLine[];
  readonly droppedLogs: number;
  readonly alerts: readonly ScriptAlertLine[];
  readonly droppedAlerts: number;
  readonly timings: ScriptTimings | undefined;
}

/** What changed since the frame before; both false where only the state did. */
export interface RunChange {
  /** The first row that changed, Infinity for none. */
  readonly fromRow: number;
  readonly hasDrawings: boolean;
}

/** One script over one series, for as long as it is wanted; it survives the connection. */
export interface ScriptRun {
  readonly request: ScriptRunRequest;
  readonly state: StoreApi<ScriptRunState>;
  /** Rows by bar. They belong to `state.declared` while both have the same generation. */
  readonly columns: ScriptColumns;
  readonly drawings: ScriptDrawings | undefined;
  /** For what is asked of one run (`trace`, `profile`); undefined while the host has not answered. */
  readonly channel: number | undefined;
  /** Called at most once per frame. */
  onChange(listener: (change: RunChange) => void): () => void;
  stop(): void;
}

export const initialRunState: ScriptRunState = {
  phase: 'loading',
  generation: 0,
  done: 0,
  total: 0,
  detail: '',
  declared: undefined,
  fault: undefined,
  logs: [],
  droppedLogs: 0,
  alerts: [],
  droppedAlerts: 0,
  timings: undefined,
};

/** Lines kept of one run, the newest. */
const mostLines = 5000;

/** The state after an event; drawings are kept elsewhere. */
export function afterEvent(before: ScriptRunState, event: ScriptEvent): ScriptRunState {
  const isNew = event.generation !== before.generation;
  const state: ScriptRunState = isNew
    ? { ...before, generation: event.generation, logs: [], alerts: [], droppedLogs: 0, droppedAlerts: 0 }
    : before;
  switch (event.kind) {
    case 'state': {
      const { phase, done, total, detail } = event;
      const fault = phase === 'failed' || phase === 'stopped' ? state.fault : undefined;
      return { ...state, phase, done, total, detail, fault };
    }
    case 'declared':
      return { ...state, declared: event };
    case 'fault': {
      const { message, bar, place, diagnostics } = event;
      return { ...state, phase: 'failed', fault: { message, bar, place, diagnostics } };
    }
    case 'logs':
      return {
        ...state,
        logs: [...state.logs, ...event.lines].slice(-mostLines),
        droppedLogs: event.dropped,
      };
    case 'alerts':
      return {
        ...state,
        alerts: [...state.alerts, ...event.lines].slice(-mostLines),
        droppedAlerts: event.dropped,
      };
    case 'timings': {
      const { kind: _, generation: __, ...timings } = event;
      return { ...state, timings };
    }
    case 'drawings':
      return state;
  }
}
