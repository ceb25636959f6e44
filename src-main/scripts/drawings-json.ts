import { largestDrawings, longestDrawingText } from '../../src-shared/contract/script-limits.ts';
import type { ScriptDrawings } from '../../src-shared/contract/scripts.ts';
import type { Context } from '../../src-shared/pine/runtime/context.ts';
import {
  type Drawing,
  type DrawingKind,
  Drawings,
  LinefillDrawing,
  TableDrawing,
} from '../../src-shared/pine/runtime/drawings.ts';
import { cut } from './declaration.ts';

const lists = [
  ['tables', 'table'],
  ['lines', 'line'],
  ['linefills', 'linefill'],
  ['boxes', 'box'],
  ['labels', 'label'],
  ['polylines', 'polyline'],
] as const satisfies readonly (readonly [keyof ScriptDrawings, DrawingKind])[];

/** Undefined where a script has drawn nothing. */
export function drawingsJson(context: Context, mostCharacters = largestDrawings - 1000): string | undefined {
  const drawings = Drawings.of(context);
  let room = mostCharacters;
  let leftOut = 0;
  let isEmpty = true;
  const parts = lists.map(([name, kind]) => {
    const texts: string[] = [];
    const all = drawings.all(kind) as readonly Drawing[];
    // Newest first, so that what there is no room for is the oldest.
    for (let index = all.length - 1; index >= 0; index -= 1) {
      isEmpty = false;
      const text = JSON.stringify(plain(all[index] as Drawing), portable);
      if (text.length + 1 > room) {
        leftOut += index + 1;
        break;
      }
      room -= text.length + 1;
      texts.push(text);
    }
    return `"${name}":[${texts.reverse().join(',')}]`;
  });
  return isEmpty ? undefined : `{${parts.join(',')},"leftOut":${leftOut}}`;
}

/** JSON itself writes NaN as null. */
function portable(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? cut(value, longestDrawingText) : value;
}

function plain(drawing: Drawing): unknown {
  const { epoch: _epoch, isDeleted: _isDeleted, ...fields } = drawing as Drawing & Record<string, unknown>;
  if (drawing instanceof LinefillDrawing) {
    return { ...fields, line1: drawing.line1?.id ?? null, line2: drawing.line2?.id ?? null };
  }
  if (!(drawing instanceof TableDrawing)) return fields;
  const cells = [...drawing.cells].map(([at, cell]) => ({
    column: at % drawing.columns,
    row: Math.floor(at / drawing.columns),
    ...cell,
  }));
  return { ...fields, cells };
}
