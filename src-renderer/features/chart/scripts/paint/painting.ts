import type { ChartColours } from '../../surface/chart-colours.ts';
import type { BarSpan } from './bar-span.ts';

/** Pixels count from the pane's top left. */
export interface TooltipArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly text: string;
}

/** Where a script paints, for the length of one painting. Pixels count from the pane's top left. */
export interface Painting {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  /** Pixels from bar to bar. */
  readonly spacing: number;
  readonly span: BarSpan;
  readonly colours: ChartColours;
  /** Whether the pane shows the chart's own bars. */
  readonly hasPrices: boolean;
  /** Something here tells more when it is pointed at. */
  noteTooltip?(area: TooltipArea): void;
  xOf(index: number): number;
  yOf(value: number): number;
}

export function dashOf(style: string, width: number): number[] {
  if (style === 'dashed') return [4 + width, 3 + width];
  if (style === 'dotted') return [width, 2 + width];
  return [];
}

/** Straight lines of one pixel are sharp in the middle of a pixel. */
export function sharp(position: number, width: number): number {
  return width % 2 === 1 ? Math.floor(position) + 0.5 : Math.round(position);
}
