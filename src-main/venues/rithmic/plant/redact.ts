import { decodeMessage, encodeMessage } from '../wire/codec.ts';
import { CorruptMessage } from '../wire/corrupt-message.ts';
import { frame, unframe } from '../wire/frame.ts';
import { WireReader } from '../wire/reader.ts';
import { WireWriter } from '../wire/writer.ts';

/**
 * The numbers under which messages carry a login: password, user, user of a question, name of a session, which may have the user in
 * it. A number means the same in every message, also in those that nobody knows yet.
 */
const secretFields: ReadonlySet<number> = new Set([130_004, 131_003, 153_428, 154_220]);

/** A frame as it may be recorded: without user and password, and without what a login's answer tells of a person. */
export function redactPayload(bytes: Uint8Array): Uint8Array {
  const payload = unframe(bytes);
  if (payload === undefined) return bytes;
  const redacted = withoutSecrets(withoutPerson(payload));
  return redacted === payload ? bytes : frame(redacted, payload.length < bytes.length);
}

function withoutPerson(payload: Uint8Array): Uint8Array {
  const message = decodeMessage(payload);
  if (message.name !== 'ResponseLoginInfo') return payload;
  const { user_msg, rp_code, fcm_id, ib_id, user_type, tp_max_session_count, op_max_session_count } =
    message.fields;
  const kept = { user_msg, rp_code, fcm_id, ib_id, user_type, tp_max_session_count, op_max_session_count };
  return encodeMessage('ResponseLoginInfo', kept);
}

/** Field by field, so that everything else stays byte for byte. Of a damaged message, what stands before the damage. */
function withoutSecrets(payload: Uint8Array): Uint8Array {
  const reader = new WireReader();
  reader.start(payload, 0);
  const parts: Uint8Array[] = [];
  let isChanged = false;
  try {
    while (reader.position < reader.end) {
      const start = reader.position;
      const tag = reader.tag();
      reader.skip(tag, 0);
      const isSecret = secretFields.has(tag >>> 3);
      isChanged ||= isSecret;
      parts.push(isSecret ? secretField(tag >>> 3) : payload.subarray(start, reader.position));
    }
  } catch (error) {
    if (!(error instanceof CorruptMessage)) throw error;
    isChanged = true;
  }
  return isChanged ? Buffer.concat(parts) : payload;
}

function secretField(field: number): Uint8Array {
  const writer = new WireWriter();
  writer.start();
  writer.text(field, '[secret]');
  return writer.finish();
}
