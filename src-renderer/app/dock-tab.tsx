import type { IDockviewPanelHeaderProps } from 'dockview-react';
import { Copy, ExternalLink, Maximize2, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useHost } from '../lib/host/host-context.tsx';
import { linkColours } from '../lib/panels/panel-definition.ts';
import { ContextMenu } from '../ui/context-menu.tsx';
import type { MenuEntry } from '../ui/menu-entry.ts';
import { LinkDot } from '../ui/panel-frame.tsx';
import { closePanel, duplicatePanel, setPanelLink, tearOffPanel, toggleMaximised } from './dock-actions.ts';
import { readPanelParameters } from './panel-parameters.ts';
import { panelDefinition } from './panels.ts';

/** A tab: what it shows, with whom it is linked, and a cross. A middle click closes it, a double click maximises. */
export function DockTab({ api, params, containerApi }: IDockviewPanelHeaderProps) {
  const { rpc } = useHost();
  const title = useTitle(api);
  const parameters = readPanelParameters(params);
  const definition = panelDefinition(parameters.kind);
  const Icon = definition?.icon;
  const act = (action: (panel: NonNullable<ReturnType<typeof containerApi.getPanel>>) => void) => () => {
    const panel = containerApi.getPanel(api.id);
    if (panel !== undefined) action(panel);
  };
  const entries: readonly MenuEntry[] = [
    {
      label: 'Open in its own window',
      icon: ExternalLink,
      run: act((panel) => void tearOffPanel(rpc, panel)),
    },
    ...(definition?.isSingle === true
      ? []
      : [{ label: 'Duplicate', icon: Copy, run: act(duplicatePanel) } satisfies MenuEntry]),
    { label: api.isMaximized() ? 'Restore size' : 'Maximise', icon: Maximize2, run: act(toggleMaximised) },
    ...(definition?.isLinkable === true
      ? [
          {
            kind: 'sub',
            label: 'Link colour',
            entries: [
              {
                kind: 'radio',
                value: parameters.link ?? 'none',
                options: [
                  ...linkColours.map((value) => ({ value, label: value[0]?.toUpperCase() + value.slice(1) })),
                  { value: 'none', label: 'On its own' },
                ],
                onChange: (value: string) =>
                  act((panel) =>
                    setPanelLink(panel, linkColours.find((colour) => colour === value) ?? null),
                  )(),
              },
            ],
          } satisfies MenuEntry,
        ]
      : []),
    { kind: 'separator' },
    { label: 'Close', icon: X, run: act(closePanel) },
    {
      label: 'Close the others here',
      isDisabled: api.group.panels.length < 2,
      run: act((panel) => {
        for (const other of panel.group.panels.filter(({ id }) => id !== panel.id)) closePanel(other);
      }),
    },
  ];
  return (
    <ContextMenu entries={entries}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the tab around it is the interactive element; these are shortcuts */}
      <div
        className="dock-tab group/tab flex h-full items-center gap-1.5 pr-1 pl-2.5 text-12"
        data-kind={parameters.kind}
        onDoubleClick={act(toggleMaximised)}
        onAuxClick={(event) => {
          if (event.button === 1) act(closePanel)();
        }}
      >
        {Icon !== undefined && (
          <Icon size={14} strokeWidth={1.75} aria-hidden className="shrink-0 text-text-3" />
        )}
        <span className="max-w-52 truncate">{title}</span>
        {definition?.isLinkable === true && (
          <span onPointerDown={(event) => event.stopPropagation()} className="-mr-0.5">
            <LinkDot
              link={parameters.link}
              onChange={(link) => act((panel) => setPanelLink(panel, link))()}
            />
          </span>
        )}
        <button
          type="button"
          aria-label={`Close ${title}`}
          data-tooltip="Close"
          className="flex size-5 items-center justify-center rounded text-text-3 opacity-0 group-hover/tab:opacity-100 hover:bg-bg-3 hover:text-text-1 focus-visible:opacity-100"
          onPointerDown={(event) => event.stopPropagation()}
          onClick={act(closePanel)}
        >
          <X size={12} strokeWidth={2} aria-hidden />
        </button>
      </div>
    </ContextMenu>
  );
}

function useTitle(api: IDockviewPanelHeaderProps['api']): string {
  const [title, setTitle] = useState(api.title ?? '');
  useEffect(() => {
    setTitle(api.title ?? '');
    const listener = api.onDidTitleChange((event) => setTitle(event.title));
    return () => listener.dispose();
  }, [api]);
  return title;
}
