import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { FileCheck, FileHealth } from './health.ts';
import { closedReader, openReader, type Reader } from './sqlite/reader.ts';
import { isSqliteError } from './sqlite/sqlite-failure.ts';
import { openWriter, type Writer } from './writer/writer.ts';
import type { Operations, WriterStart } from './writer/writer-protocol.ts';

/** One open database: the thread that writes it, the connection that reads it, and how it is. */
export interface DatabaseFile<Ops extends Operations> {
  readonly reader: Reader;
  readonly writer: Writer<Ops>;
  health(): FileHealth;
  /** Takes in what a check found; a damaged file stops being written at once (J5). */
  noteCheck(check: FileCheck): void;
  close(): Promise<void>;
}

export async function openDatabaseFile<Ops extends Operations>(
  file: 'journal' | 'market',
  entry: URL,
  start: WriterStart,
  onStopped: (reason: string) => void,
): Promise<DatabaseFile<Ops>> {
  const writer = await openWriter<Ops>(entry, `${file}.db`, start, onStopped);
  const { report } = writer;
  const reader = readerFor(start.path, `${file}.db`, report.problems);
  let lastCheck: FileCheck | undefined = report.wasChecked
    ? { kind: 'quick_check', at: start.startedAt as EpochMs, problems: report.problems }
    : undefined;
  return {
    reader,
    writer,
    health: () => {
      const reason = writer.refusal() ?? '';
      return {
        file,
        path: start.path,
        state: reason === '' ? 'ready' : 'read-only',
        reason,
        schemaVersion: report.version,
        lastCheck,
      };
    },
    noteCheck: (check) => {
      lastCheck = check;
      const [problem] = check.problems;
      if (problem !== undefined) {
        writer.stopWriting(`The file is damaged (${problem}). It was kept as it is; restore a backup.`);
      }
    },
    close: async () => {
      reader.close();
      await writer.close();
    },
  };
}

function readerFor(path: string, file: string, problems: readonly string[]): Reader {
  try {
    return openReader(path, file);
  } catch (error) {
    if (!isSqliteError(error)) throw error;
    return closedReader(file, problems[0] ?? error.message);
  }
}
