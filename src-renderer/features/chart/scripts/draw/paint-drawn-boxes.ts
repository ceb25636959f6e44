import type { DrawnBox } from '../../../../../src-shared/contract/scripts.ts';
import { dashOf, type Painting } from '../paint/painting.ts';
import { colourText, isInvisible } from '../paint/script-colour.ts';
import { boxTextPixels, fontOf } from '../paint/text-size.ts';
import { xOfPlace, yOfPlace } from './drawn-place.ts';
import { plainStyle } from './paint-drawn-lines.ts';
import { fittedPixels, wrapped } from './text-block.ts';

const textPadding = 4;

export function paintDrawnBox(painting: Painting, box: DrawnBox): void {
  const { context, width, height } = painting;
  const [x1, x2] = [xOfPlace(painting, box.left, box.xloc), xOfPlace(painting, box.right, box.xloc)];
  const [y1, y2] = [yOfPlace(painting, box.top), yOfPlace(painting, box.bottom)];
  if (Number.isNaN(x1 + x2 + y1 + y2)) return;
  const goesLeft = box.extend === 'left' || box.extend === 'both';
  const goesRight = box.extend === 'right' || box.extend === 'both';
  const margin = 10;
  const left = goesLeft ? -margin : Math.max(-margin, Math.round(Math.min(x1, x2)));
  const right = goesRight ? width + margin : Math.min(width + margin, Math.round(Math.max(x1, x2)));
  const [top, bottom] = [Math.round(Math.min(y1, y2)), Math.round(Math.max(y1, y2))];
  if (right < 0 || left > width || left > right || bottom < -margin || top > height + margin) return;
  const [boxWidth, boxHeight] = [Math.max(1, right - left), Math.max(1, bottom - top)];
  if (!isInvisible(box.background)) {
    context.fillStyle = colourText(box.background as number);
    context.fillRect(left, top, boxWidth, boxHeight);
  }
  if (!isInvisible(box.borderColor) && box.borderWidth > 0) {
    const half = box.borderWidth % 2 === 1 ? 0.5 : 0;
    context.strokeStyle = colourText(box.borderColor as number);
    context.lineWidth = box.borderWidth;
    context.setLineDash(dashOf(plainStyle(box.borderStyle), box.borderWidth));
    context.strokeRect(left + half, top + half, boxWidth - 1, boxHeight - 1);
    context.setLineDash([]);
  }
  if (box.text !== '') paintText(painting, box, { left, top, width: boxWidth, height: boxHeight });
}

function paintText(
  { context, colours }: Painting,
  box: DrawnBox,
  area: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
): void {
  if (isInvisible(box.textColor)) return;
  const room = { width: area.width - 2 * textPadding, height: area.height - 2 * textPadding };
  const font = (pixels: number) => fontOf(pixels, box.fontFamily, colours.fontFamily, box.formatting);
  const isAuto = box.textSize === 'auto' || box.textSize === 0;
  const pixels = isAuto ? fittedPixels(context, box.text, font, room) : boxTextPixels(box.textSize);
  if (pixels < 3 || room.width < 2) return;
  context.font = font(pixels);
  const lines = box.textWrap === 'auto' ? wrapped(context, box.text, room.width) : box.text.split('\n');
  const lineHeight = pixels * 1.2;
  const x =
    box.textHorizontal === 'left'
      ? area.left + textPadding
      : box.textHorizontal === 'right'
        ? area.left + area.width - textPadding
        : area.left + area.width / 2;
  const used = lines.length * lineHeight;
  const top =
    box.textVertical === 'top'
      ? area.top + textPadding
      : box.textVertical === 'bottom'
        ? area.top + area.height - textPadding - used
        : area.top + (area.height - used) / 2;
  context.textAlign =
    box.textHorizontal === 'left' || box.textHorizontal === 'right' ? box.textHorizontal : 'center';
  context.textBaseline = 'middle';
  context.fillStyle = colourText(box.textColor as number);
  for (const [at, line] of lines.entries()) context.fillText(line, x, top + (at + 0.5) * lineHeight);
}
