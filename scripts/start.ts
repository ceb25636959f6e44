import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { buildPage } from './build-page.ts';
import { desktopBinary, startDesktop } from './desktop-binary.ts';
import { root } from './run-step.ts';

/* npm start: the desktop application where it can run, the web host otherwise. */

enableCompileCache();
await buildPage();
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const args = process.argv.slice(2);
const binary = hasDisplay && !args.includes('--web') ? await desktopBinary() : undefined;
if (binary !== undefined) {
  process.exitCode = await startDesktop(binary);
} else {
  if (!hasDisplay) console.log('There is no display here, so Tidemark runs as a web host.');
  else if (!args.includes('--web'))
    console.log('The desktop binary is not here and could not be fetched, so Tidemark runs as a web host.');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const { runCommandLine } = await import('../src-main/cli/index.ts');
  const serveArgs = args.filter((argument) => argument !== '--web');
  process.exitCode = await runCommandLine(
    ['serve', ...(hasDisplay ? ['--open'] : []), ...serveArgs],
    version,
  );
}
