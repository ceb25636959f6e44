import type { SettingValue } from '../preferences/user-settings.ts';
import type { Command } from './command-registry.ts';
import { canonicalChord } from './key-chord.ts';

/** Under this setting: command id → chord, or null for a command whose default key was taken away. */
export const keysSetting = 'ui.keys';

export type KeyOverrides = Readonly<Record<string, string | null>>;

export function readKeyOverrides(value: SettingValue | undefined): KeyOverrides {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const overrides: Record<string, string | null> = {};
  for (const [command, key] of Object.entries(value)) {
    if (key === null) overrides[command] = null;
    else if (typeof key === 'string') {
      const chord = canonicalChord(key);
      if (chord !== undefined) overrides[command] = chord;
    }
  }
  return overrides;
}

/** The key that runs a command now; undefined when it has none. */
export function keyOf(command: Pick<Command, 'id' | 'key'>, overrides: KeyOverrides): string | undefined {
  const override = overrides[command.id];
  if (override === null) return undefined;
  return override ?? (command.key === undefined ? undefined : canonicalChord(command.key));
}

/** Chords that more than one command wants. */
export function keyConflicts(
  commands: readonly Pick<Command, 'id' | 'key'>[],
  overrides: KeyOverrides,
): ReadonlyMap<string, readonly string[]> {
  const wanted = new Map<string, string[]>();
  for (const command of commands) {
    const chord = keyOf(command, overrides);
    if (chord === undefined) continue;
    const ids = wanted.get(chord);
    if (ids === undefined) wanted.set(chord, [command.id]);
    else ids.push(command.id);
  }
  return new Map([...wanted].filter(([, ids]) => ids.length > 1));
}

/** The command a chord runs: the newest one that is available, so that the active panel comes before the shell. */
export function commandFor(
  chord: string,
  commands: readonly Command[],
  overrides: KeyOverrides,
): Command | undefined {
  return commands.findLast(
    (command) => keyOf(command, overrides) === chord && command.isAvailable?.() !== false,
  );
}
