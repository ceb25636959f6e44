import type { ReactNode } from 'react';
import type { PanelProps } from '../../lib/panels/panel-definition.ts';
import { classNames } from '../../ui/class-names.ts';
import { AboutSettings } from './about-settings.tsx';
import { AppearanceSettings } from './appearance-settings.tsx';
import { KeySettings } from './key-settings.tsx';
import { RegionSettings } from './region-settings.tsx';

const sections = [
  { id: 'appearance', title: 'Appearance', content: <AppearanceSettings /> },
  { id: 'region', title: 'Time and numbers', content: <RegionSettings /> },
  { id: 'keys', title: 'Keys', content: <KeySettings /> },
  { id: 'about', title: 'About', content: <AboutSettings /> },
] as const satisfies readonly { id: string; title: string; content: ReactNode }[];

export function SettingsPanel({ state, saveState }: PanelProps) {
  const section = sections.find(({ id }) => id === state.section) ?? sections[0];
  return (
    <section data-testid="settings" className="@container h-full bg-bg-1">
      <div className="flex h-full flex-col @min-[560px]:flex-row">
        <nav
          aria-label="Settings"
          className="flex shrink-0 gap-0.5 overflow-x-auto border-line p-2 max-[559px]:border-b @min-[560px]:w-44 @min-[560px]:flex-col @min-[560px]:border-r"
        >
          {sections.map(({ id, title }) => (
            <button
              key={id}
              type="button"
              aria-current={id === section.id ? 'page' : undefined}
              onClick={() => saveState({ section: id })}
              className={classNames(
                'h-7 rounded px-2.5 text-left text-13 whitespace-nowrap transition-colors',
                id === section.id ? 'bg-bg-3 text-text-1' : 'text-text-2 hover:text-text-1',
              )}
            >
              {title}
            </button>
          ))}
        </nav>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 py-3">
          <div className="mx-auto max-w-2xl">
            <h2 className="pb-2 text-15 font-semibold">{section.title}</h2>
            {section.content}
          </div>
        </div>
      </div>
    </section>
  );
}
