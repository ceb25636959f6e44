import { Failure } from '../../src-shared/domain/failure.ts';
import { removeFile, setAside } from './durable-file.ts';
import type { Keychain } from './keychain.ts';
import { accountsOf, KeychainRecords, markerAccounts, serviceOf } from './keychain-records.ts';
import type { Random } from './passphrase-format.ts';
import {
  createPassphraseVault,
  loadPassphraseFile,
  openWith,
  PassphraseRecords,
} from './passphrase-records.ts';
import { probeKeychain } from './probe.ts';
import type { ProfileFile, RecordPlace, VaultFolder } from './profile-file.ts';
import type { RecordContent } from './record.ts';
import type { Secret } from './secret.ts';
import type { Strength } from './strength.ts';

/*
 * Moving between the providers. Everything is written to the new one and read back from it first; then one write of the
 * profile's record changes sides and notes what is left to remove; then that is removed. Wherever this is cut off, one
 * provider has everything, and the profile says which.
 */

export interface MovingParts {
  readonly folder: VaultFolder;
  readonly profileId: string;
  readonly file: ProfileFile;
  readonly keychain: Keychain;
  readonly random: Random;
  readonly now: () => number;
  readonly strength: Strength;
}

/** Answers the keychain's records; the passphrase file is noted for removal. */
export async function moveToKeychain(parts: MovingParts, from: PassphraseRecords): Promise<KeychainRecords> {
  const { file, keychain, profileId, random } = parts;
  const service = serviceOf(profileId);
  await probeKeychain(keychain, service, random);
  const identity = { backend: keychain.backend, service, marker: random(16).toString('hex') };
  const to = new KeychainRecords({ keychain, file, random, identity });
  await file.update((record) => ({
    ...record,
    keychain: identity,
    sweep: [...record.sweep, ...markerAccounts],
  }));
  await to.writeMarker();
  const places: RecordPlace[] = [];
  for (const { id } of from.file.records) {
    const content = from.load(id);
    if (content === undefined) continue;
    const place = to.plan(id, content);
    try {
      await to.write(place, content);
    } finally {
      content.packed.fill(0);
    }
    places.push(place);
  }
  const kept = new Set([...markerAccounts, ...places.flatMap(accountsOf)]);
  await file.update((record) => ({
    ...record,
    provider: 'keychain',
    records: places,
    sweep: record.sweep.filter((account) => !kept.has(account)),
    hasOldPassphraseFile: true,
  }));
  return to;
}

/** Answers the open passphrase vault; the entries in the keychain are noted for sweeping. */
export async function moveToPassphrase(
  parts: MovingParts,
  from: KeychainRecords,
  passphrase: Secret,
): Promise<PassphraseRecords> {
  const { file, folder, profileId, strength, random, now } = parts;
  const contents = new Map<string, RecordContent>();
  let hasBegun = false;
  try {
    for (const place of file.record?.records ?? []) {
      const content = await from.load(place);
      if (content === undefined) {
        throw new Failure(
          'unavailable',
          `The keychain has lost the keys of ${place.id}, so nothing was moved. Enter or remove them first.`,
        );
      }
      contents.set(place.id, content);
    }
    if ((await loadPassphraseFile(folder, profileId)).state !== 'missing') {
      await setAside(folder.passphrasePath, now());
    }
    hasBegun = true;
    const written = await createPassphraseVault({
      folder,
      profile: profileId,
      passphrase,
      strength,
      random,
      contents,
    });
    written.wipe();
    const to = await readBack(parts, passphrase, contents);
    await file.update((record) => ({
      ...record,
      provider: 'passphrase',
      records: [],
      sweep: [...record.sweep, ...markerAccounts, ...record.records.flatMap(accountsOf)],
    }));
    return to;
  } catch (error) {
    // A half-made passphrase vault holds nothing that the keychain does not.
    if (hasBegun && file.record?.provider === 'keychain') await removeFile(folder.passphrasePath);
    throw error;
  } finally {
    for (const { packed } of contents.values()) packed.fill(0);
  }
}

/** Opens what was written as a later start would, and compares every record. */
async function readBack(
  { folder, profileId, random }: MovingParts,
  passphrase: Secret,
  contents: ReadonlyMap<string, RecordContent>,
): Promise<PassphraseRecords> {
  const loaded = await loadPassphraseFile(folder, profileId);
  const key = loaded.state === 'read' ? await openWith(loaded.file, passphrase) : undefined;
  if (loaded.state !== 'read' || key === undefined || key === 'damaged') throw notReadBack();
  const records = new PassphraseRecords(folder, loaded.file, key, random);
  for (const [id, { packed }] of contents) {
    const found = records.load(id);
    const isSame = found?.packed.equals(packed) === true;
    found?.packed.fill(0);
    if (!isSame) throw notReadBack();
  }
  return records;
}

function notReadBack(): Failure {
  return new Failure(
    'unavailable',
    'The passphrase vault did not read back as written, so nothing was moved.',
  );
}
