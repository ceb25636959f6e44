import type { DiskEvent } from './disk-log.ts';
import { FileContents } from './file-contents.ts';
import type { Random } from './random.ts';

/** What a disk writes as a whole, or not at all. */
const sectorBytes = 512;

type Change =
  | { readonly kind: 'write'; readonly offset: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly size: number };

/** A file's contents, whatever it is called: what a flush has made safe, and what only the cache holds. */
interface Contents {
  readonly safe: FileContents;
  cached: Change[];
}

type NameChange =
  | { readonly kind: 'create'; readonly file: string; readonly contents: Contents }
  | { readonly kind: 'unlink'; readonly file: string };

/**
 * A disk with a write cache, as SQLite assumes it. A completed flush of a file makes its contents safe, and its name if it
 * is new; a flush of the folder makes all names safe. When the power goes, any of the cached writes may have reached the
 * disk, in any order and torn at sectors; of the cached changes of names some first part has.
 */
export class CachedDisk {
  readonly acknowledged = new Set<string>();
  #open = new Map<string, Contents>();
  #safeNames = new Map<string, Contents>();
  #cachedNames: NameChange[] = [];

  apply(event: DiskEvent): void {
    switch (event.kind) {
      case 'ack':
        for (const key of event.keys) this.acknowledged.add(key);
        return;
      case 'create':
        if (this.#open.has(event.file)) return;
        this.#change({
          kind: 'create',
          file: event.file,
          contents: { safe: new FileContents(), cached: [] },
        });
        return;
      case 'unlink':
        this.#change({ kind: 'unlink', file: event.file });
        return;
      case 'sync-folder':
        this.#makeNamesSafe(this.#cachedNames.length);
        return;
      case 'sync': {
        const contents = this.#contentsOf(event.file);
        for (const change of contents.cached) applyChange(contents.safe, change);
        contents.cached = [];
        const creation = this.#cachedNames.findIndex(
          (name) => name.kind === 'create' && name.contents === contents,
        );
        this.#makeNamesSafe(creation + 1);
        return;
      }
      default:
        this.#contentsOf(event.file).cached.push(event);
    }
  }

  /** The files that are found after a power cut at this moment. The disk itself goes on as if nothing had happened. */
  afterPowerCut(random: Random): Map<string, Buffer> {
    const names = new Map(this.#safeNames);
    for (const change of this.#cachedNames.slice(0, random.below(this.#cachedNames.length + 1))) {
      applyName(names, change);
    }
    return new Map([...names].map(([file, contents]) => [file, survivors(contents, random)]));
  }

  #contentsOf(file: string): Contents {
    const contents = this.#open.get(file);
    if (contents === undefined) throw new Error(`the disk log uses ${file} before it creates it`);
    return contents;
  }

  #change(change: NameChange): void {
    applyName(this.#open, change);
    this.#cachedNames.push(change);
  }

  #makeNamesSafe(count: number): void {
    for (const change of this.#cachedNames.splice(0, count)) applyName(this.#safeNames, change);
  }
}

function applyName(names: Map<string, Contents>, change: NameChange): void {
  if (change.kind === 'create') names.set(change.file, change.contents);
  else names.delete(change.file);
}

function survivors({ safe, cached }: Contents, random: Random): Buffer {
  // Some cuts lose nearly all of the cache, some nearly nothing: each has its own luck.
  const luck = random.next();
  const content = new FileContents(safe.bytes());
  for (const change of cached) {
    const pieces = change.kind === 'write' ? sectorsOf(change.offset, change.data) : [change];
    for (const piece of pieces) if (random.next() < luck) applyChange(content, piece);
  }
  return content.bytes();
}

function sectorsOf(offset: number, data: Buffer): Change[] {
  const pieces: Change[] = [];
  for (let start = 0; start < data.length; ) {
    const end = Math.min(data.length, start + sectorBytes - ((offset + start) % sectorBytes));
    pieces.push({ kind: 'write', offset: offset + start, data: data.subarray(start, end) });
    start = end;
  }
  return pieces;
}

function applyChange(content: FileContents, change: Change): void {
  if (change.kind === 'write') content.write(change.offset, change.data);
  else content.truncate(change.size);
}
