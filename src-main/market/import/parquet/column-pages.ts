import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { DecodedArray, PageHeader } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { type Budget, tooLarge } from './budget.ts';
import { type CellText, cellTextOf } from './cell-text.ts';
import { endOfStruct } from './check-thrift.ts';
import { claimed, damaged } from './damaged.ts';
import { type Chunk, type FlatColumn, readExactly } from './footer.ts';
import { readHybrid } from './hybrid.ts';
import { encodedValues, plainValues, unknownEncoding } from './page-values.ts';
import { unpackPage } from './unpack-page.ts';

/** Read ahead, so that small pages do not cost a call each. */
const windowBytes = 64 * 1024;
const longestHeader = 1024 * 1024;
const mostHeaderValues = 1000;
const mostPageBytes = 64 * 1024 * 1024;
/** Of values that are objects in memory; numbers may be as many as a file has rows. */
const mostObjects = 512 * 1024;
const objectTypes = ['BYTE_ARRAY', 'FIXED_LEN_BYTE_ARRAY', 'INT96', 'BOOLEAN'];
const objectBytes = 64;
/** Larger dictionaries are turned into text value by value. */
const keptTexts = 10_000;

interface Page {
  readonly rows: number;
  /** Which rows have a value, where not all have. */
  readonly present: Uint8Array | undefined;
  /** The values, or, where there is a dictionary, their places in it. */
  readonly values: DecodedArray;
  readonly isIndexed: boolean;
  readonly bytes: number;
  readonly textBytes: number;
}

interface Dictionary {
  readonly values: DecodedArray;
  readonly texts: readonly string[] | undefined;
  readonly textBytes: number;
}

/** The cells of one column in one row group, a page at a time. */
export class ColumnPages {
  /** Rows of the page at hand that have not been taken. */
  left = 0;
  readonly #file: FileHandle;
  readonly #fileBytes: number;
  readonly #column: FlatColumn;
  readonly #chunk: Chunk;
  readonly #budget: Budget;
  readonly #text: CellText;
  readonly #isObject: boolean;
  #rowsToCome: number;
  #at: number;
  #window: Buffer = Buffer.alloc(0);
  #windowAt = 0;
  #dictionary: Dictionary | undefined;
  #page: Page | undefined;
  #row = 0;
  #value = 0;

  constructor(
    file: FileHandle,
    fileBytes: number,
    column: FlatColumn,
    chunk: Chunk,
    rows: number,
    budget: Budget,
  ) {
    this.#file = file;
    this.#fileBytes = fileBytes;
    this.#column = column;
    this.#chunk = chunk;
    this.#budget = budget;
    this.#text = cellTextOf(column.element);
    this.#isObject = objectTypes.includes(column.element.type ?? '');
    this.#rowsToCome = rows;
    this.#at = chunk.start;
  }

  /** Bytes of the file that are behind. */
  get bytesRead(): number {
    return this.#at - this.#chunk.start;
  }

  /** The next cell; there is one while `left` is not 0. */
  take(): string {
    const page = this.#page;
    if (page === undefined) throw damaged();
    this.left -= 1;
    const row = this.#row++;
    if (page.present !== undefined && page.present[row] === 0) return '';
    const value = page.values[this.#value++];
    if (!page.isIndexed) return this.#isObject ? value : this.#text(value as never);
    const { texts, values } = this.#dictionary as Dictionary;
    return texts === undefined ? this.#text(values[value] as never) : (texts[value] as string);
  }

  /** Reads on to the next page with rows. @throws Failure when there is none, or it cannot be read. */
  async next(): Promise<void> {
    this.#letGo();
    while (this.left === 0) {
      const { header, bytes } = await this.#nextPage();
      if (header.type === 'DICTIONARY_PAGE') this.#readDictionary(header, bytes);
      else if (header.type === 'DATA_PAGE' || header.type === 'DATA_PAGE_V2') this.#readData(header, bytes);
    }
  }

  /** Frees what is held. */
  close(): void {
    this.#letGo();
    this.#budget.hold(0, -(this.#dictionary?.textBytes ?? 0));
    this.#dictionary = undefined;
  }

  #letGo(): void {
    this.#budget.hold(-(this.#page?.bytes ?? 0), -(this.#page?.textBytes ?? 0));
    this.#page = undefined;
  }

