import { Plus, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { isReadOnly, type OpenScripts } from './open-scripts.ts';

interface ScriptTabsProps {
  readonly open: OpenScripts;
  onSelect(key: string): void;
  onClose(key: string): void;
  onNew(): void;
}

/** The open scripts; a dot says that something is not saved. */
export function ScriptTabs({ open, onSelect, onClose, onNew }: ScriptTabsProps) {
  const strip = useRef<HTMLDivElement>(null);
  const { active, list } = open;
  const name = list.find(({ key }) => key === active)?.name;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a longer name makes a wider tab
  useEffect(() => {
    if (active === null || list.length === 0) return;
    strip.current?.querySelector('[role="tab"][aria-selected="true"]')?.scrollIntoView({ inline: 'nearest' });
  }, [active, list.length, name]);
  return (
    <div ref={strip} className="flex min-w-0 flex-1 items-center">
      <Tabs
        label="Open scripts"
        items={list.map((script) => ({
          id: script.key,
          label: (
            <span
              className="flex items-center gap-1.5"
              onPointerDown={(event) => {
                if (event.button === 1) onClose(script.key);
              }}
            >
              <span className="max-w-44 truncate">{script.name}</span>
              {script.isSample && <Badge>{isReadOnly(script) ? 'library' : 'sample'}</Badge>}
              {script.isDirty && (
                <span className="size-1.5 rounded-full bg-accent" role="img" aria-label="not saved" />
              )}
              {script.key === active && <CloseMark onClose={() => onClose(script.key)} />}
            </span>
          ),
        }))}
        active={active ?? ''}
        onSelect={onSelect}
      />
      <span className="flex shrink-0 items-center pl-1">
        <IconButton size="small" icon={Plus} label="New script" onClick={onNew} />
      </span>
    </div>
  );
}

/** For the pointer, in the tab that it closes; a tab can hold no button, and the keyboard has “Close the script”. */
function CloseMark({ onClose }: { onClose(): void }) {
  return (
    <span
      aria-hidden
      data-tooltip="Close this script"
      data-testid="script-close"
      className="-mr-1 rounded p-0.5 text-text-3 hover:bg-bg-3 hover:text-text-1"
      onClick={(event) => {
        event.stopPropagation();
        onClose();
      }}
    >
      <X size={12} strokeWidth={1.75} />
    </span>
  );
}
