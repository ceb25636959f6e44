import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { breakages } from './breakages.ts';

/*
 * node tests/desktop/negative-controls.ts: breaks one rule after the other in the bundled main process and demands that
 * the specs of that rule fail. A breakage that no spec notices is a failure of the specs.
 */
const root = fileURLToPath(new URL('../../', import.meta.url));
const unnoticed: string[] = [];
for (const [name, { specs }] of Object.entries(breakages)) {
  const run = spawnSync(
    process.execPath,
    [
      'node_modules/playwright/cli.js',
      'test',
      '-c',
      'tests/desktop/playwright.config.ts',
      '--project=stand-in',
      '--timeout=20000',
      '--max-failures=1',
      '-g',
      specs,
    ],
    { cwd: root, encoding: 'utf8', env: { ...process.env, TIDEMARK_SPECS_BREAK: name } },
  );
  const hasFailed = run.status !== 0 && /\b[1-9]\d* failed/.test(run.stdout);
  console.log(`${hasFailed ? 'noticed  ' : 'UNNOTICED'}  ${name}`);
  if (!hasFailed) unnoticed.push(`${name}\n${run.stdout}${run.stderr}`);
}
console.log(
  `${Object.keys(breakages).length - unnoticed.length} of ${Object.keys(breakages).length} breakages noticed`,
);
if (unnoticed.length > 0) {
  console.log(unnoticed.join('\n'));
  process.exitCode = 1;
}
