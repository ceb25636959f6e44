import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contentSecurityPolicy, pageFiles } from './page-policy.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidemark-page-'));
  mkdirSync(join(folder, 'assets'));
  const names = [
    'index.html',
    'icon-12345678.svg',
    'assets/chart-panel-CImb-HRD.js',
    'assets/inter-Dx4kXJAl.woff2',
    'assets/plain.js',
    'assets/chart-panel-CImb-HRD.js.map',
  ];
  for (const name of names) writeFileSync(join(folder, name), '');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('L5: only files named after their content are kept by the browser, for good', () => {
  const files = pageFiles(folder);
  const caching = [...files].map(([path, { headers }]) => [path, headers['cache-control']]);
  expect(caching.toSorted()).toEqual([
    ['/assets/chart-panel-CImb-HRD.js', 'max-age=31536000, immutable'],
    ['/assets/inter-Dx4kXJAl.woff2', 'max-age=31536000, immutable'],
    ['/assets/plain.js', 'no-store'],
    ['/icon-12345678.svg', 'no-store'],
    ['/index.html', 'no-store'],
  ]);
});

test('E3: every file is sent with the policy, and as what it is', () => {
  for (const { headers } of pageFiles(folder).values()) {
    expect(headers['content-security-policy']).toBe(contentSecurityPolicy);
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
  expect(pageFiles(folder).get('/assets/plain.js')?.headers['content-type']).toBe(
    'text/javascript; charset=utf-8',
  );
});
