import { padTo8 } from './layout.ts';

/** One section of a frame, column by column. */
export type Section<Float extends string, Word extends string> = { readonly length: number } & Readonly<
  Record<Float, Float64Array>
> &
  Readonly<Record<Word, Uint32Array>>;

/** The columns of a section as views of a frame's memory, from `offset` on, in the order of the lists. */
export function sectionAt<Float extends string, Word extends string>(
  buffer: ArrayBufferLike,
  offset: number,
  length: number,
  floats: readonly Float[],
  words: readonly Word[],
): Section<Float, Word> {
  const section: Record<string, unknown> = { length };
  let at = offset;
  for (const name of floats) {
    section[name] = new Float64Array(buffer, at, length);
    at += length * 8;
  }
  for (const name of words) {
    section[name] = new Uint32Array(buffer, at, length);
    at += padTo8(length * 4);
  }
  return section as Section<Float, Word>;
}
