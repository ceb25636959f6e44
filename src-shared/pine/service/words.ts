/*
 * What authors write above their declarations, taken apart: `//@function`, `//@param length how many bars`, `//@returns`.
 */

export function parameterDocumentation(documentation: string, name: string): string {
  for (const line of documentation.split('\n')) {
    const said = /^@param\s+(\w+)\s*(.*)$/.exec(line);
    if (said?.[1] === name) return said[2] ?? '';
  }
  return '';
}

/** For people: parameters as a list, the result named. */
export function readableDocumentation(documentation: string): string {
  return documentation
    .split('\n')
    .map((line) =>
      line.replace(/^@(?:param|field)\s+(\w+)\s*/, '- `$1` ').replace(/^@returns?\s*/, 'Returns '),
    )
    .join('\n');
}

/** Words with a meaning of their own, and what they are for. */
export const keywordMeanings: Readonly<Record<string, string>> = {
  and: 'True where both sides are. Version 6 leaves the right side out where the left is false.',
  or: 'True where either side is. Version 6 leaves the right side out where the left is true.',
  not: 'True where what follows is false.',
  if: 'Runs its block on the bars where the condition is true. Its value is that of the block that ran.',
  else: 'What runs where the condition of the `if` is not true.',
  switch: 'Runs the first arm whose value or condition fits.',
  for: 'Repeats its block for each number from one to another, or for each item of a collection.',
  to: 'The last number of a `for` loop, itself included.',
  by: 'The step of a `for` loop.',
  in: 'The collection of a `for` loop.',
  while: 'Repeats its block as long as the condition is true.',
  break: 'Ends the innermost loop.',
  continue: 'Begins the next pass of the innermost loop.',
  var: 'Declares a variable that is set once and keeps its value from bar to bar.',
  varip: 'Like `var`, and what happens to it while a bar is open is not rolled back.',
  type: 'Declares a type with named fields.',
  enum: 'Declares a type that is one of a few names.',
  method: 'Declares a function that is also called on its first argument: `object.name()`.',
  export: 'Makes a declaration of a library usable for scripts that import it.',
  import: 'Makes a library usable: `import user/library/1 as name`.',
  as: 'The name by which an imported library is used here.',
  const: 'Known when the script is compiled, and the same on every bar.',
  simple: 'Known on the first bar, and the same on every bar.',
  series: 'May change from bar to bar.',
  true: 'The bool that holds.',
  false: 'The bool that does not hold.',
  na: 'No value. Test for it with `na(x)`.',
};

export const typeWords: Readonly<Record<string, string>> = {
  int: 'A whole number.',
  float: 'A number with a fraction.',
  bool: 'True or false.',
  string: 'A text.',
  color: 'A colour, with how opaque it is.',
  line: 'A line drawn on the chart.',
  label: 'A label drawn on the chart.',
  box: 'A box drawn on the chart.',
  table: 'A table that stands on the chart.',
  linefill: 'The filled room between two lines.',
  polyline: 'A line through many points.',
  array: 'Items in a row: `array<float>`.',
  matrix: 'Items in rows and columns: `matrix<float>`.',
  map: 'Values by keys: `map<string, float>`.',
};
