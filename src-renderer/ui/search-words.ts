import type { ListedInstrument } from '../../src-shared/contract/market.ts';

/**
 * What to ask the host for, and which answers count. The host finds a text as it stands; a person may leave the sign
 * between source and symbol out, as in “IMPORT BIG”, or write words in another order. Then the longest word is asked
 * for, and the answers have to hold them all.
 */
export function searchWords(text: string): {
  readonly question: string;
  isMeant(listed: ListedInstrument): boolean;
} {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length < 2) return { question: text.trim(), isMeant: () => true };
  return {
    question: words.reduce((longest, word) => (word.length > longest.length ? word : longest)),
    isMeant: ({ instrument }) => {
      const where = `${instrument.id} ${instrument.name}`.toLowerCase();
      return words.every((word) => where.includes(word));
    },
  };
}
