import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'fixtures');

/** A recorded message; the files' own `source` and `provenance` say where each is from. */
export interface Fixture {
  readonly name: string;
  readonly payload?: unknown;
  readonly frames?: readonly { readonly dir: string; readonly text: string }[];
  readonly expect?: unknown;
}

export function fixture(name: string): Fixture {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Fixture;
}

export function fixtureNames(): readonly string[] {
  return readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
}

export function receivedFrames(name: string): readonly string[] {
  return (fixture(name).frames ?? []).filter(({ dir }) => dir === 'recv').map(({ text }) => text);
}

/** The body of a recorded answer as text. */
export function bodyText(name: string): string {
  return JSON.stringify(fixture(name).payload);
}
