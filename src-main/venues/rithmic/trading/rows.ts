import type { DecodedMessage, MessageName, WireMessages } from '../wire/codec.ts';

/** The fields of all messages of one name. */
export function rowsOf<N extends MessageName>(
  messages: readonly DecodedMessage[],
  name: N,
): WireMessages[N][] {
  return messages.flatMap((message) => (message.name === name ? [message.fields as WireMessages[N]] : []));
}
