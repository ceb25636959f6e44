/** As the contract has it; the page imports the contract as types only, since its library probes for eval. */
export const withdrawalSentence = 'this key may withdraw my money';

export function hasConfirmed(words: string): boolean {
  return words.trim().toLowerCase() === withdrawalSentence;
}
