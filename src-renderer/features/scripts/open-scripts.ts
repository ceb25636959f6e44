import type { StoredScript } from '../../../src-shared/contract/scripts.ts';

/** A script in the editor. Its text is the editor's; here is what is known of it besides. */
export interface OpenScript {
  /** Unique among the open ones, and steady while it is open. */
  readonly key: string;
  /** In the library; null until it is first saved. */
  readonly id: string | null;
  readonly name: string;
  readonly folder: string;
  /** A sample is never changed: saving makes a copy. */
  readonly isSample: boolean;
  /** The newest version that is saved; null for none. */
  readonly version: number | null;
  /** What was saved last, or the text it began with. */
  readonly saved: string;
  readonly isDirty: boolean;
}

export interface OpenScripts {
  readonly list: readonly OpenScript[];
  readonly active: string | null;
}

export const noScripts: OpenScripts = { list: [], active: null };

export function activeScript({ list, active }: OpenScripts): OpenScript | undefined {
  return list.find(({ key }) => key === active);
}

/** Opens a stored script, or brings it to the front where it is open. */
export function withStored(before: OpenScripts, script: StoredScript): OpenScripts {
  const there = before.list.find(({ id }) => id === script.id);
  if (there !== undefined) return { ...before, active: there.key };
  const opened: OpenScript = {
    key: script.id,
    id: script.isSample ? null : script.id,
    name: script.name,
    folder: script.isSample ? '' : script.folder,
    isSample: script.isSample,
    version: script.isSample ? null : script.version,
    saved: script.source,
    isDirty: false,
  };
  const same = before.list.find(({ key }) => key === opened.key);
  return {
    list: same === undefined ? [...before.list, opened] : before.list,
    active: opened.key,
  };
}

/** A new one that is nowhere saved yet. */
export function withDraft(before: OpenScripts, key: string, name: string, text: string): OpenScripts {
  const draft: OpenScript = {
    key,
    id: null,
    name,
    folder: '',
    isSample: false,
    version: null,
    saved: text,
    isDirty: true,
  };
  return { list: [...before.list, draft], active: key };
}

const libraryPrefix = 'library:';

/** A library that comes with the program, or an older version of a saved one, to be read. */
export function withLibrary(before: OpenScripts, path: string, text: string): OpenScripts {
  const key = `${libraryPrefix}${path}`;
  if (before.list.some((one) => one.key === key)) return { ...before, active: key };
  const read: OpenScript = {
    key,
    id: null,
    name: path,
    folder: '',
    isSample: true,
    version: null,
    saved: text,
    isDirty: false,
  };
  return { list: [...before.list, read], active: key };
}

export function isReadOnly({ key }: Pick<OpenScript, 'key'>): boolean {
  return key.startsWith(libraryPrefix);
}

/** Under which it can be opened again; null for what is nowhere kept. */
export function storedId(script: OpenScript): string | null {
  return script.id ?? (script.isSample && !isReadOnly(script) ? script.key : null);
}

/** Whether it is there to be imported, not to be drawn. */
export function isLibraryText(text: string): boolean {
  return /^library\s*\(/m.test(text);
}

/** Closes one; its neighbour comes to the front. */
export function without(before: OpenScripts, key: string): OpenScripts {
  const index = before.list.findIndex((one) => one.key === key);
  if (index < 0) return before;
  const list = before.list.toSpliced(index, 1);
  const next = list[Math.min(index, list.length - 1)]?.key ?? null;
  return { list, active: before.active === key ? next : before.active };
}

export function changed(before: OpenScripts, key: string, change: Partial<OpenScript>): OpenScripts {
  const one = before.list.find((script) => script.key === key);
  if (
    one === undefined ||
    Object.entries(change).every(([name, value]) => one[name as keyof OpenScript] === value)
  )
    return before;
  return {
    ...before,
    list: before.list.map((script) => (script === one ? { ...script, ...change } : script)),
  };
}

/** `Untitled`, `Untitled 2`, … */
export function freeName(taken: readonly string[], wanted: string): string {
  const known = new Set(taken.map((name) => name.toLowerCase()));
  if (!known.has(wanted.toLowerCase())) return wanted;
  for (let number = 2; ; number += 1) {
    const name = `${wanted} ${number}`;
    if (!known.has(name.toLowerCase())) return name;
  }
}

/** What the declaration calls the script. */
export function titleIn(text: string): string | undefined {
  const found = /^\s*(?:indicator|strategy|library|study)\(\s*(?:title\s*=\s*)?(["'])(.{1,80}?)\1/m.exec(
    text,
  );
  return found?.[2]?.trim() || undefined;
}

export const newScriptText = `//@version=6
indicator("New script", overlay = true)

length = input.int(20, "Length", minval = 1)
average = ta.sma(close, length)

plot(average, "Average", color.orange)
`;
