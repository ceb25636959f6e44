import type { ChartController } from './chart-controller.ts';
import { colourText, isInvisible } from './scripts/paint/script-colour.ts';

const padding = 8;

/** The chart as it stands, legend and drawings included, in device pixels. */
export function paintScreenshot(controller: ChartController, heading: string): HTMLCanvasElement {
  const { surface, legend } = controller;
  const picture = surface.chart.takeScreenshot(true, false);
  const context = picture.getContext('2d');
  if (context === null) throw new Error('no 2d context for the screenshot');
  const shown = surface.left() + surface.width() + surface.chart.priceScale('right').width();
  const scale = picture.width / Math.max(1, shown);
  const { colours } = surface;
  const tones = { up: colours.up, down: colours.down, plain: colours.text };
  context.scale(scale, scale);
  context.textBaseline = 'top';
  context.font = `600 13px ${colours.fontFamily}`;
  context.fillStyle = colours.text;
  context.fillText(heading, padding, padding);
  context.font = `12px ${colours.fontFamily}`;
  let x = padding;
  for (const part of legend.parts) {
    if (part.label !== '') {
      context.fillStyle = colours.textFaint;
      context.fillText(part.label, x, padding + 20);
      x += context.measureText(`${part.label} `).width;
    }
    context.fillStyle = tones[part.tone];
    context.fillText(part.value, x, padding + 20);
    x += context.measureText(part.value).width + 10;
  }
  paintScriptLegends(context, controller);
  return picture;
}

const lineHeight = 18;
const overlayTop = 46;

/** The scripts' lines, where the page has them. */
function paintScriptLegends(context: CanvasRenderingContext2D, { surface, scripts }: ChartController): void {
  const { colours } = surface;
  let overlays = 0;
  for (const { title, summary, values, top } of scripts.writtenLegends()) {
    const y = top === undefined ? overlayTop + lineHeight * overlays : top + 6;
    if (top === undefined) overlays += 1;
    let x = padding;
    const write = (text: string, colour: string, gap: number) => {
      if (text === '') return;
      context.fillStyle = colour;
      context.fillText(text, x, y);
      x += context.measureText(text).width + gap;
    };
    write(title, colours.text, 6);
    write(summary, colours.textFaint, 10);
    for (const { text, colour } of values)
      write(text, isInvisible(colour) ? colours.text : colourText((colour | 0xff) >>> 0), 8);
  }
}

async function blobOf(picture: HTMLCanvasElement): Promise<Blob> {
  const blob = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('the picture could not be encoded');
  return blob;
}

export async function copyPicture(picture: HTMLCanvasElement): Promise<void> {
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': blobOf(picture) })]);
}

export async function savePicture(picture: HTMLCanvasElement, name: string): Promise<void> {
  const address = URL.createObjectURL(await blobOf(picture));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.png`;
  link.click();
  // The download has its own hold on the bytes once it has begun.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
