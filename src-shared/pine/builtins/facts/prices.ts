import type { BuiltinVariable } from '../builtin.ts';

type Column = 'open' | 'high' | 'low' | 'close' | 'volume';

function column(name: Column, documentation: string): BuiltinVariable {
  return {
    kind: 'variable',
    name,
    type: 'series float',
    documentation,
    implementation: { kind: 'column', column: name },
  };
}

function derived(
  name: string,
  of: (column: (name: string) => string) => string,
  documentation: string,
): BuiltinVariable {
  return {
    kind: 'variable',
    name,
    type: 'series float',
    documentation,
    implementation: { kind: 'derived', of },
  };
}

/** The bar's own prices and their usual means. */
export const prices: readonly BuiltinVariable[] = [
  column('open', 'First price of the bar.'),
  column('high', 'Highest price of the bar, so far while it is open.'),
  column('low', 'Lowest price of the bar, so far while it is open.'),
  column('close', 'Last price of the bar; while it is open, the newest price.'),
  column('volume', 'Volume of the bar, so far while it is open.'),
  derived('hl2', (of) => `(${of('high')} + ${of('low')}) / 2`, 'Middle of high and low.'),
  derived(
    'hlc3',
    (of) => `(${of('high')} + ${of('low')} + ${of('close')}) / 3`,
    'Mean of high, low and close, also called the typical price.',
  ),
  derived(
    'ohlc4',
    (of) => `(${of('open')} + ${of('high')} + ${of('low')} + ${of('close')}) / 4`,
    'Mean of open, high, low and close.',
  ),
  derived(
    'hlcc4',
    (of) => `(${of('high')} + ${of('low')} + ${of('close')} + ${of('close')}) / 4`,
    'Mean of high, low and twice the close.',
  ),
];
