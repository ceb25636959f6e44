import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Dial } from '../connection/dial.ts';
import type { VenueParts } from '../venue-kind.ts';
import { isEmptyResult, isSuccess, quoted, responseCode } from './errors.ts';
import type { RithmicSettings } from './settings.ts';
import { type DecodedMessage, decodeFrame, encodeMessage } from './wire/codec.ts';
import { frame } from './wire/frame.ts';

/*
 * What a gateway tells without a login: its systems, and the gateways of a system. Each question has a socket of its own,
 * which the server closes after the answer; nobody can log in on it.
 */

const limitMs = 12_000;

export interface ProbeParts extends Pick<VenueParts, 'after'> {
  readonly dial: Dial;
  readonly settings: Pick<RithmicSettings, 'gateway' | 'isPrefixed'>;
}

/** The systems that the gateway serves, as it spells them. */
export async function askSystems(parts: ProbeParts, signal: AbortSignal): Promise<readonly string[]> {
  const names: string[] = [];
  await askOnce(parts, encodeMessage('RequestRithmicSystemInfo', { user_msg: ['1'] }), signal, (message) => {
    if (message.name !== 'ResponseRithmicSystemInfo') return undefined;
    names.push(...(message.fields.system_name ?? []));
    return message.fields.rp_code;
  });
  return names;
}

export interface Gateway {
  readonly name: string;
  readonly address: string;
}

/** The gateways of a system. */
export async function askGateways(
  parts: ProbeParts,
  system: string,
  signal: AbortSignal,
): Promise<readonly Gateway[]> {
  const found: Gateway[] = [];
  const request = encodeMessage('RequestRithmicSystemGatewayInfo', { user_msg: ['1'], system_name: system });
  await askOnce(parts, request, signal, (message) => {
    if (message.name !== 'ResponseRithmicSystemGatewayInfo') return undefined;
    const { gateway_name: names = [], gateway_uri: uris = [] } = message.fields;
    for (const [index, address] of uris.entries()) found.push({ name: names[index] ?? address, address });
    return message.fields.rp_code;
  });
  return found;
}

/** `read` gives the code of the answer's last message, and nothing for what is none. */
function askOnce(
  { dial, settings, after }: ProbeParts,
  request: Uint8Array,
  signal: AbortSignal,
  read: (message: DecodedMessage) => readonly string[] | undefined,
): Promise<void> {
  const done = Promise.withResolvers<void>();
  const refuse = (failure: Failure) => done.reject(failure);
  const wire = dial({ url: settings.gateway }, 1024 * 1024, {
    onOpen: () => wire.send(frame(request, settings.isPrefixed)),
    onMessage(data) {
      const message = decodeFrame(data);
      if (message.name === 'corrupt' || message.name === 'unknown') return;
      if (message.name === 'Reject') {
        const said = quoted(responseCode(message.fields.rp_code));
        refuse(new Failure('rejected-by-venue', `The gateway did not take the question: it says ${said}.`));
        return;
      }
      const codes = read(message);
      if (codes === undefined) return;
      const code = responseCode(codes);
      if (isSuccess(code) || isEmptyResult(code)) done.resolve();
      else
        refuse(
          new Failure('rejected-by-venue', `The gateway refused the question: it says ${quoted(code)}.`),
        );
    },
    onPing: () => undefined,
    onPong: () => undefined,
    onEnd: ({ reason }) => refuse(new Failure('unavailable', reason)),
  });
  const stop = after(limitMs, () =>
    refuse(new Failure('unavailable', `The gateway did not answer within ${limitMs / 1000} s.`)),
  );
  const abort = () => refuse(new Failure('cancelled', 'It was not waited for any longer.'));
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  return done.promise.finally(() => {
    stop();
    signal.removeEventListener('abort', abort);
    wire.terminate();
  });
}

/** @throws Failure `invalid` where the gateway does not serve the chosen system. */
export function checkSystem(systems: readonly string[], system: string): void {
  if (systems.length === 0 || systems.includes(system)) return;
  const near = systems.find((one) => one.toLowerCase() === system.toLowerCase());
  throw new Failure(
    'invalid',
    near === undefined
      ? `This gateway does not serve “${system}”. It serves: ${systems.join(', ')}. Choose one of them, or another gateway.`
      : `This gateway spells the system “${near}”, and it must be written exactly so.`,
  );
}
