import type { Code, CodeLinks } from '../runtime/compiled.ts';
import { helperNames, parameterNames } from './vocabulary.ts';

/** How the code is called in stacks: by it the runtime finds the line an error came from. */
export const codeName = 'tidemark-script';

/**
 * The one place where text becomes code. It must have passed `verify` before; each instance gets functions of its own, so
 * that the engine below may specialise them for it.
 */
export function assemble(code: string, constants: readonly unknown[], links: CodeLinks): Code {
  const body = `${code}\n//# sourceURL=${codeName}`;
  const create = new Function(...parameterNames, ...helperNames, body);
  const helpers = helperNames.map((name) => links.helpers[name]);
  return create(constants, links.maker, links.context, ...helpers) as Code;
}
