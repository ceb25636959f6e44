import { basename } from 'node:path';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { symbolOf } from '../../../src-shared/domain/instrument.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { nominalMs } from '../../../src-shared/domain/timeframe.ts';
import type { MergeResult } from '../../storage/market-store.ts';
import { candleColumns, tickColumns } from './column-sets.ts';
import type {
  Importer,
  ImportParts,
  ImportPreview,
  ImportReport,
  ImportTarget,
  PreviewRequest,
  RunOptions,
  RunRequest,
} from './import-types.ts';
import { importLimits } from './limits.ts';
import { instrumentOf } from './new-instrument.ts';
import { WorkerLine } from './worker-line.ts';
import type { ReadRows } from './worker-messages.ts';

export type { Importer, ImportParts, ImportReport } from './import-types.ts';

/** Brings market history from files into the store. Reading happens in a thread of its own. */
export function createImporter(parts: ImportParts): Importer {
  const line = new WorkerLine();
  const limits = parts.limits ?? importLimits;
  return {
    async preview({ path, name = basename(path), mapping }: PreviewRequest, { signal } = {}) {
      const found = await line.run(
        { kind: 'preview', path, name, limits, ...(mapping === undefined ? {} : { mapping }) },
        signal,
      );
      return { ...found, suggested: withKnownInstrument(parts, found.suggested) };
    },

    async run(
      { path, name = basename(path), target = {}, mapping, known }: RunRequest,
      options: RunOptions = {},
    ) {
      const { signal, onProgress = () => undefined } = options;
      const startedAt = parts.now();
      let bytesTotal = 0;
      const rows = await line.run(
        {
          kind: 'read',
          path,
          name,
          limits,
          ...(mapping === undefined ? {} : { mapping }),
          ...(known === undefined ? {} : { known }),
        },
        signal,
        (progress) => {
          bytesTotal = progress.bytesTotal;
          onProgress({ ...progress, phase: 'reading' });
        },
      );
      const full = fullTarget(parts, rows, target);
      onProgress({ bytesRead: bytesTotal, bytesTotal, rows: rows.columns[0]?.length ?? 0, phase: 'storing' });
      const report = await store(parts, name, full, rows, signal);
      parts.log('import.stored', {
        instrument: full.instrument,
        kind: rows.kind,
        imported: report.imported,
        duplicates: report.duplicates,
        rejected: report.rejectedCount,
        tookMs: parts.now() - startedAt,
      });
      return report;
    },

    close: () => line.close(),
  };
}

type SuggestedTarget = ImportPreview['suggested'];

/** A name such as EURUSD means the one instrument of that name that is known, whatever its source. */
function withKnownInstrument(parts: ImportParts, suggested: SuggestedTarget): SuggestedTarget {
  const { instrument } = suggested;
  if (instrument === undefined || parts.market.instrument(instrument) !== undefined) return suggested;
  const symbol = symbolOf(instrument);
  const same = parts.market.instruments().filter((known) => symbolOf(known.id) === symbol);
  const [only] = same;
  return only !== undefined && same.length === 1 ? { ...suggested, instrument: only.id } : suggested;
}

function fullTarget(parts: ImportParts, rows: ReadRows, given: SuggestedTarget): ImportTarget {
  const suggested =
    given.instrument === undefined ? withKnownInstrument(parts, rows.suggested) : rows.suggested;
  const instrument = given.instrument ?? suggested.instrument;
  if (instrument === undefined) {
    throw new Failure('invalid', 'The file does not say which instrument it is of. Choose one.');
  }
  const priceSide = given.priceSide ?? suggested.priceSide ?? 'trade';
  if (rows.kind !== 'candles') return { instrument, priceSide };
  const timeframe = given.timeframe ?? rows.spacing ?? suggested.timeframe;
  if (timeframe === undefined) {
    throw new Failure('invalid', 'The rows do not show how long a bar is. Choose the timeframe.');
  }
  // Months and clock changes make real bars a little shorter than their nominal length.
  if (rows.spacing !== undefined && nominalMs(rows.spacing) < nominalMs(timeframe) * 0.9) {
    throw new Failure(
      'invalid',
      `The rows are ${rows.spacing} apart, so they are no ${timeframe} bars. Choose ${rows.spacing}.`,
      { data: { spacing: rows.spacing } },
    );
  }
  return { instrument, priceSide, timeframe };
}

async function store(
  parts: ImportParts,
  file: string,
  target: ImportTarget,
  rows: ReadRows,
  signal: AbortSignal | undefined,
): Promise<ImportReport> {
  const { market } = parts;
  const { instrument, priceSide, timeframe } = target;
  const [times = new Float64Array()] = rows.columns;
  const first = times[0];
  const last = times.at(-1);
  if (first === undefined || last === undefined) throw new Error('a file without rows was not refused');
  if (signal?.aborted === true) {
    throw new Failure('cancelled', 'The import was cancelled. Nothing was stored.');
  }
  const newInstrument =
    market.instrument(instrument) === undefined ? instrumentOf(target, rows.priceDecimals) : undefined;
  const merged: MergeResult =
    timeframe === undefined
      ? await market.mergeTicks(instrument, tickColumns(rows), newInstrument)
      : await market.mergeCandles({ instrument, timeframe, priceSide }, candleColumns(rows), newInstrument);
  return {
    file: file.slice(0, 300),
    instrument,
    kind: rows.kind,
    imported: merged.added,
    duplicates: merged.same + rows.same,
    replaced: merged.replaced,
    rejected: rows.rejected.map(({ line, reason }) => ({ line, reason: reason.slice(0, 300) })),
    rejectedCount: rows.rejectedCount,
    first: epochMs(first),
    last: epochMs(last),
    ...(timeframe === undefined ? {} : { timeframe }),
    ...(newInstrument === undefined ? {} : { newInstrument }),
  };
}
