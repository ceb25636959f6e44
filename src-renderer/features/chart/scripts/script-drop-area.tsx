import { type DragEvent, type ReactNode, useState } from 'react';
import type { ScriptActions } from './script-actions.ts';
import { carriedScript, carriesScript } from './script-drop.ts';
import type { ScriptLayer } from './script-layer.ts';

interface DropAreaProps {
  readonly layer: ScriptLayer | undefined;
  readonly actions: ScriptActions;
  readonly children: ReactNode;
}

interface Target {
  readonly pane: string;
  readonly top: number;
  readonly height: number;
}

/** Height of the stretch at the bottom on which a script gets a pane of its own. */
const newPane = 28;

/** Round the plot: a script's line that is dragged onto a pane moves into it. */
export function ScriptDropArea({ layer, actions, children }: DropAreaProps) {
  const [target, setTarget] = useState<Target | null>(null);
  const targetOf = (event: DragEvent): Target | null => {
    const box = event.currentTarget.getBoundingClientRect();
    const y = event.clientY - box.top;
    const place = y > box.height - newPane ? undefined : layer?.paneAt(y);
    if (place === undefined) return { pane: 'own', top: box.height - newPane, height: newPane };
    return { pane: place.key, top: place.top, height: place.height };
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is dragged here can be done in the line's menu as well
    <div
      className="absolute inset-0"
      onDragOver={(event) => {
        if (!carriesScript(event)) return;
        event.preventDefault();
        const next = targetOf(event);
        setTarget((before) => (before?.pane === next?.pane && before?.top === next?.top ? before : next));
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setTarget(null);
      }}
      onDrop={(event) => {
        if (!carriesScript(event)) return;
        event.preventDefault();
        const dropped = targetOf(event);
        setTarget(null);
        if (dropped !== null) actions.moveToPane(carriedScript(event), dropped.pane);
      }}
    >
      {children}
      {target !== null && (
        <div
          style={{ top: target.top, height: target.height }}
          className="pointer-events-none absolute inset-x-0 z-10 flex items-center justify-center border border-accent bg-accent/10 text-12 text-text-1"
        >
          {target.pane === 'own' ? 'A pane of its own' : ''}
        </div>
      )}
    </div>
  );
}
