import type * as Monaco from 'monaco-editor/editor/editor.api.js';
import { registerAnswers } from './pine-answers.ts';
import { registerDocumentAnswers } from './pine-document-answers.ts';
import { pineConfiguration, pineTokens } from './pine-tokens.ts';

export const pineId = 'pine';

/** Makes scripts known to the editor library: how they look and who answers about them. */
export function registerPine(monaco: typeof Monaco): void {
  monaco.languages.register({ id: pineId, extensions: ['.pine'], aliases: ['Pine'] });
  monaco.languages.setMonarchTokensProvider(pineId, pineTokens);
  monaco.languages.setLanguageConfiguration(pineId, pineConfiguration);
  registerAnswers(monaco, pineId);
  registerDocumentAnswers(monaco, pineId);
}
