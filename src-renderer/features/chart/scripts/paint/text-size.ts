const named: Readonly<Record<string, number>> = { tiny: 8, small: 10, normal: 12, large: 18, huge: 24 };
const namedInBoxes: Readonly<Record<string, number>> = {
  tiny: 8,
  small: 10,
  normal: 14,
  large: 20,
  huge: 36,
};
const shapes: Readonly<Record<string, number>> = { tiny: 7, small: 10, normal: 14, large: 20, huge: 30 };

const largestText = 120;

/** Pixels of a label's text; sizes are names or points. */
export function textPixels(size: string | number, fallback = 12): number {
  if (typeof size === 'number') return size <= 0 ? fallback : Math.min(largestText, size);
  return named[size] ?? fallback;
}

export function boxTextPixels(size: string | number, fallback = 12): number {
  if (typeof size === 'number') return size <= 0 ? fallback : Math.min(largestText, size);
  return namedInBoxes[size] ?? fallback;
}

/** Pixels of a shape; `auto` goes with the distance of the bars. */
export function shapePixels(size: string, spacing: number): number {
  return shapes[size] ?? Math.min(14, Math.max(5, spacing * 0.9));
}

/** As the canvas takes it: `formatting` names bold and italic, one or both. */
export function fontOf(pixels: number, family: string, interfaceFamily: string, formatting: string): string {
  const face =
    family === 'monospace' ? "'JetBrains Mono Variable', ui-monospace, monospace" : interfaceFamily;
  const italic = formatting.includes('italic') ? 'italic ' : '';
  const bold = formatting.includes('bold') ? '700 ' : '';
  return `${italic}${bold}${pixels}px ${face}`;
}
