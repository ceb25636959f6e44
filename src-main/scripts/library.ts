import type { ScriptSummary, ScriptVersion, StoredScript } from '../../src-shared/contract/scripts.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import {
  gatherLibraries,
  type LibraryPath,
  type LibrarySources,
} from '../../src-shared/pine/libraries/sources.ts';
import type { ScriptRepository, ScriptRow } from '../storage/script-store.ts';
import type { FindBundled } from './bundled-libraries.ts';
import { describeSource } from './describe-source.ts';
import { samplePrefix } from './samples.ts';

interface LibraryParts {
  readonly repository: ScriptRepository;
  readonly samples: readonly StoredScript[];
  readonly findBundled: FindBundled;
  now(): EpochMs;
  newId(): string;
}

export interface ScriptToSave {
  readonly id?: string;
  readonly name: string;
  readonly folder: string;
  readonly source: string;
  readonly note?: string;
}

/** The user's scripts and the samples. Samples can be read and starred, and nothing else. */
export class ScriptLibrary {
  readonly #parts: LibraryParts;
  readonly #samples: ReadonlyMap<string, StoredScript>;

  constructor(parts: LibraryParts) {
    this.#parts = parts;
    this.#samples = new Map(parts.samples.map((sample) => [sample.id, sample]));
  }

  list(): readonly ScriptSummary[] {
    const { repository } = this.#parts;
    const favourites = repository.favourites();
    const samples = [...this.#samples.values()].map(({ source: _, ...sample }) => ({
      ...sample,
      isFavourite: favourites.has(sample.id),
    }));
    return [...repository.list().map((row) => summaryOf(row, favourites)), ...samples];
  }

  /** @throws Failure `not-found` */
  get(id: string, version?: number): StoredScript {
    const { repository } = this.#parts;
    const sample = this.#samples.get(id);
    if (sample !== undefined) return { ...sample, isFavourite: repository.favourites().has(id) };
    const row = this.#row(id);
    const wanted = version ?? row.version;
    const source = repository.source(id, wanted);
    if (source === undefined)
      throw new Failure('not-found', `“${row.name}” has no version ${wanted} any more.`);
    return { ...summaryOf(row, repository.favourites()), version: wanted, source };
  }

  /** @throws Failure `not-found` for an id that is none, `invalid` for a sample's. */
  async save({ id: given, name, folder, source, note = '' }: ScriptToSave): Promise<ScriptSummary> {
    const { repository, now, newId } = this.#parts;
    if (given !== undefined) this.#assertOwn(given);
    const id = given ?? newId();
    const row = { id, name, folder: tidyFolder(folder), ...describeSource(source), updatedAt: now() };
    await repository.save({ row, source, note });
    return this.#summary(id);
  }

  /** @throws Failure `not-found`, or `invalid` for a sample. */
  async move(id: string, name: string, folder: string): Promise<ScriptSummary> {
    const { repository, now } = this.#parts;
    this.#assertOwn(id);
    await repository.move(id, name, tidyFolder(folder), now());
    return this.#summary(id);
  }

  /** @throws Failure `invalid` for a sample. */
  async remove(id: string): Promise<boolean> {
    if (this.#samples.has(id)) throw notASample();
    return this.#parts.repository.remove(id);
  }

  /** @throws Failure `not-found` */
  versions(id: string): readonly ScriptVersion[] {
    const sample = this.#samples.get(id);
    if (sample === undefined) {
      this.#row(id);
      return this.#parts.repository.versions(id);
    }
    const { version, updatedAt, source } = sample;
    return [{ version, savedAt: updatedAt, note: '', characters: source.length }];
  }

  /** @throws Failure `not-found` */
  async setFavourite(id: string, isFavourite: boolean): Promise<ScriptSummary> {
    if (!this.#samples.has(id)) this.#row(id);
    await this.#parts.repository.setFavourite(id, isFavourite);
    return this.#summary(id);
  }

  /** The texts of all libraries that a source needs, saved ones before those that come along; others are left out. */
  librariesOf(source: string): LibrarySources {
    return gatherLibraries(source, (path) => this.#libraryText(path) ?? this.#parts.findBundled(path));
  }

  /**
   * `user/Name/3` is version 3 of the library that is called so. Everything here is one person's, so that the user only
   * chooses between several of one name: it is the folder it lies in.
   */
  #libraryText({ user, name, version }: LibraryPath): string | undefined {
    const { repository } = this.#parts;
    const named = repository
      .list()
      .filter((row) => row.kind === 'library' && (row.title === name || row.name === name))
      .sort((a, b) => Number(isIn(user, b)) - Number(isIn(user, a)) || b.updatedAt - a.updatedAt);
    for (const { id } of named) {
      const text = repository.source(id, version);
      if (text !== undefined) return text;
    }
    return undefined;
  }

  #summary(id: string): ScriptSummary {
    const { repository } = this.#parts;
    const sample = this.#samples.get(id);
    if (sample === undefined) return summaryOf(this.#row(id), repository.favourites());
    const { source: _, ...summary } = sample;
    return { ...summary, isFavourite: repository.favourites().has(id) };
  }

  #row(id: string): ScriptRow {
    const row = this.#parts.repository.get(id);
    if (row === undefined) throw new Failure('not-found', 'This script is not there any more.');
    return row;
  }

  #assertOwn(id: string): void {
    if (id.startsWith(samplePrefix) || this.#samples.has(id)) throw notASample();
    this.#row(id);
  }
}

function isIn(user: string, { folder }: ScriptRow): boolean {
  return folder.split('/').at(-1)?.toLowerCase() === user.toLowerCase();
}

function notASample(): Failure {
  return new Failure('invalid', 'A sample stays as it is. Save it under a new name to change it.');
}

function tidyFolder(folder: string): string {
  return folder
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('/');
}

const kinds = ['indicator', 'strategy', 'library'] as const;

function summaryOf(row: ScriptRow, favourites: ReadonlySet<string>): ScriptSummary {
  return {
    ...row,
    kind: kinds.find((kind) => kind === row.kind) ?? 'unknown',
    isFavourite: favourites.has(row.id),
    isSample: false,
  };
}
