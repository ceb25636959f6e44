import type {
  ImportMapping,
  ImportPreview,
  ImportReport,
  ImportTarget,
} from '../../../src-shared/contract/imports.ts';
import { mappingFaults } from './column-meanings.ts';
import { draftOf, type TargetDraft, targetOf } from './target-draft.ts';

/*
 * The import wizard as a state machine without a clock, network or screen. `advance` answers the state after something
 * happened; what does not fit the present stage (a late answer, a second click) changes nothing.
 */

export interface PickedFile {
  readonly id: number;
  readonly name: string;
  readonly size: number;
}

export interface RunProgress {
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly rows: number;
  readonly phase: 'reading' | 'storing';
}

export type WizardStage =
  | { readonly name: 'uploading'; readonly sent: number }
  | { readonly name: 'detecting'; readonly upload: string }
  | ({ readonly name: 'preview'; readonly isRefreshing: boolean; readonly note: string | null } & Looked)
  | ({ readonly name: 'target'; readonly draft: TargetDraft; readonly note: string | null } & Looked)
  | ({
      readonly name: 'running';
      readonly draft: TargetDraft;
      readonly target: ImportTarget;
      readonly progress: RunProgress | null;
      readonly isCancelling: boolean;
    } & Looked)
  | { readonly name: 'report'; readonly report: ImportReport }
  | { readonly name: 'failed'; readonly sentence: string };

/** The upload and how it is read. */
interface Looked {
  readonly upload: string;
  readonly preview: ImportPreview;
  /** What the user chose; the preview follows it. */
  readonly mapping: ImportMapping;
}

export interface WizardState {
  /** Null while nothing is being imported. */
  readonly current: { readonly file: PickedFile; readonly stage: WizardStage } | null;
  readonly waiting: readonly PickedFile[];
}

export const idleWizard: WizardState = { current: null, waiting: [] };

export type WizardEvent =
  | { readonly kind: 'picked'; readonly files: readonly PickedFile[] }
  | { readonly kind: 'sent'; readonly bytes: number }
  | { readonly kind: 'uploaded'; readonly upload: string }
  | { readonly kind: 'looked'; readonly preview: ImportPreview }
  | { readonly kind: 'mapped'; readonly mapping: ImportMapping }
  | { readonly kind: 'look-failed'; readonly sentence: string }
  | { readonly kind: 'next' }
  | { readonly kind: 'back' }
  | { readonly kind: 'targeted'; readonly draft: TargetDraft }
  | { readonly kind: 'progressed'; readonly progress: RunProgress }
  | { readonly kind: 'cancel-asked' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'run-failed'; readonly sentence: string }
  | { readonly kind: 'reported'; readonly report: ImportReport }
  /** The file cannot go on: the upload broke, or it is no market file. */
  | { readonly kind: 'failed'; readonly sentence: string }
  | { readonly kind: 'retry' }
  /** Done with this file, whatever became of it. */
  | { readonly kind: 'file-closed' }
  | { readonly kind: 'left' };

export function advance(state: WizardState, event: WizardEvent): WizardState {
  if (event.kind === 'left') return idleWizard;
  if (event.kind === 'picked') return startNext({ ...state, waiting: [...state.waiting, ...event.files] });
  if (event.kind === 'file-closed') return startNext({ ...state, current: null });
  if (state.current === null) return state;
  const { file, stage } = state.current;
  const next = advanceStage(stage, event);
  return next === stage ? state : { ...state, current: { file, stage: next } };
}

function startNext(state: WizardState): WizardState {
  const [file, ...waiting] = state.waiting;
  if (state.current !== null || file === undefined) return state;
  return { current: { file, stage: { name: 'uploading', sent: 0 } }, waiting };
}

