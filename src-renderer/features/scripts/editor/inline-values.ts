import type { editor } from 'monaco-editor/editor/editor.api.js';

export interface TracedValue {
  readonly start: number;
  readonly end: number;
  readonly name: string | null;
  readonly text: string;
}

const mostOnLine = 6;
const longest = 140;

/** What the variables of each line were, behind it: `length = 20  average = 1.0895`. Lines count from 1. */
export function valuesByLine(
  values: readonly TracedValue[],
  lineOf: (offset: number) => number,
): ReadonlyMap<number, string> {
  const byLine = new Map<number, Map<string, string>>();
  for (const { start, name, text } of values) {
    if (name === null) continue;
    const line = lineOf(start);
    const known = byLine.get(line) ?? new Map<string, string>();
    byLine.set(line, known);
    if (known.size < mostOnLine || known.has(name)) known.set(name, text);
  }
  return new Map(
    [...byLine].map(([line, known]) => {
      const words = [...known].map(([name, text]) => `${name} = ${text}`).join('   ');
      return [line, words.length > longest ? `${words.slice(0, longest - 1)}…` : words];
    }),
  );
}

/** As text behind the lines that is no part of the script. */
export function valueDecorations(
  model: editor.ITextModel,
  values: readonly TracedValue[],
): editor.IModelDeltaDecoration[] {
  const length = model.getValueLength();
  const known = values.filter(({ end }) => end <= length);
  const lines = valuesByLine(known, (offset) => model.getPositionAt(offset).lineNumber);
  return [...lines].map(([line, content]) => {
    const column = model.getLineMaxColumn(line);
    return {
      range: { startLineNumber: line, startColumn: column, endLineNumber: line, endColumn: column },
      options: {
        showIfCollapsed: true,
        after: { content, inlineClassName: 'pine-value', cursorStops: 3 },
      },
    };
  });
}
