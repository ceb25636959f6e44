/** The bytes of one simulated file. Grows with zeros, like a real one. */
export class FileContents {
  #bytes: Buffer;
  #length: number;

  constructor(initial: Buffer = Buffer.alloc(0)) {
    this.#bytes = Buffer.from(initial);
    this.#length = initial.length;
  }

  write(offset: number, data: Buffer): void {
    this.#reserve(offset + data.length);
    data.copy(this.#bytes, offset);
    this.#length = Math.max(this.#length, offset + data.length);
  }

  truncate(size: number): void {
    this.#reserve(size);
    if (size < this.#length) this.#bytes.fill(0, size, this.#length);
    this.#length = size;
  }

  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #reserve(size: number): void {
    if (size <= this.#bytes.length) return;
    const larger = Buffer.alloc(Math.max(size, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