  async #nextPage(): Promise<{ header: PageHeader; bytes: Uint8Array }> {
    let end: number | undefined;
    for (let ahead = windowBytes; ; ahead *= 4) {
      const bytes = await this.#read(Math.min(ahead, this.#chunk.end - this.#at));
      end = endOfStruct(bytes, 0, mostHeaderValues);
      if (end !== undefined) break;
      if (ahead >= longestHeader || bytes.length === this.#chunk.end - this.#at) throw damaged();
    }
    const header = parquetHeader({ view: viewOf(await this.#read(end)), offset: 0 });
    const size = claimed(header.compressed_page_size, this.#chunk.end - this.#at - end);
    const bytes = (await this.#read(end + size)).subarray(end);
    this.#at += end + size;
    // The package reads it as a signed number.
    if (header.crc !== undefined && crc32(bytes) !== header.crc >>> 0) throw damaged();
    return { header, bytes };
  }

  /** Bytes from where reading stands. */
  async #read(length: number): Promise<Uint8Array> {
    const skip = this.#at - this.#windowAt;
    if (skip + length > this.#window.length) {
      const bytes = Math.max(length, Math.min(windowBytes, this.#chunk.end - this.#at));
      this.#window = await readExactly(this.#file, this.#at, bytes, this.#fileBytes);
      this.#windowAt = this.#at;
      return this.#window.subarray(0, length);
    }
    return this.#window.subarray(skip, skip + length);
  }

  #unpack(header: PageHeader, bytes: Uint8Array, apart = 0): Uint8Array {
    const size = claimed(header.uncompressed_page_size - apart, Number.MAX_SAFE_INTEGER);
    if (size > mostPageBytes) throw tooLarge();
    this.#budget.unpack(size);
    return unpackPage(bytes, this.#chunk.codec, size);
  }

  #readDictionary(header: PageHeader, bytes: Uint8Array): void {
    const count = this.#count(header.dictionary_page_header?.num_values);
    if (this.#dictionary !== undefined) throw damaged();
    const values = plainValues(this.#unpack(header, bytes), this.#column.element, count);
    const hasTexts = this.#isObject || values.length <= keptTexts;
    const texts = hasTexts ? this.#texts(values) : undefined;
    const textBytes = texts === undefined ? 0 : textBytesOf(texts);
    this.#budget.hold(0, textBytes);
    this.#dictionary = { values: hasTexts ? [] : values, texts, textBytes };
  }

  #readData(header: PageHeader, bytes: Uint8Array): void {
    const second = header.data_page_header_v2;
    const rows = this.#count(second?.num_values ?? header.data_page_header?.num_values, this.#rowsToCome);
    if (rows === 0) return;
    const { present, count, encoding, page } =
      second === undefined ? this.#firstForm(header, bytes, rows) : this.#secondForm(header, bytes, rows);
    const isIndexed = encoding.endsWith('_DICTIONARY');
    const found = isIndexed
      ? this.#indices(page, count)
      : encodedValues(page, this.#column.element, encoding, count);
    if (found.length !== count) throw damaged();
    const values = this.#isObject && !isIndexed ? this.#texts(found) : found;
    const textBytes = this.#isObject && !isIndexed ? textBytesOf(values as string[]) : 0;
    const held = (present?.length ?? 0) + (ArrayBuffer.isView(values) ? values.byteLength : 0);
    this.#budget.hold(held, textBytes);
    this.#page = { rows, present, values, isIndexed, bytes: held, textBytes };
    this.#rowsToCome -= rows;
    this.left = rows;
    this.#row = 0;
    this.#value = 0;
  }

  /** Levels, which say which rows have a value, packed together with the values. */
  #firstForm(header: PageHeader, bytes: Uint8Array, rows: number) {
    const page = this.#unpack(header, bytes);
    const { encoding, definition_level_encoding: levels } = header.data_page_header ?? {};
    if (encoding === undefined) throw damaged();
    if (!this.#column.isNullable) return { present: undefined, count: rows, encoding, page };
    if (levels !== 'RLE') throw unknownEncoding(levels);
    const length = claimed(viewOf(page).getUint32(0, true), page.length - 4);
    return { ...presence(page.subarray(4, 4 + length), rows), encoding, page: page.subarray(4 + length) };
  }

  /** Levels before the values, not packed. */
  #secondForm(header: PageHeader, bytes: Uint8Array, rows: number) {
    const second = header.data_page_header_v2;
    if (second === undefined || second.encoding === undefined) throw damaged();
    const repeats = claimed(second.repetition_levels_byte_length, bytes.length);
    const levels = repeats + claimed(second.definition_levels_byte_length, bytes.length - repeats);
    const packed = bytes.subarray(levels);
    const page = second.is_compressed === false ? packed : this.#unpack(header, packed, levels);
    const { encoding } = second;
    if (!this.#column.isNullable) return { present: undefined, count: rows, encoding, page };
    return { ...presence(bytes.subarray(repeats, levels), rows), encoding, page };
  }

  #indices(page: Uint8Array, count: number): Uint32Array {
    const size = this.#dictionary?.texts?.length ?? this.#dictionary?.values.length ?? 0;
    const indices = new Uint32Array(count);
    if (count === 0) return indices;
    readHybrid(page, 1, page[0] ?? 0, indices);
    for (const index of indices) if (index >= size) throw damaged();
    return indices;
  }

  #count(value: unknown, most: number = Number.MAX_SAFE_INTEGER): number {
    const count = claimed(value, most);
    if (count > (this.#isObject ? mostObjects : mostPageBytes / 4)) throw tooLarge();
    return count;
  }

  #texts(values: DecodedArray): string[] {
    return Array.from(values as unknown[], (value) => this.#text(value as never));
  }
}

/** Undefined where every row has a value, which is the usual case. */
function presence(levels: Uint8Array, rows: number): { present: Uint8Array | undefined; count: number } {
  const present = new Uint8Array(rows);
  readHybrid(levels, 0, 1, present);
  let count = 0;
  for (const level of present) count += level;
  return { present: count === rows ? undefined : present, count };
}

function textBytesOf(texts: readonly string[]): number {
  let bytes = texts.length * objectBytes;
  for (const text of texts) bytes += text.length;
  return bytes;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
