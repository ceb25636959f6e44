import { decodeMessage, encodeMessage } from '../wire/codec.ts';
import { frame, unframe } from '../wire/frame.ts';

/** A frame as it may be recorded: without the password of a login and what a login's answer tells of a person. */
export function redactPayload(bytes: Uint8Array): Uint8Array {
  const payload = unframe(bytes);
  const message = payload === undefined ? undefined : decodeMessage(payload);
  const isPrefixed = payload !== undefined && payload.length < bytes.length;
  switch (message?.name) {
    case 'RequestLogin':
      return frame(
        encodeMessage('RequestLogin', { ...message.fields, user: '[secret]', password: '[secret]' }),
        isPrefixed,
      );
    case 'ResponseLoginInfo': {
      const { user_msg, rp_code, fcm_id, ib_id, user_type, tp_max_session_count, op_max_session_count } =
        message.fields;
      const kept = {
        user_msg,
        rp_code,
        fcm_id,
        ib_id,
        user_type,
        tp_max_session_count,
        op_max_session_count,
      };
      return frame(encodeMessage('ResponseLoginInfo', kept), isPrefixed);
    }
    default:
      return bytes;
  }
}
