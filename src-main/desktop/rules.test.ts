import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/* What the linter cannot express about the whole tree. Each rule is first shown to find an offender. */
const root = fileURLToPath(new URL('../../', import.meta.url));

interface SourceRule {
  readonly id: string;
  readonly sentence: string;
  readonly forbidden: RegExp;
  /** The one file that may. */
  readonly home?: string;
  readonly offenders: readonly string[];
}

const rules: readonly SourceRule[] = [
  {
    id: 'E1',
    sentence: 'a window is made in the window factory only',
    forbidden:
      /\bnew\s+(\w+\.)?(BrowserWindow|BrowserView|WebContentsView)\s*\(|\bextends\s+(\w+\.)?BrowserWindow\b/,
    home: 'src-main/desktop/window-factory.ts',
    offenders: [
      'new BrowserWindow({})',
      'new electron.BrowserWindow( )',
      'new WebContentsView()',
      'class A extends BrowserWindow {',
    ],
  },
  {
    id: 'E5',
    sentence: 'the browser is opened by one function only',
    forbidden: /\bopenExternal\s*\(\s*url|shell\s*\.\s*open|\bshell\b[^\n]*from 'electron'|\bopenPath\s*\(/,
    home: 'src-main/desktop/external-links.ts',
    offenders: ["shell.openExternal('x')", 'shell.openPath(file)', "import { shell } from 'electron'"],
  },
  {
    id: 'W1',
    sentence: 'the check of certificates is never switched off',
    forbidden:
      /rejectUnauthorized\s*:(?!\s*true\b)|NODE_TLS_REJECT_UNAUTHORIZED|setCertificateVerifyProc|'certificate-error'|checkServerIdentity\s*:/,
    offenders: [
      '{ rejectUnauthorized: false }',
      'rejectUnauthorized: strict',
      "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'",
    ],
  },
  {
    id: 'E7',
    sentence: 'nothing is exposed to the page by a bridge',
    forbidden: /\bcontextBridge\b|exposeInMainWorld/,
    offenders: ["contextBridge.exposeInMainWorld('api', {})"],
  },
  {
    id: 'E1',
    sentence: 'no page gets Node, loses its sandbox or is driven by text',
    forbidden: /\.executeJavaScript\s*\(|\bnodeIntegration\w*\s*:\s*true|\bsandbox\s*:\s*false/,
    offenders: ["contents.executeJavaScript('1')", 'nodeIntegration: true', 'sandbox: false'],
  },
];

const sources = globSync('src-{main,preload,renderer,shared,cloud}/**/*.{ts,tsx}', { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !/\.test\.tsx?$/.test(file) && !file.includes('/node_modules/'));

describe('rules over all sources', () => {
  it('looks at the sources that there are', () => {
    expect(sources).toContain('src-main/main.ts');
    expect(sources).toContain('src-preload/preload.ts');
    expect(sources.length).toBeGreaterThan(60);
  });

  for (const { id, sentence, forbidden, home, offenders } of rules) {
    it(`${id}: finds its offenders (the control)`, () => {
      for (const offender of offenders) expect(offender).toMatch(forbidden);
      if (home !== undefined) expect(readFileSync(`${root}${home}`, 'utf8')).toMatch(forbidden);
    });

    it(`${id}: ${sentence}`, () => {
      const found = sources.filter(
        (file) => file !== home && forbidden.test(readFileSync(`${root}${file}`, 'utf8')),
      );
      expect(found).toEqual([]);
    });
  }
});
