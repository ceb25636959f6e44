import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { checkedPort } from './checked-port.ts';

/** A port that was sent `data`: what the RPC library is shown of it, and whether the page was cut off. */
function receive(data: unknown) {
  const port = Object.assign(new EventEmitter(), { postMessage: () => undefined });
  const shown: unknown[] = [];
  let isCut = false;
  const checked = checkedPort(port, () => {
    isCut = true;
  }) as { on(event: string, listener: (event?: { data: unknown }) => void): void };
  checked.on('message', (event) => shown.push(event?.data));
  port.emit('message', { data });
  return { shown, isCut };
}

const call = { i: '1', p: { u: '/market/search', b: { json: { text: '', limit: 1 } } } };

describe('what a page may say on the control plane', () => {
  it('E8: a call, and the end of a call', () => {
    for (const message of [call, { ...call, i: 7 }, { i: '1', t: 4 }]) {
      const text = JSON.stringify(message);
      expect(receive(text)).toEqual({ shown: [text], isCut: false });
    }
  });

  it('E8: anything else ends the connection before it is decoded', () => {
    const hostile: unknown[] = [
      'not json',
      '',
      'null',
      '[]',
      '1',
      '{}',
      JSON.stringify({ i: '1' }),
      JSON.stringify({ i: '1', p: null }),
      JSON.stringify({ i: '1', p: { u: 5 } }),
      JSON.stringify({ i: '1', p: { u: 'http://evil.example/' } }),
      JSON.stringify({ i: '1', p: { ...call.p, m: 'GET' } }),
      JSON.stringify({ i: '1', p: { ...call.p, h: { 'content-disposition': 'attachment' } } }),
      JSON.stringify({ i: '1', p: { ...call.p, h: { 'Content-Type': 'multipart/form-data' } } }),
      JSON.stringify({ i: '1', t: 3, p: { e: 'message' } }),
      JSON.stringify({ i: '1', t: 9, p: call.p }),
      JSON.stringify({ ...call, i: 'x'.repeat(100) }),
      `${JSON.stringify(call)}${' '.repeat(3 * 1024 * 1024)}`,
      new Uint8Array([123, 255, 0]),
      undefined,
      { ...call },
    ];
    const outcomes = hostile.map(receive);
    expect(outcomes.filter(({ shown }) => shown.length > 0)).toEqual([]);
    expect(outcomes.filter(({ isCut }) => !isCut)).toEqual([]);
  });
});
