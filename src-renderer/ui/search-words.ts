import type { ListedInstrument } from '../../src-shared/contract/market.ts';
import { futuresQuestion } from '../../src-shared/domain/futures-words.ts';

/**
 * What to ask the host for, and which answers count. The host finds a text as it stands; a person may leave the sign
 * between source and symbol out, as in “IMPORT BIG”, or write words in another order. Then the longest word is asked
 * for, the answers have to hold them all, and the market whose very id was meant comes first. Futures are asked for as a whole: “es dec 26”.
 */
export function searchWords(text: string): {
  readonly question: string;
  meant(found: readonly ListedInstrument[]): readonly ListedInstrument[];
} {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  // The host knows how futures are spelled, and takes all words for that.
  if (words.length < 2 || futuresQuestion(text) !== undefined)
    return { question: text.trim(), meant: (found) => found };
  const id = words.join(':');
  const isIt = ({ instrument }: ListedInstrument) => instrument.id.toLowerCase() === id;
  return {
    question: words.reduce((longest, word) => (word.length > longest.length ? word : longest)),
    meant: (found) => {
      const fitting = found.filter(({ instrument }) => {
        const where = `${instrument.id} ${instrument.name}`.toLowerCase();
        return words.every((word) => where.includes(word));
      });
      return [...fitting.filter(isIt), ...fitting.filter((listed) => !isIt(listed))];
    },
  };
}
