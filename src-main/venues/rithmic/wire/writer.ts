/**
 * Writes one protobuf message. A value that does not fit its type is a `RangeError` that names the field's number; nothing is
 * cut, rounded or replaced.
 */
export class WireWriter {
  private bytes = Buffer.allocUnsafe(4096);
  private view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length);
  private position = 0;

  start(): void {
    this.position = 0;
  }

  /** A copy of what has been written. */
  finish(): Uint8Array {
    return new Uint8Array(this.bytes.subarray(0, this.position));
  }

  int32(field: number, value: number): void {
    if (!Number.isInteger(value) || value < -0x8000_0000 || value > 0x7fff_ffff) {
      throw new RangeError(`${String(value)} is no int32 (field ${field})`);
    }
    this.tag(field, 0);
    if (value >= 0) this.varint(value);
    else this.longVarint(BigInt.asUintN(64, BigInt(value)));
  }

  uint32(field: number, value: number): void {
    if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) {
      throw new RangeError(`${String(value)} is no uint32 (field ${field})`);
    }
    this.tag(field, 0);
    this.varint(value);
  }

  uint64(field: number, value: bigint): void {
    if (typeof value !== 'bigint' || BigInt.asUintN(64, value) !== value) {
      throw new RangeError(`${String(value)} is no uint64 (field ${field})`);
    }
    this.tag(field, 0);
    this.longVarint(value);
  }

  bool(field: number, value: boolean): void {
    if (typeof value !== 'boolean') throw new RangeError(`${String(value)} is no bool (field ${field})`);
    this.tag(field, 0);
    this.varint(value ? 1 : 0);
  }

  double(field: number, value: number): void {
    if (typeof value !== 'number') throw new RangeError(`${String(value)} is no double (field ${field})`);
    this.tag(field, 1);
    this.room(8);
    this.view.setFloat64(this.position, value, true);
    this.position += 8;
  }

  text(field: number, value: string): void {
    if (typeof value !== 'string' || !value.isWellFormed()) {
      throw new RangeError(`the text has half of a character (field ${field})`);
    }
    const length = Buffer.byteLength(value);
    this.tag(field, 2);
    this.varint(length);
    this.room(length);
    this.bytes.write(value, this.position);
    this.position += length;
  }

  byteString(field: number, value: Uint8Array): void {
    if (!(value instanceof Uint8Array)) throw new RangeError(`no bytes (field ${field})`);
    this.tag(field, 2);
    this.varint(value.length);
    this.room(value.length);
    this.bytes.set(value, this.position);
    this.position += value.length;
  }

  private tag(field: number, wireType: number): void {
    this.varint(field * 8 + wireType);
  }

  private varint(value: number): void {
    this.room(5);
    let rest = value;
    while (rest > 127) {
      this.bytes[this.position] = (rest & 127) | 128;
      this.position += 1;
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.position] = rest;
    this.position += 1;
  }

  private longVarint(value: bigint): void {
    this.room(10);
    let rest = value;
    while (rest > 127n) {
      this.bytes[this.position] = Number(rest & 127n) | 128;
      this.position += 1;
      rest >>= 7n;
    }
    this.bytes[this.position] = Number(rest);
    this.position += 1;
  }

  private room(count: number): void {
    const needed = this.position + count;
    if (needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.position);
    this.bytes = larger;
    this.view = new DataView(larger.buffer, larger.byteOffset, larger.length);
  }
}
