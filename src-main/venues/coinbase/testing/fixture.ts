import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'fixtures');

export interface Fixture {
  readonly name: string;
  readonly surface: string;
  readonly http_status?: number;
  readonly request?: { readonly method: string; readonly path: string; readonly body?: string };
  readonly payload: unknown;
  readonly frames: readonly { readonly dir: 'send' | 'recv'; readonly text: string }[];
  readonly expect: unknown;
}

export function fixture(name: string): Fixture {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
}

export function fixtureNames(begin = ''): string[] {
  return readdirSync(folder)
    .filter((file) => file.startsWith(begin))
    .map((file) => file.replace(/\.json$/, ''))
    .toSorted();
}

/** What the venue sent, as exact text. */
export function receivedFrames(name: string): string[] {
  return (fixture(name).frames ?? []).filter(({ dir }) => dir === 'recv').map(({ text }) => text);
}
