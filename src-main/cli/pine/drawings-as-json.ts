import type { Context } from '../../../src-shared/pine/runtime/context.ts';
import {
  type Drawing,
  type DrawingKind,
  Drawings,
  LinefillDrawing,
  TableDrawing,
} from '../../../src-shared/pine/runtime/drawings.ts';

const kinds: readonly DrawingKind[] = ['line', 'label', 'box', 'linefill', 'polyline', 'table'];
const colourFields = /colou?r|background/i;

/** All drawings that exist at the end, by kind: plain objects, na as null, colours as #RRGGBBAA, lines of fills by id. */
export function drawingsAsJson(context: Context): Record<string, unknown[]> {
  const drawings = Drawings.of(context);
  return Object.fromEntries(
    kinds.map((kind) => [kind === 'box' ? 'boxes' : `${kind}s`, drawings.all(kind).map(plain)]),
  );
}

function plain(drawing: Drawing): Record<string, unknown> {
  const { epoch: _epoch, isDeleted: _isDeleted, ...fields } = drawing as Drawing & Record<string, unknown>;
  const entries = Object.entries(fields).map(([name, value]) => [name, plainValue(name, value)]);
  if (drawing instanceof LinefillDrawing) {
    return {
      ...Object.fromEntries(entries),
      line1: drawing.line1?.id ?? null,
      line2: drawing.line2?.id ?? null,
    };
  }
  if (!(drawing instanceof TableDrawing)) return Object.fromEntries(entries);
  const cells = [...drawing.cells].map(([at, cell]) => ({
    column: at % drawing.columns,
    row: Math.floor(at / drawing.columns),
    ...Object.fromEntries(Object.entries(cell).map(([name, value]) => [name, plainValue(name, value)])),
  }));
  return { ...Object.fromEntries(entries), cells };
}

function plainValue(name: string, value: unknown): unknown {
  if (typeof value !== 'number') return value;
  if (Number.isNaN(value)) return null;
  return colourFields.test(name) ? colourText(value) : value;
}

export function colourText(value: number): string {
  return `#${value.toString(16).padStart(8, '0').toUpperCase()}`;
}
