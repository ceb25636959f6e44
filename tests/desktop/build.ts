import { existsSync } from 'node:fs';
import { cp, mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'rolldown';
import { bundleDesktop } from '../../scripts/bundle-desktop.ts';
import { breakRule } from './breakages.ts';

const here = fileURLToPath(new URL('./', import.meta.url));
export const root = fileURLToPath(new URL('../../', import.meta.url));
const specsFolder = join(root, 'dist/desktop-specs');

/**
 * All three run the real main and preload. Behind them `stub` has the specs' own application and page, `services` the
 * real application and the specs' own page that speaks the contract, `whole` everything as it ships.
 */
export type Build = 'stub' | 'services' | 'whole';

export function mainFile(build: Build): string {
  return join(specsFolder, build, 'desktop/main.js');
}

/** The whole program can be run when its page has been built. */
export function hasBuiltPage(): boolean {
  return existsSync(join(root, 'dist/renderer/index.html'));
}

/** Playwright's global set-up. */
// biome-ignore lint/style/noDefaultExport: Playwright takes it as the default export
export default async function buildForSpecs(): Promise<void> {
  await rm(specsFolder, { recursive: true, force: true });
  await bundleDesktop({
    folder: join(specsFolder, 'stub/desktop'),
    alias: { 'src-main/app.ts': join(here, 'stub-app.ts') },
  });
  const broken = process.env.TIDEMARK_SPECS_BREAK;
  if (broken !== undefined) await breakRule(join(specsFolder, 'stub/desktop'), broken);
  await mkdir(join(specsFolder, 'stub/renderer'), { recursive: true });
  await cp(join(here, 'page'), join(specsFolder, 'stub/renderer'), { recursive: true });
  for (const file of ['entry.html', 'entry.css']) {
    await cp(join(root, 'src-renderer/public', file), join(specsFolder, 'stub/renderer', file));
  }
  // The product finds its bundled markets two folders up from the bundle.
  await mkdir(join(specsFolder, 'assets'), { recursive: true });
  await symlink(join(root, 'assets/markets'), join(specsFolder, 'assets/markets'), 'junction');
  await bundleDesktop({ folder: join(specsFolder, 'services/desktop') });
  await cp(join(here, 'page'), join(specsFolder, 'services/renderer'), { recursive: true });
  await bundle({
    input: join(here, 'page/rpc-page.ts'),
    platform: 'browser',
    output: { file: join(specsFolder, 'services/renderer/page.js'), format: 'esm' },
  });
  if (hasBuiltPage()) {
    await cp(join(specsFolder, 'services/desktop'), join(specsFolder, 'whole/desktop'), { recursive: true });
    await cp(join(root, 'dist/renderer'), join(specsFolder, 'whole/renderer'), { recursive: true });
  }
}
