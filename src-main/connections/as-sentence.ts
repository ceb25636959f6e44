import { longestSentence } from '../../src-shared/contract/connections.ts';

/** No longer than the contract takes; what is cut is cut after a word, and marked. */
export function asSentence(text: string): string {
  if (text.length <= longestSentence) return text;
  const start = text.slice(0, longestSentence - 2);
  const end = start.lastIndexOf(' ');
  return end > longestSentence / 2 ? `${start.slice(0, end)} …` : `${start} …`;
}
