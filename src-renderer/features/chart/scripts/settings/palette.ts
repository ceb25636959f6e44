/** Colours to choose from, 0xRRGGBBAA: the scripts' own names for them first. */
export const palette: readonly { readonly name: string; readonly colour: number }[] = [
  { name: 'White', colour: 0xffffffff },
  { name: 'Silver', colour: 0xb2b5beff },
  { name: 'Grey', colour: 0x787b86ff },
  { name: 'Black', colour: 0x363a45ff },
  { name: 'Red', colour: 0xf23645ff },
  { name: 'Maroon', colour: 0x880e4fff },
  { name: 'Orange', colour: 0xff9800ff },
  { name: 'Yellow', colour: 0xfdd835ff },
  { name: 'Lime', colour: 0x00e676ff },
  { name: 'Green', colour: 0x4caf50ff },
  { name: 'Teal', colour: 0x089981ff },
  { name: 'Aqua', colour: 0x00bcd4ff },
  { name: 'Blue', colour: 0x2962ffff },
  { name: 'Navy', colour: 0x311b92ff },
  { name: 'Purple', colour: 0x9c27b0ff },
  { name: 'Pink', colour: 0xe040fbff },
];

export function hexOf(colour: number): string {
  return `#${(colour >>> 8).toString(16).padStart(6, '0')}`;
}

/** The colour of `#rrggbb` or `#rgb`, with an alpha of its own; undefined where the text is none. */
export function colourOfHex(text: string, alpha: number): number | undefined {
  const match = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1];
  if (match === undefined) return undefined;
  const full = match.length === 3 ? [...match].map((digit) => digit + digit).join('') : match;
  return ((Number.parseInt(full, 16) << 8) | alpha) >>> 0;
}
