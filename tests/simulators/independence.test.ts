import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('.', import.meta.url));
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && name !== 'independence.test.ts',
);

/** What a source imports, as it spells it. */
function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
}

it('simulators share no code with what they test', () => {
  expect(sources.length).toBeGreaterThan(40);
  const shared = sources.flatMap((name) =>
    importsOf(readFileSync(join(folder, name), 'utf8'))
      .filter((path) => /src-(main|renderer|preload|cloud)\//.test(path))
      .map((path) => `${name} imports ${path}`),
  );
  expect(shared).toEqual([]);
});

it('would notice it', () => {
  const text = `import { decode } from '../../src-main/venues/binance/decode.ts';\nexport * from './x.ts';`;
  expect(importsOf(text)).toEqual(['../../src-main/venues/binance/decode.ts', './x.ts']);
});
