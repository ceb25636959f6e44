import { type Catalogue, plainName } from '../builtins/catalogue.ts';
import { argumentCompletions } from './argument-completion.ts';
import {
  builtinCompletion,
  type Completion,
  type CompletionKind,
  namespaceCompletion,
  symbolCompletion,
} from './completion-item.ts';
import type { Cursor } from './cursor.ts';
import type { KnownSymbols } from './known-symbols.ts';
import { memberCompletions } from './member-completion.ts';
import { snippets } from './snippets.ts';
import { keywordMeanings, typeWords } from './words.ts';

export interface Completions {
  /** What is replaced. */
  readonly start: number;
  readonly end: number;
  readonly items: readonly Completion[];
}

/** What could stand at a place. Nothing in comments and strings, where whatever is written is right. */
export function complete(cursor: Cursor, known: KnownSymbols, catalogue: Catalogue): Completions {
  const { word, object } = cursor;
  const range = { start: word.start, end: word.end };
  if (cursor.isQuiet) return { ...range, items: [] };
  if (object !== undefined)
    return { ...range, items: memberCompletions(object, known, catalogue, word.start) };
  if (isDeclaringName(cursor)) return { ...range, items: [] };
  const items = [
    ...argumentCompletions(cursor, known, catalogue),
    ...known.visibleAt(cursor.offset).map(symbolCompletion),
    ...globalCompletions(catalogue),
    ...wordCompletions(cursor),
  ];
  if (word.text.length >= 2) items.push(...deeperCompletions(word.text, catalogue));
  return { ...range, items: withoutDoubles(items) };
}

/** A name that is being made up: nothing to offer. */
function isDeclaringName({ previous }: Cursor): boolean {
  return previous?.kind === 'name' && /^(type|enum|method|as|import)$/.test(previous.text);
}

function withoutDoubles(items: readonly Completion[]): Completion[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = `${item.kind === 'snippet' ? 's' : ''}${item.label}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const globals = new WeakMap<Catalogue, readonly Completion[]>();

/** Built-ins without a namespace, and the namespaces. */
function globalCompletions(catalogue: Catalogue): readonly Completion[] {
  let known = globals.get(catalogue);
  if (known === undefined) {
    const namespaces = new Set(
      catalogue.names.filter((name) => name.includes('.')).map((name) => name.split('.')[0] ?? ''),
    );
    known = [
      ...[...namespaces].map((name) => namespaceCompletion(name)),
      ...catalogue.builtinsOf('').map((builtin) => builtinCompletion(builtin, plainName(builtin.name))),
    ];
    globals.set(catalogue, known);
  }
  return known;
}

/** `sma` offers `ta.sma`. */
function deeperCompletions(word: string, catalogue: Catalogue): Completion[] {
  const wanted = word.toLowerCase();
  const found: Completion[] = [];
  for (const name of catalogue.names) {
    const dot = name.lastIndexOf('.');
    if (dot < 0 || !name.startsWith(wanted, dot + 1)) continue;
    const builtin = catalogue.findBuiltin(name);
    const one = builtin?.function ?? builtin?.variable;
    if (one === undefined || one.implementation.kind === 'unsupported') continue;
    found.push({ ...builtinCompletion(one, name), filter: name.slice(dot + 1), rank: 4 });
    if (found.length === 60) break;
  }
  return found;
}

const words: readonly Completion[] = [
  ...Object.entries(keywordMeanings).map(([word, meaning]) => wordCompletion(word, meaning, 'keyword')),
  ...Object.entries(typeWords).map(([word, meaning]) => wordCompletion(word, meaning, 'type')),
];

function wordCompletion(word: string, documentation: string, kind: CompletionKind): Completion {
  return { label: word, kind, detail: '', documentation, insert: word, isSnippet: false, rank: 3 };
}

function wordCompletions(cursor: Cursor): readonly Completion[] {
  if (cursor.call !== undefined) {
    return words.filter(
      ({ label, kind }) => kind !== 'keyword' || /^(and|or|not|true|false|na)$/.test(label),
    );
  }
  return cursor.isLineStart ? [...snippets, ...words] : words;
}
