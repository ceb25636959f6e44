import { join } from 'node:path';
import type { BundledFile, MarketCatalogue } from './catalogue.ts';
import type { ImportMapping, ImportParts } from './import-types.ts';
import { createImporter } from './index.ts';

export interface BundledProgress {
  readonly file: string;
  readonly filesDone: number;
  readonly filesTotal: number;
}

export interface BundledOutcome {
  /** Files imported now. */
  readonly imported: number;
  /** Files whose rows were stored already. */
  readonly skipped: number;
  readonly rows: number;
}

const columns: Readonly<Record<BundledFile['kind'], ImportMapping['columns']>> = {
  candles: ['time', 'open', 'high', 'low', 'close', 'volume'],
  quotes: ['time', 'bid', 'ask'],
};

/**
 * Brings the markets that come with the product into the store. Instruments that are there already are left as the user
 * has them, files whose stretch is stored are skipped: running it again changes nothing. A signal ends it after the file
 * that is being stored.
 */
export async function importBundled(
  parts: ImportParts,
  catalogue: MarketCatalogue,
  onProgress: (progress: BundledProgress) => void = () => undefined,
  signal?: AbortSignal,
): Promise<BundledOutcome> {
  const unknown = catalogue.instruments.filter(({ id }) => parts.market.instrument(id) === undefined);
  if (unknown.length > 0) await parts.market.saveInstruments(unknown);
  const missing = catalogue.files.filter((bundled) => !isStored(parts, bundled));
  const filesTotal = missing.length;
  const importer = createImporter(parts);
  let rows = 0;
  try {
    // All at once: the thread reads the next file while the store still writes the one before.
    let filesDone = 0;
    await Promise.all(
      missing.map(async (bundled) => {
        const mapping: ImportMapping = {
          kind: bundled.kind,
          delimiter: ',',
          hasHeader: true,
          timeFormat: 'epoch-ms',
          timeZone: 'UTC',
          columns: columns[bundled.kind],
        };
        const path = join(catalogue.directory, bundled.file);
        const { imported } = await importer.run(
          { path, target: targetOf(bundled), mapping },
          signal === undefined ? {} : { signal },
        );
        rows += imported;
        filesDone += 1;
        onProgress({ file: bundled.file, filesDone, filesTotal });
      }),
    );
  } finally {
    await importer.close();
  }
  return { imported: filesTotal, skipped: catalogue.files.length - filesTotal, rows };
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
