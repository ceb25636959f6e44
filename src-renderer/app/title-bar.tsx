import { Moon, Search, Settings, Sun } from 'lucide-react';
import { commands } from '../lib/commands/command-registry.ts';
import { usePreferences } from '../lib/preferences/preferences.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { ConnectionLamps } from './connection-lamps.tsx';
import { Mark } from './mark.tsx';
import { WorkspaceTabs } from './workspace-tabs.tsx';

export function TitleBar() {
  const theme = usePreferences((preferences) => preferences.theme);
  return (
    <header
      data-testid="title-bar"
      className="grid h-9 shrink-0 grid-cols-[minmax(0,1fr)_minmax(160px,360px)_minmax(0,1fr)] items-stretch gap-3 border-b border-line bg-bg-0 pr-2 pl-3"
    >
      <div className="flex min-w-0 items-stretch gap-2">
        <h1 className="flex items-center gap-2 pr-1 text-13 font-semibold tracking-tight">
          <Mark size={18} />
          <span className="sr-only">Tidemark</span>
        </h1>
        <WorkspaceTabs />
      </div>
      <button
        type="button"
        onClick={() => commands.run('palette.open')}
        className="my-1.5 flex min-w-0 items-center gap-2 rounded border border-line bg-bg-1 px-2 text-12 text-text-3 transition-colors hover:border-line-strong hover:text-text-2"
      >
        <Search size={14} aria-hidden className="shrink-0" />
        <span className="flex-1 truncate text-left">Search markets and commands</span>
        <Kbd keys="Mod+K" />
      </button>
      <div className="flex min-w-0 items-center justify-end gap-1">
        <ConnectionLamps />
        <IconButton
          icon={theme === 'dark' ? Sun : Moon}
          label={theme === 'dark' ? 'Light theme' : 'Dark theme'}
          keys="Mod+Shift+L"
          onClick={() => commands.run('view.theme')}
        />
        <IconButton
          icon={Settings}
          label="Settings"
          keys="Mod+,"
          onClick={() => commands.run('panel.open.settings')}
        />
      </div>
    </header>
  );
}
