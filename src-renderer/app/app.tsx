import { useEffect, useMemo, useState } from 'react';
import { useCommands } from '../lib/commands/use-commands.ts';
import { useHost, useHostStatus } from '../lib/host/host-context.tsx';
import { piece } from '../lib/panels/piece.tsx';
import { Toaster } from '../ui/toaster.tsx';
import { TooltipLayer } from '../ui/tooltip.tsx';
import { useIsNarrow } from '../ui/use-is-narrow.ts';
import { useDialogs } from './dialog-store.ts';
import { listenForKeys } from './keys.ts';
import { readPanelFragment } from './panel-parameters.ts';
import { PhoneShell } from './phone-shell.tsx';
import { Shell } from './shell.tsx';
import { shellCommands } from './shell-commands.ts';
import { SinglePanel } from './single-panel.tsx';
import { listenForClosedWindows } from './torn-off-windows.ts';
import { useFirstMarkets } from './use-first-markets.ts';
import { useNotices } from './use-notices.ts';
import { useReplayNews } from './use-replay-news.ts';
import { useSettingsSync } from './use-settings-sync.ts';
import { useAskSystemInfo } from './use-system-info.ts';
import { Welcome } from './welcome.tsx';
import { WorkspaceDialogs } from './workspace-dialogs.tsx';
import { loadWorkspaces, saveUnsaved } from './workspace-store.ts';
import './shell.css';

const palette = piece(async () => (await import('./palette.tsx')).Palette);
const Palette = palette.component;

/** The root of every window: the whole shell, or the one panel the address names. */
export function App() {
  const { rpc } = useHost();
  const { phase } = useHostStatus();
  const [tornOff] = useState(() => readPanelFragment(location.hash));
  const hasPalette = useDialogs(({ dialog }) => dialog?.kind === 'palette');
  useAskSystemInfo();
  useSettingsSync();
  useNotices();
  useCommands(useMemo(() => shellCommands(rpc), [rpc]));
  useEffect(listenForKeys, []);
  // Fetched while nothing else happens, so that the first keys typed into it are not lost.
  useEffect(() => {
    const idle = requestIdleCallback(() => void palette.fetch());
    return () => cancelIdleCallback(idle);
  }, []);
  useEffect(() => {
    document.documentElement.dataset.hostPhase = phase;
  }, [phase]);
  return (
    <>
      {tornOff === undefined ? <Main /> : <SinglePanel panel={tornOff} />}
      {hasPalette && <Palette />}
      <Toaster />
      <TooltipLayer />
    </>
  );
}

function Main() {
  const { rpc } = useHost();
  const { phase, generation } = useHostStatus();
  const isNarrow = useIsNarrow();
  useFirstMarkets();
  useReplayNews();
  useEffect(listenForClosedWindows, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is unsaved goes with the next connection
  useEffect(() => {
    if (phase === 'connected') void loadWorkspaces(rpc);
  }, [rpc, phase, generation]);
  useEffect(() => {
    const flush = () => void saveUnsaved(rpc);
    addEventListener('pagehide', flush);
    return () => removeEventListener('pagehide', flush);
  }, [rpc]);
  return (
    <>
      {isNarrow ? <PhoneShell /> : <Shell />}
      <WorkspaceDialogs />
      <Welcome />
    </>
  );
}
