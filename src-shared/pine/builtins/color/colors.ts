import type { Builtin, BuiltinFunction } from '../builtin.ts';

/*
 * Colours are numbers, 0xRRGGBBAA, NaN for none. The language speaks of transparency, 0 for solid to 100 for invisible.
 */

const clamp = (value: number, most: number) => Math.min(most, Math.max(0, value));

export function pack(red: number, green: number, blue: number, transparency: number): number {
  const part = (value: number) => Math.round(clamp(value, 255));
  const opacity = Math.round(((100 - clamp(transparency, 100)) * 255) / 100);
  return ((part(red) << 24) | (part(green) << 16) | (part(blue) << 8) | opacity) >>> 0;
}

const red = (color: number) => color >>> 24;
const green = (color: number) => (color >>> 16) & 255;
const blue = (color: number) => (color >>> 8) & 255;
const opacity = (color: number) => color & 255;
const transparency = (color: number) => 100 - (opacity(color) * 100) / 255;

function component(
  name: string,
  documentation: string,
  absent: number,
  read: (color: number) => number,
): BuiltinFunction {
  return {
    kind: 'function',
    name,
    documentation,
    signatures: ['(color: series color) strongest float'],
    implementation: { kind: 'pure', call: (color: number) => (Number.isNaN(color) ? absent : read(color)) },
  };
}

export const colorBuiltins: readonly Builtin[] = [
  {
    kind: 'function',
    name: 'color.new',
    documentation: 'The same colour with another transparency, from 0 for solid to 100 for invisible.',
    signatures: ['(color: series color, transp: series int|float) strongest color'],
    implementation: {
      kind: 'pure',
      call: (color: number, transp: number) =>
        Number.isNaN(color)
          ? Number.NaN
          : pack(red(color), green(color), blue(color), Number.isNaN(transp) ? 0 : transp),
    },
  },
  {
    kind: 'function',
    name: 'color.rgb',
    documentation: 'A colour of red, green and blue, each from 0 to 255, and a transparency from 0 to 100.',
    signatures: [
      '(red: series int|float, green: series int|float, blue: series int|float, transp: series int|float = 0) strongest color',
    ],
    implementation: {
      kind: 'pure',
      call: (r: number, g: number, b: number, transp: number) =>
        Number.isNaN(r + g + b) ? Number.NaN : pack(r, g, b, Number.isNaN(transp) ? 0 : transp),
    },
  },
  {
    kind: 'function',
    name: 'color.from_gradient',
    documentation:
      'A colour between two, by where a value stands between two others; beyond them it is the nearer colour. na for na.',
    signatures: [
      '(value: series int|float, bottom_value: series int|float, top_value: series int|float, bottom_color: series color, top_color: series color) series color',
    ],
    implementation: {
      kind: 'pure',
      call: (value: number, bottom: number, top: number, from: number, to: number) => {
        if (Number.isNaN(value + bottom + top + from + to)) return Number.NaN;
        const share = top === bottom ? (value < bottom ? 0 : 1) : clamp((value - bottom) / (top - bottom), 1);
        const mix = (read: (color: number) => number) => read(from) + (read(to) - read(from)) * share;
        return pack(mix(red), mix(green), mix(blue), mix(transparency));
      },
    },
  },
  component('color.r', 'Its red, 0 to 255; 0 for na.', 0, red),
  component('color.g', 'Its green, 0 to 255; 0 for na.', 0, green),
  component('color.b', 'Its blue, 0 to 255; 0 for na.', 0, blue),
  component('color.t', 'Its transparency, 0 to 100; 100 for na.', 100, (color) =>
    Math.round(transparency(color)),
  ),
];
