import type { EpochMs } from '../../src-shared/domain/time.ts';

/** A script of the user's, its sources left out. Kind, title and description are what the newest source says. */
export interface ScriptRow {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  /** The newest one, from 1 without holes. */
  readonly version: number;
  readonly updatedAt: EpochMs;
}

export interface ScriptVersionRow {
  readonly version: number;
  readonly savedAt: EpochMs;
  readonly note: string;
  /** Length of the source. */
  readonly characters: number;
}

export interface ScriptSave {
  readonly row: Omit<ScriptRow, 'version'>;
  readonly source: string;
  readonly note: string;
}

/** Scripts that there may be, and versions kept of each: the oldest go first. */
export const mostScripts = 2000;
export const keptVersions = 200;

export interface ScriptRepository {
  list(): readonly ScriptRow[];
  get(id: string): ScriptRow | undefined;
  source(id: string, version: number): string | undefined;
  /** Newest first. */
  versions(id: string): readonly ScriptVersionRow[];
  /**
   * Adds a version if the source is another than the newest one's; answers which version is the newest now.
   * @throws Failure `invalid` for a new one when there are `mostScripts`.
   */
  save(script: ScriptSave): Promise<number>;
  move(id: string, name: string, folder: string, at: EpochMs): Promise<boolean>;
  /** With its versions. */
  remove(id: string): Promise<boolean>;
  favourites(): ReadonlySet<string>;
  setFavourite(id: string, isFavourite: boolean): Promise<void>;
}
