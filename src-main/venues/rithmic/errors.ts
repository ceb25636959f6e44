import { Failure, type FailureKind } from '../../../src-shared/domain/failure.ts';

/*
 * Rithmic answers with a code and a text. The list of codes is open, some codes mean several things, and the text says
 * which; both are always kept and shown.
 */

export interface ResponseCode {
  readonly code: string;
  readonly text: string;
}

/** The code of an answer's `rp_code`: its first element, and the text where there is one. */
export function responseCode(codes: readonly string[] | undefined): ResponseCode {
  return { code: printable(codes?.[0] ?? ''), text: printable(codes?.slice(1).join(' ') ?? '') };
}

export function isSuccess({ code }: ResponseCode): boolean {
  return code === '0';
}

/** “No data” has the code of some true errors, such as one of parsing. */
export function isEmptyResult({ code, text }: ResponseCode): boolean {
  return code === '7' && /no data/i.test(text);
}

/** Asked for what is there already, or given up what is not: nothing is wrong. */
export function isHarmless({ code, text }: ResponseCode): boolean {
  return /already exists/i.test(text) || (code === '6' && /already signed/i.test(text));
}

/** Words of a server are text to show, never more than a line of it. */
export function printable(text: string): string {
  return text
    .replace(/[^\p{L}\p{N}\p{P}\p{S}\p{Zs}]/gu, ' ')
    .slice(0, 200)
    .trim();
}

interface Meaning {
  readonly kind: FailureKind;
  readonly advice?: string;
}

const meanings: Readonly<Record<string, Meaning>> = {
  '12': { kind: 'unavailable', advice: 'The reply was cut off; it is asked for again.' },
  '13': {
    kind: 'unauthorised',
    advice: 'This login has no right to that, or the market data for it is not subscribed to.',
  },
  '1039': { kind: 'invalid' },
  '1112': { kind: 'invalid' },
};

/** What a refusal that is no empty result means, for questions. */
export function rithmicFailure(answer: ResponseCode): Failure {
  const { kind, advice } = meanings[answer.code] ?? { kind: 'rejected-by-venue' };
  return new Failure(kind, [`Rithmic says ${quoted(answer)}.`, advice].filter(Boolean).join(' '), {
    data: { code: answer.code, text: answer.text },
  });
}

/** A message that Rithmic could not route or read: always an error, whatever its code says. */
export function rejectFailure(answer: ResponseCode): Failure {
  return new Failure('rejected-by-venue', `Rithmic did not take the request: it says ${quoted(answer)}.`, {
    data: { code: isSuccess(answer) ? 'reject' : answer.code, text: answer.text },
  });
}

/** Rithmic answered, and its answer was no; an answer that never came is none. */
export function isRefusal(error: unknown): error is Failure {
  return error instanceof Failure && typeof error.data.code === 'string';
}

export function quoted({ code, text }: ResponseCode): string {
  return text === '' ? `code ${code === '' ? 'none' : code}` : `“${text}” (${code})`;
}

export interface LoginSettings {
  readonly system: string;
  readonly appName: string;
}

/** What a refused login may mean, in the order in which it is worth looking. Code 13 is never simply called a wrong password. */
export function loginRefusal(answer: ResponseCode, { system, appName }: LoginSettings): string {
  const said = `Rithmic refused the login to “${system}”: ${quoted(answer)}.`;
  if (/session/i.test(answer.text)) {
    return `${said} All sessions that this user may have are taken. Log out of the other programs that use it (R|Trader, NinjaTrader and the like), or ask the broker for more sessions.`;
  }
  if (answer.code === '13' || /permission/i.test(answer.text)) {
    return [
      said,
      'The password may well be right; this is what Rithmic says for each of these:',
      `the name of the application (“${appName}”) is not approved by Rithmic for this system;`,
      'the market-data agreements were never signed: log in to R|Trader Pro once and accept them;',
      'the account has no right to use an API: many evaluation and simulation plans have none, so ask the firm;',
      'the login belongs to another system or gateway than the chosen one;',
      'all sessions of this user are taken by other programs;',
      'or the user or the password is mistyped after all.',
    ].join(' ');
  }
  if (/password|user|login/i.test(answer.text)) {
    return `${said} Check the user, the password and the system; a login works only on the system it was made for.`;
  }
  return `${said} Check the system, the user and the password, and whether Rithmic has approved the application name “${appName}”.`;
}
