import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, runStep, runTool, type StepResult } from './run-step.ts';

/* npm run check: everything that can be said of the code without running it. Shows what fails, and only that. */

interface Check {
  readonly name: string;
  run(): Promise<StepResult>;
}

const sourceFolders = [
  'src-main',
  'src-renderer',
  'src-preload',
  'src-shared',
  'src-cloud',
  'tests',
  'scripts',
];

const typescript = (project: string): Check => ({
  name: `types of ${project}`,
  run: () => runTool('typescript/bin/tsc', ['-p', project, '--pretty'], { isQuiet: true }),
});

const checks: readonly Check[] = [
  {
    name: 'format and lint',
    run: () =>
      runTool(
        '@biomejs/biome/bin/biome',
        ['check', '--colors=off', '--max-diagnostics=50', '--error-on-warnings'],
        {
          isQuiet: true,
        },
      ),
  },
  typescript('src-shared/tsconfig.json'),
  typescript('src-main/tsconfig.json'),
  typescript('src-preload/tsconfig.json'),
  typescript('src-renderer/tsconfig.json'),
  typescript('tsconfig.json'),
  {
    name: 'generated messages are current',
    run: () => runStep(process.execPath, ['scripts/build-proto.ts', '--check'], { isQuiet: true }),
  },
  { name: 'import rules', run: importRules },
  { name: 'dead code', run: () => runTool('knip/bin/knip.js', ['--no-progress'], { isQuiet: true }) },
];

/** A cruise that saw fewer modules than the tree has checked nothing, whatever it says. */
async function importRules(): Promise<StepResult> {
  const folders = sourceFolders.filter((folder) => sourceFiles(folder) > 0);
  const result = await runTool(
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    ['--config', '.dependency-cruiser.cjs', ...folders],
    { isQuiet: true },
  );
  const cruised = Number(/(\d+) modules/.exec(result.output)?.[1] ?? 0);
  const expected = folders.reduce((sum, folder) => sum + sourceFiles(folder), 0);
  if (cruised >= expected) return result;
  return {
    code: 1,
    output: `${result.output}\nonly ${cruised} modules of at least ${expected} were looked at\n`,
  };
}

function sourceFiles(folder: string): number {
  try {
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
      /(?<![.]d)[.]tsx?$/.test(file),
    ).length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

let failed = 0;
for (const check of checks) {
  const started = performance.now();
  const { code, output } = await check.run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${check.name} (${seconds} s)`);
  if (code !== 0) {
    failed += 1;
    console.log(output);
  }
}
console.log(`Checks: ${checks.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
