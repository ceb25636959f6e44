import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type DestinationStream, destination, pino } from 'pino';
import { Failure } from '../src-shared/domain/failure.ts';

export type Log = (event: string, fields?: Readonly<Record<string, unknown>>) => void;

/**
 * Fields that may stand in the log (rule D1): facts about the program, never what a user, a venue or a header said.
 * Anything else is left out, and that it was left out is said.
 */
const allowed = new Set([
  'address',
  'backup',
  'bytes',
  'connection',
  'count',
  'done',
  'duplicates',
  'error',
  'file',
  'files',
  'host',
  'imported',
  'instrument',
  'kept',
  'kind',
  'lastCheck',
  'ms',
  'nodeVersion',
  'path',
  'phase',
  'platform',
  'problems',
  'procedure',
  'provider',
  'purpose',
  'reason',
  'record',
  'rejected',
  'rows',
  'schemaVersion',
  'sqliteVersion',
  'state',
  'status',
  'tookMs',
  'version',
  'warning',
  'wasLeftOpen',
]);

/** Everything that is logged goes through here. Lines are JSON, one an event, in the profile's `logs` folder. */
export function createLog(profile: string): Log & { readonly close: () => void } {
  const folder = join(profile, 'logs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stream = rotating(join(folder, 'tidemark.log'));
  return Object.assign(logTo(stream), { close: () => stream.end() });
}

const mostBytes = 4 * 1024 * 1024;
/** Besides the one that is written. */
const keptFiles = 3;

/** A file that begins anew when it has grown large; the ones before are `…log.1` to `…log.3`, the highest the oldest. */
export function rotating(path: string, limit = mostBytes): DestinationStream & { end(): void } {
  const open = () => destination({ dest: path, sync: true, append: true, mode: 0o600 });
  let stream = open();
  let bytes = statSync(path).size;
  return {
    write(line) {
      if (bytes > limit) {
        stream.end();
        rmSync(`${path}.${keptFiles}`, { force: true });
        for (let number = keptFiles - 1; number >= 1; number -= 1)
          moveIfThere(`${path}.${number}`, `${path}.${number + 1}`);
        renameSync(path, `${path}.1`);
        stream = open();
        bytes = 0;
      }
      bytes += Buffer.byteLength(line);
      stream.write(line);
    },
    end: () => stream.end(),
  };
}

function moveIfThere(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false }) !== undefined) renameSync(from, to);
}

export function logTo(stream: DestinationStream): Log {
  const lines = pino({ base: null, messageKey: 'event', timestamp: pino.stdTimeFunctions.isoTime }, stream);
  return (event, fields = {}) => {
    const entries = Object.entries(fields);
    const kept = entries.filter(([name]) => allowed.has(name)).map(([name, value]) => [name, plain(value)]);
    const dropped = entries.length - kept.length;
    lines.info({ ...Object.fromEntries(kept), ...(dropped > 0 ? { droppedFields: dropped } : {}) }, event);
  };
}

/** Errors as their kind, message and place in our code; data and causes stay out, since they may hold anything. */
function plain(value: unknown): unknown {
  if (value instanceof Failure) return { kind: value.kind, message: value.message };
  if (value instanceof Error) {
    return { name: value.name, message: value.message, at: value.stack?.split('\n').slice(1, 4) };
  }
  if (typeof value === 'object' && value !== null) return JSON.stringify(value).slice(0, 500);
  return value;
}
