import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { StoredScript } from '../../src-shared/contract/scripts.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { describeSource } from './describe-source.ts';

export const sampleFolder = 'Samples';
export const samplePrefix = 'sample:';

/** The scripts that come with the program; an empty list where the folder is missing. */
export async function loadSamples(folder: string): Promise<readonly StoredScript[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.pine')).sort();
  return Promise.all(
    names.map(async (name): Promise<StoredScript> => {
      const path = join(folder, name);
      const [source, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
      const id = basename(name, '.pine');
      const described = describeSource(source);
      return {
        id: `${samplePrefix}${id}`,
        name: (described.title || id).slice(0, 80),
        folder: sampleFolder,
        ...described,
        version: 1,
        updatedAt: epochMs(Math.floor(mtimeMs)),
        isFavourite: false,
        isSample: true,
        source,
      };
    }),
  );
}
