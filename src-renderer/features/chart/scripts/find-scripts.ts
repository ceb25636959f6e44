import type { ScriptSummary } from '../../../../src-shared/contract/scripts.ts';

export type LibraryPart = 'all' | 'favourites' | 'samples' | 'own';

/** What a dialog lists: what can be drawn, of one part of the library, that holds every word. */
export function findScripts(
  scripts: readonly ScriptSummary[],
  part: LibraryPart,
  text: string,
): readonly ScriptSummary[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = (script: ScriptSummary) => {
    const name = nameOf(script).toLowerCase();
    const [first = ''] = words;
    return (name.startsWith(first) ? 0 : name.includes(first) ? 1 : 2) * 2 + (script.isFavourite ? 0 : 1);
  };
  return scripts
    .filter((script) => script.kind !== 'library' && isPart(script, part))
    .filter((script) => {
      const where = `${script.name} ${script.title} ${script.description} ${script.folder}`.toLowerCase();
      return words.every((word) => where.includes(word));
    })
    .sort((a, b) => rank(a) - rank(b) || nameOf(a).localeCompare(nameOf(b)));
}

/** Samples are known by what they call themselves, one's own scripts by the name one gave them. */
export function nameOf(script: ScriptSummary): string {
  return script.isSample && script.title !== '' ? script.title : script.name;
}

function isPart(script: ScriptSummary, part: LibraryPart): boolean {
  switch (part) {
    case 'all':
      return true;
    case 'favourites':
      return script.isFavourite;
    case 'samples':
      return script.isSample;
    case 'own':
      return !script.isSample;
  }
}
