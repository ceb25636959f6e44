import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DecodedEvent } from '../venue-kind.ts';
import { createFrameDecoder } from './decoder.ts';
import { fixture, fixtureNames, receivedFrames } from './testing/fixture.ts';

/** What each recorded file comes to, whole. */
const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, 'testing', 'golden-events.json'), 'utf8'),
) as Record<string, DecodedEvent[]>;

const recorded = fixtureNames().filter((name) => receivedFrames(name).length > 0);

test('every recorded file has its golden events', () => {
  expect(Object.keys(golden).toSorted()).toEqual(recorded.toSorted());
});

test.each(recorded)('decodes %s', (name) => {
  const decoder = createFrameDecoder();
  expect(receivedFrames(name).flatMap((frame) => decoder.decode(frame))).toEqual(golden[name]);
});

test('W3: an id beyond 2^53 keeps every digit', () => {
  const [frame = ''] = receivedFrames('ws-status');
  expect(createFrameDecoder().decode(frame)).toMatchObject([{ connectionId: '18125794168470749634' }]);
  expect(JSON.parse(frame).data[0].connection_id).not.toBe(18125794168470749634n);
});

test('W3: numbers with exponents and trailing zeros are the decimals they mean', () => {
  const frame =
    '{"channel":"book","type":"update","data":[{"symbol":"BTC/USD","bids":[{"price":1.5e-05,"qty":0.00044780}],"asks":[{"price":2E2,"qty":0}],"checksum":1,"timestamp":"2026-01-05T10:00:00.000000Z"}]}';
  expect(createFrameDecoder().decode(frame)).toMatchObject([
    { kind: 'book-diff', bids: [['0.000015', '0.0004478']], asks: [['200', '0']] },
  ]);
});

test('an order is told from its changes, its fills with their fees', () => {
  const decoder = createFrameDecoder();
  const events = receivedFrames('ws-executions-lifecycle').flatMap((frame) => decoder.decode(frame));
  const { final_status, filled, average, fills } = fixture('ws-executions-lifecycle').expect as Record<
    string,
    string
  >;
  const orders = events.filter(({ kind }) => kind === 'order') as Record<string, unknown>[];
  expect(orders.map(({ state }) => state)).toEqual(['open', 'open', 'partial', 'partial', final_status]);
  expect(orders.at(-1)).toMatchObject({ filledQuantity: filled, averagePrice: average });
  expect(events.filter(({ kind }) => kind === 'fill')).toHaveLength(Number(fills));
});

test('a change of an order that nobody told us of is said to be unknown', () => {
  const [, , , , , frame = ''] = receivedFrames('ws-executions-lifecycle');
  const alone =
    '{"channel":"executions","type":"update","data":[{"order_id":"O1","exec_type":"canceled","order_status":"canceled","timestamp":"2026-01-05T10:00:00Z"}],"sequence":9}';
  expect(createFrameDecoder().decode(alone)).toMatchObject([
    { kind: 'control', sequence: 9 },
    { kind: 'unknown', venueOrderId: 'O1' },
  ]);
  expect(frame).not.toBe('');
});

test('unknown channels are unknown, and what is no frame is unreadable, in words', () => {
  const decoder = createFrameDecoder();
  expect(decoder.decode('{"channel":"level3","type":"update","data":[]}')).toEqual([
    { kind: 'unknown', name: 'level3', reason: 'the channel level3, which is not used' },
  ]);
  for (const frame of [
    '',
    '[]',
    '17',
    '{',
    '{"a":1}',
    '{"channel":"trade","type":"update","data":[{}]}',
    '{"channel":"trade","data":7}',
  ]) {
    expect(decoder.decode(frame)).toMatchObject([
      { kind: 'unreadable', reason: expect.stringMatching(/\w/) },
    ]);
  }
});
