import type { Diagnostic } from '../diagnostic.ts';
import { lineMap } from '../syntax/line-map.ts';
import type { Script } from '../syntax/tree.ts';

/** A library as `check` takes it. */
export interface Library {
  /** `user/name/version`. */
  readonly name: string;
  readonly text: string;
  /** Its places are those in its text plus `first`. */
  readonly script: Script;
  readonly diagnostics: readonly Diagnostic[];
  /** Where its places begin: beyond all those of the script and of the libraries before it. */
  readonly first: number;
}

/** More than any text may have characters, so that a place tells by itself whose it is. */
const placesPerText = 1 << 20;

/** Whether a place lies in the script's own text. */
export function isOwnPlace(place: number): boolean {
  return place < placesPerText;
}

/** The first place of the library with that number, counted from 0. */
export function firstPlaceOf(number: number): number {
  return (number + 1) * placesPerText;
}

/** Whose place it is, and in which line; undefined for places of the script itself. */
export function libraryAt(
  libraries: Iterable<Library>,
  place: number,
): { readonly library: Library; readonly line: number } | undefined {
  if (isOwnPlace(place)) return undefined;
  for (const library of libraries) {
    const offset = place - library.first;
    if (offset < 0 || offset >= placesPerText) continue;
    return { library, line: lineMap(library.text).positionOf(offset).line };
  }
  return undefined;
}
