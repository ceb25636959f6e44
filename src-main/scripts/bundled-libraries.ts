import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LibraryPath } from '../../src-shared/pine/libraries/sources.ts';

/** Lies as far from the bundle as from this file. */
const ownFolder = fileURLToPath(new URL('../../assets/pine-libraries', import.meta.url));

/** Finds a library among those that come with the program; one text serves all of its versions. */
export type FindBundled = (path: Pick<LibraryPath, 'user' | 'name'>) => string | undefined;

/** Reads `USER/NAME.pine` of the folder; none where it is missing. */
export async function loadBundledLibraries(folder = ownFolder): Promise<FindBundled> {
  const texts = new Map<string, string>();
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  const scripts = files.filter((file) => file.endsWith('.pine'));
  await Promise.all(
    scripts.map(async (file) => {
      const name = file.slice(0, -'.pine'.length).replaceAll('\\', '/');
      texts.set(name, await readFile(join(folder, file), 'utf8'));
    }),
  );
  return ({ user, name }) => texts.get(`${user}/${name}`);
}
