import { useMemo } from 'react';
import type { ScriptSummary } from '../../../src-shared/contract/scripts.ts';
import { failureSentence } from '../../lib/host/failure-sentence.ts';
import { useHost } from '../../lib/host/host-context.tsx';
import type { RpcClient } from '../../lib/host/rpc-client.ts';
import {
  addScriptToChart,
  addScriptToNewChart,
  type ChartRequest,
  setScriptDraft,
} from '../../lib/scripts/script-requests.ts';
import { showToast } from '../../ui/toast-store.ts';
import { conversionWords } from './conversion-words.ts';
import { askService } from './editor/service-client.ts';
import { isLibraryText, newScriptText, titleIn } from './open-scripts.ts';
import { scriptDesk } from './script-desk.ts';

export interface ScriptActions {
  /** True when it is in the library afterwards. */
  save(key: string, formats: boolean): Promise<boolean>;
  open(id: string): Promise<void>;
  create(text?: string, name?: string): void;
  close(key: string): void;
  duplicate(script: ScriptSummary): Promise<void>;
  move(script: Pick<ScriptSummary, 'id'>, name: string, folder: string): Promise<void>;
  remove(id: string): Promise<void>;
  favourite(script: ScriptSummary): Promise<void>;
  /** The saved text goes to the chart that was used last. */
  addToChart(key: string, formats: boolean): Promise<void>;
  convert(key: string): Promise<void>;
}

/** What can be done with scripts. What fails is told in a message, and nothing is lost. */
export function useScriptActions(): ScriptActions {
  const { rpc } = useHost();
  return useMemo(() => scriptActions(rpc), [rpc]);
}

/** Where no chart takes it, that is told, and one is offered. */
function toChart(request: ChartRequest): void {
  if (addScriptToChart(request)) return;
  showToast({
    level: 'warn',
    title: `“${request.name}” is not on a chart`,
    text: 'No chart is open in this window.',
    action: { label: 'Open a chart with it', run: () => void addScriptToNewChart(request) },
  });
}

function scriptActions(rpc: RpcClient): ScriptActions {
  const told = async (what: string, act: () => Promise<void>): Promise<boolean> => {
    try {
      await act();
      return true;
    } catch (error) {
      showToast({ level: 'danger', title: what, text: failureSentence(error) });
      return false;
    }
  };
  const actions: ScriptActions = {
    async save(key, formats) {
      if (formats) await scriptDesk.editor?.getAction('editor.action.formatDocument')?.run();
      const script = scriptDesk.state.getState().list.find((one) => one.key === key);
      if (script === undefined) return false;
      const source = scriptDesk.textOf(key);
      const isNew = script.id === null;
      const name = isNew && !script.isSample ? (titleIn(source) ?? script.name) : script.name;
      return told(`“${name}” could not be saved`, async () => {
        const saved = await rpc.scripts.save({
          ...(script.id === null ? {} : { id: script.id }),
          name,
          folder: script.folder,
          source,
        });
        scriptDesk.change(key, {
          id: saved.id,
          name: saved.name,
          folder: saved.folder,
          version: saved.version,
          isSample: false,
          saved: source,
        });
        setScriptDraft(saved.id, undefined);
      });
    },
    async open(id) {
      await told('The script could not be opened', async () =>
        scriptDesk.open(await rpc.scripts.get({ id })),
      );
    },
    create(text = newScriptText, name = 'Untitled') {
      scriptDesk.newDraft(text, name);
      scriptDesk.editor?.focus();
    },
    close(key) {
      const script = scriptDesk.state.getState().list.find((one) => one.key === key);
      const text = scriptDesk.textOf(key);
      scriptDesk.close(key);
      if (script === undefined) return;
      if (script.id !== null) setScriptDraft(script.id, undefined);
      if (!script.isDirty || text === newScriptText) return;
      showToast({
        level: 'warn',
        title: `“${script.name}” was closed unsaved`,
        text: 'Its text is kept until this message goes.',
        action: { label: 'Open it again', run: () => scriptDesk.newDraft(text, script.name) },
      });
    },
    async duplicate({ id, name }) {
      await told(`“${name}” could not be duplicated`, async () => {
        const { source } = await rpc.scripts.get({ id });
        scriptDesk.newDraft(source, `${name} copy`);
      });
    },
    async move({ id }, name, folder) {
      const moved = await rpc.scripts.move({ id, name, folder });
      const open = scriptDesk.state.getState().list.find((one) => one.id === id);
      if (open !== undefined) scriptDesk.change(open.key, { name: moved.name, folder: moved.folder });
    },
    async remove(id) {
      await rpc.scripts.remove({ id });
      const open = scriptDesk.state.getState().list.find((one) => one.id === id);
      if (open !== undefined) scriptDesk.close(open.key);
      setScriptDraft(id, undefined);
    },
    async favourite({ id, isFavourite, name }) {
      await told(`“${name}” keeps its star`, async () => {
        await rpc.scripts.setFavourite({ id, isFavourite: !isFavourite });
      });
    },
    async addToChart(key, formats) {
      const before = scriptDesk.state.getState().list.find((one) => one.key === key);
      if (before === undefined) return;
      if (isLibraryText(scriptDesk.textOf(key))) {
        showToast({
          level: 'info',
          title: `“${before.name}” is a library`,
          text: 'It draws nothing itself. Save it, and import it in an indicator.',
        });
        return;
      }
      if (before.isSample && !before.isDirty) {
        toChart({ script: key, name: before.name });
        return;
      }
      if (before.isDirty && !(await actions.save(key, formats))) return;
      const script = scriptDesk.state.getState().list.find((one) => one.key === key);
      if (script === undefined || script.id === null) return;
      const errors = await scriptDesk.errorsOf(key);
      toChart({ script: script.id, name: script.name, ...(errors === undefined ? {} : { errors }) });
    },
    async convert(key) {
      const model = scriptDesk.model(key);
      if (model === undefined) return;
      await told('The script could not be converted', async () => {
        const { text, from, changes, notes, remaining } = await askService(model, 'convert');
        if (changes.length === 0) {
          showToast({
            level: 'info',
            title: from === 6 ? 'Nothing to convert' : 'Not converted',
            text: from === 6 ? 'This is version 6 already.' : 'Mend what cannot be read first.',
          });
          return;
        }
        scriptDesk.replaceText(key, text);
        showToast({
          level: remaining.length + notes.length > 0 ? 'warn' : 'info',
          title: `Version ${from} became version 6${remaining.length > 0 ? `; ${remaining.length} left to mend` : ''}`,
          text: conversionWords(changes, notes),
        });
      });
    },
  };
  return actions;
}
