import type { Completion } from './completion-item.ts';

const snippet = (label: string, documentation: string, insert: string): Completion => ({
  label,
  kind: 'snippet',
  detail: 'snippet',
  documentation,
  insert,
  isSnippet: true,
  rank: 1,
});

/** Where the cursor stops, and what stands there until something else is written. */
const stop = (number: number, text: string | number): string => `\${${number}:${text}}`;
const choice = (number: number, ...values: readonly string[]): string => `\${${number}|${values.join(',')}|}`;

/** Beginnings of what takes more than a word to write. */
export const snippets: readonly Completion[] = [
  snippet(
    'indicator',
    'A script that shows something on a chart.',
    `//@version=6\nindicator("${stop(1, 'My indicator')}", overlay = ${choice(2, 'true', 'false')})\n\nlength = input.int(${stop(3, '14')}, "Length", minval = 1)\nplot(ta.sma(close, length))\n$0`,
  ),
  snippet(
    'strategy',
    'A script that trades.',
    `//@version=6\nstrategy("${stop(1, 'My strategy')}", overlay = true, default_qty_type = strategy.percent_of_equity, default_qty_value = ${stop(2, '10')})\n\nif ta.crossover(ta.ema(close, ${stop(3, '9')}), ta.ema(close, ${stop(4, '21')}))\n    strategy.entry("Long", strategy.long)\n$0`,
  ),
  snippet(
    'library',
    'Functions for other scripts.',
    `//@version=6\nlibrary("${stop(1, 'MyLibrary')}")\n\n//@function ${stop(2, 'What it gives.')}\nexport ${stop(3, 'name')}(float ${stop(4, 'source')}) =>\n    $0`,
  ),
  snippet('if', 'A block for some bars.', `if ${stop(1, 'condition')}\n    $0`),
  snippet('if else', 'One block or the other.', `if ${stop(1, 'condition')}\n    $2\nelse\n    $0`),
  snippet(
    'for',
    'A block for each number.',
    `for ${stop(1, 'i')} = ${stop(2, '0')} to ${stop(3, '10')}\n    $0`,
  ),
  snippet('for in', 'A block for each item.', `for ${stop(1, 'item')} in ${stop(2, 'items')}\n    $0`),
  snippet('while', 'A block as long as something holds.', `while ${stop(1, 'condition')}\n    $0`),
  snippet(
    'switch',
    'One of several.',
    `switch ${stop(1, 'value')}\n    ${stop(2, 'first')} => $3\n    => $0`,
  ),
  snippet(
    'function',
    'A function of your own.',
    `//@function ${stop(1, 'What it gives.')}\n${stop(2, 'name')}(${stop(3, 'source')}) =>\n    $0`,
  ),
  snippet(
    'method',
    'A function that is called on its first argument.',
    `method ${stop(1, 'name')}(${stop(2, 'Type')} this) =>\n    $0`,
  ),
  snippet(
    'type',
    'A type with fields.',
    `type ${stop(1, 'Name')}\n    ${stop(2, 'float')} ${stop(3, 'field')}\n$0`,
  ),
  snippet(
    'enum',
    'A type of a few names.',
    `enum ${stop(1, 'Name')}\n    ${stop(2, 'first')} = "${stop(3, 'First')}"\n$0`,
  ),
  snippet(
    'import',
    'A library.',
    `import ${stop(1, 'user')}/${stop(2, 'Library')}/${stop(3, '1')} as ${stop(4, 'name')}\n$0`,
  ),
];
