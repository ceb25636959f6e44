import { useMemo } from 'react';
import type { Command } from '../../lib/commands/command-registry.ts';
import { useCommands } from '../../lib/commands/use-commands.ts';
import type { PanelActs } from './use-panel-acts.ts';

/**
 * What only the panel in use can do, for the palette and the keys; `lib/scripts/script-commands.ts` has what can be asked
 * of it from anywhere.
 */
export function usePanelCommands(acts: PanelActs, isActive: boolean): void {
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
      command('close', 'Close the script', acts.close),
      command('versions', 'Versions of the script', acts.versions),
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
