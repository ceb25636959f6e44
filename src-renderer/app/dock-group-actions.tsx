import type { IDockviewHeaderActionsProps } from 'dockview-react';
import { ExternalLink, Maximize2, Minimize2, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useHost } from '../lib/host/host-context.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { openPanel, tearOffPanel, toggleMaximised } from './dock-actions.ts';
import { panelDefinitions } from './panels.ts';

/** At the right end of a tab strip. Quiet until the pointer or the focus is in the group's header. */
export function DockGroupActions({ activePanel, api, group, containerApi }: IDockviewHeaderActionsProps) {
  const { rpc } = useHost();
  const [isMaximised, setMaximised] = useState(api.isMaximized());
  useEffect(() => {
    const listener = containerApi.onDidMaximizedGroupChange(() => setMaximised(api.isMaximized()));
    return () => listener.dispose();
  }, [api, containerApi]);
  if (activePanel === undefined) return null;
  return (
    <div className="dock-group-actions flex h-full items-center gap-0.5 px-1">
      <Menu
        align="end"
        label="Add a panel here"
        entries={panelDefinitions.map((definition) => ({
          label: definition.title,
          icon: definition.icon,
          run: () => openPanel(definition.kind, { position: { referenceGroup: group } }),
        }))}
      >
        <IconButton size="small" icon={Plus} label="Add a panel here" />
      </Menu>
      <IconButton
        size="small"
        icon={ExternalLink}
        label="Open in its own window"
        onClick={() => void tearOffPanel(rpc, activePanel)}
      />
      <IconButton
        size="small"
        icon={isMaximised ? Minimize2 : Maximize2}
        label={isMaximised ? 'Restore size' : 'Maximise'}
        onClick={() => toggleMaximised(activePanel)}
      />
    </div>
  );
}
