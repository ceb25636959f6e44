/** Weakest first: known when compiling, when the inputs are set, on the first bar, on each bar. */
export const qualifiers = ['const', 'input', 'simple', 'series'] as const;
export type Qualifier = (typeof qualifiers)[number];

export const objectTypeNames = [
  'line',
  'label',
  'box',
  'table',
  'linefill',
  'polyline',
  'chart.point',
  'plot',
  'hline',
  'footprint',
  'volume_row',
] as const;
export type ObjectTypeName = (typeof objectTypeNames)[number];

export interface UserType {
  readonly kind: 'user';
  readonly name: string;
  /** Filled while declarations are read, since a field may have the type itself. */
  readonly fields: readonly UserField[];
}

export interface UserField {
  readonly name: string;
  readonly type: Type;
  readonly isVarip: boolean;
}

export interface EnumType {
  readonly kind: 'enum';
  readonly name: string;
  readonly members: readonly { readonly name: string; readonly title: string }[];
}

/**
 * What a value is. How values look when a script runs:
 * int, float, color: a JavaScript number, NaN for na (color: 0xRRGGBBAA); bool: true or false, null for na (versions 4, 5);
 * string: a string, null for na; enum: the member's index, NaN for na; void: undefined; unique: a string; everything else:
 * an object, null for na; tuple: an array.
 */
export type Type =
  | { readonly kind: 'int' }
  | { readonly kind: 'float' }
  | { readonly kind: 'bool' }
  | { readonly kind: 'color' }
  | { readonly kind: 'string' }
  | { readonly kind: 'void' }
  /** The type of `na` before its place gives it one. */
  | { readonly kind: 'na' }
  | { readonly kind: 'object'; readonly name: ObjectTypeName }
  /** Types of constants that fit only their parameters: plot_style, hline_style, barmerge_gaps … */
  | { readonly kind: 'unique'; readonly name: string }
  | { readonly kind: 'array'; readonly element: Type }
  | { readonly kind: 'matrix'; readonly element: Type }
  | { readonly kind: 'map'; readonly key: Type; readonly value: Type }
  | { readonly kind: 'tuple'; readonly items: readonly Type[] }
  | UserType
  | EnumType
  /** What could not be typed; fits everywhere, so that one mistake is told once. */
  | { readonly kind: 'error' };

export interface Typed {
  readonly type: Type;
  readonly qualifier: Qualifier;
}
