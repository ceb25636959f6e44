import { Failure } from '../../src-shared/domain/failure.ts';
import type { CliCommand } from './command.ts';

const usage =
  'vault status | change | move PLACE | anew PLACE | lock-after MINUTES | lock-with-screen on|off';

/** The vault of a profile that no Tidemark has open; where one has, the Connections page does the same. */
export const vaultCommand: CliCommand = {
  name: 'vault',
  usage,
  summary: 'changes the passphrase of the keys, moves them, or starts anew',
  help: [
    'status                  where the keys are, and whether they can be used',
    'change                  another passphrase',
    'move PLACE              moves all keys; PLACE is keychain or passphrase',
    'anew PLACE              leaves keys behind that cannot be unlocked any more, and begins with none. Asks for a sentence',
    'lock-after MINUTES      locks keys under a passphrase when none was used for so long; 0 for never',
    'lock-with-screen on|off locks them with the screen, and when the computer sleeps (desktop)',
    '--json                  one JSON object (status)',
    'Needs the profile for itself. While Tidemark runs, the Security tab of its Connections page does all this, and locks.',
  ],
  options: { json: { type: 'boolean' } },
  async run(context) {
    const [action, argument] = context.positionals;
    const { carryOutWish, changeSettings, showVault } = await import('./manage-vault.ts');
    switch (action) {
      case 'status':
        return showVault(context);
      case 'change':
        return carryOutWish('change-passphrase', context);
      case 'move':
        return carryOutWish(`move-to-${place(argument)}`, context);
      case 'anew':
        return carryOutWish(`start-anew-${place(argument)}`, context);
      case 'lock-after':
        return changeSettings({ lockAfterIdleMinutes: minutes(argument) }, context);
      case 'lock-with-screen':
        return changeSettings({ locksWithScreen: isOn(argument) }, context);
      default:
        throw new Failure('invalid', `Write: tidemark ${usage}`);
    }
  },
};

function place(argument: string | undefined): 'keychain' | 'passphrase' {
  if (argument === 'keychain' || argument === 'passphrase') return argument;
  throw new Failure('invalid', 'Say where to: keychain or passphrase.');
}

function minutes(argument: string | undefined): number {
  const found = Number(argument);
  if (argument !== undefined && Number.isInteger(found) && found >= 0 && found <= 1440) return found;
  throw new Failure('invalid', 'Say after how many minutes, 1 to 1440, or 0 for never.');
}

function isOn(argument: string | undefined): boolean {
  if (argument === 'on' || argument === 'off') return argument === 'on';
  throw new Failure('invalid', 'Say on or off.');
}
