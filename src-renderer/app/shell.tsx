import { useEffect } from 'react';
import { chartPanel } from '../features/chart/index.ts';
import { ReplayBar } from '../features/replay/index.ts';
import { useHost } from '../lib/host/host-context.tsx';
import { piece } from '../lib/panels/piece.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { HostBanner } from './host-banner.tsx';
import { replaceLinks, useLinks } from './link-store.ts';
import { readPanelFragment } from './panel-parameters.ts';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';
import { useFocusedInstrument } from './use-focused-instrument.ts';
import { loadWorkspaces, useWorkspaces, type Workspace } from './workspace-store.ts';

const dock = piece(async () => (await import('./dock.tsx')).Dock);
// A window of one panel needs no dock, and it is the largest piece there is.
if (readPanelFragment(location.hash) === undefined) {
  void dock.fetch();
  // Nearly every workspace has one.
  void chartPanel.fetch?.();
}
const Dock = dock.component;

/** The desktop window: title bar, docked panels, replay bar, status bar. */
export function Shell() {
  return (
    <div className="flex h-full flex-col">
      <TitleBar />
      <HostBanner />
      <main className="goes-stale relative min-h-0 flex-1 bg-bg-0">
        <Workspaces />
      </main>
      <FocusedReplayBar />
      <StatusBar />
    </div>
  );
}

function FocusedReplayBar() {
  return <ReplayBar focus={useFocusedInstrument()} />;
}

function Workspaces() {
  const { rpc } = useHost();
  const { phase, failure, workspaces, activeId, edition } = useWorkspaces();
  const active = workspaces.find(({ id }) => id === activeId);
  if (phase === 'failed') {
    return (
      <EmptyState
        tone="danger"
        text={`Your workspaces could not be read: ${failure} They are safe where they are stored.`}
        action={<Button onClick={() => void loadWorkspaces(rpc)}>Try again</Button>}
      />
    );
  }
  if (active === undefined) return null;
  return <WorkspaceDock key={`${active.id} ${edition}`} workspace={active} />;
}

/** Brings the workspace's own links along with its panels. */
function WorkspaceDock({ workspace }: { workspace: Workspace }) {
  const { links } = workspace.layout;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the workspace comes to the screen
  useEffect(() => {
    if (Object.keys(links).length > 0) replaceLinks(links);
    else if (workspace.layout.dock === null) replaceLinks(useLinks.getState().instruments);
  }, []);
  return <Dock workspace={workspace} />;
}
