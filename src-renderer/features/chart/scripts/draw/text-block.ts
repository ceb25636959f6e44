const smallestPixels = 5;
const largestPixels = 24;

/** The largest size, within reason, at which the text fits. */
export function fittedPixels(
  context: CanvasRenderingContext2D,
  text: string,
  font: (pixels: number) => string,
  room: { readonly width: number; readonly height: number },
): number {
  const lines = text.split('\n');
  const sample = 20;
  context.font = font(sample);
  const widest = Math.max(1, ...lines.map((line) => context.measureText(line).width));
  const byWidth = (room.width * sample) / widest;
  const byHeight = room.height / (lines.length * 1.2);
  return Math.max(smallestPixels, Math.min(largestPixels, byWidth, byHeight));
}

/** The text in lines that are not wider than this, broken between words; a word alone may be wider. */
export function wrapped(context: CanvasRenderingContext2D, text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line === '' || context.measureText(longer).width <= width) line = longer;
      else {
        lines.push(line);
        line = word;
      }
    }
    return [...lines, line];
  });
}
