import type * as Monaco from 'monaco-editor/editor/editor.api.js';
import type { OutlineEntry } from '../../../../src-shared/pine/service/outline.ts';
import {
  type SemanticToken,
  semanticModifiers,
  semanticTypes,
} from '../../../../src-shared/pine/service/semantic-tokens.ts';
import { rangeOf } from './ranges.ts';
import { askService } from './service-client.ts';

type Model = Monaco.editor.ITextModel;

/** What the editor asks about a script as a whole: form, colours, folds, outline, mending. */
export function registerDocumentAnswers(monaco: typeof Monaco, language: string): void {
  const { languages } = monaco;
  languages.registerDocumentFormattingEditProvider(language, {
    displayName: 'Tidemark',
    async provideDocumentFormattingEdits(model) {
      const edits = await askService(model, 'format');
      return edits.map((edit) => ({ range: rangeOf(model, edit), text: edit.text }));
    },
  });
  languages.registerDocumentSemanticTokensProvider(language, {
    getLegend: () => ({ tokenTypes: [...semanticTypes], tokenModifiers: [...semanticModifiers] }),
    async provideDocumentSemanticTokens(model) {
      const version = model.getVersionId();
      const tokens = await askService(model, 'semanticTokens');
      // Places of a text that has changed since would colour other words.
      if (model.isDisposed() || model.getVersionId() !== version) return null;
      return { data: encoded(model, tokens) };
    },
    releaseDocumentSemanticTokens: () => undefined,
  });
  const foldKinds = {
    comment: languages.FoldingRangeKind.Comment,
    imports: languages.FoldingRangeKind.Imports,
    region: languages.FoldingRangeKind.Region,
    block: undefined,
  };
  languages.registerFoldingRangeProvider(language, {
    async provideFoldingRanges(model) {
      const ranges = await askService(model, 'foldingRanges');
      return ranges.map(({ startLine, endLine, kind }) => {
        const foldKind = foldKinds[kind];
        return { start: startLine, end: endLine, ...(foldKind === undefined ? {} : { kind: foldKind }) };
      });
    },
  });
  const symbolKinds: Readonly<Record<OutlineEntry['kind'], Monaco.languages.SymbolKind>> = {
    variable: languages.SymbolKind.Variable,
    constant: languages.SymbolKind.Constant,
    function: languages.SymbolKind.Function,
    method: languages.SymbolKind.Method,
    type: languages.SymbolKind.Struct,
    field: languages.SymbolKind.Field,
    enum: languages.SymbolKind.Enum,
    'enum-member': languages.SymbolKind.EnumMember,
    import: languages.SymbolKind.Module,
  };
  const symbolOf = (model: Model, entry: OutlineEntry): Monaco.languages.DocumentSymbol => ({
    name: entry.name,
    detail: entry.detail,
    kind: symbolKinds[entry.kind],
    tags: [],
    range: rangeOf(model, entry),
    selectionRange: rangeOf(model, { start: entry.nameStart, end: entry.nameEnd }),
    children: entry.children.map((child) => symbolOf(model, child)),
  });
  languages.registerDocumentSymbolProvider(language, {
    displayName: 'Script',
    async provideDocumentSymbols(model) {
      return (await askService(model, 'outline')).map((entry) => symbolOf(model, entry));
    },
  });
  registerFixes(monaco, language);
}

function registerFixes({ languages }: typeof Monaco, language: string): void {
  languages.registerCodeActionProvider(language, {
    async provideCodeActions(model, range, context) {
      const start = model.getOffsetAt({ lineNumber: range.startLineNumber, column: range.startColumn });
      const end = model.getOffsetAt({ lineNumber: range.endLineNumber, column: range.endColumn });
      const fixes = await askService(model, 'fixes', start, end);
      const actions = fixes.map(
        (fix, index): Monaco.languages.CodeAction => ({
          title: fix.title,
          kind: 'quickfix',
          isPreferred: index === 0,
          diagnostics: context.markers.filter(({ code }) => code === fix.diagnostic.code),
          edit: {
            edits: fix.edits.map((edit) => ({
              resource: model.uri,
              versionId: model.getVersionId(),
              textEdit: { range: rangeOf(model, edit), text: edit.text },
            })),
          },
        }),
      );
      return { actions, dispose: () => undefined };
    },
  });
}

/** Five numbers a token, each place told from the one before. */
function encoded(model: Model, tokens: readonly SemanticToken[]): Uint32Array {
  const data = new Uint32Array(tokens.length * 5);
  let line = 1;
  let column = 1;
  for (const [index, token] of tokens.entries()) {
    const place = model.getPositionAt(token.start);
    const modifiers = token.modifiers.reduce((sum, name) => sum | (1 << semanticModifiers.indexOf(name)), 0);
    data.set(
      [
        place.lineNumber - line,
        place.lineNumber === line ? place.column - column : place.column - 1,
        token.end - token.start,
        semanticTypes.indexOf(token.type),
        modifiers,
      ],
      index * 5,
    );
    line = place.lineNumber;
    column = place.column;
  }
  return data;
}
