import type { Statement } from 'better-sqlite3';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { type Connection, openForReading } from './connection.ts';
import { translated } from './sqlite-failure.ts';

export type SqlValue = string | number | bigint | null | Uint8Array;
/** Values for `?` in order, or one object for `@names`. */
export type Bindings = readonly SqlValue[] | readonly [Readonly<Record<string, SqlValue>>];

/** Reads of one file on the calling thread. Statements are prepared once and kept. */
export interface Reader {
  all<Row>(sql: string, ...values: Bindings): Row[];
  get<Row>(sql: string, ...values: Bindings): Row | undefined;
  /** Row by row, newest answers of the caller's choice first; leaving the loop early reads no further. */
  each<Row>(sql: string, ...values: Bindings): IterableIterator<Row>;
  /** All reads inside see the file as it is at the first of them, whatever the writer commits meanwhile. */
  snapshot<Result>(read: () => Result): Result;
  close(): void;
}

export function openReader(path: string, file: string): Reader {
  return readerOf(openForReading(path), file);
}

function readerOf(connection: Connection, file: string): Reader {
  const statements = new Map<string, Statement>();
  const statement = (sql: string): Statement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const prepared = connection.prepare(sql);
    statements.set(sql, prepared);
    return prepared;
  };
  const guarded = <T>(read: () => T): T => {
    try {
      return read();
    } catch (error) {
      throw translated(error, file);
    }
  };
  return {
    all: <Row>(sql: string, ...values: Bindings) => guarded(() => statement(sql).all(...values) as Row[]),
    get: <Row>(sql: string, ...values: Bindings) =>
      guarded(() => statement(sql).get(...values) as Row | undefined),
    *each<Row>(sql: string, ...values: Bindings) {
      try {
        yield* statement(sql).iterate(...values) as IterableIterator<Row>;
      } catch (error) {
        throw translated(error, file);
      }
    },
    snapshot: (read) => guarded(() => connection.transaction(read).deferred()),
    close: () => connection.close(),
  };
}

/** Stands in for a reader whose file cannot be opened at all: every read says why. */
export function closedReader(file: string, reason: string): Reader {
  const refuse = (): never => {
    throw new Failure('unavailable', `${file} cannot be read: ${reason}`, { data: { file } });
  };
  return { all: refuse, get: refuse, each: refuse, snapshot: refuse, close: () => undefined };
}
