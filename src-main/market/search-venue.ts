import type { FuturesQuestion } from '../../src-shared/domain/futures-words.ts';
import type { Instrument } from '../../src-shared/domain/instrument.ts';
import type { Venue } from '../venues/venue.ts';

/**
 * What a venue has under a text. Where that reads as a future, the venue is asked in one spelling after the other until it knows what
 * was meant.
 */
export async function searchVenue(
  { market }: Pick<Venue, 'market'>,
  text: string,
  future: FuturesQuestion | undefined,
  limit: number,
): Promise<readonly Instrument[]> {
  // No venue writes a stroke before a name.
  const found = text.trim().startsWith('/') ? [] : [...(await market.searchInstruments(text, limit))];
  if (future === undefined) return found;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  for (const question of future.questions) {
    if (found.some(future.isMeant)) break;
    const more = await market.searchInstruments(question, limit);
    found.push(...more.filter((one) => future.isMeant(one) || holds(one, words)));
  }
  return found;
}

/** Whether its id or its name has all of these, in lower case. */
export function holds({ id, name }: Instrument, words: readonly string[]): boolean {
  const where = `${id} ${name}`.toLowerCase();
  return words.every((word) => where.includes(word));
}
