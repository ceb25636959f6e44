import type { ScriptSymbol, SymbolReference } from '../check/symbols.ts';
import type { Argument, Call } from '../syntax/tree.ts';
import type { Analysis } from './analysis.ts';
import { walkExpressions } from './walk.ts';

export interface Reference {
  readonly start: number;
  readonly end: number;
  readonly use: SymbolReference['use'];
}

/** Where what a place names was declared; undefined for built-ins and what comes from a library. */
export function definitionOf(
  analysis: Analysis,
  offset: number,
): { readonly start: number; readonly end: number } | undefined {
  return symbolNamed(analysis, offset)?.declaration;
}

/** Every place that names the same thing, its declaration included, in the order of the text. */
export function referencesOf(analysis: Analysis, offset: number): readonly Reference[] {
  const symbol = symbolNamed(analysis, offset);
  return symbol === undefined ? [] : referencesTo(analysis, symbol);
}

export function referencesTo(analysis: Analysis, symbol: ScriptSymbol): readonly Reference[] {
  const found: Reference[] = analysis.symbols.references
    .filter((reference) => isSame(reference.symbol, symbol))
    .map(({ start, end, use }) => ({ start, end, use }));
  if (symbol.kind === 'parameter' || symbol.kind === 'field') {
    for (const { name, declaration } of namedArguments(analysis)) {
      if (declaration === symbol.declaration?.start && !found.some(({ start }) => start === name.start))
        found.push({ start: name.start, end: name.end, use: 'read' });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Also of an argument's name: the parameter or field it is for. */
export function symbolNamed(analysis: Analysis, offset: number): ScriptSymbol | undefined {
  const reference = analysis.symbols.symbolAt(offset);
  if (reference !== undefined) return reference.symbol;
  for (const { name, declaration } of namedArguments(analysis)) {
    if (name.start <= offset && offset <= name.end) return analysis.symbols.symbolAt(declaration)?.symbol;
  }
  return undefined;
}

function isSame(a: ScriptSymbol, b: ScriptSymbol): boolean {
  if (a === b) return true;
  return a.declaration !== undefined && a.declaration.start === b.declaration?.start;
}

/** Arguments `name = value` of the script's own functions and types, and where what they name was declared. */
export function namedArguments(
  analysis: Analysis,
): { readonly name: NonNullable<Argument['name']>; readonly declaration: number }[] {
  const found: { name: NonNullable<Argument['name']>; declaration: number }[] = [];
  walkExpressions(analysis.parsed.script, (node) => {
    if (node.kind !== 'call' || !node.arguments.some(({ name }) => name !== undefined)) return;
    const names = declaredNames(analysis, node);
    for (const { name } of node.arguments) {
      const declaration = name === undefined ? undefined : names?.get(name.name);
      if (name !== undefined && declaration !== undefined) found.push({ name, declaration });
    }
  });
  return found;
}

function declaredNames(analysis: Analysis, { callee }: Call): ReadonlyMap<string, number> | undefined {
  const isNew =
    callee.kind === 'member' && callee.property.name === 'new' && callee.object.kind === 'identifier';
  const word = isNew ? callee.object : callee.kind === 'member' ? callee.property : callee;
  const symbol = analysis.symbols.symbolAt(word.start)?.symbol;
  const declaration =
    symbol?.declaration === undefined ? undefined : analysis.declarations.get(symbol.declaration.start);
  if (declaration?.kind === 'function')
    return new Map(declaration.parameters.map(({ name }) => [name.name, name.start]));
  if (isNew && declaration?.kind === 'type')
    return new Map(declaration.fields.map(({ name }) => [name.name, name.start]));
  return undefined;
}
