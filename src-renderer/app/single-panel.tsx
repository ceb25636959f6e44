import { useEffect, useRef, useState } from 'react';
import { linkColours } from '../lib/panels/panel-definition.ts';
import { LinkDot } from '../ui/panel-frame.tsx';
import { HostBanner } from './host-banner.tsx';
import { chooseLinked, useLinks } from './link-store.ts';
import { Mark } from './mark.tsx';
import { panelFragment, type TornOffPanel } from './panel-parameters.ts';
import { PanelView } from './panel-view.tsx';
import { panelDefinition } from './panels.ts';
import { StatusBar } from './status-bar.tsx';
import { announceWindow } from './torn-off-windows.ts';

/** A window that shows one panel. The address carries its state, so that a reload finds it again. */
export function SinglePanel({ panel }: { panel: TornOffPanel }) {
  const [parameters, setParameters] = useState<TornOffPanel>(panel);
  const [title, setTitle] = useState(panelDefinition(panel.kind)?.title ?? 'Panel');
  const { link } = parameters;
  const linked = useLinks(({ instruments }) => (link === null ? undefined : instruments[link]));

  useEffect(() => {
    if (
      panel.link !== null &&
      panel.instrument !== null &&
      useLinks.getState().instruments[panel.link] === undefined
    ) {
      chooseLinked(panel.link, panel.instrument);
    }
  }, [panel]);
  useEffect(() => {
    history.replaceState(
      null,
      '',
      panelFragment({ ...parameters, instrument: linked ?? parameters.instrument }),
    );
  }, [parameters, linked]);
  const newest = useRef({ parameters, title });
  newest.current = { parameters, title };
  useEffect(
    () =>
      announceWindow(panel.window, () => {
        const { kind, state, link: linkNow } = newest.current.parameters;
        return { kind, state, link: linkNow, title: newest.current.title };
      }),
    [panel],
  );
  useEffect(() => {
    document.title = `${title} · Tidemark`;
  }, [title]);

  return (
    <div className="flex h-full flex-col" data-testid="single-panel">
      <header className="flex h-(--header-height) shrink-0 items-center gap-2 border-b border-line bg-bg-0 px-2.5 text-12">
        <Mark size={14} />
        <h1 className="truncate font-medium">{title}</h1>
        {panelDefinition(parameters.kind)?.isLinkable === true && (
          <LinkDot
            link={link}
            onChange={(next) =>
              setParameters({ ...parameters, link: linkColours.find((colour) => colour === next) ?? null })
            }
          />
        )}
      </header>
      <HostBanner />
      <div className="goes-stale min-h-0 flex-1">
        <PanelView
          panelId="single"
          parameters={parameters}
          isActive
          onState={(state) => setParameters((before) => ({ ...before, state }))}
          onTitle={setTitle}
        />
      </div>
      <StatusBar />
    </div>
  );
}
