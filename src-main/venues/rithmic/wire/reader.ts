import { CorruptMessage } from './corrupt-message.ts';
import { nameOf, textOf } from './text.ts';

/** Groups inside groups that a reader follows before it takes them for an attack. */
const deepestGroup = 32;

const doubleBytes = new Uint8Array(8);
const double = new Float64Array(doubleBytes.buffer);

/**
 * Reads the parts of one protobuf message from front to back and believes nothing: every length is checked against the end,
 * a number that does not fit its type is damage, and so is field number 0. What it throws is a `CorruptMessage`.
 */
export class WireReader {
  bytes: Uint8Array = doubleBytes;
  position = 0;
  end = 0;
  /** Upper half of the 64-bit number that `low` has just read. */
  private high = 0;

  start(bytes: Uint8Array, position: number): void {
    this.bytes = bytes;
    this.position = position;
    this.end = bytes.length;
  }

  /** Field number and wire type as one integer: number * 8 + wire type. */
  tag(): number {
    const { bytes, position } = this;
    // Every field of the protocol has a tag of three bytes.
    if (position + 3 <= this.end) {
      const first = bytes[position] as number;
      const second = bytes[position + 1] as number;
      const third = bytes[position + 2] as number;
      if (first > 127 && second > 127 && third < 128) {
        this.position = position + 3;
        return (first & 127) | ((second & 127) << 7) | (third << 14);
      }
    }
    const tag = this.low();
    if (this.high !== 0) this.refuse('a field number is too large');
    return tag >>> 0;
  }

  int32(): number {
    const small = this.small();
    if (small >= 0) return small;
    const low = this.low();
    const { high } = this;
    if (high !== 0 && (high !== -1 || low >= 0)) this.refuse('a number is beyond 32 bits');
    return low;
  }

  uint32(): number {
    const small = this.small();
    if (small >= 0) return small;
    const low = this.low();
    if (this.high !== 0) this.refuse('a number is beyond 32 bits');
    return low >>> 0;
  }

  uint64(): bigint {
    const small = this.small();
    if (small >= 0) return BigInt(small);
    const low = this.low() >>> 0;
    const high = this.high >>> 0;
    if (high < 0x20_0000) return BigInt(high * 0x1_0000_0000 + low);
    return (BigInt(high) << 32n) | BigInt(low);
  }

  bool(): boolean {
    return (this.low() | this.high) !== 0;
  }

  double(): number {
    const { bytes, position } = this;
    const end = position + 8;
    if (end > this.end) this.refuse('the message ends inside a number');
    this.position = end;
    for (let index = 0; index < 8; index += 1) doubleBytes[index] = bytes[position + index] as number;
    return double[0] as number;
  }

  text(): string {
    const end = this.blockEnd();
    const start = this.position;
    this.position = end;
    return textOf(this.bytes, start, end);
  }

  /** Text out of a small set, such as a symbol. */
  nameText(): string {
    const end = this.blockEnd();
    const start = this.position;
    this.position = end;
    return nameOf(this.bytes, start, end);
  }

  /** A copy: the message's own bytes may be used again. */
  byteString(): Uint8Array {
    const end = this.blockEnd();
    const start = this.position;
    this.position = end;
    return new Uint8Array(this.bytes.subarray(start, end));
  }

  /** Reads the length of what follows; where that ends. */
  blockEnd(): number {
    const { position } = this;
    let length = position < this.end ? (this.bytes[position] as number) : 128;
    if (length < 128) this.position = position + 1;
    else length = this.uint32();
    const end = this.position + length;
    if (end > this.end) this.refuse('a length reaches beyond the end of the message');
    return end;
  }

  /** After the numbers of a packed list: whether the last one ended where the list does. */
  closeBlock(end: number): void {
    if (this.position !== end) this.refuse('a number reaches beyond the end of its list');
  }

  /** A field that the message does not have is passed over; one that it has comes here only with the wrong wire type. */
  pass(tag: number, known: ReadonlySet<number>): void {
    const field = tag >>> 3;
    if (known.has(field)) this.refuse(`field ${field} has the wrong wire type ${tag & 7}`);
    this.skip(tag, 0);
  }

  /** Passes over the value that follows a tag. */
  skip(tag: number, depth: number): void {
    const field = tag >>> 3;
    if (field === 0) this.refuse('a field has the number 0');
    switch (tag & 7) {
      case 0:
        this.low();
        return;
      case 1:
        this.jump(8);
        return;
      case 2:
        this.position = this.blockEnd();
        return;
      case 3:
        this.skipGroup(field, depth + 1);
        return;
      case 5:
        this.jump(4);
        return;
      case 4:
        this.refuse(`the end of group ${field} without its beginning`);
        return;
      default:
        this.refuse(`field ${field} has the unknown wire type ${tag & 7}`);
    }
  }

  refuse(why: string): never {
    throw new CorruptMessage(`${why} (at byte ${this.position})`);
  }

  private skipGroup(field: number, depth: number): void {
    if (depth > deepestGroup) this.refuse(`groups are nested more than ${deepestGroup} deep`);
    while (this.position < this.end) {
      const tag = this.tag();
      if ((tag & 7) !== 4) {
        this.skip(tag, depth);
      } else {
        if (tag >>> 3 !== field) this.refuse(`group ${field} ends as group ${tag >>> 3}`);
        return;
      }
    }
    this.refuse(`the message ends inside group ${field}`);
  }

  private jump(count: number): void {
    if (this.position + count > this.end) this.refuse('the message ends inside a number');
    this.position += count;
  }

  /** A number below 2^31 of at most five bytes, as nearly all are; −1, with nothing read, where the next is not so. */
  private small(): number {
    const { bytes, position } = this;
    if (position + 5 > this.end) return -1;
    let byte = bytes[position] as number;
    if (byte < 128) {
      this.position = position + 1;
      return byte;
    }
    let value = byte & 127;
    byte = bytes[position + 1] as number;
    value |= (byte & 127) << 7;
    if (byte < 128) {
      this.position = position + 2;
      return value;
    }
    byte = bytes[position + 2] as number;
    value |= (byte & 127) << 14;
    if (byte < 128) {
      this.position = position + 3;
      return value;
    }
    byte = bytes[position + 3] as number;
    value |= (byte & 127) << 21;
    if (byte < 128) {
      this.position = position + 4;
      return value;
    }
    byte = bytes[position + 4] as number;
    if (byte > 7) return -1;
    this.position = position + 5;
    return value | (byte << 28);
  }

  /** Reads a number of up to 64 bits: the lower half is returned, the upper one is left in `high`, both with their signs. */
  private low(): number {
    const { bytes, end } = this;
    let at = this.position;
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (at >= end) this.refuse('the message ends inside a number');
      const byte = bytes[at] as number;
      at += 1;
      const bits = byte & 127;
      if (shift < 28) {
        low |= bits << shift;
      } else if (shift === 28) {
        low |= bits << 28;
        high = bits >>> 4;
      } else {
        if (shift === 63 && bits > 1) this.refuse('a number is beyond 64 bits');
        high |= bits << (shift - 32);
      }
      if (byte < 128) {
        this.position = at;
        this.high = high;
        return low;
      }
    }
    return this.refuse('a number is longer than ten bytes');
  }
}
