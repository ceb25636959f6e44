import { CorruptMessage } from './corrupt-message.ts';
import { payloadStart } from './frame.ts';
import { type DecodedMessage, decoders, encoders, type WireMessages } from './generated/messages.ts';
import { WireReader } from './reader.ts';
import { readTemplateId } from './template-id.ts';
import { WireWriter } from './writer.ts';

export type { DecodedMessage, WireMessages } from './generated/messages.ts';

/** `RequestLogin` and its like, spelled as the protocol spells them. */
export type MessageName = keyof WireMessages;

export type Decoding =
  | DecodedMessage
  /** Servers send templates that a client does not know; that is no fault. */
  | { readonly name: 'unknown'; readonly templateId: number }
  | { readonly name: 'corrupt'; readonly reason: string };

// Decoding and encoding never wait and never call back, so one of each serves everybody.
const reader = new WireReader();
const writer = new WireWriter();

/** Reads one message without a length in front of it. Never throws. */
export function decodeMessage(payload: Uint8Array): Decoding {
  return decodeAt(payload, 0);
}

/** Reads what a socket gave, with or without a length in front. Never throws. */
export function decodeFrame(bytes: Uint8Array): Decoding {
  if (bytes.length === 0) return { name: 'corrupt', reason: 'the message is empty' };
  const start = payloadStart(bytes);
  if (start === undefined) return { name: 'corrupt', reason: 'the length in front does not fit the message' };
  return decodeAt(bytes, start);
}

function decodeAt(bytes: Uint8Array, start: number): Decoding {
  try {
    reader.start(bytes, start);
    const templateId = readTemplateId(reader);
    const decode = decoders[templateId];
    if (decode === undefined) return { name: 'unknown', templateId };
    reader.position = start;
    return decode(reader);
  } catch (error) {
    if (!(error instanceof CorruptMessage)) throw error;
    return { name: 'corrupt', reason: error.message };
  }
}

/**
 * Writes one message with its template id, without a length in front, fields by ascending number.
 * @throws RangeError for values that do not fit the type of their field.
 */
export function encodeMessage<N extends MessageName>(name: N, fields: WireMessages[N]): Uint8Array {
  writer.start();
  encoders[name](writer, fields);
  return writer.finish();
}
