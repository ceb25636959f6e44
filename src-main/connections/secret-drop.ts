import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../src-shared/domain/failure.ts';

/*
 * Where no window can ask for secrets, they come through a file that is read once (K8): the application lays down a form,
 * `tidemark connection keys` asks for its fields in a terminal and leaves `<id>.keys.json` beside it, readable by its
 * owner only, which the application takes and wipes. It says what became of them in `<id>.answer.json`, which the terminal
 * reads and removes.
 */

export const entryFormSchema = z.object({
  id: z.string(),
  title: z.string(),
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      hint: z.string(),
      isSecret: z.boolean(),
      isMultiline: z.boolean(),
      isOptional: z.boolean(),
      /** Asked twice and compared: a new passphrase. */
      isRepeated: z.boolean(),
      /** So that nobody waits only to be told that it is too short; whoever takes it checks again. */
      leastCharacters: z.number().exactOptional(),
    }),
  ),
});
export type EntryForm = z.output<typeof entryFormSchema>;
export type EntryValues = Readonly<Record<string, string>>;

const valuesSchema = z.record(z.string().max(40), z.string().max(16_384));
const mostBytes = 64 * 1024;

export const folderOf = (profile: string) => join(profile, 'entries');
export const formPath = (profile: string, id: string) => join(folderOf(profile), `${id}.form.json`);
const keysPath = (profile: string, id: string) => join(folderOf(profile), `${id}.keys.json`);
export const answerPath = (profile: string, id: string) => join(folderOf(profile), `${id}.answer.json`);

export async function layForm(profile: string, form: EntryForm): Promise<void> {
  await mkdir(folderOf(profile), { recursive: true, mode: 0o700 });
  await writeFile(formPath(profile, form.id), JSON.stringify(form), { mode: 0o600, flag: 'wx' });
}

/** For the terminal's side. @throws Failure `not-found` when nothing waits under that number. */
export async function readForm(profile: string, id: string): Promise<EntryForm> {
  if (!/^[\w-]{1,80}$/.test(id)) throw new Failure('invalid', `“${id}” is not the number of an entry.`);
  const text = await readOwn(formPath(profile, id));
  if (text === undefined) {
    throw new Failure('not-found', `No entry “${id}” waits for keys. Start it in the Connections page.`);
  }
  return entryFormSchema.parse(JSON.parse(text));
}

/** For the terminal's side: whole or not at all. What a terminal that was killed left half-written is not in the way. */
export async function dropValues(profile: string, id: string, values: EntryValues): Promise<void> {
  const path = keysPath(profile, id);
  const unfinished = `${path}.${randomUUID()}.unfinished`;
  await rm(answerPath(profile, id), { force: true });
  try {
    await writeFile(unfinished, JSON.stringify(values), { mode: 0o600, flag: 'wx' });
    await rename(unfinished, path);
  } catch (error) {
    await wipe(unfinished);
    throw error;
  }
}

/** For the terminal's side: takes back what nobody took. */
export function takeBack(profile: string, id: string): Promise<void> {
  return wipe(keysPath(profile, id));
}

/**
 * Takes what was dropped, if anything was: read once, overwritten, removed.
 * @throws Failure `invalid` for a file that others may read or that is not what was asked for; it is removed all the same.
 */
export async function takeValues(profile: string, id: string): Promise<EntryValues | undefined> {
  const taken = `${keysPath(profile, id)}.taken`;
  try {
    // Moved away first: what arrives while this file is read and wiped is another file.
    if (!(await isMoved(keysPath(profile, id), taken))) return undefined;
    const text = await readOwn(taken);
    if (text === undefined) return undefined;
    const values = valuesSchema.safeParse(jsonOf(text));
    if (!values.success)
      throw new Failure('invalid', 'The file of keys does not have the form that was asked for.');
    return values.data;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('invalid', 'The file of keys could not be read.', { cause: error });
  } finally {
    await wipe(taken);
  }
}

async function isMoved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Undefined for what is not JSON: the parser's own error would carry a piece of the text, which holds keys (K7). */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Removes everything of an entry but the answer, which the terminal may not have read yet. */
export async function clearEntry(profile: string, id: string): Promise<void> {
  const names = await readdir(folderOf(profile)).catch(() => []);
  const isOfEntry = (name: string) => name.startsWith(`${id}.`) && !name.startsWith(`${id}.answer.json`);
  // The form last: while it is there, a terminal knows that it is being waited for.
  for (const name of names.filter(isOfEntry).sort((one) => (one === `${id}.form.json` ? 1 : -1))) {
    await wipe(join(folderOf(profile), name));
  }
}

/** What an earlier run left: forms nobody will answer, and above all keys. */
export async function sweepEntries(profile: string): Promise<void> {
  const names = await readdir(folderOf(profile)).catch(() => []);
  for (const name of names) await wipe(join(folderOf(profile), name));
}

/** The text of a file of our own that nobody else can read; undefined when there is none. */
export async function readOwn(path: string): Promise<string | undefined> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    },
  );
  if (file === undefined) return undefined;
  try {
    const { mode, size, uid } = await file.stat();
    const isOthers = process.platform !== 'win32' && ((mode & 0o077) !== 0 || uid !== process.getuid?.());
    if (isOthers) {
      throw new Failure(
        'invalid',
        'The file of keys can be read by others. Set its mode to 600 and try again.',
      );
    }
    if (size > mostBytes) throw new Failure('invalid', 'The file of keys is too long.');
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/** Overwrites before removing. On drives that write elsewhere (most SSDs) the old bytes may survive a while. */
export async function wipe(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return;
  if (found.isFile()) {
    const file = await open(path, constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      await file.write(Buffer.alloc(found.size));
      await file.sync();
    } finally {
      await file.close();
    }
  }
  await rm(path, { force: true, recursive: true });
}
