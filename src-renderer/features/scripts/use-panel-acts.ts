import { useMemo, useRef, useState } from 'react';
import type { ScriptSummary } from '../../../src-shared/contract/scripts.ts';
import type { PanelState } from '../../lib/panels/panel-definition.ts';
import type { EditorAct } from '../../lib/scripts/script-requests.ts';
import { showToast } from '../../ui/toast-store.ts';
import { chooseScriptFiles, exportScript, type ScriptFile } from './library/script-file.ts';
import type { OpenScript } from './open-scripts.ts';
import type { ScriptsPanelState } from './panel-state.ts';
import type { Debugger } from './run/use-debugger.ts';
import type { Profiler } from './run/use-profile.ts';
import { scriptDesk } from './script-desk.ts';
import type { ScriptActions } from './use-script-actions.ts';

type SavedScript = Pick<ScriptSummary, 'id' | 'name' | 'folder' | 'version'>;

export type PanelDialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'name' | 'delete'; readonly script: SavedScript }
  | { readonly kind: 'versions'; readonly id: string; readonly name: string; readonly key: string };

/** What buttons, menus, keys and commands do; without an argument, with the script in front. */
export interface PanelActs extends Readonly<Record<EditorAct, () => void>> {
  change(change: Partial<ScriptsPanelState>): void;
  createFrom(files: readonly ScriptFile[]): void;
  save(): void;
  close(): void;
  exportFile(): void;
  /** Asks for the new name. */
  rename(script?: SavedScript): void;
  /** Asks first. */
  remove(script: SavedScript): void;
  versions(): void;
  /** Begins or ends it. */
  debug(): void;
  step(bars: number): void;
  /** Measures, or takes away what was measured. */
  profile(): void;
  toggleOutput(): void;
  toggleLibrary(): void;
}

interface PanelNow {
  readonly active: OpenScript | undefined;
  readonly settings: ScriptsPanelState;
  readonly actions: ScriptActions;
  readonly debug: Debugger;
  readonly profiler: Profiler;
  saveState(change: PanelState): void;
}

interface PanelControls {
  readonly acts: PanelActs;
  readonly dialog: PanelDialog;
  /** Goes up whenever the search of the library is asked for. */
  readonly searchRequests: number;
  closeDialog(): void;
}

/** The acts are the same object for the panel's whole life, so that commands stay put. */
export function usePanelActs(newest: PanelNow): PanelControls {
  const [dialog, setDialog] = useState<PanelDialog>({ kind: 'none' });
  const [searchRequests, setSearchRequests] = useState(0);
  const now = useRef(newest);
  now.current = newest;
  const acts = useMemo<PanelActs>(() => {
    const change = (wanted: Partial<ScriptsPanelState>) => now.current.saveState(wanted);
    const choose = () => {
      change({ showsLibrary: true });
      setSearchRequests((count) => count + 1);
    };
    const createFrom = (files: readonly ScriptFile[]) => {
      for (const { name, text } of files) now.current.actions.create(text, name);
    };
    const onActive = (act: (key: string) => void) => () => {
      const key = scriptDesk.state.getState().active;
      if (key !== null) {
        act(key);
        return;
      }
      showToast({ level: 'info', title: 'No script is open', text: 'Choose one in the library first.' });
      choose();
    };
    /** The script in front, where it is in the library. */
    const savedFront = () => {
      const { active } = now.current;
      if (active === undefined || active.id === null) return undefined;
      const { key, id, name, folder, version } = active;
      return { key, id, name, folder, version: version ?? 1 };
    };
    return {
      change,
      create: () => now.current.actions.create(),
      createFrom,
      choose,
      save: onActive((key) => void now.current.actions.save(key, now.current.settings.formatsOnSave)),
      close: onActive((key) => now.current.actions.close(key)),
      addToChart: onActive(
        (key) => void now.current.actions.addToChart(key, now.current.settings.formatsOnSave),
      ),
      format: onActive(() => {
        scriptDesk.editor?.focus();
        void scriptDesk.editor?.getAction('editor.action.formatDocument')?.run();
      }),
      convert: onActive((key) => void now.current.actions.convert(key)),
      importFiles: () => chooseScriptFiles(createFrom),
      exportFile: onActive((key) =>
        exportScript(now.current.active?.name ?? 'script', scriptDesk.textOf(key)),
      ),
      rename: (script = savedFront()) => {
        if (script !== undefined) setDialog({ kind: 'name', script });
      },
      remove: (script) => setDialog({ kind: 'delete', script }),
      versions: () => {
        const front = savedFront();
        if (front !== undefined) setDialog({ kind: 'versions', ...front });
      },
      debug: () => (now.current.debug.isOn ? now.current.debug.end() : now.current.debug.begin()),
      step: (bars) => now.current.debug.step(bars),
      profile: () =>
        now.current.profiler.profile === null ? now.current.profiler.measure() : now.current.profiler.clear(),
      toggleOutput: () => change({ showsOutput: !now.current.settings.showsOutput }),
      toggleLibrary: () => change({ showsLibrary: !now.current.settings.showsLibrary }),
    };
  }, []);
  return { acts, dialog, searchRequests, closeDialog: () => setDialog({ kind: 'none' }) };
}
