import { Failure } from '../../src-shared/domain/failure.ts';

/** Why a keychain did not do as asked; `data.fault` of the failure. */
export type KeychainFault = 'absent' | 'no-default' | 'locked' | 'silent' | 'failed';

/** What the keyring library says, and what it means. Its errors have no codes, so its words are read, here only. */
const meanings: readonly (readonly [pattern: RegExp, fault: KeychainFault])[] = [
  [/no result found|no default/i, 'no-default'],
  [/prompt was dismissed|is locked|interaction is not allowed|user canceled|cancell?ed by/i, 'locked'],
  [/did not receive a reply|timed? ?out/i, 'silent'],
  [
    /platform failure|not provided by any|serviceunknown|failed to (open|connect)|autolaunch|native binding|cannot find module/i,
    'absent',
  ],
];

const sentences: Readonly<Record<KeychainFault, string>> = {
  absent: 'There is no keychain: no program offers one in this session (on Linux: the D-Bus Secret Service).',
  'no-default': 'There is no keychain: the Secret Service has no default keyring to store in.',
  locked: 'The keychain is locked, and it was not unlocked when the system asked.',
  silent: 'The keychain did not answer in time.',
  failed: 'The keychain refused.',
};

export function keychainFailure(fault: KeychainFault, cause?: unknown): Failure {
  return new Failure('unavailable', sentences[fault], { data: { fault }, cause });
}

/** Turns what the keyring library said into a failure. The library's words stay in the cause, which is not logged. */
export function failureOf(libraryMessage: string): Failure {
  const fault = meanings.find(([pattern]) => pattern.test(libraryMessage))?.[1] ?? 'failed';
  return keychainFailure(fault, new Error(libraryMessage));
}

export function faultOf(error: unknown): KeychainFault | undefined {
  return error instanceof Failure ? (error.data.fault as KeychainFault | undefined) : undefined;
}
