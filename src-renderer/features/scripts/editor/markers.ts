import type * as Monaco from 'monaco-editor/editor/editor.api.js';
import type { Diagnostic } from '../../../../src-shared/pine/diagnostic.ts';
import { rangeOf } from './ranges.ts';

/** Squiggles for what the language service says. */
export function showDiagnostics(
  { editor, MarkerSeverity, MarkerTag }: typeof Monaco,
  model: Monaco.editor.ITextModel,
  diagnostics: readonly Diagnostic[],
): void {
  const severities = {
    error: MarkerSeverity.Error,
    warning: MarkerSeverity.Warning,
    hint: MarkerSeverity.Hint,
  };
  const markers = diagnostics.map(
    (one): Monaco.editor.IMarkerData => ({
      ...rangeOf(model, { start: one.start, end: Math.max(one.end, one.start + 1) }),
      severity: severities[one.severity],
      message: one.message,
      code: one.code,
      source: 'Tidemark',
      ...(one.code === 'P508' ? { tags: [MarkerTag.Unnecessary] } : {}),
    }),
  );
  editor.setModelMarkers(model, 'service', markers);
}

/** What stopped the run, where it happened; nothing to take it away. */
export function showFault(
  { editor, MarkerSeverity }: typeof Monaco,
  model: Monaco.editor.ITextModel,
  fault: { readonly message: string; readonly start: number; readonly end: number } | undefined,
): void {
  const markers =
    fault === undefined
      ? []
      : [{ ...rangeOf(model, fault), severity: MarkerSeverity.Error, message: fault.message, source: 'Run' }];
  editor.setModelMarkers(model, 'run', markers);
}
