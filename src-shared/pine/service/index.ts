import type { CheckOptions } from '../check/check.ts';
import type { Diagnostic, Fix, TextEdit } from '../diagnostic.ts';
import type { LibrarySources } from '../libraries/sources.ts';
import { parseLibraries } from '../libraries/sources.ts';
import { format } from '../syntax/format/format.ts';
import { Analysis } from './analysis.ts';
import { type Completions, complete } from './completion.ts';
import { type Conversion, convert } from './convert/convert.ts';
import { type Cursor, cursorAt } from './cursor.ts';
import { type FoldingRange, foldingRanges } from './folding.ts';
import { type Hover, hover } from './hover.ts';
import { KnownSymbols } from './known-symbols.ts';
import { type OutlineEntry, outline } from './outline.ts';
import { definitionOf, type Reference, referencesOf } from './references.ts';
import { type Renaming, rename, renamedAt } from './rename.ts';
import { type SemanticToken, semanticTokens } from './semantic-tokens.ts';
import { type SignatureHelp, signatureHelp } from './signature-help.ts';
import { editTo } from './text-edits.ts';

export interface QuickFix extends Fix {
  readonly diagnostic: Diagnostic;
}

/** What an editor asks about one script. All places are offsets into the newest text, in UTF-16 units. */
export interface LanguageService {
  /** The text as it is now. Costs nothing until somebody asks. */
  update(text: string): void;
  /** The libraries there are from now on; see `libraries/sources.ts`. */
  useLibraries(sources: LibrarySources): void;
  diagnostics(): readonly Diagnostic[];
  complete(offset: number): Completions;
  hover(offset: number): Hover | undefined;
  signatureHelp(offset: number): SignatureHelp | undefined;
  definition(offset: number): { readonly start: number; readonly end: number } | undefined;
  references(offset: number): readonly Reference[];
  renamedAt(offset: number): ReturnType<typeof renamedAt>;
  rename(offset: number, name: string): Renaming;
  format(): readonly TextEdit[];
  semanticTokens(): readonly SemanticToken[];
  foldingRanges(): readonly FoldingRange[];
  outline(): readonly OutlineEntry[];
  /** The script in version 6. */
  convert(): Conversion;
  /** Of the diagnostics that a stretch touches. */
  fixes(start: number, end: number): readonly QuickFix[];
}

/** Below this many characters a new look at everything is quicker than a frame, so that nothing old is ever used. */
const quickLength = 12_000;

export function createLanguageService(given: CheckOptions = {}): LanguageService {
  let options = given;
  let current = new Analysis('', options);
  /** The last one that was checked. */
  let checked = current;

  const fresh = (): Analysis => {
    if (current !== checked) {
      current.settle();
      checked = current;
    }
    return current;
  };
  const aroundCursor = (offset: number): { cursor: Cursor; known: KnownSymbols } => {
    const { text } = current;
    const cursor = cursorAt(text, current.lexed, offset);
    if (text.length <= quickLength || !checked.isChecked) fresh();
    let known = new KnownSymbols(checked, text);
    // What stands before a dot may have been written since.
    if (
      checked !== current &&
      cursor.object !== undefined &&
      known.objectEndingAt(cursor.object.end) === undefined
    ) {
      const { path } = cursor.object;
      const isNamespace = path !== undefined && current.catalogue.isNamespace(path.join('.'));
      if (!isNamespace) known = new KnownSymbols(fresh(), text);
    }
    return { cursor, known };
  };

  return {
    update(text) {
      if (text !== current.text) current = new Analysis(text, options);
    },
    useLibraries(sources) {
      options = { ...options, libraries: parseLibraries(sources) };
      current = new Analysis(current.text, options);
    },
    diagnostics: () => fresh().diagnostics,
    complete(offset) {
      const { cursor, known } = aroundCursor(offset);
      return complete(cursor, known, current.catalogue);
    },
    hover: (offset) => hover(fresh(), offset),
    signatureHelp(offset) {
      const { cursor, known } = aroundCursor(offset);
      return signatureHelp(cursor, known, current.catalogue);
    },
    definition: (offset) => definitionOf(fresh(), offset),
    references: (offset) => referencesOf(fresh(), offset),
    renamedAt: (offset) => renamedAt(fresh(), offset),
    rename: (offset, name) => rename(fresh(), offset, name, options),
    format: () => editTo(current.text, format(current.text)),
    semanticTokens: () => semanticTokens(fresh()),
    foldingRanges: () => foldingRanges(current),
    outline: () => outline(fresh()),
    convert: () => convert(current.text, options),
    fixes: (start, end) =>
      fresh()
        .diagnostics.filter((one) => one.start <= end && one.end >= start)
        .flatMap((diagnostic) => diagnostic.fixes.map((fix) => ({ ...fix, diagnostic }))),
  };
}
