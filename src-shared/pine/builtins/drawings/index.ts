import type { Builtin } from '../builtin.ts';
import { boxes } from './boxes.ts';
import { labels } from './labels.ts';
import { lines } from './lines.ts';
import { points } from './points.ts';
import { polylines } from './polylines.ts';
import { tables } from './tables.ts';

/** Lines, labels, boxes, fills between lines, polylines and tables. */
export const drawingBuiltins: readonly Builtin[] = [
  ...lines,
  ...labels,
  ...boxes,
  ...polylines,
  ...points,
  ...tables,
];
