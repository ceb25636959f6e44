import { Bug, ChartCandlestick, Ellipsis, FileCode, Gauge, PanelLeft, Save } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { ScriptSummary } from '../../../src-shared/contract/scripts.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { standardTimeframes } from '../../../src-shared/domain/timeframe.ts';
import type { PanelProps } from '../../lib/panels/panel-definition.ts';
import { usePreferences } from '../../lib/preferences/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatTime } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { Select } from '../../ui/select.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { CodeEditor, type LoadedEditor } from './editor/code-editor.tsx';
import { DeleteDialog } from './library/delete-dialog.tsx';
import { NameDialog } from './library/name-dialog.tsx';
import { chooseScriptFiles, exportScript } from './library/script-file.ts';
import { ScriptLibrary } from './library/script-library.tsx';
import { useDroppedScripts } from './library/use-dropped-scripts.ts';
import { useLibrary } from './library/use-library.ts';
import { VersionsDialog } from './library/versions-dialog.tsx';
import { activeScript } from './open-scripts.ts';
import { OutputArea, type OutputTab } from './output/output-area.tsx';
import { librarySize, outputSize, readPanelState } from './panel-state.ts';
import { DebugBar } from './run/debug-bar.tsx';
import { ProfileBar } from './run/profile-bar.tsx';
import { useDebugger } from './run/use-debugger.ts';
import { useProfile } from './run/use-profile.ts';
import { useScriptRun } from './run/use-script-run.ts';
import { scriptDesk } from './script-desk.ts';
import { ScriptTabs } from './script-tabs.tsx';
import { Splitter } from './splitter.tsx';
import {
  useDrafts,
  useEditorActs,
  useImports,
  useLastGood,
  useLeaveWarning,
  useOpenScripts,
  useRequests,
} from './use-desk-effects.ts';
import { useEditorMarks } from './use-editor-marks.ts';
import { useScriptActions } from './use-script-actions.ts';
import { useScriptCommands } from './use-script-commands.ts';

type Asked =
  | {
      readonly kind: 'name' | 'delete';
      readonly script: Pick<ScriptSummary, 'id' | 'name' | 'folder' | 'version'>;
    }
  | { readonly kind: 'versions'; readonly id: string; readonly name: string; readonly key: string }
  | null;

