/** A point of the market, not of the screen: epoch ms and price. */
export interface Anchor {
  readonly time: number;
  readonly price: number;
}

export const drawingKinds = [
  'trend-line',
  'ray',
  'horizontal-line',
  'vertical-line',
  'rectangle',
  'fibonacci-retracement',
  'text',
  'measure',
  'long-position',
  'short-position',
] as const;
export type DrawingKind = (typeof drawingKinds)[number];

/** Names of theme tokens, so that drawings change with the theme. */
export const drawingColours = ['accent', 'up', 'down', 'info', 'warn', 'text'] as const;
export type DrawingColour = (typeof drawingColours)[number];

export const lineWidths = [1, 2, 3, 4] as const;
export const lineStyles = ['solid', 'dashed', 'dotted'] as const;

export interface DrawingStyle {
  readonly colour: DrawingColour;
  readonly width: (typeof lineWidths)[number];
  readonly line: (typeof lineStyles)[number];
}

/** One thing drawn on an instrument. What its anchors mean is its tool's business. */
export interface Drawing {
  readonly id: string;
  readonly kind: DrawingKind;
  readonly anchors: readonly Anchor[];
  readonly style: DrawingStyle;
  /** A note; for the text tool, all there is to see. */
  readonly text: string;
  /** Neither moved nor deleted until unlocked. */
  readonly isLocked: boolean;
}

export function movedBy(anchors: readonly Anchor[], timeMs: number, price: number): Anchor[] {
  return anchors.map((anchor) => ({ time: anchor.time + timeMs, price: anchor.price + price }));
}
