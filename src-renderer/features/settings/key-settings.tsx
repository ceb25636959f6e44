import { RotateCcw, TriangleAlert, X } from 'lucide-react';
import { type KeyboardEvent, useState, useSyncExternalStore } from 'react';
import { type Command, commands } from '../../lib/commands/command-registry.ts';
import {
  type KeyOverrides,
  keyConflicts,
  keyOf,
  keysSetting,
  readKeyOverrides,
} from '../../lib/commands/key-bindings.ts';
import { canonicalChord, pressedChord } from '../../lib/commands/key-chord.ts';
import { useUserSettings } from '../../lib/preferences/user-settings.ts';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useSaveSetting } from './use-save-setting.ts';

/** Every command with its key. Click a key, press the new one; Escape leaves it, Delete takes it away. */
export function KeySettings() {
  const list = useSyncExternalStore(
    (changed) => commands.onChange(changed),
    () => commands.list(),
  );
  const stored = useUserSettings((settings) => settings.values[keysSetting]);
  const save = useSaveSetting();
  const [filter, setFilter] = useState('');
  const [editing, setEditing] = useState<string | null>(null);
  const overrides = readKeyOverrides(stored);
  const conflicts = keyConflicts(list, overrides);
  const wanted = filter.trim().toLowerCase();
  const shown = list.filter(({ title, group }) => `${group} ${title}`.toLowerCase().includes(wanted));
  const groups = Map.groupBy(shown, ({ group }) => group);

  const change = (command: Command, key: string | null | undefined) => {
    const next: Record<string, string | null> = { ...overrides };
    if (key === undefined || (key !== null && key === defaultKey(command))) delete next[command.id];
    else next[command.id] = key;
    save(keysSetting, next);
    setEditing(null);
  };

  return (
    <div className="flex flex-col gap-3 py-2.5">
      <TextField
        label="Find a command"
        isLabelHidden
        placeholder="Find a command"
        value={filter}
        onChange={setFilter}
      />
      <p className="text-12 text-text-3">
        Commands of panels are listed while such a panel is open. Some keys belong to the browser when
        Tidemark runs in one.
      </p>
      {[...groups].map(([group, ofGroup]) => (
        <div key={group}>
          <h3 className="pb-1 text-11 text-text-3">{group}</h3>
          <ul>
            {ofGroup.map((command) => (
              <KeyRow
                key={command.id}
                command={command}
                overrides={overrides}
                conflictsWith={otherTitles(command, list, conflicts, overrides)}
                isEditing={editing === command.id}
                onEdit={(isEditing) => setEditing(isEditing ? command.id : null)}
                onKey={(key) => change(command, key)}
              />
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function defaultKey({ key }: Command): string | undefined {
  return key === undefined ? undefined : canonicalChord(key);
}

function otherTitles(
  command: Command,
  list: readonly Command[],
  conflicts: ReadonlyMap<string, readonly string[]>,
  overrides: KeyOverrides,
): readonly string[] {
  const chord = keyOf(command, overrides);
  const ids = chord === undefined ? undefined : conflicts.get(chord);
  return (ids ?? [])
    .filter((id) => id !== command.id)
    .map((id) => list.find((other) => other.id === id)?.title ?? id);
}

interface KeyRowProps {
  readonly command: Command;
  readonly overrides: KeyOverrides;
  readonly conflictsWith: readonly string[];
  readonly isEditing: boolean;
  onEdit(isEditing: boolean): void;
  /** null takes the key away, undefined gives the default back. */
  onKey(key: string | null | undefined): void;
}

function KeyRow({ command, overrides, conflictsWith, isEditing, onEdit, onKey }: KeyRowProps) {
  const key = keyOf(command, overrides);
  const isChanged = Object.hasOwn(overrides, command.id);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isEditing) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') onEdit(false);
    else if (event.key === 'Delete' || event.key === 'Backspace') onKey(null);
    else {
      const chord = pressedChord(event.nativeEvent);
      if (chord !== undefined) onKey(chord);
    }
  };
  return (
    <li className="group flex min-h-row items-center gap-2 border-b border-line text-12">
      <span className="flex-1">{command.title}</span>
      {conflictsWith.length > 0 && (
        <span className="flex items-center gap-1 text-warn">
          <TriangleAlert size={12} aria-hidden />
          also {conflictsWith.join(', ')}
        </span>
      )}
      {isChanged && (
        <IconButton
          size="small"
          icon={RotateCcw}
          label="Back to the default key"
          onClick={() => onKey(undefined)}
        />
      )}
      {key !== undefined && !isEditing && (
        <IconButton
          size="small"
          icon={X}
          label="Take the key away"
          className="opacity-0 group-focus-within:opacity-100 group-hover:opacity-100"
          onClick={() => onKey(null)}
        />
      )}
      <button
        type="button"
        aria-label={`Key of ${command.title}`}
        className={classNames(
          'flex h-6 min-w-20 items-center justify-end rounded px-1.5',
          isEditing ? 'bg-accent-ground text-accent' : 'hover:bg-bg-3',
        )}
        onClick={() => onEdit(!isEditing)}
        onBlur={() => isEditing && onEdit(false)}
        onKeyDown={onKeyDown}
      >
        {isEditing ? (
          'Press a key'
        ) : key === undefined ? (
          <span className="text-text-3">none</span>
        ) : (
          <Kbd keys={key} />
        )}
      </button>
    </li>
  );
}
