import type { DrawnCell, DrawnTable } from '../../../../../src-shared/contract/scripts.ts';
import type { Painting } from '../paint/painting.ts';
import { colourText, isInvisible } from '../paint/script-colour.ts';
import { boxTextPixels, fontOf } from '../paint/text-size.ts';
import { type TableLayout, tableLayout } from './table-layout.ts';

const padding = { x: 7, y: 3 };
const margin = 6;

interface Known {
  readonly width: number;
  readonly height: number;
  readonly layout: TableLayout;
}

/** Measuring texts is dear, and most tables stay as they are from frame to frame. */
const layouts = new WeakMap<DrawnTable, Known>();

/** `top` keeps what lies at the top of the pane, the legend, readable. */
export function paintDrawnTable(painting: Painting, table: DrawnTable, top: number): void {
  const { context, width, height, colours } = painting;
  const layout = layoutOf(painting, table);
  if (layout.cells.length === 0) return;
  const frame = isInvisible(table.frameColor) ? 0 : table.frameWidth;
  const [vertical = 'top', horizontal = 'right'] = table.position.split('_');
  const outer = { width: layout.width + 2 * frame, height: layout.height + 2 * frame };
  const left =
    horizontal === 'left'
      ? margin
      : horizontal === 'center'
        ? (width - outer.width) / 2
        : width - outer.width - margin;
  const upper =
    vertical === 'top'
      ? horizontal === 'left'
        ? top
        : margin
      : vertical === 'middle'
        ? (height - outer.height) / 2
        : height - outer.height - margin;
  const [x, y] = [Math.round(left), Math.round(upper)];
  if (frame > 0) {
    context.fillStyle = colourText(table.frameColor as number);
    context.fillRect(x, y, outer.width, frame);
    context.fillRect(x, y + outer.height - frame, outer.width, frame);
    context.fillRect(x, y + frame, frame, layout.height);
    context.fillRect(x + outer.width - frame, y + frame, frame, layout.height);
  }
  if (!isInvisible(table.background)) {
    context.fillStyle = colourText(table.background as number);
    context.fillRect(x + frame, y + frame, layout.width, layout.height);
  }
  for (const placed of layout.cells) {
    const { cell } = placed;
    const [cellX, cellY] = [x + frame + placed.x, y + frame + placed.y];
    if (cell.tooltip !== '')
      painting.noteTooltip?.({
        x: cellX,
        y: cellY,
        width: placed.width,
        height: placed.height,
        text: cell.tooltip,
      });
    if (!isInvisible(cell.background)) {
      context.fillStyle = colourText(cell.background as number);
      context.fillRect(cellX, cellY, placed.width, placed.height);
    }
    if (!isInvisible(table.borderColor) && table.borderWidth > 0) {
      const half = table.borderWidth / 2;
      context.strokeStyle = colourText(table.borderColor as number);
      context.lineWidth = table.borderWidth;
      context.strokeRect(
        cellX + half,
        cellY + half,
        placed.width - table.borderWidth,
        placed.height - table.borderWidth,
      );
    }
    if (cell.text === '' || isInvisible(cell.textColor)) continue;
    const pixels = pixelsOf(cell);
    context.font = fontOf(pixels, cell.fontFamily, colours.fontFamily, cell.formatting);
    context.fillStyle = colourText(cell.textColor as number);
    context.textBaseline = 'middle';
    const align =
      cell.textHorizontal === 'left' || cell.textHorizontal === 'right' ? cell.textHorizontal : 'center';
    context.textAlign = align;
    const lines = cell.text.split('\n');
    const lineHeight = pixels * 1.25;
    const used = lines.length * lineHeight;
    const textX =
      align === 'left'
        ? cellX + padding.x
        : align === 'right'
          ? cellX + placed.width - padding.x
          : cellX + placed.width / 2;
    const textY =
      cell.textVertical === 'top'
        ? cellY + padding.y
        : cell.textVertical === 'bottom'
          ? cellY + placed.height - padding.y - used
          : cellY + (placed.height - used) / 2;
    for (const [at, line] of lines.entries()) context.fillText(line, textX, textY + (at + 0.5) * lineHeight);
  }
}

function pixelsOf(cell: DrawnCell): number {
  return boxTextPixels(cell.textSize, 13);
}

function layoutOf({ context, width, height, colours }: Painting, table: DrawnTable): TableLayout {
  const known = layouts.get(table);
  if (known !== undefined && known.width === width && known.height === height) return known.layout;
  const layout = tableLayout(table, { width, height }, (cell) => {
    const pixels = pixelsOf(cell);
    context.font = fontOf(pixels, cell.fontFamily, colours.fontFamily, cell.formatting);
    const lines = cell.text.split('\n');
    const widest = Math.max(0, ...lines.map((line) => context.measureText(line).width));
    return { width: widest + 2 * padding.x, height: lines.length * pixels * 1.25 + 2 * padding.y };
  });
  layouts.set(table, { width, height, layout });
  return layout;
}
