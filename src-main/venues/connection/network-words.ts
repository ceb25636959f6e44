const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused the connection',
  ECONNRESET: 'broke the connection off',
  ECONNABORTED: 'broke the connection off',
  EPIPE: 'broke the connection off',
  ENOTFOUND: 'could not be found',
  ENODATA: 'could not be found',
  EAI_AGAIN: 'could not be looked up',
  EAI_FAIL: 'could not be looked up',
  ESERVFAIL: 'could not be looked up',
  ENETUNREACH: 'cannot be reached',
  EHOSTUNREACH: 'cannot be reached',
  EADDRNOTAVAIL: 'cannot be reached',
  ENETDOWN: 'cannot be reached',
  EACCES: 'cannot be reached: this computer does not allow it',
  EPERM: 'cannot be reached: this computer does not allow it',
  ETIMEDOUT: 'did not answer',
  HPE_HEADER_OVERFLOW: 'sent headers without end',
  HPE_INVALID_CONSTANT: 'does not speak HTTP',
};

const atHome = new Set([
  'ENOTFOUND',
  'ENODATA',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ESERVFAIL',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
]);

/** What a host did, going on from its name: “refused the connection”. Undefined for codes nobody has met. */
export function sentenceOfCode(code: string): string | undefined {
  return reasons[code];
}

/** Whether it is this computer's own way to the internet that should be looked at. */
export function isTroubleAtHome(code: string): boolean {
  return atHome.has(code);
}
