import { useMemo } from 'react';
import type { Command } from '../../lib/commands/command-registry.ts';
import { useCommands } from '../../lib/commands/use-commands.ts';

export interface ScriptCommandActs {
  save(): void;
  create(): void;
  close(): void;
  addToChart(): void;
  format(): void;
  convert(): void;
  versions(): void;
  importFiles(): void;
  exportFile(): void;
  debug(): void;
  step(bars: number): void;
  profile(): void;
  toggleOutput(): void;
  toggleLibrary(): void;
}

/** What the panel can do, for the palette and the keys. The acts must stay the same object. */
export function useScriptCommands(acts: ScriptCommandActs, isActive: boolean): void {
  const list = useMemo((): readonly Command[] => {
    const command = (id: string, title: string, run: () => void, key?: string): Command => ({
      id: `scripts.${id}`,
      title,
      group: 'Scripts',
      ...(key === undefined ? {} : { key }),
      run,
    });
    return [
      command('save', 'Save the script', acts.save, 'Mod+S'),
      command('new', 'New script', acts.create, 'Alt+N'),
      command('close', 'Close the script', acts.close),
      command('add-to-chart', 'Add the script to the chart', acts.addToChart, 'Alt+Enter'),
      command('format', 'Format the script', acts.format),
      command('convert', 'Convert the script to version 6', acts.convert),
      command('versions', 'Versions of the script', acts.versions),
      command('import', 'Import scripts', acts.importFiles),
      command('export', 'Export the script', acts.exportFile),
      command('debug', 'Debug the script', acts.debug, 'F9'),
      command('debug-back', 'Debug one bar back', () => acts.step(-1), 'Alt+J'),
      command('debug-on', 'Debug one bar on', () => acts.step(1), 'Alt+K'),
      command('profile', 'Profile the script', acts.profile),
      command('output', 'Show or hide what the script says', acts.toggleOutput),
      command('library', 'Show or hide the script library', acts.toggleLibrary),
    ];
  }, [acts]);
  useCommands(list, isActive);
}
