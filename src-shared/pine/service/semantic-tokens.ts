import type { ScriptSymbol } from '../check/symbols.ts';
import type { Analysis } from './analysis.ts';

export const semanticTypes = [
  'variable',
  'parameter',
  'function',
  'method',
  'type',
  'enum',
  'enumMember',
  'property',
  'namespace',
] as const;
export type SemanticType = (typeof semanticTypes)[number];

export const semanticModifiers = ['declaration', 'readonly', 'defaultLibrary'] as const;
export type SemanticModifier = (typeof semanticModifiers)[number];

export interface SemanticToken {
  readonly start: number;
  readonly end: number;
  readonly type: SemanticType;
  readonly modifiers: readonly SemanticModifier[];
}

const types: Readonly<Record<ScriptSymbol['kind'], SemanticType>> = {
  variable: 'variable',
  constant: 'variable',
  parameter: 'parameter',
  function: 'function',
  method: 'method',
  type: 'type',
  field: 'property',
  enum: 'enum',
  'enum-member': 'enumMember',
  library: 'namespace',
  namespace: 'namespace',
  'builtin-variable': 'variable',
  'builtin-function': 'function',
};

/** What each name is, in the order of the text. */
export function semanticTokens({ symbols }: Analysis): readonly SemanticToken[] {
  return symbols.references.map(({ start, end, symbol, use }) => {
    const modifiers: SemanticModifier[] = [];
    if (use === 'declared') modifiers.push('declaration');
    if (symbol.kind === 'constant' || isConstant(symbol)) modifiers.push('readonly');
    if (symbol.builtin !== undefined || symbol.kind === 'namespace') modifiers.push('defaultLibrary');
    return { start, end, type: types[symbol.kind], modifiers };
  });
}

function isConstant({ builtin }: ScriptSymbol): boolean {
  return builtin?.kind === 'variable' && builtin.implementation.kind === 'constant';
}
