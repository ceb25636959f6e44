import type { VaultSettings, VaultWish } from '../../src-shared/contract/vault.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import { assertPossible, readVaultSettings, saveVaultSettings, vaultForms } from '../connections/index.ts';
import { answerForm } from './answer-form.ts';
import { type CommandContext, type ExitCode, exitCodes } from './command.ts';
import { withStorage } from './open-store.ts';
import { withConnections } from './saved-connections.ts';
import { openTerminal } from './terminal-prompt.ts';

/** Asks here what the page would ask for in its window or terminal, by the same forms. */
export function carryOutWish(wish: VaultWish, context: CommandContext): Promise<ExitCode> {
  const { signal, say, print } = context;
  return withConnections(context, async ({ vault }) => {
    assertPossible(wish, vault.state());
    const { title, fields, carryOut } = vaultForms[wish];
    const terminal = openTerminal(signal);
    try {
      await answerForm(
        { id: wish, title, fields: [...fields] },
        {
          terminal,
          say,
          async submit(values) {
            try {
              await carryOut(vault, values);
              return '';
            } catch (error) {
              if (error instanceof Failure) return error.message;
              throw error;
            }
          },
        },
      );
    } finally {
      terminal.close();
    }
    print('Done.');
    return exitCodes.done;
  });
}

export function changeSettings(change: Partial<VaultSettings>, context: CommandContext): Promise<ExitCode> {
  return withStorage(context.profile, async ({ journal }) => {
    await saveVaultSettings(journal.settings, { ...readVaultSettings(journal.settings), ...change });
    context.print('Done.');
    return exitCodes.done;
  });
}

export function showVault(context: CommandContext): Promise<ExitCode> {
  return withConnections(context, async ({ vault, vaultAccess }) => {
    const state = vault.state();
    const settings = vaultAccess.settings();
    if (context.values.json === true) {
      context.print(JSON.stringify({ ...state, settings }));
      return exitCodes.done;
    }
    const place = state.phase === 'unset' ? '' : state.provider === 'keychain' ? 'keychain' : 'passphrase';
    if (state.phase === 'unset') context.print('No place for keys has been chosen yet.');
    else if (state.phase === 'ready') context.print(`${place}: the keys can be used.`);
    else context.print(`${place}: locked. ${state.reason} ${state.wayBack}`);
    const { lockAfterIdleMinutes, locksWithScreen } = settings;
    const idle =
      lockAfterIdleMinutes === 0 ? 'never by itself' : `after ${lockAfterIdleMinutes} minutes without use`;
    context.print(`Locks ${idle}${locksWithScreen ? ', and with the screen' : ''}.`);
    return exitCodes.done;
  });
}
