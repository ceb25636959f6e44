import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'fixtures');

/** A recorded message; see the folder's own `source` members. */
export interface Fixture {
  readonly name: string;
  readonly http_status?: number;
  readonly payload?: unknown;
  readonly raw?: string;
  readonly frames?: readonly { readonly dir: string; readonly text?: string; readonly hex?: string }[];
  readonly expect?: unknown;
}

export function fixture(name: string): Fixture {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Fixture;
}

export function fixtureNames(): readonly string[] {
  return readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
}

/** The frames that came from Zerodha, binary ones as bytes. */
export function receivedFrames(name: string): readonly (string | Uint8Array)[] {
  return (fixture(name).frames ?? [])
    .filter(({ dir }) => dir === 'recv')
    .map(({ text, hex }) => (hex === undefined ? (text ?? '') : Buffer.from(hex, 'hex')));
}

/** The `data` of a recorded answer as its text, so that numbers can be read exactly. */
export function dataText(name: string): string {
  return JSON.stringify((fixture(name).payload as { data: unknown }).data);
}
