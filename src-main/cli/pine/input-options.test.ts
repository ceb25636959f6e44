import { expect, test } from 'vitest';
import { check } from '../../../src-shared/pine/check/check.ts';
import { parse } from '../../../src-shared/pine/syntax/parse.ts';
import { inputValues } from './input-options.ts';

const { program } = check(
  parse('//@version=6\nindicator("x")\nplot(ta.sma(close, input.int(9, "Length", minval = 2)))').script,
);

test.each([
  ['Length=20', { input0: 20 }],
  ['Length=1', 'at least 2'],
  ['Length=abc', '“abc” is not a whole number'],
  ['Size=3', 'There is no input “Size”. The script has “Length”.'],
  ['Length', 'write NAME=VALUE'],
])('--input %s', (option, outcome) => {
  if (program === undefined) throw new Error('the script does not compile');
  const read = () => inputValues(program, [option]);
  if (typeof outcome === 'string') expect(read).toThrow(outcome);
  else expect(Object.values(read())).toEqual(Object.values(outcome));
});
