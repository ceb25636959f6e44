import type { DrawingKind } from './drawing.ts';
import type { DrawingTool } from './drawing-tool.ts';
import { fibonacciRetracement } from './tools/fibonacci-retracement.ts';
import { horizontalLine } from './tools/horizontal-line.ts';
import { measure } from './tools/measure.ts';
import { longPosition, shortPosition } from './tools/position.ts';
import { ray } from './tools/ray.ts';
import { rectangle } from './tools/rectangle.ts';
import { text } from './tools/text.ts';
import { trendLine } from './tools/trend-line.ts';
import { verticalLine } from './tools/vertical-line.ts';

/** All tools, in the order of the menu. */
export const drawingTools: readonly DrawingTool[] = [
  trendLine,
  ray,
  horizontalLine,
  verticalLine,
  rectangle,
  fibonacciRetracement,
  text,
  measure,
  longPosition,
  shortPosition,
];

const byKind = new Map(drawingTools.map((tool) => [tool.kind, tool]));

export function toolOf(kind: DrawingKind): DrawingTool {
  const tool = byKind.get(kind);
  if (tool === undefined) throw new Error(`no tool for ${kind}`);
  return tool;
}
