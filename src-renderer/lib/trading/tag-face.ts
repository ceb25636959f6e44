import type { AccountCard } from '../../../src-shared/contract/trading.ts';

export type Tag = AccountCard['tag'];

/** What its owner says an account is: the mark beside its name, and the words in menus. */
export const tagFaces: Readonly<
  Record<Tag, { readonly mark: string; readonly word: string; readonly hint: string }>
> = {
  evaluation: { mark: 'Eval', word: 'Evaluation', hint: 'An evaluation account, as you marked it.' },
  funded: { mark: 'Funded', word: 'Funded', hint: 'A funded account, as you marked it.' },
  live: { mark: 'Own money', word: 'Live, own money', hint: 'A live account, as you marked it.' },
  none: { mark: '', word: 'No mark', hint: '' },
};
