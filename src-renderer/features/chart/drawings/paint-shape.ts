import { type ChartColours, withAlpha } from '../surface/chart-colours.ts';
import type { DrawingColour, DrawingStyle } from './drawing.ts';
import { type LabelPart, labelBox, labelFontPx, type Point, type Shape } from './shape.ts';

export function colourOf(colours: ChartColours, name: DrawingColour): string {
  return colours[name];
}

const dashes = { solid: [], dashed: [6, 4], dotted: [1.5, 3] } as const;

export function paintShape(
  context: CanvasRenderingContext2D,
  shape: Shape,
  style: DrawingStyle,
  colours: ChartColours,
): void {
  const tone = (colour: DrawingColour | undefined) => colourOf(colours, colour ?? style.colour);
  for (const part of shape) {
    if (part.part === 'box') {
      context.fillStyle = withAlpha(tone(part.colour), part.fill);
      context.fillRect(part.from.x, part.from.y, part.to.x - part.from.x, part.to.y - part.from.y);
    } else if (part.part === 'line') {
      context.strokeStyle = part.isGuide === true ? withAlpha(tone(part.colour), 0.6) : tone(part.colour);
      context.lineWidth = part.isGuide === true ? 1 : style.width;
      context.setLineDash(part.isGuide === true ? [3, 3] : [...dashes[style.line]]);
      context.lineCap = style.line === 'dotted' ? 'round' : 'butt';
      context.beginPath();
      context.moveTo(part.from.x, part.from.y);
      context.lineTo(part.to.x, part.to.y);
      context.stroke();
    } else paintLabel(context, part, tone(part.colour), colours);
  }
  context.setLineDash([]);
}

function paintLabel(
  context: CanvasRenderingContext2D,
  label: LabelPart,
  colour: string,
  colours: ChartColours,
): void {
  context.font = `${labelFontPx(label)}px ${colours.fontFamily}`;
  const { from, to } = labelBox(label, context.measureText(label.text).width);
  if (label.isFilled === true) {
    context.fillStyle = withAlpha(colours.raised, 0.92);
    context.beginPath();
    context.roundRect(from.x, from.y, to.x - from.x, to.y - from.y, 3);
    context.fill();
  }
  context.textBaseline = 'middle';
  context.textAlign = label.align;
  context.fillStyle = colour;
  const inset =
    label.align === 'center' ? (from.x + to.x) / 2 : label.align === 'left' ? from.x + 6 : to.x - 6;
  context.fillText(label.text, inset, (from.y + to.y) / 2 + 0.5);
  context.textAlign = 'left';
}

export function paintHandles(
  context: CanvasRenderingContext2D,
  handles: readonly Point[],
  colours: ChartColours,
): void {
  context.lineWidth = 1.5;
  context.strokeStyle = colours.accent;
  context.fillStyle = colours.ground;
  for (const { x, y } of handles) {
    context.beginPath();
    context.arc(x, y, 4.5, 0, Math.PI * 2);
    context.fill();
    context.stroke();
  }
}