function advanceStage(stage: WizardStage, event: WizardEvent): WizardStage {
  if (event.kind === 'failed' && stage.name !== 'report') return { name: 'failed', sentence: event.sentence };
  switch (stage.name) {
    case 'uploading':
      if (event.kind === 'sent') return { ...stage, sent: event.bytes };
      return event.kind === 'uploaded' ? { name: 'detecting', upload: event.upload } : stage;
    case 'detecting':
      if (event.kind === 'look-failed') return { name: 'failed', sentence: event.sentence };
      if (event.kind !== 'looked') return stage;
      return {
        name: 'preview',
        upload: stage.upload,
        preview: event.preview,
        mapping: event.preview.mapping,
        isRefreshing: false,
        note: null,
      };
    case 'preview':
      return advancePreview(stage, event);
    case 'target':
      return advanceTarget(stage, event);
    case 'running':
      return advanceRun(stage, event);
    case 'failed':
      return event.kind === 'retry' ? { name: 'uploading', sent: 0 } : stage;
    case 'report':
      return stage;
  }
}

type StageNamed<Name extends WizardStage['name']> = Extract<WizardStage, { name: Name }>;

function advancePreview(stage: StageNamed<'preview'>, event: WizardEvent): WizardStage {
  switch (event.kind) {
    case 'mapped':
      return { ...stage, mapping: event.mapping, isRefreshing: true, note: null };
    case 'looked':
      return {
        ...stage,
        preview: event.preview,
        mapping: event.preview.mapping,
        isRefreshing: false,
        note: null,
      };
    case 'look-failed':
      return { ...stage, isRefreshing: false, note: event.sentence };
    case 'next': {
      if (!canGoOn(stage)) return stage;
      const { upload, preview, mapping } = stage;
      return { name: 'target', upload, preview, mapping, draft: draftOf(preview.suggested), note: null };
    }
    default:
      return stage;
  }
}

function advanceTarget(stage: StageNamed<'target'>, event: WizardEvent): WizardStage {
  const { upload, preview, mapping, draft } = stage;
  switch (event.kind) {
    case 'targeted':
      return { ...stage, draft: event.draft, note: null };
    case 'back':
      return { name: 'preview', upload, preview, mapping, isRefreshing: false, note: null };
    case 'next': {
      const target = targetOf(draft, mapping.kind);
      if (target === undefined) return stage;
      return {
        name: 'running',
        upload,
        preview,
        mapping,
        draft,
        target,
        progress: null,
        isCancelling: false,
      };
    }
    default:
      return stage;
  }
}

function advanceRun(stage: StageNamed<'running'>, event: WizardEvent): WizardStage {
  const { upload, preview, mapping, draft } = stage;
  const backToTarget = (note: string): WizardStage => ({
    name: 'target',
    upload,
    preview,
    mapping,
    draft,
    note,
  });
  switch (event.kind) {
    case 'progressed':
      return { ...stage, progress: event.progress };
    case 'cancel-asked':
      return canCancel(stage) ? { ...stage, isCancelling: true } : stage;
    case 'cancelled':
      return backToTarget('Cancelled. Nothing was stored.');
    case 'run-failed':
      return backToTarget(event.sentence);
    case 'reported':
      return { name: 'report', report: event.report };
    default:
      return stage;
  }
}

/** Whether “next” leads anywhere from the preview. */
export function canGoOn(stage: StageNamed<'preview'>): boolean {
  return !stage.isRefreshing && stage.note === null && mappingFaults(stage.mapping).length === 0;
}

/** Storing is one transaction of moments: by then there is nothing left to stop. */
export function canCancel(stage: StageNamed<'running'>): boolean {
  return !stage.isCancelling && stage.progress?.phase !== 'storing';
}

/** How far the run is, 0…1; null until it has been heard of. */
export function runFraction(progress: RunProgress | null): number | null {
  if (progress === null) return null;
  if (progress.phase === 'storing') return 1;
  return progress.bytesTotal > 0 ? Math.min(1, progress.bytesRead / progress.bytesTotal) : null;
}

export const wizardSteps = ['Upload', 'Columns', 'Market', 'Import', 'Report'] as const;

/** Which of the steps a stage belongs to. */
export function stepOf(stage: WizardStage): number {
  switch (stage.name) {
    case 'uploading':
    case 'detecting':
    case 'failed':
      return 0;
    case 'preview':
      return 1;
    case 'target':
      return 2;
    case 'running':
      return 3;
    case 'report':
      return 4;
  }
}
