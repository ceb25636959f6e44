import type * as Monaco from 'monaco-editor/editor/editor.api.js';
import type { CompletionKind } from '../../../../src-shared/pine/service/completion-item.ts';
import { rangeOf } from './ranges.ts';
import { askService } from './service-client.ts';

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
    triggerCharacters: ['.', '(', ',', '='],
    async provideCompletionItems(model, position) {
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

function registerNames({ languages }: typeof Monaco, language: string): void {
  languages.registerDefinitionProvider(language, {
    async provideDefinition(model, position) {
      const place = await askService(model, 'definition', model.getOffsetAt(position));
      return place === undefined ? null : { uri: model.uri, range: rangeOf(model, place) };
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
