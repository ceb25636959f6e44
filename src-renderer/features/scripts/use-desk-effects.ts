import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { ScriptSummary } from '../../../src-shared/contract/scripts.ts';
import { useHost, useHostStatus } from '../../lib/host/host-context.tsx';
import type { PanelState } from '../../lib/panels/panel-definition.ts';
import { type BarToDebug, debugRequests, takeDebugRequest } from '../../lib/scripts/debug-requests.ts';
import {
  type EditorAct,
  offerEditor,
  scriptRequests,
  setScriptDraft,
  takeEditorAct,
  takeSourceRequest,
} from '../../lib/scripts/script-requests.ts';
import type { LoadedEditor } from './editor/code-editor.tsx';
import { editorLibraries, libraryDesk, savedLibrary } from './editor/editor-libraries.ts';
import { askService, libraryText } from './editor/service-client.ts';
import { activeScript, storedId } from './open-scripts.ts';
import { type SettledText, scriptDesk } from './script-desk.ts';

/** The newest text without errors: while one is typed, what ran before goes on. */
export function useLastGood(settled: SettledText | null): string | null {
  const [good, setGood] = useState<SettledText | null>(null);
  useEffect(() => {
    if (settled === null) setGood(null);
    else if (!settled.hasErrors) setGood(settled);
    // Another script that cannot run: nothing of the one before it is shown.
    else setGood((before) => (before?.key === settled.key ? before : null));
  }, [settled]);
  return good?.text ?? null;
}

/** Puts the open scripts into the editor, as long as it stands. */
export function useAttachedEditor(loaded: LoadedEditor | null): void {
  useEffect(() => (loaded === null ? undefined : scriptDesk.attach(loaded)), [loaded]);
}

/** Opens what was open when the layout was saved, and keeps track of it. True once that is done. */
export function useReopenedScripts(
  wanted: readonly string[],
  saveState: (change: PanelState) => void,
  open: (id: string) => Promise<void>,
): boolean {
  const first = useRef(wanted);
  const [hasOpened, setHasOpened] = useState(false);
  useEffect(() => {
    const reopen = async () => {
      if (scriptDesk.state.getState().list.length === 0) for (const id of first.current) await open(id);
      setHasOpened(true);
    };
    void reopen();
  }, [open]);
  useEffect(() => {
    if (!hasOpened) return;
    return scriptDesk.state.subscribe((next, before) => {
      if (next.list === before.list && next.active === before.active) return;
      const front = activeScript(next);
      const ids = next.list.filter((one) => one !== front).map(storedId);
      const last = front === undefined ? null : storedId(front);
      saveState({ open: [...ids, last].filter((id) => id !== null) });
    });
  }, [saveState, hasOpened]);
  return hasOpened;
}

/** Charts run what is being typed, as long as it is unsaved and has no errors. */
export function useDrafts(): void {
  const settled = useStore(scriptDesk.state, (state) => state.settled);
  useEffect(() => {
    if (settled === null || settled.hasErrors) return;
    const script = scriptDesk.state.getState().list.find(({ key }) => key === settled.key);
    if (script === undefined || script.id === null) return;
    setScriptDraft(script.id, settled.text === script.saved ? undefined : settled.text);
  }, [settled]);
}

/** Imports find what is saved, also what is saved later; the editor goes to where it is declared. */
export function useLibraryImports(
  scripts: readonly ScriptSummary[] | null,
  open: (id: string) => Promise<void>,
): void {
  const { rpc } = useHost();
  const { generation } = useHostStatus();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new connection finds what a lost one did not
  useEffect(() => {
    editorLibraries.find = (source) => rpc.scripts.libraries({ source });
    editorLibraries.forget();
  }, [rpc, generation]);
  useEffect(() => {
    const saved = (scripts ?? []).filter(({ kind, isSample }) => kind === 'library' && !isSample);
    const text = (list: readonly ScriptSummary[]) =>
      JSON.stringify(list.map(({ id, version, title, name, folder }) => [id, version, title, name, folder]));
    if (text(saved) === text(libraryDesk.getState().saved)) return;
    libraryDesk.setState({ saved });
    editorLibraries.forget();
    scriptDesk.settle();
  }, [scripts]);
  const wanted = useStore(libraryDesk, (state) => state.wanted);
  useEffect(() => {
    if (wanted === null) return;
    libraryDesk.setState({ wanted: null });
    const asking = scriptDesk.model(scriptDesk.active?.key ?? '');
    const text = asking === undefined ? undefined : libraryText(asking, wanted.library);
    if (text === undefined) return;
    const sourceOf = async (id: string) => (await rpc.scripts.get({ id })).source;
    const go = async () => {
      const saved = await savedLibrary(wanted.library, text, sourceOf);
      if (saved !== undefined) await open(saved);
      else scriptDesk.openLibrary(wanted.library, text);
      const model = scriptDesk.model(scriptDesk.active?.key ?? '');
      if (model === undefined) return;
      const { start, end } = await askService(model, 'exportOf', wanted.name);
      scriptDesk.goTo(start, end);
    };
    void go();
  }, [rpc, wanted, open]);
}

/** Does what commands ask of the editor, once it stands with the scripts that were open. */
export function useCommandRequests(acts: Readonly<Record<EditorAct, () => void>>, isReady: boolean): void {
  const wanted = useStore(scriptRequests, (state) => state.act);
  useEffect(() => offerEditor(), []);
  useEffect(() => {
    const act = wanted === null || !isReady ? null : takeEditorAct();
    if (act !== null) acts[act]();
  }, [wanted, isReady, acts]);
}

/** What charts ask of the editor: a source to open, a bar to debug. */
export function useChartRequests(
  open: (id: string) => Promise<void>,
  onBar: (bar: BarToDebug) => void,
  isReady: boolean,
): void {
  const source = useStore(scriptRequests, (state) => state.source);
  const bar = useStore(debugRequests, (state) => state.bar);
  const take = useRef(onBar);
  take.current = onBar;
  useEffect(() => {
    const request = source === null || !isReady ? null : takeSourceRequest();
    if (request === null) return;
    const show = async () => {
      await open(request.script);
      if (request.place !== null) scriptDesk.goTo(request.place.start, request.place.end);
    };
    void show();
  }, [source, open, isReady]);
  useEffect(() => {
    const wanted = bar === null || !isReady ? null : takeDebugRequest();
    if (wanted === null) return;
    const begin = async () => {
      if (wanted.script !== undefined) await open(wanted.script);
      take.current(wanted);
    };
    void begin();
  }, [bar, open, isReady]);
}

/** The browser asks before a window with unsaved texts is closed. */
export function useLeaveWarning(hasUnsaved: boolean): void {
  useEffect(() => {
    if (!hasUnsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [hasUnsaved]);
}
