import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Library } from '../../src-shared/pine/libraries/library.ts';
import { parseLibraries } from '../../src-shared/pine/libraries/sources.ts';
import type { Series } from '../../src-shared/pine/runtime/bars.ts';
import { bundledSeries, eightBars } from './running.ts';

const folder = join(import.meta.dirname, 'corpus');

export interface CorpusScript {
  readonly name: string;
  readonly text: string;
  /** What it must tell and show, see report.ts. */
  readonly expected: string;
  readonly series: Series;
}

/** `// on MARKET BARS` in a script says what it runs on; long ones run on four hours of bitcoin where they do not say. */
function seriesFor(name: string, text: string): Series {
  const asked = /^\/\/ on (\S+) (\d+)\r?$/m.exec(text);
  if (asked !== null) return bundledSeries(asked[1] ?? '', Number(asked[2]));
  return name.startsWith('long-') ? bundledSeries('btcusdc-4h-2024-2025', 1500) : eightBars();
}

export function corpusScripts(): readonly CorpusScript[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.pine') && !file.startsWith('library-'))
    .map((file) => {
      const name = basename(file, '.pine');
      const text = readFileSync(join(folder, file), 'utf8');
      const expected = readFileSync(join(folder, `${name}.expected`), 'utf8');
      return { name, text, expected, series: seriesFor(name, text) };
    });
}

/** The libraries that scripts of the corpus import, as `corpus/NAME/1`. */
export function corpusLibraries(): ReadonlyMap<string, Library> {
  const files = readdirSync(folder).filter((file) => file.startsWith('library-'));
  return parseLibraries(
    Object.fromEntries(
      files.map((file) => {
        const name = basename(file, '.pine').slice('library-'.length);
        return [`corpus/${name}/1`, readFileSync(join(folder, file), 'utf8')];
      }),
    ),
  );
}
