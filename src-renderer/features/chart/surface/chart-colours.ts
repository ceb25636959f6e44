/** In px, of prices and times. */
export const axisFontSize = 11;

/** The colours a chart is painted with, as the theme's tokens say at this moment. */
export interface ChartColours {
  readonly ground: string;
  readonly raised: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly textDim: string;
  readonly textFaint: string;
  readonly accent: string;
  readonly accentGround: string;
  readonly up: string;
  readonly down: string;
  readonly warn: string;
  readonly info: string;
  readonly fontFamily: string;
}

const tokens = {
  ground: '--bg-1',
  raised: '--bg-2',
  line: '--line',
  lineStrong: '--line-strong',
  text: '--text-1',
  textDim: '--text-2',
  textFaint: '--text-3',
  accent: '--accent',
  accentGround: '--accent-ground',
  up: '--up',
  down: '--down',
  warn: '--warn',
  info: '--info',
} as const;

/** Reads the tokens of the page: a chart behind another tab is not in the document, and has no style of its own then. */
export function readChartColours(): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(name).trim() || style.color;
  const colours = Object.fromEntries(
    Object.entries(tokens).map(([key, name]) => [key, read(name)]),
  ) as Record<keyof typeof tokens, string>;
  return { ...colours, fontFamily: getComputedStyle(document.body).fontFamily };
}

/** The colour, see-through: `alpha` from 0 to 1. Takes `#rgb`, `#rrggbb` and `rgb()`. */
export function withAlpha(colour: string, alpha: number): string {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(colour)?.[1];
  if (hex !== undefined) {
    const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
    const channel = (start: number) => Number.parseInt(full.slice(start, start + 2), 16);
    return `rgba(${channel(0)}, ${channel(2)}, ${channel(4)}, ${alpha})`;
  }
  const numbers = colour.match(/[\d.]+/g);
  if (numbers === null || numbers.length < 3) return colour;
  const [red, green, blue] = numbers;
  return `rgba(${red}, ${green}, ${blue}, ${alpha})`;
}
