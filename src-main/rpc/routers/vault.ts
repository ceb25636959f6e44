import type { VaultStateCard } from '../../../src-shared/contract/vault.ts';
import { Broadcast } from '../broadcast.ts';
import { os } from '../guard.ts';
import type { VaultAccess } from '../services.ts';

export const vault = os.vault.router({
  state: os.vault.state.handler(async function* ({ context, signal }) {
    const { vault: access } = context.services;
    const changed = new Broadcast<null>(1);
    const release = access.onState(() => changed.publish(null));
    const changes = changed.listen(signal);
    try {
      yield await stateCard(access);
      for await (const _ of changes) yield await stateCard(access);
    } finally {
      release();
    }
  }),
  chooseKeychain: os.vault.chooseKeychain.handler(async ({ context }) => {
    await context.services.vault.chooseKeychain();
    return {};
  }),
  beginPassphrase: os.vault.beginPassphrase.handler(({ context }) =>
    context.services.vault.beginPassphrase(),
  ),
  beginUnlock: os.vault.beginUnlock.handler(({ context }) => context.services.vault.beginUnlock()),
  beginWish: os.vault.beginWish.handler(({ context, input }) => context.services.vault.beginWish(input.wish)),
  saveSettings: os.vault.saveSettings.handler(async ({ context, input }) => {
    await context.services.vault.saveSettings(input);
    return {};
  }),
  recheck: os.vault.recheck.handler(async ({ context }) => {
    await context.services.vault.recheck();
    return {};
  }),
  lock: os.vault.lock.handler(async ({ context }) => {
    await context.services.vault.lock();
    return {};
  }),
});

/** The keychain is tried, which may ask the person for a password, only where there is a choice to be made of it. */
async function stateCard(access: VaultAccess): Promise<VaultStateCard> {
  const state = access.state();
  const settings = access.settings();
  if (state.phase === 'unset') {
    const { usable, sentence } = await access.keychainReport();
    return {
      phase: 'unset',
      provider: 'none',
      reason: '',
      wayBack: '',
      isKeychainUsable: usable,
      keychainSentence: sentence,
      settings,
    };
  }
  const isLocked = state.phase === 'locked';
  return {
    phase: state.phase,
    provider: state.provider,
    reason: isLocked ? state.reason : '',
    wayBack: isLocked ? state.wayBack : '',
    isKeychainUsable: state.provider === 'keychain' && !isLocked,
    keychainSentence: '',
    settings,
  };
}
