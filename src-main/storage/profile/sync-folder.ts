import { open } from 'node:fs/promises';

/**
 * Makes a rename or a new name in a folder durable. Windows has no such call (and keeps names in its own journal), so
 * there this does nothing.
 */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
