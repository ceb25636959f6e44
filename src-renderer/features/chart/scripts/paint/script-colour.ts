const texts = new Map<number, string>();

/** Colours that change with every bar, as gradients do, are many. */
const mostTexts = 5000;

/** A script's colour, 0xRRGGBBAA, as the canvas takes it. */
export function colourText(colour: number): string {
  let text = texts.get(colour);
  if (text === undefined) {
    if (texts.size >= mostTexts) texts.clear();
    text = `#${(colour >>> 0).toString(16).padStart(8, '0')}`;
    texts.set(colour, text);
  }
  return text;
}

export function alphaOf(colour: number): number {
  return (colour & 0xff) / 255;
}

/** The colour with another alpha, 0 to 1. */
export function thinned(colour: number, alpha: number): number {
  return (((colour >>> 8) << 8) | Math.round(alpha * 255)) >>> 0;
}

/** NaN, null and what can be seen through wholly. */
export function isInvisible(colour: number | null | undefined): boolean {
  return colour === null || colour === undefined || Number.isNaN(colour) || (colour & 0xff) === 0;
}
