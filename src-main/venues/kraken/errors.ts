import { Failure, type FailureKind } from '../../../src-shared/domain/failure.ts';
import type { Refusal, UnknownOutcome } from '../../../src-shared/domain/order.ts';

/*
 * Kraken answers HTTP 200 with a list of texts such as `EOrder:Insufficient funds` or `EGeneral:Invalid
 * arguments:volume minimum not met`. What comes after the second colon varies and is kept for people.
 */

interface Meaning {
  readonly kind: FailureKind;
  /** True where this is answered only when nothing was done (O4). */
  readonly isDefinite: boolean;
  /** What to do about it; absent where Kraken's words say enough. */
  readonly advice?: string;
}

const refusal = (advice?: string): Meaning => ({
  kind: 'rejected-by-venue',
  isDefinite: true,
  ...(advice === undefined ? {} : { advice }),
});
const unknown = (advice: string): Meaning => ({ kind: 'unavailable', isDefinite: false, advice });
const limited = (advice: string): Meaning => ({ kind: 'rate-limited', isDefinite: true, advice });

const meanings: Readonly<Record<string, Meaning>> = {
  'EAPI:Invalid key': {
    kind: 'unauthorised',
    isDefinite: true,
    advice:
      'The key is unknown, deleted or expired, or it is bound to other addresses than this computer’s: Kraken says the same for all of these. Check the key and its IP allow-list.',
  },
  'EAPI:Invalid signature': {
    kind: 'unauthorised',
    isDefinite: true,
    advice: 'The private key does not belong to this API key. Enter both again.',
  },
  'EAPI:Invalid nonce': {
    kind: 'unavailable',
    isDefinite: true,
    advice:
      'Another program uses the same key, or the clock of this computer was set back. Give every program a key of its own, or set a nonce window of some seconds on the key.',
  },
  'EAPI:Rate limit exceeded': limited('Too many calls with this key; it is asked again in a while.'),
  'EAPI:Bad request': { kind: 'invalid', isDefinite: true },
  'EAPI:Feature disabled': { kind: 'unsupported', isDefinite: true },
  'EGeneral:Permission denied': {
    kind: 'unauthorised',
    isDefinite: true,
    advice:
      'The key lacks the right for this, asks for a second factor, or is bound to other addresses than this computer’s.',
  },
  'EGeneral:Invalid arguments': { kind: 'invalid', isDefinite: true },
  'EGeneral:Temporary lockout': limited(
    'Kraken has locked this key for some fifteen minutes after too many refused calls. Nothing is sent meanwhile.',
  ),
  'EGeneral:Too many requests': limited('Too many calls from this address; it is asked again in a while.'),
  'EGeneral:Unknown method': { kind: 'unsupported', isDefinite: true },
  'EGeneral:Internal error': unknown('Kraken had an error of its own.'),
  'EService:Unavailable': unknown('Kraken is not available, as during maintenance.'),
  'EService:Busy': unknown('Kraken is overloaded.'),
  'EService:Timeout': unknown('Kraken’s own parts did not answer in time.'),
  'EService:Throttled': limited('Too many calls at the same time.'),
  'EService:Market in cancel_only mode': refusal('Only cancels are taken at the moment.'),
  'EService:Market in post_only mode': refusal('Only post-only limit orders are taken at the moment.'),
  'EService:Deadline elapsed': refusal('The order arrived after its deadline and was not placed.'),
  'EOrder:Insufficient funds': refusal(),
  'EOrder:Insufficient margin': refusal(),
  'EOrder:Order minimum not met': refusal(),
  'EOrder:Cost minimum not met': refusal(),
  'EOrder:Tick size check failed': refusal(),
  'EOrder:Invalid price': refusal(),
  'EOrder:Post only order': refusal('It would have traded at once.'),
  'EOrder:Unknown order': refusal('There is no such open order.'),
  'EOrder:Invalid order': refusal(),
  'EOrder:Orders limit exceeded': refusal('Too many orders are open in this market.'),
  'EOrder:Positions limit exceeded': refusal(),
  'EOrder:Rate limit exceeded': refusal(
    'Too many orders and cancels in this market in a short time; the count sinks by itself within a minute.',
  ),
  'EOrder:Trading agreement required': refusal('Accept the trading agreement on Kraken’s own pages first.'),
  'EOrder:Scheduled orders limit exceeded': refusal(),
  'EOrder:Margin allowance exceeded': refusal(),
  'EOrder:Reduce only': refusal(),
  'EQuery:Unknown asset pair': { kind: 'not-found', isDefinite: true },
  'EQuery:Unknown asset': { kind: 'not-found', isDefinite: true },
  'ESession:Invalid session': {
    kind: 'unavailable',
    isDefinite: true,
    advice: 'The socket’s token is no longer good; a new one is asked for.',
  },
  'EAuth:Account temporary disabled': { kind: 'unauthorised', isDefinite: true },
};

