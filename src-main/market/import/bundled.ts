import { join } from 'node:path';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { SettingsRepository } from '../../storage/journal-store.ts';
import type { BundledFile, MarketCatalogue } from './catalogue.ts';
import type { ImportMapping, ImportParts } from './import-types.ts';
import { createImporter } from './index.ts';

export interface BundledParts extends ImportParts {
  /** Where it is kept which files were brought in once; without it every missing file comes back. */
  readonly settings?: Pick<SettingsRepository, 'get' | 'set'>;
}

export interface BundledProgress {
  readonly file: string;
  readonly filesDone: number;
  readonly filesTotal: number;
}

export interface BundledOutcome {
  /** Files imported now. */
  readonly imported: number;
  /** Files whose rows were stored already, or were once and the user has deleted them. */
  readonly skipped: number;
  /** Files that could not be brought in; the log says why. The next start tries again. */
  readonly failed: readonly string[];
  readonly rows: number;
}

const columns: Readonly<Record<BundledFile['kind'], ImportMapping['columns']>> = {
  candles: ['time', 'open', 'high', 'low', 'close', 'volume'],
  quotes: ['time', 'bid', 'ask'],
};

const broughtInKey = 'markets.bundled';

/**
 * Brings the markets that come with the product into the store. Instruments that are there already are left as the user
 * has them; files whose stretch is stored, or was and has been deleted by the user, are skipped: running it again changes
 * nothing. A file that fails does not stop the others. A signal ends it after the file that is being stored.
 * @throws Failure `cancelled` after the signal.
 */
export async function importBundled(
  parts: BundledParts,
  catalogue: MarketCatalogue,
  onProgress: (progress: BundledProgress) => void = () => undefined,
  signal?: AbortSignal,
): Promise<BundledOutcome> {
  const { market, log } = parts;
  const broughtIn = await readBroughtIn(parts, catalogue);
  const unknown = catalogue.instruments.filter(({ id }) => market.instrument(id) === undefined);
  if (unknown.length > 0) await market.saveInstruments(unknown);
  const there = catalogue.files.filter((bundled) => broughtIn.has(bundled.file) || isStored(parts, bundled));
  const missing = catalogue.files.filter((bundled) => !there.includes(bundled));
  for (const { file } of there) broughtIn.add(file);
  const filesTotal = missing.length;
  const failed: string[] = [];
  const importer = createImporter(parts);
  let rows = 0;
  try {
    // All at once: the thread reads the next file while the store still writes the one before.
    let filesDone = 0;
    await Promise.all(
      missing.map(async (bundled) => {
        const { file } = bundled;
        try {
          const path = join(catalogue.directory, file);
          const { imported } = await importer.run(
            { path, target: targetOf(bundled), mapping: mappingOf(bundled) },
            signal === undefined ? {} : { signal },
          );
          rows += imported;
          broughtIn.add(file);
        } catch (error) {
          failed.push(file);
          if (signal?.aborted !== true) log('bundled.failed', { file, error });
        }
        filesDone += 1;
        onProgress({ file, filesDone, filesTotal });
      }),
    );
  } finally {
    await importer.close();
  }
  await writeBroughtIn(parts, broughtIn);
  if (signal?.aborted === true && failed.length > 0) {
    throw new Failure('cancelled', 'Bringing in the bundled markets was stopped. The next start goes on.');
  }
  return { imported: filesTotal - failed.length, skipped: there.length, failed, rows };
}

/**
 * Files that were brought in once. An instrument outlives its series, so where it is missing the store is a new one,
 * built again after it was lost, and what was brought into the old one counts no more.
 */
async function readBroughtIn(parts: BundledParts, catalogue: MarketCatalogue): Promise<Set<string>> {
  const kept = parts.settings?.get(broughtInKey);
  const known = catalogue.files.filter(({ instrument }) => parts.market.instrument(instrument) !== undefined);
  const broughtIn = new Set(
    known.map(({ file }) => file).filter((file) => Array.isArray(kept) && kept.includes(file)),
  );
  // Before the instruments are added, or a stop in between would look as if the user had deleted the rest.
  if (Array.isArray(kept) && kept.length > broughtIn.size) await writeBroughtIn(parts, broughtIn);
  return broughtIn;
}

async function writeBroughtIn(
  { settings, log }: BundledParts,
  broughtIn: ReadonlySet<string>,
): Promise<void> {
  const before = settings?.get(broughtInKey);
  const files = [...broughtIn].sort();
  if (settings === undefined || JSON.stringify(before) === JSON.stringify(files)) return;
  try {
    await settings.set(broughtInKey, files);
  } catch (error) {
    // The markets are there all the same; only a deleted one will come back.
    log('bundled.not-noted', { error });
  }
}

function mappingOf({ kind }: BundledFile): ImportMapping {
  return {
    kind,
    delimiter: ',',
    hasHeader: true,
    timeFormat: 'epoch-ms',
    timeZone: 'UTC',
    columns: columns[kind],
  };
}

function targetOf({ instrument, timeframe, priceSide }: BundledFile) {
  return { instrument, priceSide, ...(timeframe === undefined ? {} : { timeframe }) };
}

function isStored({ market }: ImportParts, bundled: BundledFile): boolean {
  const { instrument, timeframe, priceSide } = bundled;
  const summary =
    timeframe === undefined
      ? market.tickSummaries(instrument).find(({ kind }) => kind === 'quote')
      : market
          .seriesSummaries(instrument)
          .find((series) => series.timeframe === timeframe && series.priceSide === priceSide);
  return (
    summary !== undefined &&
    summary.count >= bundled.rows &&
    summary.first <= bundled.first &&
    summary.last >= bundled.last
  );
}
