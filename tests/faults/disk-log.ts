import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** One thing a process did to the files of one folder, or told the world, in the order in which it was done. */
export type DiskEvent =
  | { readonly kind: 'create'; readonly file: string }
  | { readonly kind: 'write'; readonly file: string; readonly offset: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly size: number }
  | { readonly kind: 'sync'; readonly file: string }
  | { readonly kind: 'sync-folder' }
  | { readonly kind: 'unlink'; readonly file: string }
  | { readonly kind: 'ack'; readonly keys: readonly string[] };

export const tracedCalls =
  'openat,write,pwrite64,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat2,pwritev,writev';

const unfinished = / <unfinished \.\.\.>$/;
const resumed = /^<\.\.\. \w+ resumed>(.*)$/;

/**
 * Reads what `strace -f -y -xx` recorded. A call counts when it returns: before that nobody may rely on it.
 * @param folder whose files count. @param answers the file in which the process notes what was answered.
 * @throws when the record holds a call that this reader would have to guess about.
 */
export function readDiskLog(path: string, folder: string, answers: string): DiskEvent[] {
  const events: DiskEvent[] = [];
  const open = new Map<string, string>();
  for (const line of readFileSync(path, 'latin1').split('\n')) {
    const [, thread = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    if (unfinished.test(rest)) {
      open.set(thread, rest.replace(unfinished, ''));
      continue;
    }
    const end = resumed.exec(rest)?.[1];
    const call = end === undefined ? rest : `${open.get(thread) ?? ''}${end}`;
    const event = eventOf(call, folder, answers);
    if (event !== undefined) events.push(event);
  }
  return events;
}

function eventOf(call: string, folder: string, answers: string): DiskEvent | undefined {
  const [, name = '', args = '', result = ''] = /^(\w+)\((.*)\)\s+= (-?\w+)/s.exec(call) ?? [];
  if (name === '' || result.startsWith('-')) return undefined;
  const target = pathIn(name, args);
  if (name === 'write' && target === answers) {
    return {
      kind: 'ack',
      keys: [
        ...bytesIn(args)
          .toString('latin1')
          .matchAll(/ack (\S+)/g),
      ].map(([, key]) => key ?? ''),
    };
  }
  if (target === folder && (name === 'fsync' || name === 'fdatasync')) return { kind: 'sync-folder' };
  if (target === undefined || dirname(target) !== folder) return undefined;
  const file = basename(target);
  // The index of the write-ahead log is shared memory; after a power cut it is built again.
  if (file.endsWith('-shm')) return undefined;
  const numbers = (args.match(/, (\d+)/g) ?? []).map((text) => Number(text.slice(2)));
  switch (name) {
    case 'openat':
      return args.includes('O_CREAT') ? { kind: 'create', file } : undefined;
    case 'pwrite64':
      return {
        kind: 'write',
        file,
        offset: numbers.at(-1) ?? 0,
        data: bytesIn(args).subarray(0, Number(result)),
      };
    case 'ftruncate':
      return { kind: 'truncate', file, size: numbers.at(-1) ?? 0 };
    case 'fsync':
    case 'fdatasync':
      return { kind: 'sync', file };
    case 'unlink':
    case 'unlinkat':
      return { kind: 'unlink', file };
    default:
      throw new Error(`the disk log holds a ${name} on ${file}, which the simulator does not know`);
  }
}

function pathIn(name: string, args: string): string | undefined {
  const isByPath = name === 'openat' || name.startsWith('unlink') || name.startsWith('rename');
  if (isByPath) return bytesIn(args).toString();
  const annotated = /^\d+<([^>]*)>/.exec(args)?.[1];
  return annotated === undefined ? undefined : decoded(annotated).toString();
}

/** The first quoted string of a call. */
function bytesIn(args: string): Buffer {
  const quoted = /"([^"]*)"(\.\.\.)?/.exec(args);
  if (quoted?.[2] !== undefined) throw new Error('the disk log cut a string short');
  return decoded(quoted?.[1] ?? '');
}

function decoded(text: string): Buffer {
  if (!text.includes('\\x')) return Buffer.from(text, 'latin1');
  return Buffer.from(text.replaceAll('\\x', ''), 'hex');
}
