import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Builtin } from '../../src-shared/pine/builtins/builtin.ts';
import { catalogue } from '../../src-shared/pine/builtins/catalogue.ts';

const document = readFileSync(join(import.meta.dirname, '../../docs/pine-compatibility.md'), 'utf8');

function rows(answer: string, reasonOf: (builtin: Builtin) => string | undefined): string[] {
  return catalogue.names.flatMap((name) => {
    const found = catalogue.findBuiltin(name);
    return [found?.variable, found?.function].flatMap((builtin) => {
      const reason = builtin === undefined ? undefined : reasonOf(builtin);
      return reason === undefined ? [] : [`| \`${name}\` | ${answer} | ${reason} |`];
    });
  });
}

/** What the document says of each built-in that is not as on the reference platform. */
function compatibilityTable(): readonly string[] {
  return [
    ...rows('not here', ({ implementation }) =>
      implementation.kind === 'unsupported' ? implementation.reason : undefined,
    ),
    ...rows('na here', ({ caveat }) => caveat),
  ];
}

test('docs/pine-compatibility.md lists every built-in that is not here, or answers less', () => {
  const listed = document.split('\n').filter((line) => /^\| `/.test(line));
  expect(listed).toEqual(compatibilityTable());
});
