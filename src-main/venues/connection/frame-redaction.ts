const secretNames =
  'signature|sign|sig|token|jwt|apikey|api_key|api_secret|apisecret|secret|passphrase|password|authorization|' +
  'access_token|refresh_token|request_token|listenkey|listentoken|checksum_secret|nonce';
const jsonMember = new RegExp(
  `("(?:${secretNames})"\\s*:\\s*)(?:"(?:[^"\\\\]|\\\\.)*"|-?[0-9][0-9.eE+-]*)`,
  'gi',
);
const queryMember = new RegExp(`([?&\\s](?:${secretNames})=)[^&\\s"]*`, 'gi');

/** Takes out of a recorded frame what its name says to be secret. Answers of the market are left as they are. */
export function redactFrame(text: string): string {
  return text.replace(jsonMember, '$1"[secret]"').replace(queryMember, '$1[secret]');
}
