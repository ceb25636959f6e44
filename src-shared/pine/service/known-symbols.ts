import type { ScriptSymbol, SymbolReference } from '../check/symbols.ts';
import type { Typed } from '../types.ts';
import type { Analysis, Declaration } from './analysis.ts';

/**
 * What is known of the names around a place. While somebody types into a long script it comes from the last text that was
 * checked, places moved by what was typed since; a new look at everything would take longer than a frame.
 */
export class KnownSymbols {
  readonly #analysis: Analysis;
  readonly #change: Change;

  constructor(analysis: Analysis, current: string) {
    this.#analysis = analysis;
    this.#change = changeBetween(analysis.text, current);
  }

  symbolAt(offset: number): SymbolReference | undefined {
    const place = this.#before(offset);
    return place === undefined ? undefined : this.#analysis.symbols.symbolAt(place);
  }

  /** The type of the expression that ends here and is followed by a dot. */
  objectEndingAt(offset: number): Typed | undefined {
    const place = this.#before(offset);
    if (place === undefined) return undefined;
    const known = this.#analysis.symbols.objects.get(place);
    if (known !== undefined) return known;
    const reference = this.#analysis.symbols.symbolAt(place);
    return reference?.end === place ? reference.symbol.typed : undefined;
  }

  visibleAt(offset: number): readonly ScriptSymbol[] {
    const place = this.#before(offset) ?? this.#change.start;
    const visible = this.#analysis.symbols.visibleAt(lineEndingIn(this.#analysis.text, place));
    return visible.filter(({ kind, declaration }) => kind !== 'constant' || (declaration?.end ?? 0) <= place);
  }

  declarationOf(symbol: ScriptSymbol): Declaration | undefined {
    const { declaration } = symbol;
    return declaration === undefined ? undefined : this.#analysis.declarations.get(declaration.start);
  }

  /** Text of the checked script. */
  textOf(node: { readonly start: number; readonly end: number }): string {
    return this.#analysis.text.slice(node.start, node.end);
  }

  /** Where a place was in the text that was checked; undefined for what was typed since. */
  #before(offset: number): number | undefined {
    const { start, end, newEnd } = this.#change;
    if (offset <= start) return offset;
    if (offset >= newEnd) return offset - newEnd + end;
    return undefined;
  }
}

/**
 * An empty line belongs to no block yet. It will, to that of the nearest line above which is not indented more; for a place
 * in an empty line this gives that one's end.
 */
function lineEndingIn(text: string, offset: number): number {
  let start = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(start, offset);
  if (before === '' || /\S/.test(before)) return offset;
  while (start > 0) {
    const end = start - 1;
    start = end === 0 ? 0 : text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end).trimEnd();
    const indent = line.search(/\S/);
    if (indent >= 0 && indent <= before.length) return start + line.length;
  }
  return offset;
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly newEnd: number;
}

/** The one stretch in which two texts differ. */
export function changeBetween(before: string, after: string): Change {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let same = 0;
  while (
    same < most - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  ) {
    same += 1;
  }
  return { start, end: before.length - same, newEnd: after.length - same };
}
