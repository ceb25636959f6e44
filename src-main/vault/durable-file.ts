import { existsSync } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The name under which the copy before the present one is kept until the present one has been opened. */
export const previousOf = (path: string): string => `${path}.previous`;

/**
 * Replaces a file so that a power cut leaves the old or the new content, never a mixture, and keeps the old one beside it
 * until `isGood` has judged what is really on the disk (K5). The new content is judged twice: before it takes the name,
 * and after.
 * @throws Error when the disk refuses, or when the content read back is not good; the old content is then in place.
 */
export async function replaceFile(
  path: string,
  content: string,
  isGood: (content: string) => boolean | Promise<boolean>,
): Promise<void> {
  const fresh = `${path}.new`;
  const previous = previousOf(path);
  await rm(fresh, { force: true });
  const file = await open(fresh, 'wx', 0o600);
  try {
    await file.writeFile(content, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
  if (!(await isGood(await readText(fresh)))) throw new Error(`${fresh} does not hold what was written`);
  await rm(previous, { force: true });
  const hadOne = await keepAs(path, previous);
  await rename(fresh, path);
  await flushFolder(dirname(path));
  if (!(await isGood(await readText(path)))) {
    if (hadOne) await rename(previous, path);
    throw new Error(`${path} does not hold what was written`);
  }
  if (hadOne) {
    await rm(previous, { force: true });
    await flushFolder(dirname(path));
  }
}

/** Removes a file for good, its earlier copies too. */
export async function removeFile(path: string): Promise<void> {
  for (const name of [path, previousOf(path), `${path}.new`]) await rm(name, { force: true });
  await flushFolder(dirname(path));
}

/** Gives a file that cannot be used another name, never away (K3). Answers that name. */
export async function setAside(path: string, now: number): Promise<string> {
  let aside = `${path}.kept-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`;
  while (existsSync(aside)) aside += '-2';
  await rename(path, aside);
  await flushFolder(dirname(path));
  return aside;
}

/** The content as text; at most `mostBytes`, so that a strange file cannot fill the memory. */
export async function readText(path: string, mostBytes = 8 * 1024 * 1024): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size > mostBytes) throw new Error(`${path} has ${size} bytes, more than a vault can have`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/** A second name for the present content; false when there is none. File systems without links get a copy. */
async function keepAs(path: string, name: string): Promise<boolean> {
  try {
    await link(path, name);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return false;
    if (code !== 'EPERM' && code !== 'ENOSYS' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP') throw error;
  }
  const copy = await open(name, 'wx', 0o600);
  try {
    await copy.writeFile(await readText(path), 'utf8');
    await copy.sync();
  } finally {
    await copy.close();
  }
  return true;
}

/** Makes names durable. Windows offers no such call for folders and journals its names itself. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
