import { existsSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleDesktop } from '../../scripts/bundle-desktop.ts';

const here = fileURLToPath(new URL('./', import.meta.url));
export const root = fileURLToPath(new URL('../../', import.meta.url));
const specsFolder = join(root, 'dist/desktop-specs');

/** The real main and preload; `stub` puts the specs' own application and page behind them. */
export type Build = 'stub' | 'real';

export function mainFile(build: Build): string {
  return join(specsFolder, build, 'desktop/main.js');
}

/** The whole program can be run when its page has been built. */
export function canRunReal(): boolean {
  return existsSync(join(root, 'dist/renderer/index.html')) && existsSync(join(root, 'src-main/app.ts'));
}

/** Playwright's global set-up. */
// biome-ignore lint/style/noDefaultExport: Playwright takes it as the default export
export default async function buildForSpecs(): Promise<void> {
  await rm(specsFolder, { recursive: true, force: true });
  await bundleDesktop({
    folder: join(specsFolder, 'stub/desktop'),
    alias: { 'src-main/app.ts': join(here, 'stub-app.ts') },
  });
  await mkdir(join(specsFolder, 'stub/renderer'), { recursive: true });
  await cp(join(here, 'page'), join(specsFolder, 'stub/renderer'), { recursive: true });
  if (canRunReal()) {
    await bundleDesktop({ folder: join(specsFolder, 'real/desktop') });
    await cp(join(root, 'dist/renderer'), join(specsFolder, 'real/renderer'), { recursive: true });
  }
}
