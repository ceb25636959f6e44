import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * A public library to compare with, from the folder that `TIDEMARK_BENCH_PEERS` names (one with a `node_modules`).
 * Peers are never dependencies of this project. Undefined when it is not installed there.
 */
export async function peer(name: string): Promise<unknown> {
  const folder = process.env.TIDEMARK_BENCH_PEERS;
  if (folder === undefined || folder === '') return undefined;
  try {
    const path = createRequire(join(folder, 'package.json')).resolve(name);
    return await import(pathToFileURL(path).href);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
