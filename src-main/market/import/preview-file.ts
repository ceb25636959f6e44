import { detectFile } from './detect/detect-file.ts';
import { splitLines } from './detect/table.ts';
import type { ImportPreview } from './import-types.ts';
import { type FileSample, readSample } from './sample.ts';
import type { WorkerTask } from './worker-messages.ts';

const shownRows = 20;
const shownCharacters = 200;

/** What a file seems to be and its first rows; with a mapping of the user's, the rows as that cuts them. */
export async function previewFile(task: WorkerTask): Promise<ImportPreview> {
  const sample = await readSample(task.path, task.limits);
  const found = detectFile(sample, task.name);
  const mapping = task.mapping ?? found.mapping;
  // Cut and headed as it was found, the file is shown as it was found: stray lines before the names are not its header.
  const isAsFound =
    task.mapping === undefined ||
    (mapping.delimiter === found.mapping.delimiter && mapping.hasHeader === found.mapping.hasHeader);
  const given = isAsFound ? undefined : splitLines(sample.lines, mapping.delimiter, task.limits.columns);
  const rows = given === undefined ? found.rows : given.slice(mapping.hasHeader ? 1 : 0);
  const header = given === undefined || !mapping.hasHeader ? undefined : given[0];
  const { container, encoding } = sample;
  return {
    layout: found.layout,
    encoding: encodingText(container, encoding.encoding),
    mapping,
    columnNames: (header ?? found.columnNames).map((name) => name.slice(0, shownCharacters)),
    rows: rows.slice(0, shownRows).map((row) => row.map((cell) => cell.slice(0, shownCharacters))),
    suggested: found.suggested,
    warnings: found.warnings.map((warning) => warning.slice(0, 500)),
    ...(found.undecided === undefined || task.mapping !== undefined ? {} : { undecided: found.undecided }),
  };
}

function encodingText(container: FileSample['container'], encoding: string): string {
  if (container === 'parquet') return 'Parquet';
  return container === 'plain' ? encoding : `${encoding}, ${container}`;
}
