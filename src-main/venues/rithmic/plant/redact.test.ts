import { expect, test } from 'vitest';
import { decodeFrame, encodeMessage } from '../wire/codec.ts';
import { frame } from '../wire/frame.ts';
import { redactPayload } from './redact.ts';

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

test.each([true, false])(
  'D1: the user is in no recorded message that carries it (prefixed: %s)',
  (isPrefixed) => {
    const messages = [
      encodeMessage('ResponseLogin', {
        user_msg: ['1'],
        rp_code: ['0'],
        fcm_id: 'FCM',
        unique_user_id: '7.hunter',
      }),
      encodeMessage('RithmicOrderNotification', { basket_id: '42', user_id: 'hunter', symbol: 'ESZ6' }),
      encodeMessage('RequestListExchangePermissions', { user_msg: ['2'], user: 'hunter' }),
    ];
    for (const message of messages) {
      const framed = frame(message, isPrefixed);
      const redacted = redactPayload(framed);
      expect(latin(framed)).toContain('hunter');
      expect(latin(redacted)).not.toContain('hunter');
      expect(latin(redacted)).toContain('[secret]');
      expect(decodeFrame(redacted).name).toBe(decodeFrame(framed).name);
    }
  },
);

test('a message without a login stays as it is, byte for byte, and nothing is kept of it behind a damage', () => {
  const trade = frame(encodeMessage('LastTrade', { symbol: 'ESZ6', trade_price: 5304.25 }), true);
  expect(redactPayload(trade)).toBe(trade);
  const damaged = Buffer.concat([encodeMessage('LastTrade', { symbol: 'ESZ6' }), Buffer.from([0xff, 0xff])]);
  expect(latin(redactPayload(damaged))).toBe(latin(damaged.subarray(0, -2)));
});
