import { PanelLeft } from 'lucide-react';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { PanelProps } from '../../lib/panels/panel-definition.ts';
import { usePreferences } from '../../lib/preferences/preferences.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { CodeEditor, type LoadedEditor } from './editor/code-editor.tsx';
import { EmptyEditor } from './editor/empty-editor.tsx';
import { ScriptLibrary } from './library/script-library.tsx';
import { useDroppedScripts } from './library/use-dropped-scripts.ts';
import { useLibrary } from './library/use-library.ts';
import { activeScript } from './open-scripts.ts';
import { OutputArea, type OutputTab } from './output/output-area.tsx';
import { PanelDialogs } from './panel-dialogs.tsx';
import { libraryEntries } from './panel-menus.ts';
import { librarySize, outputSize, readPanelState } from './panel-state.ts';
import { PanelToolbar } from './panel-toolbar.tsx';
import { DebugBar } from './run/debug-bar.tsx';
import { ProfileBar } from './run/profile-bar.tsx';
import { runFault } from './run/run-fault.ts';
import { placeWords } from './run/run-words.ts';
import { useDebugger } from './run/use-debugger.ts';
import { useProfile } from './run/use-profile.ts';
import { useScriptRun } from './run/use-script-run.ts';
import { scriptDesk } from './script-desk.ts';
import { ScriptTabs } from './script-tabs.tsx';
import { Splitter } from './splitter.tsx';
import {
  useAttachedEditor,
  useChartRequests,
  useCommandRequests,
  useDrafts,
  useLastGood,
  useLeaveWarning,
  useLibraryImports,
  useReopenedScripts,
} from './use-desk-effects.ts';
import { useEditorMarks } from './use-editor-marks.ts';
import { usePanelActs } from './use-panel-acts.ts';
import { usePanelCommands } from './use-panel-commands.ts';
import { useScriptActions } from './use-script-actions.ts';

/** The script editor: library, texts, what is wrong with them, what they say while they run. */
export function ScriptsPanel({ state, saveState, linkedInstrument, isActive }: PanelProps) {
  const settings = readPanelState(state);
  const { timeZone: chosenZone } = usePreferences();
  const timeZone = chosenZone === 'exchange' ? 'UTC' : chosenZone;
  const desk = useStore(scriptDesk.state);
  const active = activeScript(desk);
  const actions = useScriptActions();
  const library = useLibrary();
  const [loaded, setLoaded] = useState<LoadedEditor | null>(null);
  const [tab, setTab] = useState<OutputTab>('problems');
  const [picked, setPicked] = useState<InstrumentId | null>(null);
  const instrument = linkedInstrument ?? picked;

  const run = useScriptRun(useLastGood(desk.settled), instrument, settings.timeframe);
  const debug = useDebugger(run.run, run.state.phase);
  const profiler = useProfile(run.run);
  // What a run found has places in its own text, not in the one that was typed since.
  const isAtRun = run.source === desk.settled?.text;
  const fault = isAtRun ? runFault(run.state.fault, timeZone) : null;
  const profile = isAtRun ? profiler.profile : null;
  const trace = isAtRun ? debug.trace : null;
  useEditorMarks(loaded, { fault, trace, profile, document: desk.active });

  useAttachedEditor(loaded);
  const hasReopened = useReopenedScripts(settings.open, saveState, actions.open);
  const isReady = hasReopened && loaded !== null;
  useDrafts();
  useLibraryImports(library.scripts, actions.open);
  useChartRequests(
    actions.open,
    (bar) => {
      setPicked(bar.instrument);
      saveState({ timeframe: bar.timeframe });
      debug.begin(bar.time);
    },
    isReady,
  );
  useLeaveWarning(desk.list.some(({ isDirty }) => isDirty));

  const { acts, dialog, searchRequests, closeDialog } = usePanelActs({
    active,
    settings,
    actions,
    debug,
    profiler,
    saveState,
  });
  const body = useRef<HTMLDivElement>(null);
  useDroppedScripts(body, acts.createFrom);
  usePanelCommands(acts, isActive);
  useCommandRequests(acts, isReady);

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
        <PanelToolbar
          active={active}
          settings={settings}
          hasRun={run.run !== null}
          debug={debug}
          profiler={profiler}
          acts={acts}
        />
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
              onDelete={acts.remove}
              entriesOf={(script) => libraryEntries(script, actions, acts)}
            />
            <Splitter
              label="Width of the library"
              value={settings.libraryWidth}
              minimum={librarySize.least}
              maximum={librarySize.most}
              side="before"
              direction="column"
              onChange={(libraryWidth) => acts.change({ libraryWidth })}
            />
          </>
        )}
        <div className="flex min-w-0 flex-1 flex-col">
          {profile !== null && (
            <ProfileBar
              profile={profile}
              lineOf={(offset) => scriptDesk.lineOf(offset)}
              onGoTo={(start) => scriptDesk.goTo(start)}
              onEnd={profiler.clear}
            />
          )}
          {debug.isOn && <DebugBar debug={debug} timeZone={timeZone} />}
          <div className="relative min-h-0 flex-1">
            <CodeEditor onReady={setLoaded} />
            {active === undefined && <EmptyEditor onNew={acts.create} />}
          </div>
          {active !== undefined && settings.showsOutput && (
            <Splitter
              label="Height of the output"
              value={settings.outputHeight}
              minimum={outputSize.least}
              maximum={outputSize.most}
              side="behind"
              direction="row"
              onChange={(outputHeight) => acts.change({ outputHeight })}
            />
          )}
          {active !== undefined && (
            <OutputArea
              tab={tab}
              isOpen={settings.showsOutput}
              height={settings.outputHeight}
              problems={desk.problems}
              fault={fault}
              run={run}
              place={placeWords(instrument, settings.timeframe)}
              timeZone={timeZone}
              onTab={setTab}
              onOpen={(showsOutput) => acts.change({ showsOutput })}
              onGoTo={(start, end) => scriptDesk.goTo(start, end)}
              onBar={debug.begin}
            />
          )}
        </div>
      </div>
      <PanelDialogs dialog={dialog} actions={actions} onClose={closeDialog} />
    </PanelFrame>
  );
}
