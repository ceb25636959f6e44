import type { IDockviewPanelProps } from 'dockview-react';
import { useEffect, useState } from 'react';
import { useDock } from './dock-store.ts';
import { readPanelParameters } from './panel-parameters.ts';
import { PanelView } from './panel-view.tsx';

/** A panel in the dock: its state lives in the dock's parameters, and so in the saved layout. */
export function DockPanel({ api, params }: IDockviewPanelProps) {
  const [isActive, setActive] = useState(api.isActive && api.isGroupActive);
  useEffect(() => {
    const update = () => setActive(api.isActive && api.isGroupActive);
    update();
    const listeners = [api.onDidActiveChange(update), api.onDidActiveGroupChange(update)];
    return () => {
      for (const listener of listeners) listener.dispose();
    };
  }, [api]);
  const parameters = readPanelParameters(params);
  return (
    <PanelView
      panelId={api.id}
      parameters={parameters}
      isActive={isActive}
      onState={(state) => {
        api.updateParameters({ ...parameters, state });
        useDock.getState().layoutChanged();
      }}
      onTitle={(title) => {
        if (api.title !== title) api.setTitle(title);
      }}
    />
  );
}
