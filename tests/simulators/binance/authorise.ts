import type { SimulatorClock } from '../exchange/clock.ts';
import type { SimulatorRequest } from '../exchange/server.ts';
import type { KeyRecord, KeyRing } from './keys.ts';
import type { Parameters } from './parameters.ts';
import { bad, errors } from './venue-error.ts';

/** `none` takes anybody; `key` a known key without signature; `read` and `trade` a signed request by a key with that right. */
export type Security = 'none' | 'key' | 'read' | 'trade';

/** What a signature over a REST request covers: query and body as they came, without their `signature`, nothing between. */
export function restPayload(request: SimulatorRequest): string {
  return withoutSignature(request.rawQuery) + withoutSignature(request.body);
}

function withoutSignature(text: string): string {
  return text
    .split('&')
    .filter((part) => !part.startsWith('signature='))
    .join('&');
}

/** Since 2026-01-15 what is signed must be percent-encoded already. */
function isPercentEncoded(text: string): boolean {
  return /^[A-Za-z0-9\-._~*+&=%!'():,@/]*$/.test(text) && !/%(?![0-9A-Fa-f]{2})/.test(text);
}

/** All parameters but the signature, sorted by name, as they are. */
export function socketPayload(params: Record<string, unknown>): string {
  return Object.keys(params)
    .filter((name) => name !== 'signature')
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => {
      const value = params[name];
      return `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`;
    })
    .join('&');
}

export function checkRest(
  request: SimulatorRequest,
  parameters: Parameters,
  security: Exclude<Security, 'none'>,
  parts: { keys: KeyRing; clock: SimulatorClock },
): KeyRecord {
  const key = knownKey(parts.keys, String(request.headers['x-mbx-apikey'] ?? ''), request.remoteAddress);
  if (security === 'key') return key;
  checkTime(parameters, parts.clock);
  const payload = restPayload(request);
  const signature = parameters.need('signature');
  if (!isPercentEncoded(payload) || !key.verify(payload, signature)) throw errors.signature();
  checkRights(key, security);
  return key;
}

export function checkSocket(
  params: Record<string, unknown>,
  parameters: Parameters,
  remoteAddress: string,
  parts: { keys: KeyRing; clock: SimulatorClock },
): KeyRecord {
  const key = knownKey(parts.keys, parameters.need('apiKey'), remoteAddress);
  checkTime(parameters, parts.clock);
  if (!key.verify(socketPayload(params), parameters.need('signature'))) throw errors.signature();
  return key;
}

export function knownKey(keys: KeyRing, apiKey: string, remoteAddress: string): KeyRecord {
  if (!/^[A-Za-z0-9]{64}$/.test(apiKey)) throw errors.keyFormat();
  const key = keys.find(apiKey);
  if (key === undefined || key.isRevoked) throw errors.permission();
  const address = remoteAddress.replace(/^::ffff:/, '');
  if (key.addresses !== undefined && !key.addresses.includes(address)) throw errors.permission();
  return key;
}

export function checkRights(key: KeyRecord, security: Security): void {
  if (security === 'trade' && !key.canTrade) throw errors.permission();
}

export function checkTime(parameters: Parameters, clock: SimulatorClock): void {
  const timestamp = parameters.time('timestamp');
  if (timestamp === undefined) throw errors.missing('timestamp');
  const window = Number(parameters.text('recvWindow') ?? 5000);
  if (Number.isNaN(window) || window < 0 || window > 60_000) {
    throw bad(-1131, 'recvWindow must be less than 60000.');
  }
  const now = clock.now();
  if (timestamp >= now + 1000) {
    throw bad(-1021, "Timestamp for this request was 1000ms ahead of the server's time.");
  }
  if (now - timestamp > window) {
    throw bad(-1021, 'Timestamp for this request is outside of the recvWindow.');
  }
}
