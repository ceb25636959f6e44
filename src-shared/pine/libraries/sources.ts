import { parse } from '../syntax/parse.ts';
import { firstPlaceOf, type Library } from './library.ts';

/** What an import names. */
export interface LibraryPath {
  /** `user/name/version`, as it is written. */
  readonly key: string;
  readonly user: string;
  readonly name: string;
  readonly version: number;
}

/** Texts of libraries by `user/name/version`: plain data, so that it goes to other threads as it is. */
export type LibrarySources = Readonly<Record<string, string>>;

/** So many libraries may come together in one script. */
export const mostLibraries = 64;

/** The libraries that a text imports, each once, in the order in which they are written. */
export function importsOf(text: string): readonly LibraryPath[] {
  // Most scripts import nothing, and need not be read for that.
  if (!/^[ \t]*import[ \t]/m.test(text)) return [];
  const found = new Map<string, LibraryPath>();
  for (const node of parse(text).script.body) {
    if (node.kind !== 'import' || node.version === 0) continue;
    const { user, library, version } = node;
    const key = `${user.name}/${library.name}/${version}`;
    found.set(key, { key, user: user.name, name: library.name, version });
  }
  return [...found.values()];
}

/** What a script, or a library it imports, names and `sources` does not have yet. */
export function missingLibraries(text: string, sources: LibrarySources): readonly LibraryPath[] {
  const seen = new Set<string>();
  const missing: LibraryPath[] = [];
  const texts = [text];
  for (let next = texts.pop(); next !== undefined; next = texts.pop()) {
    for (const path of importsOf(next)) {
      if (seen.has(path.key) || seen.size >= mostLibraries) continue;
      seen.add(path.key);
      const source = sourceOf(sources, path.key);
      if (source === undefined) missing.push(path);
      else texts.push(source);
    }
  }
  return missing;
}

/** All libraries that a script needs, those of its libraries too. What `find` does not have is left out. */
export function gatherLibraries(
  text: string,
  find: (path: LibraryPath) => string | undefined,
): LibrarySources {
  const sources: Record<string, string> = Object.create(null);
  const asked = new Set<string>();
  for (;;) {
    const missing = missingLibraries(text, sources).filter(({ key }) => !asked.has(key));
    if (missing.length === 0) return sources;
    for (const path of missing) {
      asked.add(path.key);
      const source = find(path);
      if (source !== undefined) sources[path.key] = source;
    }
  }
}

/** Reads libraries for `check` and the language service. */
export function parseLibraries(sources: LibrarySources): ReadonlyMap<string, Library> {
  const libraries = new Map<string, Library>();
  for (const [name, text] of Object.entries(sources).slice(0, mostLibraries)) {
    const { script, diagnostics } = parse(text);
    const first = firstPlaceOf(libraries.size);
    shift(script, first);
    libraries.set(name, { name, text, script, diagnostics, first });
  }
  return libraries;
}

function sourceOf(sources: LibrarySources, key: string): string | undefined {
  return Object.hasOwn(sources, key) ? sources[key] : undefined;
}

/** Moves all places of a tree, which is made of plain objects and lists. */
function shift(tree: object, by: number): void {
  const waiting: object[] = [tree];
  const moved = new Set<object>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (moved.has(next)) continue;
    moved.add(next);
    const node = next as Record<string, unknown>;
    for (const key in node) {
      const value = node[key];
      if (typeof value === 'object' && value !== null) waiting.push(value);
      else if ((key === 'start' || key === 'end') && typeof value === 'number') node[key] = value + by;
    }
  }
}
