import type { CheckOptions } from '../check/check.ts';
import type { TextEdit } from '../diagnostic.ts';
import { keywords } from '../syntax/token.ts';
import { Analysis } from './analysis.ts';
import { referencesTo, symbolNamed } from './references.ts';
import { applyEdits, movedPlace } from './text-edits.ts';

export type Renaming =
  | { readonly edits: readonly TextEdit[] }
  /** A sentence that says why not. */
  | { readonly refusal: string };

const reserved: ReadonlySet<string> = new Set([
  ...keywords,
  ...['na', 'int', 'float', 'bool', 'string', 'color', 'catch', 'class', 'do', 'ellipse', 'in', 'is'],
  ...['polygon', 'range', 'return', 'struct', 'text', 'throw', 'try', '_'],
]);

/** What is renamed at a place, or why nothing can be. */
export function renamedAt(
  analysis: Analysis,
  offset: number,
): { readonly start: number; readonly end: number; readonly name: string } | { readonly refusal: string } {
  const symbol = symbolNamed(analysis, offset);
  if (symbol === undefined) return { refusal: 'Nothing here has a name that could be changed.' };
  if (symbol.builtin !== undefined || symbol.kind === 'namespace')
    return { refusal: `\`${symbol.name}\` belongs to the language and keeps its name.` };
  const place = referencesTo(analysis, symbol).find(({ start, end }) => start <= offset && offset <= end);
  if (symbol.declaration === undefined || place === undefined)
    return { refusal: `\`${symbol.name}\` is declared in a library and is renamed there.` };
  return { start: place.start, end: place.end, name: symbol.name };
}

/** Gives something another name everywhere. Refused where any name of the script would then mean something else. */
export function rename(analysis: Analysis, offset: number, name: string, options: CheckOptions): Renaming {
  const renamed = renamedAt(analysis, offset);
  if ('refusal' in renamed) return renamed;
  if (name === renamed.name) return { edits: [] };
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    return {
      refusal: 'A name consists of letters A to Z, digits and underscores, and does not begin with a digit.',
    };
  if (reserved.has(name)) return { refusal: `\`${name}\` is a word of the language.` };
  if (analysis.catalogue.isNamespace(name)) return { refusal: `\`${name}\` is a namespace of the language.` };
  const symbol = symbolNamed(analysis, offset);
  if (symbol === undefined) return { refusal: 'Nothing here has a name that could be changed.' };
  const edits = referencesTo(analysis, symbol).map(({ start, end }) => ({ start, end, text: name }));
  if (isUnheardOf(analysis, name)) return { edits };
  const after = new Analysis(applyEdits(analysis.text, edits), options);
  const clash = firstClash(analysis, after, edits);
  return clash === undefined ? { edits } : { refusal: clash(name) };
}

/** Neither written anywhere in the script nor any built-in's: whatever gets that name, nothing else can be meant by it. */
function isUnheardOf({ text, catalogue, version }: Analysis, name: string): boolean {
  return (
    version !== 4 &&
    catalogue.findBuiltin(name) === undefined &&
    catalogue.namesEnding(name).length === 0 &&
    !new RegExp(`(?<![A-Za-z0-9_])${name}(?![A-Za-z0-9_])`).test(text)
  );
}

/** The first place whose name no longer means what it meant. */
function firstClash(
  before: Analysis,
  after: Analysis,
  edits: readonly TextEdit[],
): ((name: string) => string) | undefined {
  const errors = ({ diagnostics }: Analysis) =>
    diagnostics.filter((one) => one.severity === 'error' && one.code !== 'P601').length;
  const hidden = ({ diagnostics }: Analysis) => diagnostics.filter((one) => one.code === 'P203').length;
  const moved = new Map<number, (typeof after.symbols.references)[number]>();
  for (const reference of after.symbols.references) moved.set(reference.start, reference);
  for (const reference of before.symbols.references) {
    const now = moved.get(movedPlace(reference.start, edits))?.symbol;
    const { declaration, builtin } = reference.symbol;
    const wanted = declaration === undefined ? undefined : movedPlace(declaration.start, edits);
    if (now === undefined || now.declaration?.start !== wanted || now.builtin !== builtin) {
      const { line } = before.lines.positionOf(reference.start);
      return (name) => `\`${name}\` means something else already: line ${line} would change its meaning.`;
    }
  }
  if (errors(after) > errors(before)) return (name) => `\`${name}\` is taken already.`;
  if (hidden(after) > hidden(before)) return (name) => `\`${name}\` would hide something of the same name.`;
  return undefined;
}
