import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runStep } from './run-step.ts';

const folder = join(root, 'node_modules/electron');
const fetchLimitMs = 120_000;

/** Where Electron's binary is, fetched if need be; undefined where it cannot be had. */
export async function desktopBinary(): Promise<string | undefined> {
  const found = installedBinary();
  if (found !== undefined) return found;
  console.log('Fetching the desktop binary (once)…');
  const { code } = await runStep(process.execPath, [join(folder, 'install.js')], {
    isQuiet: true,
    limitMs: fetchLimitMs,
  });
  return code === 0 ? installedBinary() : undefined;
}

function installedBinary(): string | undefined {
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
}

/** Bundles main and preload, then runs them until the window is closed. Answers the exit code. */
export async function startDesktop(binary: string): Promise<number> {
  const { code, output } = await runStep(process.execPath, [join(root, 'scripts/bundle-desktop.ts')], {
    isQuiet: true,
  });
  if (code !== 0) throw new Error(`The desktop application could not be bundled:\n${output}`);
  return (await runStep(binary, [root])).code;
}
