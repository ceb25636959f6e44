import { existsSync } from 'node:fs';
import { Failure } from '../../src-shared/domain/failure.ts';
import { beginKeychain, beginPassphrase } from './beginning.ts';
import { previousOf, removeFile, setAside } from './durable-file.ts';
import type { Keychain } from './keychain.ts';
import { faultOf } from './keychain-fault.ts';
import { type KeychainRecords, serviceOf } from './keychain-records.ts';
import { moveToKeychain, moveToPassphrase } from './moving.ts';
import { keychainState, type OpenedProfile, openProfile } from './open-profile.ts';
import type { PassphraseFile, Random } from './passphrase-format.ts';
import { loadPassphraseFile, PassphraseRecords } from './passphrase-records.ts';
import { type KeychainReport, reportOnKeychain } from './probe.ts';
import { newProfileRecord, type ProfileFile, type VaultFolder } from './profile-file.ts';
import {
  checkName,
  type Fields,
  packFields,
  type RecordContent,
  unpackFields,
  wipeFields,
} from './record.ts';
import type { Secret } from './secret.ts';
import { checkPassphrase, type Strength } from './strength.ts';
import { PassphraseTries } from './tries.ts';
import { Turns } from './turns.ts';
import type { ChooseOptions, Vault } from './vault-port.ts';
import {
  keychainLockedBecause,
  keychainTrouble,
  lockedBecause,
  markerMissing,
  passphraseFileUnusable,
  refusal,
  type VaultProvider,
  type VaultState,
  waitsForKeychain,
} from './vault-state.ts';

export interface ProfileVaultParts {
  readonly folder: VaultFolder;
  readonly profileId: string;
  readonly keychain: Keychain;
  readonly now: () => number;
  readonly log: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  readonly random: Random;
  readonly strength: Strength;
  readonly lockAfterIdleMs?: number;
}

/** The vault of one profile: which provider it has, whether that may be used now, and whose turn it is. */
export class ProfileVault implements Vault {
  readonly #parts: ProfileVaultParts;
  readonly #turns = new Turns();
  readonly #tries: PassphraseTries;
  readonly #listeners = new Set<(state: VaultState) => void>();
  #state: VaultState = { phase: 'unset' };
  #opened: OpenedProfile | undefined;
  /** Stays after a lock, wiped: what it knows of ids is no secret. */
  #passphrase: PassphraseRecords | undefined;
  #unlisten: (() => void) | undefined;
  /** Counts every wish to lock, so that whatever was under way when it came does not open the vault afterwards. */
  #locks = 0;
  #lockReason = '';
  #idle: NodeJS.Timeout | undefined;
  #lockAfterIdleMs: number | null;

  constructor(parts: ProfileVaultParts) {
    this.#parts = parts;
    this.#lockAfterIdleMs = parts.lockAfterIdleMs ?? null;
    this.#tries = new PassphraseTries(parts.folder, parts.now, parts.log);
  }

  async open(): Promise<void> {
    await this.#parts.folder.restrict();
    this.#unlisten = this.#parts.keychain.onAnswerAfterSilence(() => {
      if (waitsForKeychain(this.#state)) void this.#bestEffort(() => this.recheck());
    });
    await this.#reopen();
  }

  state(): VaultState {
    return this.#state;
  }

  onState(listener: (state: VaultState) => void): () => void {
    // A wrapper, so that the same function given twice is two listeners.
    const heard = (state: VaultState) => listener(state);
    this.#listeners.add(heard);
    return () => this.#listeners.delete(heard);
  }

