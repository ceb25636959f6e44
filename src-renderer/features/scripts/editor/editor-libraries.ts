import { createStore } from 'zustand/vanilla';
import type { ScriptSummary } from '../../../../src-shared/contract/scripts.ts';
import type { LibrarySources } from '../../../../src-shared/pine/libraries/sources.ts';
import { type ServiceDocument, setLibraries } from './service-client.ts';

interface LibraryDesk {
  /** The saved libraries, for those who write an import. */
  readonly saved: readonly ScriptSummary[];
  /** What an editor was asked to go to; null for nothing. */
  readonly wanted: { readonly library: string; readonly name: string | null } | null;
}

export const libraryDesk = createStore<LibraryDesk>(() => ({ saved: [], wanted: null }));

/** How an import names a saved library: the folder that it lies in stands for its user. */
export function importPath({ folder, title, name, version }: ScriptSummary): string {
  const user = folder.split('/').at(-1) ?? '';
  return `${/^[A-Za-z_]\w*$/.test(user) ? user : 'me'}/${title === '' ? name : title}/${version}`;
}

/**
 * The saved library that an import runs, by its id: the one whose newest text is what the import brought. Undefined for an
 * older version, and for what comes with the program.
 */
export async function savedLibrary(
  path: string,
  text: string,
  sourceOf: (id: string) => Promise<string>,
): Promise<string | undefined> {
  const [, name = '', version = ''] = path.split('/');
  for (const one of libraryDesk.getState().saved) {
    const isNamed = one.title === name || one.name === name;
    if (!isNamed || String(one.version) !== version) continue;
    // One that cannot be read now is shown as it was brought.
    const source = await sourceOf(one.id).catch(() => undefined);
    if (source === text) return one.id;
  }
  return undefined;
}

/** Fetches what texts import, once for each set of imports. */
class EditorLibraries {
  /** Where libraries are kept; undefined without a host. */
  find: ((source: string) => Promise<LibrarySources>) | undefined;
  readonly #known = new Map<string, { readonly imports: string; readonly done: Promise<void> }>();

  /** The libraries may be others than before. */
  forget(): void {
    this.#known.clear();
  }

  /** Before questions about the text are answered. */
  bring(document: ServiceDocument): Promise<void> {
    const key = document.uri.toString();
    const imports = (document.getValue().match(/^[ \t]*import[ \t].*$/gm) ?? []).join('\n');
    const known = this.#known.get(key);
    if (known !== undefined ? known.imports === imports : imports === '')
      return known?.done ?? Promise.resolve();
    const done = this.#fetch(document, imports, key);
    this.#known.set(key, { imports, done });
    return done;
  }

  async #fetch(document: ServiceDocument, imports: string, key: string): Promise<void> {
    if (this.find === undefined) return;
    try {
      setLibraries(document, imports === '' ? {} : await this.find(imports));
    } catch {
      // The connection is lost; the next look asks again.
      this.#known.delete(key);
    }
  }
}

/** The one of this window. */
export const editorLibraries = new EditorLibraries();
