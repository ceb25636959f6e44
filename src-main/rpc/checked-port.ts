import type { SupportedMessagePort } from '@orpc/client/message-port';
import { z } from 'zod';

/** A piece of a file in base64 is the longest message a page has reason to send. */
const longestMessage = 2 * 1024 * 1024;

const id = z.union([z.string().max(40), z.number()]);
const controlMessage = z.union([
  // A call. Our contract has JSON bodies only; headers would ask the codec for files and forms.
  z.object({
    i: id,
    t: z.literal(1).optional(),
    p: z.strictObject({
      u: z
        .string()
        .max(200)
        .regex(/^\/[\w/.-]*$/),
      b: z.unknown(),
      h: z.record(z.string().max(40), z.string().max(100)).refine(hasNoContent).optional(),
      m: z.literal('POST').optional(),
    }),
  }),
  z.object({ i: id, t: z.literal(4) }),
]);

function hasNoContent(headers: Readonly<Record<string, string>>): boolean {
  return !Object.keys(headers).some((name) => name.toLowerCase().startsWith('content-'));
}

/**
 * What comes from a page before anything decodes it: the RPC library answers a message it cannot read with an error that
 * nobody could catch. One that is not a call or the end of one ends the page's connection (rule E8).
 */
export function checkedPort(port: SupportedMessagePort, onBadMessage: () => void): SupportedMessagePort {
  return {
    on(event: string, listener: (event?: { data: unknown }) => void): void {
      listen(port, event, (data) => {
        if (event !== 'message') listener();
        else if (isControlMessage(data)) listener({ data });
        else onBadMessage();
      });
    },
    postMessage: (data: unknown) => (port as { postMessage(data: unknown): void }).postMessage(data),
  };
}

function isControlMessage(data: unknown): boolean {
  if (typeof data !== 'string' || data.length > longestMessage) return false;
  try {
    return controlMessage.safeParse(JSON.parse(data)).success;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** The part that the web's and Node's types of a port agree on. */
interface EventPort {
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
}

/** The web's ports have `addEventListener`, Electron's and our sockets `on`; Node's have both, and mean the web's way. */
function listen(port: SupportedMessagePort, event: string, listener: (data: unknown) => void): void {
  if ('addEventListener' in port) {
    (port as unknown as EventPort).addEventListener(event, ({ data }) => listener(data));
  } else if ('on' in port) port.on(event, (message?: { data: unknown }) => listener(message?.data));
  else throw new TypeError('a port without events');
}
