import { useEffect } from 'react';
import type { LoadedEditor } from './editor/code-editor.tsx';
import { valueDecorations } from './editor/inline-values.ts';
import { showFault } from './editor/markers.ts';
import { costByLine, costText } from './editor/profile-lines.ts';
import type { RunFault } from './run/run-fault.ts';
import type { Trace } from './run/use-debugger.ts';
import type { Profile } from './run/use-profile.ts';

interface Marks {
  readonly fault: RunFault | null;
  readonly trace: Trace | null;
  readonly profile: Profile | null;
  /** Changes when another script comes to the front. */
  readonly document: string | null;
}

/** Where one stopped is marked only where that place is known. */
function faultMark(fault: RunFault | null) {
  if (fault === null || fault.place === null) return undefined;
  const { message, bar, place } = fault;
  return { message: bar === '' ? message : `${message} (bar ${bar})`, ...place };
}

/** Who begins to debug sees at least one value. */
function showOne(editor: LoadedEditor['editor'], lines: readonly number[]): void {
  const isSeen = (line: number) =>
    editor
      .getVisibleRanges()
      .some(({ startLineNumber, endLineNumber }) => startLineNumber <= line && line <= endLineNumber);
  const cursor = editor.getPosition()?.lineNumber ?? 1;
  const nearest = lines.toSorted((a, b) => Math.abs(a - cursor) - Math.abs(b - cursor))[0];
  if (nearest !== undefined && !lines.some(isSeen)) editor.revealLineInCenter(nearest);
}

/** What runs leave in the text: where one stopped, what variables were, what lines cost. */
export function useEditorMarks(
  loaded: LoadedEditor | null,
  { fault, trace, profile, document }: Marks,
): void {
  const mark = faultMark(fault);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document has another model
  useEffect(() => {
    const model = loaded?.editor.getModel();
    if (loaded === null || model === null || model === undefined) return;
    showFault(loaded.monaco, model, mark);
    return () => {
      if (!model.isDisposed()) showFault(loaded.monaco, model, undefined);
    };
  }, [loaded, mark?.message, mark?.start, mark?.end, document]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document has another model
  useEffect(() => {
    const model = loaded?.editor.getModel();
    if (loaded === null || model === null || model === undefined || trace === null) return;
    const values = valueDecorations(model, trace.values);
    const decorations = loaded.editor.createDecorationsCollection(values);
    showOne(
      loaded.editor,
      values.map(({ range }) => range.startLineNumber),
    );
    return () => decorations.clear();
  }, [loaded, trace, document]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document has another model
  useEffect(() => {
    const model = loaded?.editor.getModel();
    if (loaded === null || model === null || model === undefined || profile === null) return;
    const length = model.getValueLength();
    const statements = profile.statements.filter(({ start }) => start <= length);
    const costs = costByLine(statements, (offset) => model.getPositionAt(offset).lineNumber);
    loaded.editor.updateOptions({
      lineNumbers: (line) => `${costText(costs.get(line))}  ${line}`,
      lineNumbersMinChars: 12,
    });
    return () => loaded.editor.updateOptions({ lineNumbers: 'on', lineNumbersMinChars: 5 });
  }, [loaded, profile, document]);
}
