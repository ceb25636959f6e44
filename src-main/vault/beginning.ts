import { existsSync } from 'node:fs';
import { Failure } from '../../src-shared/domain/failure.ts';
import { previousOf, setAside } from './durable-file.ts';
import { hasAnyMarker, KeychainRecords, serviceOf } from './keychain-records.ts';
import type { MovingParts } from './moving.ts';
import { createPassphraseVault } from './passphrase-records.ts';
import { probeKeychain } from './probe.ts';
import { newProfileRecord, ProfileFile, type VaultFolder } from './profile-file.ts';
import type { Secret } from './secret.ts';

type BeginningParts = Omit<MovingParts, 'file'>;

/**
 * Makes the keychain the profile's provider, after probing it (K2). Keys that an earlier vault of this profile left there
 * are not passed over, unless the user wants to start anew.
 */
export async function beginKeychain(parts: BeginningParts, startAnew: boolean) {
  const { keychain, profileId, random } = parts;
  const service = serviceOf(profileId);
  await probeKeychain(keychain, service, random);
  if (!startAnew && (await hasAnyMarker(keychain, service))) {
    throw new Failure(
      'invalid',
      'The keychain already holds keys of this profile, but the file vault/vault.json that lists them is missing. ' +
        'Put it back from a backup, or start a new vault and enter the keys again.',
    );
  }
  await setVaultAside(parts);
  const file = new ProfileFile(parts.folder);
  const identity = { backend: keychain.backend, service, marker: random(16).toString('hex') };
  const keychainRecords = new KeychainRecords({ keychain, file, random, identity });
  await keychainRecords.writeMarker();
  await file.write(newProfileRecord(profileId, { provider: 'keychain', keychain: identity }));
  return { file, keychainRecords };
}

/** Makes a passphrase vault, the profile's provider from then on. */
export async function beginPassphrase(parts: BeginningParts, passphrase: Secret) {
  const { folder, profileId, strength, random } = parts;
  await setVaultAside(parts);
  const file = new ProfileFile(folder);
  const vault = await createPassphraseVault({ folder, profile: profileId, passphrase, strength, random });
  await file.write(newProfileRecord(profileId, { provider: 'passphrase', keychain: null }));
  return { file, vault };
}

/** What is there of an older vault gets other names (K3); in a new profile there is nothing. */
async function setVaultAside({ folder, now }: BeginningParts): Promise<void> {
  for (const path of vaultFiles(folder)) if (existsSync(path)) await setAside(path, now());
}

function vaultFiles({ passphrasePath, recordPath }: VaultFolder): string[] {
  return [passphrasePath, recordPath].flatMap((path) => [path, previousOf(path)]);
}
