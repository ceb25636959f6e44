/*
 * Writes Parquet files as a test wants them, honest or not. Numbers of fields are those of
 * https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
 */

interface Value {
  readonly type: number;
  readonly bytes: Buffer;
}

export const codecs = { none: 0, snappy: 1, gzip: 2, lzo: 3, zstd: 6 } as const;
export const types = { int32: 1, int64: 2, double: 5, bytes: 6 } as const;
export const encodings = { plain: 0, bitPacked: 4, delta: 5, sharedPrefixes: 7, dictionary: 8 } as const;

export interface WrittenColumn {
  readonly name: string;
  readonly type?: number;
  readonly isNullable?: boolean;
  readonly codec?: number;
  /** Headers and pages, one after the other. */
  readonly pages: Buffer;
  /** Where the file says that they are, if it lies. */
  readonly start?: number;
  readonly bytes?: number;
  /** The other file that holds it. */
  readonly path?: string;
}

export interface WrittenFile {
  readonly columns: readonly WrittenColumn[];
  readonly rows: number | bigint;
  /** In place of the whole footer. */
  readonly footer?: Buffer;
}

export function parquetFile({ columns, rows, footer }: WrittenFile): Buffer {
  const parts: Buffer[] = [Buffer.from('PAR1')];
  let at = 4;
  const chunks = columns.map(
    ({ name, type = types.double, codec = codecs.none, pages, start, bytes, path }) => {
      const meta = struct([
        [1, int(type)],
        [2, list([int(0)])],
        [3, list([text(name)])],
        [4, int(codec)],
        [5, long(rows)],
        [6, long(pages.length)],
        [7, long(bytes ?? pages.length)],
        [9, long(start ?? at)],
      ]);
      parts.push(pages);
      at += pages.length;
      return struct([...(path === undefined ? [] : [[1, text(path)] as const]), [2, long(0)], [3, meta]]);
    },
  );
  const schema = [
    struct([
      [4, text('schema')],
      [5, int(columns.length)],
    ]),
    ...columns.map(({ name, type = types.double, isNullable = false }) =>
      struct([
        [1, int(type)],
        [3, int(isNullable ? 1 : 0)],
        [4, text(name)],
      ]),
    ),
  ];
  const group = struct([
    [1, list(chunks)],
    [2, long(at)],
    [3, long(rows)],
  ]);
  const written =
    footer ??
    struct([
      [1, int(2)],
      [2, list(schema)],
      [3, long(rows)],
      [4, list([group])],
    ]).bytes;
  const tail = Buffer.alloc(8, 'PAR1PAR1');
  tail.writeUInt32LE(written.length, 0);
  return Buffer.concat([...parts, written, tail]);
}

interface WrittenPage {
  readonly values: number;
  readonly encoding?: number;
  readonly isDictionary?: boolean;
  /** What the header claims, if it lies. */
  readonly bytes?: number;
  readonly packedBytes?: number;
}

/** A page with its header. */
export function page(content: Uint8Array, claims: WrittenPage): Buffer {
  const { values, encoding = encodings.plain, isDictionary = false } = claims;
  const inner: [number, Value][] = [
    [1, int(values)],
    [2, int(encoding)],
  ];
  const levels: [number, Value][] = [
    [3, int(3)],
    [4, int(3)],
  ];
  const header = struct([
    [1, int(isDictionary ? 2 : 0)],
    [2, int(claims.bytes ?? content.length)],
    [3, int(claims.packedBytes ?? content.length)],
    isDictionary ? [7, struct(inner)] : [5, struct([...inner, ...levels])],
  ]);
  return Buffer.concat([header.bytes, content]);
}

export function doubles(values: readonly number[]): Buffer {
  return Buffer.from(Float64Array.from(values).buffer);
}

export function int(value: number): Value {
  return { type: 5, bytes: varint(zigzag(BigInt(value))) };
}

export function struct(fields: readonly (readonly [number, Value])[]): Value {
  let before = 0;
  const parts = fields.map(([id, { type, bytes }]) => {
    const head = Buffer.from([((id - before) << 4) | type]);
    before = id;
    return Buffer.concat([head, bytes]);
  });
  return { type: 12, bytes: Buffer.concat([...parts, Buffer.from([0])]) };
}

export function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 0x80n; left >>= 7n) bytes.push(Number(left & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(left)]);
}

function long(value: number | bigint): Value {
  return { type: 6, bytes: varint(zigzag(BigInt(value))) };
}

function text(value: string): Value {
  return { type: 8, bytes: Buffer.concat([varint(BigInt(Buffer.byteLength(value))), Buffer.from(value)]) };
}

function list(values: readonly Value[]): Value {
  const [first] = values;
  const head = Buffer.concat([Buffer.from([0xf0 | (first?.type ?? 12)]), varint(BigInt(values.length))]);
  return { type: 9, bytes: Buffer.concat([head, ...values.map(({ bytes }) => bytes)]) };
}

function zigzag(value: bigint): bigint {
  return BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
}
