import type { Catalogue, FoundBuiltin } from '../builtins/catalogue.ts';

/** Names of version 4 that became something else than the same name in a namespace. */
const renamed: Readonly<Record<string, string>> = {
  study: 'indicator',
  security: 'request.security',
  tickerid: 'ticker.new',
  n: 'bar_index',
};

/** Where the plain names of version 4 went; the first that has one of a name is meant. */
const namespaces = ['ta', 'math', 'str', 'request', 'ticker', 'timeframe', 'color', 'syminfo'];

/** What a name of version 4 is called today. */
export function findVersion4(catalogue: Catalogue, name: string): FoundBuiltin | undefined {
  const found = catalogue.findFormer(name) ?? catalogue.findBuiltin(name);
  if (found !== undefined || name.includes('.')) return found;
  const other = renamed[name];
  if (other !== undefined) return catalogue.findBuiltin(other);
  for (const namespace of namespaces) {
    const candidate = catalogue.findBuiltin(`${namespace}.${name}`);
    if (candidate !== undefined) return candidate;
  }
  return undefined;
}

/** Parameters of version 4 by their names of today, where only the name changed. */
export const renamedParameters: Readonly<Record<string, string>> = {
  resolution: 'timeframe',
  resolution_gaps: 'timeframe_gaps',
};
