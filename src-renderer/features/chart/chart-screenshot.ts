import type { ChartController } from './chart-controller.ts';

const padding = 8;

/** The chart as it stands, legend and drawings included, in device pixels. */
export function paintScreenshot(controller: ChartController, heading: string): HTMLCanvasElement {
  const { surface, legend } = controller;
  const picture = surface.chart.takeScreenshot(true, false);
  const context = picture.getContext('2d');
  if (context === null) throw new Error('no 2d context for the screenshot');
  const scale = picture.width / Math.max(1, surface.width() + surface.chart.priceScale('right').width());
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
  return picture;
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
