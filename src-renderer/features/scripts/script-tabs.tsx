import { Plus, X } from 'lucide-react';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import type { OpenScripts } from './open-scripts.ts';

interface ScriptTabsProps {
  readonly open: OpenScripts;
  onSelect(key: string): void;
  onClose(key: string): void;
  onNew(): void;
}

/** The open scripts; a dot says that something is not saved. */
export function ScriptTabs({ open, onSelect, onClose, onNew }: ScriptTabsProps) {
  return (
    <Tabs
      label="Open scripts"
      className="flex-1"
      items={open.list.map((script) => ({
        id: script.key,
        label: (
          <span
            className="flex items-center gap-1.5"
            onPointerDown={(event) => {
              if (event.button === 1) onClose(script.key);
            }}
          >
            <span className="max-w-44 truncate">{script.name}</span>
            {script.isSample && <Badge>sample</Badge>}
            {script.isDirty && (
              <span className="size-1.5 rounded-full bg-accent" role="img" aria-label="not saved" />
            )}
          </span>
        ),
      }))}
      active={open.active ?? ''}
      onSelect={onSelect}
      trailing={
        <span className="flex items-center gap-0.5 pl-1">
          {open.active !== null && (
            <IconButton
              size="small"
              icon={X}
              label="Close this script"
              onClick={() => open.active !== null && onClose(open.active)}
            />
          )}
          <IconButton size="small" icon={Plus} label="New script" onClick={onNew} />
        </span>
      }
    />
  );
}