/** The script editor: library, texts, what is wrong with them, what they say while they run. */
export function ScriptsPanel(props: PanelProps) {
  const { state, saveState, linkedInstrument, isActive } = props;
  const settings = readPanelState(state);
  const { timeZone: chosenZone } = usePreferences();
  const timeZone = chosenZone === 'exchange' ? 'UTC' : chosenZone;
  const desk = useStore(scriptDesk.state);
  const active = activeScript(desk);
  const actions = useScriptActions();
  const library = useLibrary();
  const [loaded, setLoaded] = useState<LoadedEditor | null>(null);
  const [asked, setAsked] = useState<Asked>(null);
  const [tab, setTab] = useState<OutputTab>('problems');
  const [searchRequests, setSearchRequests] = useState(0);
  const [picked, setPicked] = useState<InstrumentId | null>(null);
  const instrument = linkedInstrument ?? picked;

  const lastGood = useLastGood(desk.settled);
  const run = useScriptRun(lastGood, instrument, settings.timeframe);
  const debug = useDebugger(run.run, run.state.phase);
  const profiler = useProfile(run.run);
  const { fault } = run.state;
  const faultBar =
    fault?.bar === null || fault === undefined ? '' : formatTime(fault.bar.time, timeZone, 'date-minute');
  const isAtRun = run.source === desk.settled?.text;
  useEditorMarks(loaded, {
    fault:
      fault?.place === null || fault === undefined || !isAtRun || fault.diagnostics.length > 0
        ? undefined
        : { message: `${fault.message}${faultBar === '' ? '' : ` (bar ${faultBar})`}`, ...fault.place },
    trace: isAtRun ? debug.trace : null,
    profile: isAtRun ? profiler.profile : null,
    document: desk.active,
  });
  useEffect(() => (loaded === null ? undefined : scriptDesk.attach(loaded)), [loaded]);
  const hasOpened = useOpenScripts(settings.open, saveState, actions.open);
  const isReady = hasOpened && loaded !== null;
  useDrafts();
  useImports(library.scripts, actions.open);
  useRequests(
    actions.open,
    (bar) => {
      setPicked(bar.instrument);
      saveState({ timeframe: bar.timeframe });
      debug.begin(bar.time);
    },
    isReady,
  );
  useLeaveWarning(desk.list.some(({ isDirty }) => isDirty));

  const body = useRef<HTMLDivElement>(null);
  useDroppedScripts(body, (files) => {
    for (const { name, text } of files) actions.create(text, name);
  });

  // One object for the commands, always with the newest values.
  const newest = { active, settings, actions, debug, profiler, saveState };
  const now = useRef(newest);
  now.current = newest;
  const acts = useMemo(() => {
    const choose = () => {
      now.current.saveState({ showsLibrary: true });
      setSearchRequests((count) => count + 1);
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
    return {
      save: onActive((key) => void now.current.actions.save(key, now.current.settings.formatsOnSave)),
      create: () => now.current.actions.create(),
      choose,
      close: onActive((key) => now.current.actions.close(key)),
      addToChart: onActive(
        (key) => void now.current.actions.addToChart(key, now.current.settings.formatsOnSave),
      ),
      format: onActive(() => {
        scriptDesk.editor?.focus();
        void scriptDesk.editor?.getAction('editor.action.formatDocument')?.run();
      }),
      convert: onActive((key) => void now.current.actions.convert(key)),
      versions: () => {
        const { active: script } = now.current;
        if (script !== undefined && script.id !== null)
          setAsked({ kind: 'versions', id: script.id, name: script.name, key: script.key });
      },
      importFiles: () =>
        chooseScriptFiles((files) => {
          for (const { name, text } of files) now.current.actions.create(text, name);
        }),
      exportFile: onActive((key) =>
        exportScript(now.current.active?.name ?? 'script', scriptDesk.textOf(key)),
      ),
      debug: () => (now.current.debug.isOn ? now.current.debug.end() : now.current.debug.begin()),
      step: (bars: number) => now.current.debug.step(bars),
      profile: () =>
        now.current.profiler.profile === null ? now.current.profiler.measure() : now.current.profiler.clear(),
      toggleOutput: () => now.current.saveState({ showsOutput: !now.current.settings.showsOutput }),
      toggleLibrary: () => now.current.saveState({ showsLibrary: !now.current.settings.showsLibrary }),
    };
  }, []);
  useScriptCommands(acts, isActive);
  useEditorActs(acts, isReady);

  const entriesOf = useCallback(
    (script: ScriptSummary): readonly MenuEntry[] => [
      { label: 'Open', run: () => void now.current.actions.open(script.id) },
      { label: 'Duplicate', run: () => void now.current.actions.duplicate(script) },
      {
        label: script.isFavourite ? 'Remove from favourites' : 'Make a favourite',
        run: () => void now.current.actions.favourite(script),
      },
      ...(script.isSample
        ? []
        : ([
            { label: 'Rename or move…', run: () => setAsked({ kind: 'name', script }) },
            { kind: 'separator' },
            {
              label: 'Delete…',
              keys: 'Delete',
              tone: 'danger',
              run: () => setAsked({ kind: 'delete', script }),
            },
          ] satisfies MenuEntry[])),
    ],
    [],
  );
  const menu: readonly MenuEntry[] = [
    { label: 'New script', run: acts.create },
    { label: 'Import…', run: acts.importFiles },
    { label: 'Export…', isDisabled: active === undefined, run: acts.exportFile },
    { kind: 'separator' },
    { label: 'Versions…', isDisabled: active === undefined || active.id === null, run: acts.versions },
    {
      label: 'Rename or move…',
      isDisabled: active === undefined || active.id === null,
      run: () => {
        if (active === undefined || active.id === null) return;
        const { id, name, folder } = active;
        setAsked({ kind: 'name', script: { id, name, folder, version: active.version ?? 1 } });
      },
    },
    { label: 'Format', isDisabled: active === undefined, run: acts.format },
    { label: 'Convert to version 6', isDisabled: active === undefined, run: acts.convert },
    { kind: 'separator' },
    {
      kind: 'check',
      label: 'Format when saving',
      isChecked: settings.formatsOnSave,
      onChange: (formatsOnSave) => saveState({ formatsOnSave }),
    },
  ];
  const place =
    instrument === null
      ? 'Link this panel to a chart to run the script'
      : `${instrument} · ${settings.timeframe}`;

  return (
    <PanelFrame
      title="Scripts"
      testId="scripts-panel"
      middle={
        <>
          <IconButton
            icon={PanelLeft}
            label={settings.showsLibrary ? 'Hide the library' : 'Show the library'}
            isOn={settings.showsLibrary}
            onClick={acts.toggleLibrary}
          />
          <ScriptTabs
            open={desk}
            onSelect={(key) => scriptDesk.activate(key)}
            onClose={actions.close}
            onNew={acts.create}
          />
        </>
      }
      actions={
        <>
          <Select
            label="Timeframe to run on"
            className="h-6"
            options={[...new Set([...standardTimeframes, settings.timeframe])].map((value) => ({
              value,
              label: value,
            }))}
            value={settings.timeframe}
            onChange={(timeframe) => saveState({ timeframe })}
          />
          <IconButton
            icon={Bug}
            label="Debug: values on a bar"
            keys="F9"
            isOn={debug.isOn}
            disabled={run.run === null}
            onClick={acts.debug}
          />
          <IconButton
            icon={Gauge}
            label={profiler.failure ?? 'Profile: what each line costs'}
            isOn={profiler.profile !== null}
            disabled={run.run === null || profiler.isBusy}
            onClick={acts.profile}
          />
          <IconButton
            icon={Save}
            label="Save"
            keys="Mod+S"
            disabled={active?.isDirty !== true}
            onClick={acts.save}
            data-testid="script-save"
          />
          <Button
            size="small"
            tone="primary"
            disabled={active === undefined}
            onClick={acts.addToChart}
            data-testid="script-add"
          >
            <ChartCandlestick size={14} aria-hidden />
            Add to chart
          </Button>
          <Menu entries={menu} align="end" label="Script menu">
            <IconButton icon={Ellipsis} label="More" />
          </Menu>
        </>
      }
    >
      <div ref={body} className="flex h-full min-h-0">
        {settings.showsLibrary && (
          <>
            <ScriptLibrary
              library={library}
              activeId={active === undefined ? null : (active.id ?? active.key)}
              width={settings.libraryWidth}
              searchRequests={searchRequests}
              onOpen={({ id }) => void actions.open(id)}
              onFound={({ id }) => void actions.open(id).then(() => scriptDesk.editor?.focus())}
              onFavourite={(script) => void actions.favourite(script)}
              onDelete={(script) => setAsked({ kind: 'delete', script })}
              entriesOf={entriesOf}
            />
            <Splitter
              label="Width of the library"
              value={settings.libraryWidth}
              minimum={librarySize.least}
              maximum={librarySize.most}
              side="before"
              direction="column"
              onChange={(libraryWidth) => saveState({ libraryWidth })}
            />
          </>
        )}
        <div className="flex min-w-0 flex-1 flex-col">
          {profiler.profile !== null && isAtRun && (
            <ProfileBar
              profile={profiler.profile}
              lineOf={(offset) => scriptDesk.lineOf(offset)}
              onGoTo={(start) => scriptDesk.goTo(start)}
              onEnd={profiler.clear}
            />
          )}
          {debug.isOn && <DebugBar debug={debug} timeZone={timeZone} />}
          <div className="relative min-h-0 flex-1">
            <CodeEditor onReady={setLoaded} />
            {active === undefined && (
              <div className="absolute inset-0 bg-bg-1">
                <EmptyState
                  icon={FileCode}
                  text="Scripts draw their own indicators, signals and alerts on any chart. Open a sample from the library, or begin one."
                  action={
                    <Button tone="primary" onClick={acts.create} data-testid="script-new">
                      New script
                    </Button>
                  }
                />
              </div>
            )}
          </div>
          {active !== undefined && settings.showsOutput && (
            <Splitter
              label="Height of the output"
              value={settings.outputHeight}
              minimum={outputSize.least}
              maximum={outputSize.most}
              side="behind"
              direction="row"
              onChange={(outputHeight) => saveState({ outputHeight })}
            />
          )}
          {active !== undefined && (
            <OutputArea
              tab={tab}
              isOpen={settings.showsOutput}
              height={settings.outputHeight}
              problems={desk.problems}
              fault={
                fault === undefined || fault.diagnostics.length > 0 || !isAtRun
                  ? null
                  : { message: fault.message, bar: faultBar, place: fault.place }
              }
              run={run}
              place={place}
              timeZone={timeZone}
              onTab={setTab}
              onOpen={(showsOutput) => saveState({ showsOutput })}
              onGoTo={(start, end) => scriptDesk.goTo(start, end)}
              onBar={debug.begin}
            />
          )}
        </div>
      </div>
      {asked?.kind === 'name' && (
        <NameDialog
          title="Rename or move"
          act="Rename"
          name={asked.script.name}
          folder={asked.script.folder}
          onClose={() => setAsked(null)}
          onDone={(name, folder) => actions.move(asked.script, name, folder)}
        />
      )}
      {asked?.kind === 'delete' && (
        <DeleteDialog
          name={asked.script.name}
          versions={asked.script.version}
          onClose={() => setAsked(null)}
          onDelete={() => actions.remove(asked.script.id)}
        />
      )}
      {asked?.kind === 'versions' && (
        <VersionsDialog
          id={asked.id}
          name={asked.name}
          text={scriptDesk.textOf(asked.key)}
          onClose={() => setAsked(null)}
          onRestore={(source) => scriptDesk.replaceText(asked.key, source)}
        />
      )}
    </PanelFrame>
  );
}
