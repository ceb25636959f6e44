import type { CheckOptions } from '../../check/check.ts';
import { createLanguageService, type LanguageService } from '../index.ts';

export interface MarkedScript {
  readonly service: LanguageService;
  readonly text: string;
  /** Where the `‸` stood. */
  readonly offset: number;
}

/** A version 6 indicator with these lines and a cursor where `‸` stands; a text that begins with `//@` is taken as it is. */
export function markedScript(marked: string, options: CheckOptions = {}): MarkedScript {
  const whole = marked.startsWith('//@') ? marked : `//@version=6\nindicator("t")\n${marked}`;
  const offset = whole.indexOf('‸');
  const text = whole.replace('‸', '');
  const service = createLanguageService(options);
  service.update(text);
  return { service, text, offset: offset < 0 ? text.length : offset };
}

/** The labels that are offered at the cursor, best ones first. */
export function offeredAt(marked: string): string[] {
  const { service, offset } = markedScript(marked);
  return service
    .complete(offset)
    .items.toSorted((a, b) => a.rank - b.rank)
    .map(({ label }) => label);
}
