import type * as Monaco from 'monaco-editor/editor/editor.api.js';
import type { CompletionKind } from '../../../../src-shared/pine/service/completion-item.ts';
import { editorLibraries, importPath, libraryDesk } from './editor-libraries.ts';
import { rangeOf } from './ranges.ts';
import { askService, libraryText } from './service-client.ts';

type Model = Monaco.editor.ITextModel;

/** What the editor asks about a place: completion, hover, calls, names. */
export function registerAnswers(monaco: typeof Monaco, language: string): void {
  const { languages } = monaco;
  const kinds: Readonly<Record<CompletionKind, Monaco.languages.CompletionItemKind>> = {
    variable: languages.CompletionItemKind.Variable,
    constant: languages.CompletionItemKind.Constant,
    parameter: languages.CompletionItemKind.Variable,
    function: languages.CompletionItemKind.Function,
    method: languages.CompletionItemKind.Method,
    namespace: languages.CompletionItemKind.Module,
    type: languages.CompletionItemKind.Struct,
    enum: languages.CompletionItemKind.Enum,
    'enum-member': languages.CompletionItemKind.EnumMember,
    field: languages.CompletionItemKind.Field,
    argument: languages.CompletionItemKind.Property,
    keyword: languages.CompletionItemKind.Keyword,
    snippet: languages.CompletionItemKind.Snippet,
  };
  languages.registerCompletionItemProvider(language, {
    triggerCharacters: ['.', '(', ',', '=', ' ', '/'],
    async provideCompletionItems(model, position) {
      const written = model.getLineContent(position.lineNumber).slice(0, position.column - 1);
      const path = /^\s*import\s+(\S*)$/.exec(written)?.[1];
      if (path !== undefined) return { suggestions: importSuggestions(languages, position, path) };
      await editorLibraries.bring(model);
      const { start, end, items } = await askService(model, 'complete', model.getOffsetAt(position));
      const range = rangeOf(model, { start, end });
      const suggestions = items.map(
        (item): Monaco.languages.CompletionItem => ({
          label: item.label,
          kind: kinds[item.kind],
          detail: item.detail,
          documentation: { value: item.documentation },
          insertText: item.insert,
          ...(item.isSnippet
            ? { insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet }
            : {}),
          ...(item.filter === undefined ? {} : { filterText: item.filter }),
          ...(item.isSnippet && item.kind !== 'snippet'
            ? { command: { id: 'editor.action.triggerParameterHints', title: '' } }
            : {}),
          sortText: `${item.rank}${item.label}`,
          range,
        }),
      );
      return { suggestions };
    },
  });
  languages.registerHoverProvider(language, {
    async provideHover(model, position) {
      await editorLibraries.bring(model);
      const found = await askService(model, 'hover', model.getOffsetAt(position));
      if (found === undefined) return null;
      const contents = [{ value: `\`\`\`${language}\n${found.code}\n\`\`\`` }];
      if (found.documentation !== '') contents.push({ value: found.documentation });
      return { range: rangeOf(model, found), contents };
    },
  });
  languages.registerSignatureHelpProvider(language, {
    signatureHelpTriggerCharacters: ['(', ','],
    signatureHelpRetriggerCharacters: ['='],
    async provideSignatureHelp(model, position) {
      const help = await askService(model, 'signatureHelp', model.getOffsetAt(position));
      if (help === undefined) return null;
      const signatures = help.signatures.map(({ label, documentation, parameters }) => ({
        label,
        documentation: { value: documentation },
        parameters: parameters.map((one) => ({
          label: [one.start, one.end] as [number, number],
          documentation: { value: one.documentation },
        })),
      }));
      return {
        value: {
          signatures,
          activeSignature: help.active,
          // Beyond the last one where none is meant.
          activeParameter: help.parameter < 0 ? 10_000 : help.parameter,
        },
        dispose: () => undefined,
      };
    },
  });
  registerNames(monaco, language);
}

/** The saved libraries, each in its newest version. */
function importSuggestions(
  { CompletionItemKind }: typeof Monaco.languages,
  { lineNumber, column }: Monaco.Position,
  written: string,
): Monaco.languages.CompletionItem[] {
  const start = column - written.length;
  const range = {
    startLineNumber: lineNumber,
    startColumn: start,
    endLineNumber: lineNumber,
    endColumn: column,
  };
  return libraryDesk.getState().saved.map((library) => ({
    label: importPath(library),
    kind: CompletionItemKind.Module,
    detail: 'saved library',
    documentation: library.description,
    insertText: importPath(library),
    range,
  }));
}

const libraryScheme = 'pine-library';

function registerNames({ languages, editor, Uri }: typeof Monaco, language: string): void {
  languages.registerDefinitionProvider(language, {
    async provideDefinition(model, position) {
      const offset = model.getOffsetAt(position);
      await editorLibraries.bring(model);
      const place = await askService(model, 'definition', offset);
      const imported = await askService(model, 'importedAt', offset);
      if (imported === undefined)
        return place === undefined ? null : { uri: model.uri, range: rangeOf(model, place) };
      const text = libraryText(model, imported.library);
      if (text === undefined) return null;
      const { library, name } = imported;
      const uri = Uri.from({ scheme: libraryScheme, path: `/${library}`, fragment: name ?? '' });
      // The library wants to show what it goes to before it goes there.
      const shown = editor.getModel(uri) ?? editor.createModel(text, language, uri);
      return { uri, range: rangeOf(shown, await askService(shown, 'exportOf', name)) };
    },
  });
  editor.registerEditorOpener({
    openCodeEditor(_source, resource) {
      if (resource.scheme !== libraryScheme) return false;
      libraryDesk.setState({ wanted: { library: resource.path.slice(1), name: resource.fragment || null } });
      return true;
    },
  });
  const references = async (model: Model, position: Monaco.Position) =>
    askService(model, 'references', model.getOffsetAt(position));
  languages.registerReferenceProvider(language, {
    async provideReferences(model, position) {
      const found = await references(model, position);
      return found.map((one) => ({ uri: model.uri, range: rangeOf(model, one) }));
    },
  });
  languages.registerDocumentHighlightProvider(language, {
    async provideDocumentHighlights(model, position) {
      const found = await references(model, position);
      return found.map((one) => ({
        range: rangeOf(model, one),
        kind:
          one.use === 'read' ? languages.DocumentHighlightKind.Read : languages.DocumentHighlightKind.Write,
      }));
    },
  });
  languages.registerRenameProvider(language, {
    async resolveRenameLocation(model, position) {
      const found = await askService(model, 'renamedAt', model.getOffsetAt(position));
      const word = model.getWordAtPosition(position);
      if ('refusal' in found) {
        const range = rangeOf(model, {
          start: model.getOffsetAt(position),
          end: model.getOffsetAt(position),
        });
        return { range, text: word?.word ?? '', rejectReason: found.refusal };
      }
      return { range: rangeOf(model, found), text: found.name };
    },
    async provideRenameEdits(model, position, newName) {
      const renaming = await askService(model, 'rename', model.getOffsetAt(position), newName);
      if ('refusal' in renaming) return { edits: [], rejectReason: renaming.refusal };
      const edits = renaming.edits.map((edit) => ({
        resource: model.uri,
        versionId: model.getVersionId(),
        textEdit: { range: rangeOf(model, edit), text: edit.text },
      }));
      return { edits };
    },
  });
}
