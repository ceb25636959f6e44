/** The system's keychain as the vault needs it. Every call rejects with a `Failure` of kind `unavailable`. */
export interface Keychain {
  /** Which store it is, such as `secret-service`; stands in the profile, so that another one is noticed (K3). */
  readonly backend: string;
  set(service: string, account: string, value: Uint8Array): Promise<void>;
  /** The value, the caller's to wipe; undefined when the keychain says that there is none. */
  get(service: string, account: string): Promise<Buffer | undefined>;
  /** Whether there was something to delete. */
  delete(service: string, account: string): Promise<boolean>;
  /** Called when a call that had run out of time was answered after all: the person has seen to the prompt. */
  onAnswerAfterSilence(listener: () => void): () => void;
  close(): Promise<void>;
}

/** Windows takes 2,560 bytes an entry; longer values are split by whoever stores them. */
export const mostEntryBytes = 2400;

/** The name of the only store that counts on a platform (K2); undefined where there is none. */
export function backendOf(platform: NodeJS.Platform): string | undefined {
  if (platform === 'darwin') return 'macos-keychain';
  if (platform === 'win32') return 'windows-credentials';
  return platform === 'linux' ? 'secret-service' : undefined;
}
