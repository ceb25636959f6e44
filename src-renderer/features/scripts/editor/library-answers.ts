import { importsOf, type LibrarySources } from '../../../../src-shared/pine/libraries/sources.ts';
import { parse } from '../../../../src-shared/pine/syntax/parse.ts';

/** Something that a library exports, or the library as a whole. */
export interface ImportedName {
  /** `user/name/version`. */
  readonly library: string;
  /** Null where the library itself is meant. */
  readonly name: string | null;
}

/** What an editor asks beside the language service: about names that come from libraries. */
export interface LibraryAnswers {
  importedAt(offset: number): ImportedName | undefined;
  /** Where a text declares the name that it exports; its beginning for none. */
  exportOf(name: string | null): { readonly start: number; readonly end: number };
}

export function libraryAnswers(text: string, libraries: LibrarySources): LibraryAnswers {
  return {
    importedAt: (offset) => importedAt(text, libraries, offset),
    exportOf: (name) => exportOf(text, name) ?? { start: 0, end: 0 },
  };
}

function importedAt(text: string, libraries: LibrarySources, offset: number): ImportedName | undefined {
  if (importsOf(text).length === 0) return undefined;
  const byAlias = new Map<string, string>();
  for (const node of parse(text).script.body) {
    if (node.kind !== 'import') continue;
    const key = `${node.user.name}/${node.library.name}/${node.version}`;
    if (node.start <= offset && offset <= node.end) return { library: key, name: null };
    byAlias.set((node.alias ?? node.library).name, key);
  }
  const before = /\w*$/.exec(text.slice(0, offset))?.[0] ?? '';
  const name = before + (/^\w*/.exec(text.slice(offset))?.[0] ?? '');
  const place = text.slice(0, offset - before.length);
  const isMember = /\.\s*$/.test(place);
  const object = /(\w+)\s*\.\s*$/.exec(place)?.[1] ?? '';
  if (name === '' || /^\d/.test(name)) return undefined;
  const own = byAlias.get(name);
  if (!isMember) return own === undefined ? undefined : { library: own, name: null };
  const library = byAlias.get(object);
  if (library !== undefined) return { library, name };
  // A method of a library stands behind a value.
  const found = [...byAlias.values()].find((key) => exportOf(libraries[key] ?? '', name) !== undefined);
  return found === undefined ? undefined : { library: found, name };
}

function exportOf(
  text: string,
  name: string | null,
): { readonly start: number; readonly end: number } | undefined {
  if (name === null) return undefined;
  for (const node of parse(text).script.body) {
    const isExport = 'isExported' in node && node.isExported && node.name.name === name;
    if (isExport) return { start: node.name.start, end: node.name.end };
  }
  return undefined;
}