/** Refused by ourselves: nothing was sent. */
export const localRefusals = [
  'local:instrument',
  'local:market-closed',
  'local:quantity',
  'local:price',
  'local:notional',
  'local:order-type',
  'local:duration',
  'local:deadline',
  'local:reduce-only',
  'local:client-order-id',
  'local:option',
  'local:read-only',
  'local:rate-limited',
  'local:not-sent',
] as const;
export type LocalRefusal = (typeof localRefusals)[number];

export const definiteRefusals: readonly string[] = [
  ...Object.entries(meanings)
    .filter(([, { isDefinite }]) => isDefinite)
    .map(([code]) => code),
  ...localRefusals,
];

export function refused(code: LocalRefusal, reason: string): Refusal {
  return { outcome: 'rejected', code, reason };
}

/** The code of our table that an error text begins with, or the whole text. */
export function codeOf(text: string): string {
  if (text in meanings) return text;
  const known = Object.keys(meanings).filter(
    (code) => text.startsWith(code) && /^[\s:]/.test(text.slice(code.length)),
  );
  return known.toSorted((a, b) => b.length - a.length)[0] ?? text;
}

/** Errors of an answer; what begins with `W` warns beside a valid result. */
export function errorsOf(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => !text.startsWith('W'));
}

/** What a failed order request means for the order (O4): refused only when every error is a definite refusal. */
export function orderOutcome(errors: readonly string[]): Refusal | UnknownOutcome {
  const codes = errors.map(codeOf);
  const [code] = codes;
  if (code !== undefined && codes.every((one) => meanings[one]?.isDefinite === true)) {
    return { outcome: 'rejected', code, reason: sentenceOf(errors) };
  }
  return { outcome: 'unknown', detail: `Kraken answered ${errors.join(', ') || 'nothing readable'}.` };
}

/** What public calls are told in words that otherwise stand for the key's count: Kraken counts those by address. */
const publicAdvice: Readonly<Record<string, string>> = {
  'EAPI:Rate limit exceeded': 'Too many calls from this address; it is asked again in a while.',
};

/** The same as a Failure, for calls that ask. */
export function krakenFailure(errors: readonly string[], isPublic = false): Failure {
  const code = codeOf(errors[0] ?? '');
  const sentence = sentenceOf(errors, isPublic ? publicAdvice : {});
  return new Failure(meanings[code]?.kind ?? 'unavailable', sentence, { data: { code, errors } });
}

function sentenceOf(errors: readonly string[], instead: Readonly<Record<string, string>> = {}): string {
  const advice = errors
    .map((text) => instead[codeOf(text)] ?? meanings[codeOf(text)]?.advice)
    .filter((one) => one !== undefined);
  return [`Kraken says “${errors.join(', ')}”.`, ...new Set(advice)].join(' ');
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Failure && error.data.code === code;
}

/** The moment in `EService:Throttled: 1790359900`, in ms. */
export function throttledUntil(text: string): number | undefined {
  const found = /^EService:Throttled: ?(\d{9,11})$/.exec(text);
  return found === null ? undefined : Number(found[1]) * 1000;
}
