import type { Builtin } from '../builtins/builtin.ts';
import { plainName } from '../builtins/catalogue.ts';
import type { ScriptSymbol } from '../check/symbols.ts';
import { typeText } from '../check/type-rules.ts';
import type { Typed } from '../types.ts';
import type { Analysis } from './analysis.ts';
import { formsOf, functionForm, parameterText } from './callee.ts';
import { cursorAt } from './cursor.ts';
import { KnownSymbols } from './known-symbols.ts';
import { keywordMeanings, readableDocumentation, typeWords } from './words.ts';

export interface Hover {
  readonly start: number;
  readonly end: number;
  /** In the language itself: a signature, a declaration. */
  readonly code: string;
  /** Markdown. */
  readonly documentation: string;
}

/** What a word stands for. */
export function hover(analysis: Analysis, offset: number): Hover | undefined {
  const { comments } = analysis.lexed;
  if (comments.some((comment) => comment.start <= offset && offset < comment.end)) return undefined;
  const reference = analysis.symbols.symbolAt(offset);
  if (reference !== undefined) {
    const { start, end, symbol } = reference;
    return { start, end, code: codeOf(symbol, analysis), documentation: documentationOf(symbol) };
  }
  return argumentHover(analysis, offset) ?? wordHover(analysis, offset);
}

function argumentHover(analysis: Analysis, offset: number): Hover | undefined {
  const cursor = cursorAt(analysis.text, analysis.lexed, offset);
  const { word, call } = cursor;
  if (
    call === undefined ||
    word.text === '' ||
    !/^\s*=(?!=)/.test(analysis.text.slice(word.end, word.end + 20))
  )
    return undefined;
  const known = new KnownSymbols(analysis, analysis.text);
  for (const form of formsOf(call, known, analysis.catalogue)) {
    const parameter = form.parameters.find(({ name }) => name === word.text);
    if (parameter === undefined) continue;
    const { start, end } = word;
    return {
      start,
      end,
      code: parameterText(parameter),
      documentation: parameter.documentation || `Parameter of \`${form.name}\`.`,
    };
  }
  return undefined;
}

function wordHover(analysis: Analysis, offset: number): Hover | undefined {
  const { word, isQuiet } = cursorAt(analysis.text, analysis.lexed, offset);
  const meaning = Object.hasOwn(keywordMeanings, word.text)
    ? keywordMeanings[word.text]
    : Object.hasOwn(typeWords, word.text)
      ? typeWords[word.text]
      : undefined;
  if (isQuiet || meaning === undefined) return undefined;
  return { start: word.start, end: word.end, code: word.text, documentation: meaning };
}

function codeOf(symbol: ScriptSymbol, analysis: Analysis): string {
  if (symbol.builtin !== undefined) return builtinCode(symbol.builtin);
  const known = new KnownSymbols(analysis, analysis.text);
  const declaration = known.declarationOf(symbol);
  switch (declaration?.kind) {
    case 'function': {
      const form = functionForm(declaration, known, symbol.documentation, '');
      const result = symbol.typed === undefined ? '' : ` → ${typedText(symbol.typed)}`;
      const parameters = form.parameters.map(parameterText).join(', ');
      return `${declaration.isMethod ? 'method ' : ''}${symbol.name}(${parameters})${result}`;
    }
    case 'type':
    case 'enum':
      return analysis.text.slice(declaration.start, declaration.end).trimEnd();
    default:
  }
  const typed = symbol.typed === undefined ? '' : `${typedText(symbol.typed)} `;
  switch (symbol.kind) {
    case 'namespace':
    case 'library':
      return `${symbol.kind} ${symbol.name}`;
    case 'enum-member':
      return `${typed}${symbol.name}`;
    default:
      return symbol.signature ?? `(${symbol.kind}) ${typed}${symbol.name}`;
  }
}

function typedText({ type, qualifier }: Typed): string {
  const isPlain = type.kind === 'void' || type.kind === 'error';
  return isPlain ? typeText(type) : `${qualifier} ${typeText(type)}`;
}

function builtinCode(builtin: Builtin): string {
  if (builtin.kind === 'variable') return `${builtin.type} ${builtin.name}`;
  return builtin.signatures
    .map((signature) => `${plainName(builtin.name)}${signature.replace(/\) (\S.*)$/, ') → $1')}`)
    .join('\n');
}

function documentationOf(symbol: ScriptSymbol): string {
  const parts = [readableDocumentation(symbol.documentation)];
  if (symbol.builtin?.caveat !== undefined) parts.push(`**Here:** ${symbol.builtin.caveat}`);
  if (symbol.builtin?.implementation.kind === 'unsupported')
    parts.push(`**Not to be had here:** ${symbol.builtin.implementation.reason}`);
  return parts.filter((part) => part !== '').join('\n\n');
}
