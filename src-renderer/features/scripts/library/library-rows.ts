import type { ScriptSummary } from '../../../../src-shared/contract/scripts.ts';

export type LibraryRow =
  | {
      readonly kind: 'heading';
      readonly key: string;
      readonly label: string;
      readonly depth: number;
      readonly isOpen: boolean;
      readonly count: number;
    }
  | { readonly kind: 'script'; readonly key: string; readonly script: ScriptSummary; readonly depth: number };

const samplesKey = 'samples:';

/** Favourites first, then the user's own by folders, then the samples. With a search text, all that have its words. */
export function libraryRows(
  scripts: readonly ScriptSummary[],
  search: string,
  closed: ReadonlySet<string>,
): readonly LibraryRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const sorted = scripts.toSorted((a, b) => a.name.localeCompare(b.name));
  if (words.length > 0) {
    return sorted
      .filter((script) => words.every((word) => searched(script).includes(word)))
      .map((script) => row(script, 0, 'found'));
  }
  const rows: LibraryRow[] = [];
  const section = (
    key: string,
    label: string,
    depth: number,
    list: readonly ScriptSummary[],
    count = list.length,
  ) => {
    const isOpen = !closed.has(key);
    rows.push({ kind: 'heading', key, label, depth, isOpen, count });
    if (isOpen) for (const script of list) rows.push(row(script, depth + 1, key));
    return isOpen;
  };
  const favourites = sorted.filter(({ isFavourite }) => isFavourite);
  if (favourites.length > 0) section('favourites:', 'Favourites', 0, favourites);
  const own = sorted.filter(({ isSample }) => !isSample);
  if (
    section(
      'own:',
      'My scripts',
      0,
      own.filter(({ folder }) => folder === ''),
      own.length,
    )
  ) {
    const folders = [...new Set(own.map(({ folder }) => folder).filter((folder) => folder !== ''))].sort();
    for (const folder of folders)
      section(
        `folder:${folder}`,
        folder,
        1,
        own.filter((one) => one.folder === folder),
      );
  }
  section(
    samplesKey,
    'Samples',
    0,
    sorted.filter(({ isSample }) => isSample),
  );
  return rows;
}

function row(script: ScriptSummary, depth: number, place: string): LibraryRow {
  return { kind: 'script', key: `${place} ${script.id}`, script, depth };
}

function searched({ name, title, folder, description }: ScriptSummary): string {
  return `${name} ${title} ${folder} ${description}`.toLowerCase();
}
