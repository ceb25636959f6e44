import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { ReplayBar } from '../features/replay/index.ts';
import { commands } from '../lib/commands/command-registry.ts';
import type { PanelState } from '../lib/panels/panel-definition.ts';
import { classNames } from '../ui/class-names.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { ConnectionLamps } from './connection-lamps.tsx';
import { HostBanner } from './host-banner.tsx';
import { useLinks } from './link-store.ts';
import { Mark } from './mark.tsx';
import { asRecord } from './panel-parameters.ts';
import { PanelView } from './panel-view.tsx';
import { panelDefinition } from './panels.ts';
import { usePhonePanels } from './show-panel.ts';

const kinds = [
  'watchlist',
  'chart',
  'depth',
  'positions',
  'orders',
  'fills',
  'accounts',
  'connections',
  'scripts',
  'replay',
  'data',
  'settings',
];
const storageKey = 'tidemark.phone';

interface PhoneState {
  readonly kind: string;
  readonly states: Readonly<Record<string, PanelState>>;
}

/** One panel at a time with a switcher under the thumb, for narrow windows. */
export function PhoneShell() {
  const [phone, setPhone] = useState(readPhone);
  const shown = useLinks(({ instruments }) => instruments.orange) ?? null;
  const change = (next: PhoneState) => {
    setPhone(next);
    localStorage.setItem(storageKey, JSON.stringify(next));
  };
  const { kind, states } = phone;
  useEffect(() => {
    if (kind !== 'watchlist') return;
    // Choosing a market means wanting to see it, and here only one panel fits.
    return useLinks.subscribe((now, before) => {
      if (now.instruments.orange !== before.instruments.orange) setPhone({ states, kind: 'chart' });
    });
  }, [kind, states]);
  const [title, setTitle] = useState('');
  useEffect(() => {
    usePhonePanels.setState({
      show: (wanted) => {
        if (!kinds.includes(wanted)) return;
        setTitle(panelDefinition(wanted)?.title ?? '');
        setPhone(({ states: kept }) => ({ kind: wanted, states: kept }));
      },
    });
    return () => usePhonePanels.setState({ show: undefined });
  }, []);
  const switcher = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the button of the shown panel comes into view
  useEffect(() => {
    switcher.current
      ?.querySelector('[aria-current]')
      ?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [kind]);
  return (
    <div className="flex h-full flex-col">
      <header
        data-testid="title-bar"
        className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-3"
      >
        <Mark size={18} />
        <h1 className="min-w-0 flex-1 truncate text-13 font-medium">{title}</h1>
        <ConnectionLamps />
        <IconButton
          icon={Search}
          label="Search markets and commands"
          onClick={() => commands.run('palette.open')}
        />
      </header>
      <HostBanner />
      <div className="goes-stale min-h-0 flex-1">
        <PanelView
          key={kind}
          panelId={`phone-${kind}`}
          parameters={{
            kind,
            state: states[kind] ?? {},
            link: panelDefinition(kind)?.isLinkable === true ? 'orange' : null,
          }}
          isActive
          onState={(state) => change({ ...phone, states: { ...states, [kind]: state } })}
          onTitle={setTitle}
        />
      </div>
      <div className="shrink-0 overflow-x-auto [scrollbar-width:none]">
        <ReplayBar focus={shown} />
      </div>
      <nav
        ref={switcher}
        aria-label="Panels"
        data-testid="phone-switcher"
        className="flex h-14 shrink-0 items-stretch overflow-x-auto [scrollbar-width:none] border-t border-line bg-bg-0 pb-[env(safe-area-inset-bottom)]"
      >
        {kinds.map((one) => {
          const definition = panelDefinition(one);
          if (definition === undefined) return null;
          const Icon = definition.icon;
          return (
            <button
              key={one}
              type="button"
              aria-current={one === kind ? 'page' : undefined}
              onClick={() => {
                setTitle(definition.title);
                change({ ...phone, kind: one });
              }}
              className={classNames(
                'flex shrink-0 grow basis-17 flex-col items-center justify-center gap-1 px-1 text-11',
                one === kind ? 'text-accent' : 'text-text-2',
              )}
            >
              <Icon size={18} strokeWidth={1.75} aria-hidden />
              {definition.title}
            </button>
          );
        })}
      </nav>
    </div>
  );
}

function readPhone(): PhoneState {
  const initial: PhoneState = { kind: 'chart', states: {} };
  try {
    const { kind, states } = asRecord(JSON.parse(localStorage.getItem(storageKey) ?? '{}'));
    return {
      kind: typeof kind === 'string' && kinds.includes(kind) ? kind : initial.kind,
      states: Object.fromEntries(
        Object.entries(asRecord(states)).map(([key, state]) => [key, asRecord(state)]),
      ),
    };
  } catch {
    return initial;
  }
}
