import { Failure } from '../../../src-shared/domain/failure.ts';
import { type EpochMs, epochMs, isoTime } from '../../../src-shared/domain/time.ts';
import type { CredentialFields } from '../venue-kind.ts';
import { indianText, nextIndianClock } from './indian-time.ts';

/*
 * The day's login. Zerodha ends every access token about six in the morning, Indian time. The vault keeps the token with
 * the moment it ends: `token 2026-11-22T00:30:00.000Z`; a token without one was put there by hand.
 */

const endOfDayMinutes = 6 * 60;

export interface Session {
  readonly apiKey: string;
  readonly accessToken: string;
  /** When it ends at the latest; a login elsewhere or a logout ends it sooner. */
  readonly expires: EpochMs;
}

export function sessionEnd(login: EpochMs): EpochMs {
  return nextIndianClock(login, endOfDayMinutes);
}

export function storedToken(accessToken: string, expires: EpochMs): string {
  return `${accessToken} ${isoTime(expires)}`;
}

/** @throws Failure `unauthorised` when there is no login, or the day's is over. */
export function sessionOf(fields: CredentialFields, now: EpochMs): Session {
  const apiKey = fields.apiKey?.reveal().trim() ?? '';
  const [accessToken = '', end] = (fields.accessToken?.reveal().trim() ?? '').split(/\s+/);
  if (apiKey === '') {
    throw new Failure(
      'unauthorised',
      'The API key of your Kite Connect app is missing. Edit the connection.',
      {
        data: { code: 'no-key' },
      },
    );
  }
  if (accessToken === '')
    throw loginNeeded('Zerodha needs a login each day. Log in on the Connections page.');
  const stored = end === undefined ? Number.NaN : Date.parse(end);
  const expires = Number.isNaN(stored) ? sessionEnd(now) : epochMs(stored);
  if (expires <= now) throw loginNeeded(endedSentence(expires));
  return { apiKey, accessToken, expires };
}

export function endedSentence(expires: EpochMs): string {
  return `Zerodha’s daily login ended at ${indianText(expires).slice(0, 16)} IST. Log in again on the Connections page.`;
}

/** The same code as Zerodha’s own refusal of a token, since it means the same. */
function loginNeeded(sentence: string): Failure {
  return new Failure('unauthorised', sentence, { data: { code: 'TokenException' } });
}

/**
 * The request token in what came back from the login page: the whole address the browser was sent to, or the token
 * copied from it. @throws Failure `unauthorised` when the login was not completed, `invalid` for anything else.
 */
export function requestTokenOf(answer: string): string {
  const text = answer.trim();
  if (/^[A-Za-z0-9_-]{8,100}$/.test(text)) return text;
  const question = text.indexOf('?');
  const fields = new URLSearchParams(question === -1 ? text : text.slice(question + 1).replace(/#.*$/, ''));
  const status = fields.get('status');
  if (status !== null && status !== 'success') {
    throw new Failure(
      'unauthorised',
      'Zerodha did not complete the login. Open the login page and try again.',
    );
  }
  const found = fields.get('request_token') ?? '';
  if (!/^[A-Za-z0-9_-]{8,100}$/.test(found)) {
    throw new Failure(
      'invalid',
      'There is no request token in that. Copy the whole address of the page that opened after the login; it holds “request_token=…”.',
    );
  }
  return found;
}
