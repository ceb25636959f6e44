import type { AccountTag } from '../../src-shared/domain/account.ts';

/*
 * What an account's name looks like. Firms write it into the name in their own ways; it is shown as a suggestion and
 * never taken for true, since rules and money hang on it.
 */
const looks: readonly (readonly [tag: AccountTag, pattern: RegExp])[] = [
  ['evaluation', /(^|[^a-z])(eval(uation)?|combine|challenge|test|trial|practice|ev)([^a-z]|$)/i],
  ['funded', /(^|[^a-z])(funded|performance|express|xfa|pa|sim-?funded)([^a-z]|$)/i],
  ['live', /(^|[^a-z])live([^a-z]|$)/i],
];

/** Null where the name tells nothing, or two things. */
export function suggestedTag(name: string): AccountTag | null {
  const found = looks.filter(([, pattern]) => pattern.test(name)).map(([tag]) => tag);
  return found.length === 1 ? (found[0] ?? null) : null;
}
