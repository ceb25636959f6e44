import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/*
 * A static check: values reach SQL as parameters only. What may stand inside a template of SQL is a constant list of
 * columns, an identifier quoted in the same function, and numbers of ours in pragmas.
 */
const allowed = new Set([
  'columns',
  'instrumentColumns',
  'workspaceColumns',
  'auditColumns',
  'fillColumns',
  ...['booked', 'isStanding', 'orders'],
  'identifier',
  ...['kind.pageSize', 'kind.synchronous', 'kind.checkpointPages', 'keptLogBytes', 'kind.applicationId'],
  ...['migration.id', 'kind', 'mostProblems'],
]);
const sqlTemplate = /`[^`]*\b(SELECT|INSERT|UPDATE|DELETE|PRAGMA)\b[^`]*`|pragma\(`[^`]*`/g;

const folder = new URL('../', import.meta.url);
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.includes('testing'),
);

function looseValues(source: string): string[] {
  return [...source.matchAll(sqlTemplate)]
    .flatMap(([template]) => [...template.matchAll(/\$\{([^}]*)\}/g)])
    .map(([, expression = '']) => expression)
    .filter((expression) => !allowed.has(expression));
}

test('J10: no SQL is put together from values', () => {
  expect(sources.length).toBeGreaterThan(30);
  for (const path of sources) {
    expect(looseValues(readFileSync(new URL(path, folder), 'utf8')), path).toEqual([]);
  }
});

test('J10, control: the check finds a value inside a statement', () => {
  const source = ['db.prepare(`SELECT value FROM setting WHERE key = $', '{key}`)'].join('');
  expect(looseValues(source)).toEqual(['key']);
});
