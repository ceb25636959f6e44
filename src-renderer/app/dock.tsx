import { type DockviewApi, DockviewReact, type DockviewReadyEvent, type DockviewTheme } from 'dockview-react';
import { LayoutDashboard } from 'lucide-react';
import { useCallback, useEffect, useRef } from 'react';
import { useHost } from '../lib/host/host-context.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { showToast } from '../ui/toast-store.ts';
import 'dockview-react/dist/styles/dockview.css';
import './dock.css';
import { buildTemplate, openPanel, panelComponent } from './dock-actions.ts';
import { DockGroupActions } from './dock-group-actions.tsx';
import { DockPanel } from './dock-panel.tsx';
import { forgetDock, useDock } from './dock-store.ts';
import { DockTab } from './dock-tab.tsx';
import { useLinks } from './link-store.ts';
import { updateLayout, type Workspace } from './workspace-store.ts';

const theme: DockviewTheme = {
  name: 'tidemark',
  className: 'dockview-tidemark',
  dndOverlayMounting: 'absolute',
  dndPanelOverlay: 'group',
  dndTabIndicator: 'line',
  tabGroupIndicator: 'none',
};
const components = { [panelComponent]: DockPanel };
const pauseMs = 250;

/** The docking layout of one workspace. Mounted afresh, by key, for another one. */
export function Dock({ workspace }: { workspace: Workspace }) {
  const { rpc } = useHost();
  const { id } = workspace;
  const first = useRef(workspace.layout);
  const release = useRef<() => void>(undefined);

  const onReady = useCallback(
    ({ api }: DockviewReadyEvent) => {
      restore(api, first.current.dock, first.current.template);
      release.current = watchLayout(api, () => {
        updateLayout(rpc, id, { dock: api.toJSON(), links: useLinks.getState().instruments });
      });
    },
    [rpc, id],
  );
  useEffect(() => () => release.current?.(), []);

  return (
    <DockviewReact
      className="h-full"
      theme={theme}
      components={components}
      defaultTabComponent={DockTab}
      rightHeaderActionsComponent={DockGroupActions}
      watermarkComponent={EmptyDock}
      scrollbars="native"
      tabGroupAccent="off"
      onReady={onReady}
    />
  );
}

function restore(api: DockviewApi, saved: Workspace['layout']['dock'], template: string | null): void {
  if (saved === null) {
    buildTemplate(api, template);
    return;
  }
  try {
    api.fromJSON(saved);
  } catch (error) {
    reportError(error);
    buildTemplate(api, template);
    showToast({
      level: 'warn',
      title: 'The saved layout could not be restored',
      text: 'It was made by another version or is damaged. You see the ready-made layout instead.',
    });
  }
}

/** Calls `save` a moment after changes, and once at the end when something is still waiting. */
function watchLayout(api: DockviewApi, save: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const saveNow = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    save();
  };
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(saveNow, pauseMs);
  };
  useDock.setState({ api, activePanel: api.activePanel, closed: [], layoutChanged: changed });
  const listeners = [
    api.onDidLayoutChange(changed),
    api.onDidActivePanelChange(() => useDock.setState({ activePanel: api.activePanel })),
  ];
  const unlink = useLinks.subscribe(changed);
  addEventListener('pagehide', saveNow);
  return () => {
    removeEventListener('pagehide', saveNow);
    unlink();
    for (const listener of listeners) listener.dispose();
    saveNow();
    forgetDock();
  };
}

function EmptyDock() {
  return (
    <EmptyState
      icon={LayoutDashboard}
      text="Nothing is open in this workspace. Panels open from the + of any tab strip or from the command field."
      action={
        <Button tone="primary" onClick={() => openPanel('chart')}>
          Open a chart
        </Button>
      }
    />
  );
}
