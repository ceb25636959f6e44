import type { FileHandle } from 'node:fs/promises';
import type { ColumnChunk, FileMetaData, SchemaElement } from 'hyparquet';
import { parquetMetadata } from 'hyparquet/src/metadata.js';
import { Failure } from '../../../../src-shared/domain/failure.ts';
import type { ImportLimits } from '../limits.ts';
import { endOfStruct } from './check-thrift.ts';
import { claimed, damaged } from './damaged.ts';

/** What a Parquet file says of itself, as far as it is plain columns, and nothing in it larger than an import may be. */
export interface ParquetFooter {
  readonly columns: readonly FlatColumn[];
  readonly groups: readonly RowGroup[];
}

/** A column of single values: not a list, a map or a part of one. */
export interface FlatColumn {
  readonly element: SchemaElement;
  readonly isNullable: boolean;
}

interface RowGroup {
  readonly rows: number;
  /** One for each flat column. */
  readonly chunks: readonly Chunk[];
}

/** The pages of one column in one row group: a place in the file. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
  readonly codec: string;
}

const tailBytes = 8;
/** 500 columns in some 25 row groups, or 20 in 600. */
const mostFooterValues = 600_000;
const mostFooterBytes = 32 * 1024 * 1024;
const codecs = ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'BROTLI', 'ZSTD'];

/** @throws Failure when the file is damaged, encrypted, too large, or packed in a way that is not supported. */
export async function readFooter(
  file: FileHandle,
  size: number,
  limits: ImportLimits,
): Promise<ParquetFooter> {
  const tail = await readExactly(file, size - tailBytes, tailBytes, size);
  const magic = tail.toString('latin1', 4);
  if (magic === 'PARE') throw encrypted();
  const length = tail.readUInt32LE(0);
  if (magic !== 'PAR1' || length + 2 * tailBytes > size + 4) throw damaged();
  if (length > mostFooterBytes) throw longFooter();
  const bytes = await readExactly(file, size - tailBytes - length, length + tailBytes, size);
  return checked(parse(bytes, length), size, limits);
}

/** @throws Failure when those bytes are not in the file. */
export async function readExactly(
  file: FileHandle,
  start: number,
  length: number,
  size: number,
): Promise<Buffer> {
  if (start < 0 || length < 0 || start + length > size) throw damaged();
  const bytes = Buffer.allocUnsafeSlow(length);
  const { bytesRead } = await file.read(bytes, 0, length, start);
  if (bytesRead !== length) throw damaged();
  return bytes;
}

function parse(bytes: Buffer, length: number): FileMetaData {
  // A signature follows where single columns are encrypted.
  if ((endOfStruct(bytes, 0, mostFooterValues, longFooter) ?? bytes.length) > length) throw damaged();
  return parquetMetadata(bytes, { geoparquet: false });
}

function checked(found: FileMetaData, size: number, limits: ImportLimits): ParquetFooter {
  const rows = claimed(found.num_rows, Number.MAX_SAFE_INTEGER);
  if (rows > limits.rows) {
    throw new Failure(
      'invalid',
      `The file has more than ${limits.rows.toLocaleString('en-US')} rows. Split it and import the parts.`,
    );
  }
  const leaves = leavesOf(found.schema);
  const flat = [...leaves.entries()].filter(([, leaf]) => leaf.isFlat);
  if (flat.length === 0) {
    throw new Failure('invalid', 'The Parquet file has no plain columns, only lists and groups of values.');
  }
  if (flat.length > limits.columns) {
    throw new Failure(
      'invalid',
      `The Parquet file has ${flat.length} columns; imports take up to ${limits.columns}.`,
    );
  }
  const groups = found.row_groups.map((group) => ({
    rows: claimed(group.num_rows, rows),
    chunks: flat.map(([index, { element }]) => chunkOf(group.columns[index], element, size)),
  }));
  if (groups.reduce((sum, group) => sum + group.rows, 0) !== rows) throw damaged();
  if (rows === 0) throw new Failure('invalid', 'The file has no rows.');
  const chunkBytes = groups
    .flatMap(({ chunks }) => chunks)
    .reduce((sum, { start, end }) => sum + end - start, 0);
  // Chunks that lie over each other would let a small file be read again and again.
  if (chunkBytes > size) throw damaged();
  return {
    columns: flat.map(([, { element }]) => ({
      element,
      isNullable: element.repetition_type !== 'REQUIRED',
    })),
    groups: groups.filter(({ rows }) => rows > 0),
  };
}

/** The schema is a tree, written down depth first. Every leaf is a column of values; the flat ones hang on the root. */
function leavesOf([root, ...elements]: SchemaElement[]): { element: SchemaElement; isFlat: boolean }[] {
  const leaves: { element: SchemaElement; isFlat: boolean }[] = [];
  /** Elements that are still to come below each open branch; the first is the root's. */
  const open = [claimed(root?.num_children, elements.length)];
  for (const element of elements) {
    while (open.at(-1) === 0) open.pop();
    const left = open.pop();
    if (left === undefined) throw damaged();
    const isTop = open.length === 0;
    open.push(left - 1);
    const children = element.num_children ?? 0;
    if (children > 0) open.push(claimed(children, elements.length));
    else leaves.push({ element, isFlat: isTop && element.repetition_type !== 'REPEATED' });
  }
  if (open.some((left) => left > 0)) throw damaged();
  return leaves;
}

function chunkOf(column: ColumnChunk | undefined, element: SchemaElement, size: number): Chunk {
  if (column?.crypto_metadata !== undefined) throw encrypted();
  if (column?.file_path !== undefined && column.file_path !== '') {
    throw new Failure(
      'unsupported',
      'This is only the index of a folder of Parquet files. Import the files in it one by one.',
    );
  }
  const found = column?.meta_data;
  if (found === undefined || found.type !== element.type) throw damaged();
  const codec = String(found.codec ?? 'an unknown method');
  if (!codecs.includes(codec)) {
    throw new Failure(
      'unsupported',
      `The Parquet file is compressed with ${codec}, which is not supported. Write it again with Snappy, gzip, Brotli or Zstandard.`,
    );
  }
  const pages = claimed(found.data_page_offset, size);
  // Some writers leave 0 where there is no dictionary.
  const dictionary = claimed(found.dictionary_page_offset ?? 0, size);
  const start = dictionary > 0 && dictionary < pages ? dictionary : pages;
  return { start, end: start + claimed(found.total_compressed_size, size - start), codec };
}

function encrypted(): Failure {
  return new Failure('unsupported', 'The Parquet file is encrypted. Save it without encryption first.');
}

function longFooter(): Failure {
  return new Failure(
    'invalid',
    'The Parquet file has too many columns and row groups. Write it again with fewer and larger row groups.',
  );
}
