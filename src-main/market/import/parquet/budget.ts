import { Failure } from '../../../../src-shared/domain/failure.ts';
import { type ImportLimits, sizeText } from '../limits.ts';

/** Pages of all columns are held side by side: numbers as they are stored, texts as objects in the thread's heap. */
const mostHeldBytes = 512 * 1024 * 1024;
const mostHeldTextBytes = 96 * 1024 * 1024;

/**
 * What reading a file may cost, whatever the file says (rules I1 and I2). Not by the bytes read so far but by the whole
 * file's: one column may be all zeros and the next one not.
 */
export class Budget {
  readonly #limits: ImportLimits;
  readonly #mostBytes: number;
  #unpacked = 0;
  #written = 0;
  #held = 0;
  #heldText = 0;

  constructor(limits: ImportLimits, fileBytes: number) {
    this.#limits = limits;
    this.#mostBytes = Math.max(limits.ratioFreeBytes, limits.ratio * fileBytes);
  }

  /** A page of that size is about to be unpacked. */
  unpack(bytes: number): void {
    this.#unpacked += bytes;
    this.#check(this.#unpacked);
  }

  /** That much text was made of the file. */
  write(bytes: number): void {
    this.#written += bytes;
    this.#check(this.#written);
  }

  /** Negative for what is let go of. */
  hold(bytes: number, textBytes: number): void {
    this.#held += bytes;
    this.#heldText += textBytes;
    if (this.#held > mostHeldBytes || this.#heldText > mostHeldTextBytes) throw tooLarge();
  }

  #check(bytes: number): void {
    if (bytes > this.#limits.textBytes) {
      throw new Failure('invalid', `Unpacked, the file has more than ${sizeText(this.#limits.textBytes)}.`);
    }
    if (bytes > this.#mostBytes) {
      throw new Failure(
        'invalid',
        `The file unpacks to more than ${this.#limits.ratio} times its size, which no market history does.`,
      );
    }
  }
}

export function tooLarge(): Failure {
  return new Failure(
    'invalid',
    'The pages of the Parquet file are too large to be read. Write it again with smaller row groups.',
  );
}