  async store(id: string, type: string, fields: Fields): Promise<void> {
    checkName('record id', id);
    checkName('record type', type);
    const content: RecordContent = { type, packed: packFields(fields) };
    try {
      await this.#inTurn(id, async () => {
        const provider = this.#readyProvider();
        if (provider === 'passphrase') await this.#openPassphrase().store(id, content);
        else await this.#asked((records) => records.store(id, content).finally(() => this.#sweep()));
        this.#parts.log('vault.stored', { record: id, provider });
      });
    } finally {
      content.packed.fill(0);
    }
  }

  use<T>(id: string, purpose: string, use: (fields: Fields) => T | Promise<T>): Promise<T> {
    return this.#turns.keyed(id, async () => {
      const fields = await this.#turns.shared(() => this.#takeOut(id, purpose));
      try {
        return await use(fields);
      } finally {
        wipeFields(fields);
      }
    });
  }

  has(id: string): Promise<boolean> {
    return this.#inTurn(id, async () => {
      if (this.#state.phase === 'unset') return false;
      const known =
        this.#state.provider === 'passphrase'
          ? (this.#passphrase?.file ?? this.#opened?.passphraseFile)
          : this.#opened?.file.record;
      if (known === undefined) throw refusal(this.#state);
      return known.records.some((record) => record.id === id);
    });
  }

  remove(id: string): Promise<void> {
    return this.#inTurn(id, async () => {
      const provider = this.#readyProvider();
      if (!(await this.#isListed(id))) return;
      if (provider === 'passphrase') await this.#openPassphrase().remove(id);
      else {
        await this.#asked(async (records) => {
          await records.remove(id);
          await records.sweep();
        });
      }
      this.#parts.log('vault.removed', { record: id, provider });
    });
  }

  chooseKeychain(options: ChooseOptions = {}): Promise<void> {
    const locksBefore = this.#locks;
    return this.#turns.alone(async () => {
      this.#checkChoice(options);
      const begun = await beginKeychain(this.#parts, options.startAnew === true);
      this.#forgetPassphrase();
      this.#opened = { state: { phase: 'ready', provider: 'keychain' }, ...begun };
      this.#enterUnlessLocked('keychain', locksBefore);
    });
  }

  choosePassphrase(passphrase: Secret, options: ChooseOptions = {}): Promise<void> {
    const locksBefore = this.#locks;
    return this.#turns.alone(async () => {
      this.#checkChoice(options);
      checkPassphrase(passphrase);
      const { file, vault } = await beginPassphrase(this.#parts, passphrase);
      await this.#tries.succeeded();
      this.#forgetPassphrase();
      this.#passphrase = vault;
      this.#opened = { state: { phase: 'ready', provider: 'passphrase' }, file, passphraseFile: vault.file };
      this.#enterUnlessLocked('passphrase', locksBefore);
    });
  }

  unlock(passphrase: Secret): Promise<void> {
    const locksBefore = this.#locks;
    return this.#turns.alone(async () => {
      const state = this.#state;
      if (state.phase === 'ready') throw new Failure('invalid', 'The vault is open already.');
      const { folder, profileId, random } = this.#parts;
      const opened = this.#opened;
      if (state.phase === 'unset' || state.provider === 'keychain' || opened?.passphraseFile === undefined) {
        throw refusal(state);
      }
      // From the disk, since a change may have been on its way when the vault was locked.
      const loaded = await loadPassphraseFile(folder, profileId);
      if (loaded.state !== 'read') {
        await this.#reopen();
        throw refusal(this.#state);
      }
      const key = await this.#tryPassphrase(loaded.file, passphrase);
      if (locksBefore !== this.#locks) {
        key.fill(0);
        throw new Failure('cancelled', 'The vault was locked again meanwhile.');
      }
      this.#passphrase = new PassphraseRecords(folder, loaded.file, key, random);
      this.#enter({ phase: 'ready', provider: 'passphrase' });
      await this.#mendRecord(opened.file);
      // The file has been opened, so the copy before it has done its duty (K5).
      await this.#bestEffort(async () => {
        const previous = previousOf(folder.passphrasePath);
        if (existsSync(previous)) await removeFile(previous);
      });
      this.#tidy();
    });
  }

  recheck(): Promise<void> {
    const locksBefore = this.#locks;
    return this.#turns.alone(async () => {
      if (this.#state.phase !== 'ready') await this.#reopen(locksBefore);
    });
  }

  async lock(reason = 'The vault was locked.'): Promise<void> {
    this.#locks += 1;
    this.#lockReason = reason;
    this.#passphrase?.wipe();
    clearTimeout(this.#idle);
    if (this.#state.phase === 'ready') this.#enterLocked(this.#state.provider);
  }

  changePassphrase(from: Secret, to: Secret): Promise<void> {
    return this.#turns.alone(async () => {
      checkPassphrase(to);
      if (this.#readyProvider() === 'keychain') {
        throw new Failure(
          'invalid',
          'The keys of this profile are in the keychain; there is no passphrase to change.',
        );
      }
      const vault = this.#openPassphrase();
      const key = await this.#tryPassphrase(vault.file, from);
      key.fill(0);
      await vault.rewrap(to, this.#parts.strength);
      this.#parts.log('vault.passphrase-changed');
    });
  }

  moveTo(provider: VaultProvider, passphrase?: Secret): Promise<void> {
    const locksBefore = this.#locks;
    return this.#turns.alone(async () => {
      if (this.#readyProvider() === provider) return;
      const opened = this.#opened;
      if (opened === undefined) throw refusal(this.#state);
      const parts = { ...this.#parts, file: opened.file };
      if (provider === 'keychain') {
        const from = this.#openPassphrase();
        // Who may use an open vault may not for that reason take it from under its passphrase.
        if (passphrase !== undefined) (await this.#tryPassphrase(from.file, passphrase)).fill(0);
        const keychainRecords = await moveToKeychain(parts, from);
        this.#forgetPassphrase();
        this.#opened = { state: opened.state, file: opened.file, keychainRecords };
      } else {
        if (passphrase === undefined)
          throw new Failure('invalid', 'Moving to a passphrase vault needs its passphrase.');
        checkPassphrase(passphrase);
        this.#passphrase = await this.#asked((records) => moveToPassphrase(parts, records, passphrase));
        this.#opened = { ...opened, passphraseFile: this.#passphrase.file };
      }
      this.#parts.log('vault.moved', { provider });
      this.#enterUnlessLocked(provider, locksBefore);
      await this.#bestEffort(() => this.#removeLeftovers());
    });
  }

  keychainReport(): Promise<KeychainReport> {
    const { keychain, profileId, random } = this.#parts;
    return reportOnKeychain(keychain, serviceOf(profileId), random);
  }

  async close(): Promise<void> {
    this.#locks += 1;
    clearTimeout(this.#idle);
    this.#unlisten?.();
    await this.#turns.alone(async () => this.#passphrase?.wipe());
    await this.#parts.keychain.close();
  }

  lockAfterIdle(ms: number | null): void {
    this.#lockAfterIdleMs = ms;
    this.#restartIdle();
  }

  async #reopen(locksBefore = this.#locks): Promise<void> {
    this.#opened = await openProfile(this.#parts);
    const { state } = this.#opened;
    if (state.phase === 'ready') this.#enterUnlessLocked(state.provider, locksBefore);
    else this.#enter(state);
    this.#tidy();
  }

  /** Somebody may have wished to lock while the work took its time; then what was done stays, and stays locked. */
  #enterUnlessLocked(provider: VaultProvider, locksBefore: number): void {
    if (locksBefore === this.#locks) this.#enter({ phase: 'ready', provider });
    else {
      this.#passphrase?.wipe();
      this.#enterLocked(provider);
    }
  }

  #enterLocked(provider: VaultProvider): void {
    const words = provider === 'passphrase' ? lockedBecause : keychainLockedBecause;
    this.#enter(words(this.#lockReason));
  }

  #enter(state: VaultState): void {
    this.#state = state;
    this.#parts.log('vault.state', {
      phase: state.phase,
      ...(state.phase === 'unset' ? {} : { provider: state.provider }),
      ...(state.phase === 'locked' ? { reason: state.reason } : {}),
    });
    for (const listener of this.#listeners) listener(state);
    this.#restartIdle();
  }

  #inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    return this.#turns.keyed(id, () => this.#turns.shared(work));
  }

  async #takeOut(id: string, purpose: string): Promise<Fields> {
    const provider = this.#readyProvider();
    const content =
      provider === 'passphrase'
        ? this.#openPassphrase().load(id)
        : await this.#asked((records) => this.#fromKeychain(records, id));
    const fields = content && unpackFields(content.packed);
    content?.packed.fill(0);
    if (fields === undefined) {
      throw new Failure('not-found', 'These keys are not in the vault. Enter them again.', { data: { id } });
    }
    this.#parts.log('vault.used', { record: id, purpose, provider });
    return fields;
  }

  #readyProvider(): VaultProvider {
    if (this.#state.phase !== 'ready') throw refusal(this.#state);
    this.#restartIdle();
    return this.#state.provider;
  }

  #restartIdle(): void {
    clearTimeout(this.#idle);
    const lockAfterIdleMs = this.#lockAfterIdleMs;
    if (lockAfterIdleMs === null || this.#state.phase !== 'ready' || this.#state.provider !== 'passphrase')
      return;
    this.#idle = setTimeout(
      () => void this.lock('The vault locked itself because it was not used.'),
      lockAfterIdleMs,
    );
    this.#idle.unref();
  }

  #openPassphrase(): PassphraseRecords {
    if (this.#passphrase === undefined) throw refusal(this.#state);
    return this.#passphrase;
  }

  async #isListed(id: string): Promise<boolean> {
    const known =
      this.#state.phase === 'ready' && this.#state.provider === 'passphrase'
        ? this.#passphrase?.file
        : this.#opened?.file.record;
    return known?.records.some((record) => record.id === id) === true;
  }

  /** Asks the keychain; trouble with it is a state from then on. */
  async #asked<T>(ask: (records: KeychainRecords) => Promise<T>): Promise<T> {
    const records = this.#opened?.keychainRecords;
    if (records === undefined) throw refusal(this.#state);
    try {
      return await ask(records);
    } catch (error) {
      const fault = faultOf(error);
      if (fault !== undefined && fault !== 'failed')
        this.#enter(keychainTrouble(fault, (error as Error).message));
      throw error;
    }
  }

  async #fromKeychain(records: KeychainRecords, id: string): Promise<RecordContent | undefined> {
    const place = records.find(id);
    const content = place && (await records.load(place));
    if (place === undefined || content !== undefined) return content;
    // One record lost, or the whole keychain gone? The marker tells.
    if ((await keychainState(records)).phase !== 'ready') {
      this.#enter(markerMissing);
      throw refusal(this.#state);
    }
    return undefined;
  }

  /** The vault's key; a file that was tampered with locks the vault. */
  async #tryPassphrase(file: PassphraseFile, passphrase: Secret): Promise<Buffer> {
    const key = await this.#tries.attempt(file, passphrase);
    if (key !== 'damaged') return key;
    const why = 'the passphrase is right, but the file was changed or damaged after it was written';
    this.#enter(passphraseFileUnusable(why, existsSync(previousOf(this.#parts.folder.passphrasePath))));
    throw refusal(this.#state);
  }

  #checkChoice({ startAnew = false }: ChooseOptions): void {
    if (this.#state.phase === 'unset' || (this.#state.phase === 'locked' && startAnew)) return;
    throw this.#state.phase === 'ready'
      ? new Failure('invalid', 'This profile keeps its keys already; move them to change where.')
      : refusal(this.#state);
  }

  #forgetPassphrase(): void {
    this.#passphrase?.wipe();
    this.#passphrase = undefined;
  }

  /** Writes the profile's record anew when it was lost and the passphrase has proved whose vault this is. */
  async #mendRecord(file: ProfileFile): Promise<void> {
    if (file.record !== undefined) return;
    const { folder, profileId, now } = this.#parts;
    await this.#bestEffort(async () => {
      if (existsSync(folder.recordPath)) await setAside(folder.recordPath, now());
      await file.write(newProfileRecord(profileId, { provider: 'passphrase', keychain: null }));
    });
  }

  /** Finishes what an earlier run could not, without holding anybody up. */
  #tidy(): void {
    if (this.#state.phase !== 'ready') return;
    void this.#turns.shared(() => this.#bestEffort(() => this.#removeLeftovers()));
  }

  async #removeLeftovers(): Promise<void> {
    const file = this.#opened?.file;
    if (this.#state.phase !== 'ready' || file?.record === undefined) return;
    if (this.#state.provider === 'keychain' && file.record.hasOldPassphraseFile) {
      await removeFile(this.#parts.folder.passphrasePath);
      await file.update((record) => ({ ...record, hasOldPassphraseFile: false }));
    }
    await this.#opened?.keychainRecords?.sweep();
  }

  #sweep(): Promise<void> {
    return this.#bestEffort(async () => this.#opened?.keychainRecords?.sweep());
  }

  /** For what may be done later as well: a failure is logged, and the note of what is to be done stays. */
  async #bestEffort(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#parts.log('vault.put-off', { error });
    }
  }
}
